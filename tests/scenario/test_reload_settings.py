# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGHUP with one setting changed: it holds for who comes next, and where it is about time for who is there already."""

import collections
import signal
import socket

import pytest

from harness import backends, client, loglines, proxyheader
from harness.backends import black_hole, closed_port
from harness.config import address_text, backend, service, toml
from harness.programs import accepts, free_port
from harness.waiting import wait_for

SHED = "lbfy_connections_shed_total"


def one(target, top=None, **keys):
    return toml(service([backend("a", target)], **keys), **(top or {}))


def hold(process):
    """A client that has been answered and stays."""
    sock = client.connect(process.address())
    sock.sendall(b"x\n")
    client.read_line(sock)
    return sock


def still_served(sock):
    sock.sendall(b"y\n")
    return bool(client.read_line(sock))


def test_shorter_idle_timeout_holds_for_an_open_connection(lbfy, serve):
    server = serve(backends.echo)
    process = lbfy(one(server))
    with hold(process) as sock:
        process.reload(one(server, idle_timeout="200ms"))
        client.read_to_end(sock)
    process.wait_closed("idle_timeout")


def test_idle_timeout_that_a_reload_brings_ends_the_longest_silent_connection_first(lbfy, serve):
    """Connections are kept in the order of their last activity also while there is no timeout."""
    server, other = serve(backends.echo), serve(backends.echo)

    def text(timeout):
        return toml(service([backend("a", server)], name="kept", idle_timeout=timeout),
                    service([backend("a", other)], name="clock", listen="127.0.0.2:0", idle_timeout="1200ms"),
                    log={"connections": "all"})

    def talk_until_the_clock_ends(*socks):
        with client.connect(process.address("clock")) as clock:
            while not client.readable(clock, 0.1):
                for sock in socks:
                    sock.sendall(b"x")
                    client.read_exactly(sock, 1)

    process = lbfy(text("0s"))
    with client.connect(process.address("kept")) as busy, client.connect(process.address("kept")) as silent:
        talk_until_the_clock_ends(busy, silent)
        talk_until_the_clock_ends(busy)
        process.reload(text("2s"))
        for sock in (silent, busy):
            client.read_to_end(sock)
        order = ["{}:{}".format(*sock.getsockname()) for sock in (silent, busy)]
    process.wait_event("connection_closed", 2, service="kept")
    assert [record["client"] for record in process.events("connection_closed", service="kept")] == order


def test_shorter_half_close_timeout_holds_for_a_half_open_connection(lbfy, serve):
    server = serve(backends.leave)
    process = lbfy(one(server, half_close_timeout="1h"))
    with client.connect(process.address()) as sock:
        sock.shutdown(socket.SHUT_WR)
        assert server.take().read_all() == b""
        process.reload(one(server, half_close_timeout="200ms"))
        client.read_to_end(sock)
    process.wait_closed("half_close_timeout")


def test_shorter_connect_timeout_holds_for_a_connect_under_way(lbfy):
    hole, _keep = black_hole()
    process = lbfy(one(hole, connect_timeout="1h"))
    with client.connect(process.address()) as sock:
        process.wait_value(1, "lbfy_backend_selections_total")
        process.reload(one(hole, connect_timeout="200ms"))
        client.read_to_end(sock)
    process.wait_value(1, "lbfy_backend_connect_failures_total", reason="timeout")


def test_drain_timeout_is_the_one_of_the_last_file(lbfy, serve):
    server = serve(backends.echo)
    process = lbfy(one(server, {"drain_timeout": "1h"}))
    with hold(process) as sock:
        process.reload(one(server, {"drain_timeout": "200ms"}))
        process.signal(signal.SIGTERM)
        client.read_to_end(sock)
        assert process.wait() == 0


def test_raised_and_lowered_max_connections_hold_for_who_comes_and_cut_nobody(lbfy, serve):
    server = serve(backends.echo)
    process = lbfy(one(server, max_connections=1))
    first = hold(process)
    assert client.outcome(process.address()) == client.RESET
    process.reload(one(server, max_connections=2))
    second = hold(process)
    process.reload(one(server, max_connections=1))
    assert still_served(first) and still_served(second)
    first.close()
    process.wait_value(1, "lbfy_service_connections_active")
    assert client.outcome(process.address()) == client.RESET, "one is open, one is allowed"
    second.close()
    process.wait_idle()
    hold(process).close()
    assert process.value(SHED, reason="max_connections") == 2


