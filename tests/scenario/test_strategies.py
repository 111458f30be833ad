# SPDX-License-Identifier: GPL-3.0-or-later
"""Who gets the next connection: the strategies, and what takes a backend out of every choice."""

import collections

import pytest

from harness import backends, client
from harness.backends import closed_port
from harness.config import backend, service, toml
from harness.contract import STRATEGIES
from harness.waiting import SANITIZED, wait_for

NO_EJECTION = {"failures": 0}


def named(serve, *names, **keys):
    """One backend a name that answers with it; keys[name] are its further TOML keys."""
    return [backend(name, serve(backends.identify(name)), **keys.get(name, {})) for name in names]


def counts(process, number, threads=8, **keys):
    """How often each backend answered, of `number` short connections from several threads."""
    def some(_):
        return collections.Counter(client.ask(process.address(), **keys) for _ in range(number // threads))

    return sum(client.in_parallel(threads, some), collections.Counter())


def hold(process, count):
    """[(backend, open connection)]"""
    held = []
    for _ in range(count):
        sock = client.connect(process.address())
        sock.sendall(b"who\n")
        held.append((client.read_line(sock).decode().strip(), sock))
    return held


def test_round_robin_is_smooth_and_exact_by_weight(lbfy, serve):
    process = lbfy(toml(service(named(serve, "a", "b", a={"weight": 3})), workers=2))
    sequence = [client.ask(process.address()) for _ in range(40)]
    for first in range(37):
        assert sequence[first:first + 4].count("b") == 1, sequence
    assert process.selections() == {"a": 30, "b": 10}


def test_round_robin_is_exact_over_all_workers_under_load(lbfy, serve):
    process = lbfy(toml(service(named(serve, "a", "b", "c", a={"weight": 2}), max_connections=5000), workers=4))
    number = 160 if SANITIZED else 800
    assert counts(process, number) == {"a": number // 2, "b": number // 4, "c": number // 4}


def test_round_robin_stays_exact_over_retries(lbfy, serve):
    """The turns of a refused backend go on evenly, not all to its neighbour in the list."""
    dead, _keep = closed_port()
    process = lbfy(toml(service([backend("dead", dead)] + named(serve, "b", "c"), ejection=NO_EJECTION)))
    found = collections.Counter(client.ask(process.address()) for _ in range(60))
    assert found == {"b": 30, "c": 30}


def test_round_robin_is_exact_while_one_is_ejected_and_after_its_return(lbfy, serve):
    dying = serve(backends.identify("a"))
    pool = [backend("a", dying)] + named(serve, "b", "c")
    process = lbfy(toml(service(pool, ejection={"failures": 1})))
    process.address()
    dying.stop()
    while not process.events("backend_ejected"):
        client.ask(process.address())
    assert "".join(client.ask(process.address()) for _ in range(20)) in ("bc" * 10, "cb" * 10)
    dying.start()
    process.reload(toml(service(pool, ejection=NO_EJECTION)))  # ends the ejection
    assert collections.Counter(client.ask(process.address()) for _ in range(30)) == {"a": 10, "b": 10, "c": 10}


def test_least_connections_fills_the_emptiest(lbfy, serve):
    process = lbfy(toml(service(named(serve, "a", "b"), strategy="least-connections")))
    held = hold(process, 6)
    assert collections.Counter(name for name, _ in held) == {"a": 3, "b": 3}
    for name, sock in held:
        if name == "a":
            sock.close()
    process.wait_value(0, "lbfy_backend_connections_active", backend="a")
    more = hold(process, 3)
    assert [name for name, _ in more] == ["a", "a", "a"]
    for _, sock in held + more:
        sock.close()


def test_least_connections_goes_by_weight(lbfy, serve):
    process = lbfy(toml(service(named(serve, "a", "b", a={"weight": 2}), strategy="least-connections")))
    held = hold(process, 9)
    assert collections.Counter(name for name, _ in held) == {"a": 6, "b": 3}
    for _, sock in held:
        sock.close()


def test_random_uses_all_and_goes_by_weight(lbfy, serve):
    process = lbfy(toml(service(named(serve, "a", "b", "c", "d", a={"weight": 3}), strategy="random")))
    found = counts(process, 400)
    # Half of 400 are due to "a" (standard deviation 10), a sixth (7.5) to each other: five deviations either way.
    assert 150 <= found["a"] <= 250
    assert all(29 <= found[name] <= 104 for name in "bcd"), found


def source_map(process):
    """{client address: backend}"""
    return {source: client.ask(process.address(), source) for source in (f"127.0.1.{n}" for n in range(1, 81))}


def test_source_hash_keeps_a_client_and_moves_only_those_of_a_backend_that_goes(lbfy, serve):
    pool = named(serve, "a", "b", "c", "d", "e")
    process = lbfy(toml(service(pool, strategy="source-hash"), workers=2))
    before = source_map(process)
    assert set(before.values()) == set("abcde") and source_map(process) == before
    process.reload(toml(service(pool[1:], strategy="source-hash"), workers=2))
    after = wait_for(lambda: (found := source_map(process)) and "a" not in found.values() and found, "a has gone")
    moved = [source for source in before if before[source] != after[source] and before[source] != "a"]
    # "Few clients move": a consistent table shifts a few percent of the others, a plain modulus four fifths.
    assert len(moved) <= 8, f"{len(moved)} of 80 moved besides those of the removed backend"


def test_source_hash_with_a_dead_backend_moves_its_clients_only_and_back(lbfy, serve):
    dying = serve(backends.identify("a"))
    pool = [backend("a", dying)] + named(serve, "b", "c", "d")
    process = lbfy(toml(service(pool, strategy="source-hash", ejection={"failures": 1, "base_time": "1s"})))
    before = source_map(process)
    dying.stop()
    after = source_map(process)
    moved = [source for source in before if before[source] != after[source] and before[source] != "a"]
    assert len(moved) <= 8, f"{len(moved)} of 80 moved besides those of the dead backend"
    dying.start()
    process.wait_event("backend_restored", backend="a")
    wait_for(lambda: {source: client.ask(process.address(), source) for source in before} == before,
             "everybody is back where they were")


def test_backup_takes_over_only_when_no_primary_is_usable(lbfy, serve):
    primary = serve(backends.identify("primary"))
    process = lbfy(toml(service([backend("primary", primary)] + named(serve, "backup", backup={"backup": True}),
                                health={"check": "tcp", "interval": "100ms", "timeout": "100ms", "fall": 1,
                                        "rise": 1})))
    assert {client.ask(process.address()) for _ in range(10)} == {"primary"}
    primary.stop()
    process.wait_event("backend_down", backend="primary")
    assert {client.ask(process.address()) for _ in range(10)} == {"backup"}
    primary.start()
    process.wait_event("backend_up", backend="primary", count=len(process.events("backend_up", backend="primary")) + 1)
    wait_for(lambda: client.ask(process.address()) == "primary", "the primary is used again")


def test_backup_takes_over_from_primaries_that_are_full(lbfy, serve):
    process = lbfy(toml(service(named(serve, "primary", "backup", primary={"max_connections": 2},
                                      backup={"backup": True}))))
    held = hold(process, 4)
    assert [name for name, _ in held] == ["primary", "primary", "backup", "backup"]
    for _, sock in held:
        sock.close()


@pytest.mark.parametrize("state", ["drain", "disabled"])
def test_backup_takes_over_from_a_primary_that_the_operator_took_out(lbfy, serve, state):
    process = lbfy(toml(service(named(serve, "primary", "backup", primary={"state": state}, backup={"backup": True}))))
    assert {client.ask(process.address()) for _ in range(5)} == {"backup"}


def test_backup_takes_over_from_a_primary_that_is_ejected_without_trying_it(lbfy, serve):
    dead, _keep = closed_port()
    process = lbfy(toml(service([backend("primary", dead)] + named(serve, "backup", backup={"backup": True}),
                                ejection={"failures": 1})))
    assert client.ask(process.address()) == "backup"
    process.wait_event("backend_ejected", backend="primary")
    before = process.selections()["primary"]
    assert {client.ask(process.address()) for _ in range(5)} == {"backup"}
    assert process.selections()["primary"] == before


def test_backup_is_tried_when_the_primary_refuses(lbfy, serve):
    dead, _keep = closed_port()
    process = lbfy(toml(service([backend("primary", dead)] + named(serve, "backup", backup={"backup": True}),
                                ejection=NO_EJECTION)))
    assert {client.ask(process.address()) for _ in range(5)} == {"backup"}


def test_draining_backend_keeps_its_connections_and_gets_no_new_ones(lbfy, serve):
    pool = named(serve, "a", "b")
    process = lbfy(toml(service(pool)))
    held = hold(process, 2)
    pool[0]["state"] = "drain"
    process.reload(toml(service(pool)))
    process.wait_value(1, "lbfy_backend_state", backend="a", state="drain")
    assert {client.ask(process.address()) for _ in range(10)} == {"b"}
    for name, sock in held:
        sock.sendall(b"still\n")
        assert client.read_line(sock).decode().strip() == name
        sock.close()


def test_disabled_backend_gets_no_connection_and_no_check(lbfy, serve):
    disabled = serve(backends.identify("b"))
    process = lbfy(toml(service(named(serve, "a") + [backend("b", disabled, state="disabled")],
                                health={"check": "tcp", "interval": "50ms", "timeout": "50ms"})))
    assert {client.ask(process.address()) for _ in range(10)} == {"a"}
    process.wait_value(lambda value: value > 3, "lbfy_backend_health_checks_total", backend="a", result="success")
    assert disabled.accepted == 0
    assert process.value("lbfy_backend_state", backend="b", state="disabled") == 1


def test_panic_ignores_health_when_too_few_are_left(lbfy, serve):
    """One of three is up, below panic_percent: the two that are down get their turns, and retries save the clients."""
    keep = [closed_port() for _ in range(2)]
    pool = [backend(f"dead{index}", address) for index, (address, _) in enumerate(keep)] + named(serve, "good")
    health = {"check": "tcp", "interval": "100ms", "timeout": "100ms", "fall": 1, "rise": 1}
    process = lbfy(toml(service(pool, health=health, ejection={"failures": 0, "panic_percent": 50})))
    for name in ("dead0", "dead1"):
        process.wait_event("backend_down", backend=name)
    assert {client.ask(process.address()) for _ in range(12)} == {"good"}
    assert process.metrics().sum("lbfy_backend_retries_total") > 0, "the dead ones were tried"


def test_without_panic_a_dead_pool_refuses(lbfy):
    dead, _keep = closed_port()
    health = {"check": "tcp", "interval": "100ms", "timeout": "100ms", "fall": 1, "rise": 1}
    process = lbfy(toml(service([backend("dead", dead)], health=health,
                                ejection={"failures": 0, "panic_percent": 0})))
    process.wait_event("backend_down")
    wait_for(lambda: process.get("/readyz")[0] == 503, "not ready")
    wait_for(lambda: client.outcome(process.address()) == client.RESET
             and process.value("lbfy_connections_shed_total", reason="no_backend") > 0, "refused as no_backend")


def test_list_strategies_names_exactly_these(lbfy):
    process = lbfy(None, "--list-strategies", metrics=False, form=None)
    assert process.wait() == 0
    assert sorted(process.out) == STRATEGIES