def test_a_backends_own_limit_changes_likewise(lbfy, serve):
    server = serve(backends.identify("a"))

    def text(limit):
        return toml(service([backend("a", server, max_connections=limit)]))

    process = lbfy(text(1))
    with hold(process) as first:
        assert client.outcome(process.address()) == client.RESET
        process.reload(text(2))
        with hold(process):
            process.reload(text(1))
            assert still_served(first)
            assert client.outcome(process.address()) == client.RESET
        process.reload(text(0))
        assert client.ask(process.address()) == "a"
    assert process.value(SHED, reason="no_backend") == 2


def test_weights_are_exact_from_the_first_connection_after_the_change(lbfy, serve):
    servers = {name: serve(backends.identify(name)) for name in "ab"}

    def text(**weights):
        return toml(service([backend(name, servers[name], weight=weight) for name, weight in weights.items()]))

    process = lbfy(text(a=1, b=1))
    for weights in ({"a": 1, "b": 1}, {"a": 3, "b": 1}, {"a": 1, "b": 4}):
        process.reload(text(**weights))
        turns = sum(weights.values())
        found = collections.Counter(client.ask(process.address()) for _ in range(4 * turns))
        assert found == {name: 4 * weight for name, weight in weights.items()}


def test_checks_are_switched_on_changed_and_off(lbfy, serve):
    server, (dead, _keep) = serve(backends.web(lambda: 404)), closed_port()
    quick = {"interval": "50ms", "timeout": "2s", "fall": 1, "rise": 1}

    def text(target, check):
        return one(target, health={**quick, "check": check}, ejection={"panic_percent": 0})

    process = lbfy(text(server, "off"))
    assert process.value("lbfy_backend_up") == 1
    process.reload(text(server, "http"))
    assert "404" in process.wait_event("backend_down")["reason"]
    process.reload(text(server, "tcp"))
    process.wait_event("backend_up")
    process.reload(text(dead, "tcp"))
    assert "refused" in process.wait_event("backend_down", 2)["reason"]
    process.reload(text(dead, "off"))
    assert process.value("lbfy_backend_up") == 1, "up until ejected"


def test_ejection_goes_by_the_new_number_of_failures(lbfy):
    dead, _keep = closed_port()
    process = lbfy(one(dead, ejection={"failures": 100}))
    for _ in range(3):
        client.outcome(process.address())
    assert process.value("lbfy_backend_ejections_total") == 0
    process.reload(one(dead, ejection={"failures": 2}))
    for _ in range(2):
        client.outcome(process.address())
    process.wait_event("backend_ejected")


def test_number_of_attempts_is_the_new_one(lbfy, serve):
    dead, _keep = closed_port()
    pool = [backend("dead", dead), backend("good", serve(backends.identify("good")), backup=True)]

    def text(attempts):
        return toml(service(pool, connect_attempts=attempts, ejection={"failures": 0}))

    process = lbfy(text(1))
    assert client.outcome(process.address()) == client.RESET
    process.reload(text(2))
    assert client.ask(process.address()) == "good"


def test_proxy_headers_are_switched_on_and_off_in_both_directions(lbfy, serve):
    server = serve(backends.leave)
    process = lbfy(one(server))
    told = ("203.0.113.7", 4711)
    header = proxyheader.v1(told, ("198.51.100.1", 443))

    def sent_on(data):
        with client.connect(process.address()) as sock:
            sock.sendall(data)
            sock.shutdown(socket.SHUT_WR)
            peer = server.take()
            found = peer.read_all()
            peer.sock.close()
            client.read_to_end(sock)
        return found

    assert sent_on(b"hello") == b"hello"
    process.reload(one(server, accept_proxy=True))
    assert sent_on(header + b"hello") == b"hello"
    process.reload(one(server, accept_proxy=True, send_proxy="v1"))
    assert sent_on(header + b"hello") == header + b"hello"
    process.reload(one(server, send_proxy="v1"))
    assert sent_on(b"hello").startswith(b"PROXY TCP4 127.0.0.1 ")
    process.reload(one(server))
    assert sent_on(header) == header, "what a client says is nobody's header any more"


def test_log_level_form_and_choice_of_connections_change(lbfy, serve):
    server = serve(backends.identify("a"))

    def text(**log):
        return one(server, {"log": log, "metrics": "127.0.0.1:0"})

    process = lbfy(text(format="json"), form=None, metrics=False)
    process.wait_ready()
    reloads = [{"format": "logfmt", "connections": "all"},
               {"format": "logfmt", "connections": "all", "level": "error"}]
    for number, log in enumerate(reloads, 1):
        process.file.write_text(text(**log))
        process.signal(signal.SIGHUP)
        process.wait_value(number, "lbfy_config_reloads_total", result="success")
        assert client.ask(process.address()) == "a"
        process.wait_closed("client_closed", number)
    process.stop()
    later = [loglines.logfmt(line) for line in process.err if line.startswith("ts=")]
    assert [line["event"] for line in later] == ["config_reloaded", "connection_closed"], "the second was no error"


def test_metrics_are_switched_off_moved_and_on_again(lbfy, serve):
    server, ports = serve(backends.identify("a")), [free_port(), free_port()]

    def text(metrics):
        return one(server, {"metrics": metrics})

    process = lbfy(text(f"127.0.0.1:{ports[0]}"), metrics=False)
    assert process.get("/healthz")[0] == 200
    process.reload(text("off"))
    wait_for(lambda: not accepts(ports[0]), "the endpoint is closed")
    process.reload(text(f"127.0.0.1:{ports[1]}"))
    wait_for(lambda: accepts(ports[1]), "the endpoint is open elsewhere")
    process.reload(text(f"127.0.0.1:{ports[0]}"))
    wait_for(lambda: accepts(ports[0]) and not accepts(ports[1]), "the endpoint has moved")
    assert process.get("/healthz")[0] == 200 and client.ask(process.address()) == "a"


@pytest.mark.parametrize("listen", ["fixed", "any port"])
def test_renamed_service_is_the_same_under_another_name(lbfy, serve, listen):
    """Its address, its connections and its counters stay, however short the time for those of a removed one is."""
    server = serve(backends.echo)
    where = f"127.0.0.1:{free_port()}" if listen == "fixed" else "127.0.0.1:0"

    def text(name):
        return one(server, {"drain_timeout": "0s", "log": {"connections": "all"}}, name=name, listen=where)

    process = lbfy(text("old"))
    with hold(process) as sock:
        process.reload(text("new"))
        with hold(process) as other:
            metrics = process.metrics()
            assert still_served(sock) and still_served(other)
            assert metrics.by("service", "lbfy_service_connections_total") == {"new": 2}
            assert metrics.by("service", "lbfy_service_connections_active") == {"new": 2}
            assert {labels["service"] for labels, _ in metrics.select("lbfy_backend_up")} == {"new"}
    process.wait_closed("client_closed", 2)
    process.wait_event("connection_closed", 2, service="new", reason="client_closed")
    renamed = process.wait_event("service_renamed")
    assert (renamed["service"], renamed["old"], renamed["new"]) == ("new", "old", "new")


def test_service_renamed_and_changed_at_once_is_a_new_one_on_the_same_address(lbfy, serve):
    server, listen = serve(backends.echo), f"127.0.0.1:{free_port()}"

    def text(**keys):
        return one(server, {"drain_timeout": "1h"}, listen=listen, **keys)

    process = lbfy(text(name="old"))
    with hold(process) as sock:
        process.reload(text(name="new", strategy="random"))
        with hold(process) as other:
            assert still_served(sock) and still_served(other)
            metrics = process.metrics()
            assert metrics.by("service", "lbfy_service_connections_total") == {"new": 1}
            assert metrics.value("lbfy_connections_active") == 2, "those of the old one count in the total"
    process.wait_idle()
    assert process.value("lbfy_connections_total") == 2


def test_two_backends_of_one_address_are_two(lbfy, serve):
    server = serve(backends.identify("same"))
    process = lbfy(toml(service([backend("a", server), backend("b", address_text(server.address), weight=2)])))
    for _ in range(6):
        assert client.ask(process.address()) == "same"
    assert process.selections() == {"a": 2, "b": 4}
