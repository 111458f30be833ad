# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGHUP: what changes is changed, the rest is not touched, and a bad file changes nothing."""

import re
import signal
import socket
import threading
import time

import pytest

from harness import backends, client
from harness.config import address_text, backend, service, toml
from harness.programs import free_port
from harness.waiting import SANITIZED, pass_time, seconds, wait_for


def named(serve, *names):
    return [backend(name, serve(backends.identify(name))) for name in names]


class SteadyClients:
    """New connections at a fixed rate, each one turn; failures are kept. Falls behind rather than stop the pace."""

    def __init__(self, address, rate, threads=4):
        self.done, self.failures = 0, []
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run, args=(address, threads / rate), daemon=True)
                         for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def _run(self, address, period):
        due = time.monotonic()
        while not self._stop.is_set():
            try:
                client.ask(address)
            except (OSError, AssertionError) as error:
                self.failures.append(repr(error))
            with self._lock:
                self.done += 1
            due = max(due + period, time.monotonic() - 0.1)
            pass_time(max(0.0, due - time.monotonic()))  # the pace

    def wait_more(self, number):
        goal = self.done + number
        wait_for(lambda: self.done >= goal, f"{number} further connections")

    def stop(self):
        self._stop.set()
        for thread in self._threads:
            thread.join(seconds())


def test_backends_come_change_and_go_under_500_new_connections_a_second_without_a_failure(lbfy, serve):
    a, b, c, d = named(serve, "a", "b", "c", "d")
    process = lbfy(toml(service([a, b])))
    clients = SteadyClients(process.address(), 100 if SANITIZED else 500)
    step = 50 if SANITIZED else 300
    try:
        for pool in ([a, b, c], [{**a, "weight": 5}, c], [d], [c, d, {**b, "state": "drain"}],
                     [{**d, "name": "e"}, c], [a, b]):
            clients.wait_more(step)
            process.reload(toml(service(pool)))
        clients.wait_more(step)
    finally:
        clients.stop()
    assert clients.failures == []
    metrics = process.metrics()
    assert metrics.value("lbfy_config_reloads_total", result="success") == 6
    assert set(metrics.by("backend", "lbfy_backend_up")) == {"a", "b"}


def test_bad_file_is_rejected_with_its_diagnostics_and_the_old_one_runs_on(lbfy, serve):
    pool = named(serve, "a")
    good = toml(service(pool))
    process = lbfy(good)
    with client.connect(process.address()) as sock:
        process.file.write_text('weigth = 3\n' + good.replace("127.0.0.1:0", "127.0.0.1:99999"))
        process.signal(signal.SIGHUP)
        rejected = [process.wait_event("config_rejected", number) for number in (1, 2)]
        assert [record["level"] for record in rejected] == ["error"] * 2, "all that is wrong, in one pass"
        assert re.search(r"lbfy.toml:1:\d+: error: .*weigth", rejected[0]["msg"]) and "99999" in rejected[1]["msg"]
        sock.sendall(b"x\n")
        assert client.read_line(sock) == b"a\n"
    assert client.ask(process.address()) == "a"
    metrics = process.metrics()
    assert metrics.value("lbfy_config_reloads_total", result="error") == 1
    assert metrics.value("lbfy_config_reloads_total", result="success") == 0
    process.reload(good)
    process.wait_value(1, "lbfy_config_reloads_total", result="success")


def test_file_that_has_gone_is_rejected(lbfy, serve):
    process = lbfy(toml(service(named(serve, "a"))))
    process.address()
    process.file.unlink()
    process.signal(signal.SIGHUP)
    process.wait_event("config_rejected")
    assert client.ask(process.address()) == "a"


def test_unchanged_file_keeps_connections_and_counters(lbfy, serve):
    text = toml(service(named(serve, "a", "b")))
    process = lbfy(text)
    with client.connect(process.address()) as sock:
        sock.sendall(b"x\n")
        name = client.read_line(sock)
        before = process.selections()
        process.reload(text)
        sock.sendall(b"x\n")
        assert client.read_line(sock) == name
        assert process.selections() == before


def test_new_listen_address_serves_and_the_old_one_ends_but_its_connections_live(lbfy, serve):
    pool = named(serve, "a")
    process = lbfy(toml(service(pool)))
    old = process.address()
    with client.connect(old) as sock:
        sock.sendall(b"x\n")
        client.read_line(sock)
        process.reload(toml(service(pool, listen="127.0.0.2:0")))
        new = [record for record in process.events("listening")][-1]
        process.moved()
        address = ("127.0.0.2", int(str(new).split("127.0.0.2:")[1].split("'")[0]))
        assert client.ask(address) == "a"
        wait_for(lambda: not accepts(old), "the old address is closed")
        sock.sendall(b"y\n")
        assert client.read_line(sock) == b"a\n"


def accepts(address):
    with socket.socket() as sock:
        return sock.connect_ex(address) == 0


def test_new_listen_address_in_use_is_rejected_as_a_whole(lbfy, serve):
    """Two phases: what cannot be bound is found before anything is changed."""
    pool = named(serve, "a", "b")
    process = lbfy(toml(service(pool[:1])))
    process.address()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process.file.write_text(toml(service(pool, listen=address_text(taken.getsockname()))))
        process.signal(signal.SIGHUP)
        process.wait_event("config_rejected")
    assert client.ask(process.address()) == "a"
    assert set(process.metrics().by("backend", "lbfy_backend_up")) == {"a"}, "nothing of the new file is in force"
    assert process.get("/readyz")[0] == 200


@pytest.mark.parametrize("before, after", [("127.0.0.1", "0.0.0.0"), ("0.0.0.0", "127.0.0.1"),
                                           ("localhost", "127.0.0.1"), ("127.0.0.1", "[::]")])
def test_listen_address_is_widened_narrowed_or_renamed_on_its_own_port(lbfy, serve, before, after):
    pool = named(serve, "a")
    port = free_port()
    process = lbfy(toml(service(pool, listen=f"{before}:{port}")))
    process.wait_ready()
    with client.connect(("127.0.0.1", port)) as sock:
        process.reload(toml(service(pool, listen=f"{after}:{port}")))
        assert client.ask(("127.0.0.1", port)) == "a"
        sock.sendall(b"x\n")
        assert client.read_line(sock) == b"a\n"
    assert process.get("/readyz")[0] == 200


@pytest.mark.parametrize("before, after", [("0.0.0.0", "127.0.0.1"), ("127.0.0.1", "0.0.0.0")])
def test_metrics_address_is_narrowed_or_widened_on_its_own_port(lbfy, serve, before, after):
    text = toml(service(named(serve, "a")), metrics=f"{before}:{free_port()}")
    process = lbfy(text, metrics=False)
    assert process.get("/healthz")[0] == 200
    process.reload(text.replace(before, after, 1))
    process.wait_event("metrics_listening", 2)
    assert process.get("/healthz")[0] == 200


def test_metrics_stay_where_they_are_when_the_rest_of_the_file_cannot_be_applied(lbfy, serve):
    port = free_port()
    pool = named(serve, "a")
    process = lbfy(toml(service(pool), metrics=f"0.0.0.0:{port}"), metrics=False)
    assert process.get("/healthz")[0] == 200
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process.file.write_text(toml(service(pool, listen=address_text(taken.getsockname())),
                                     metrics=f"127.0.0.1:{port}"))
        process.signal(signal.SIGHUP)
        process.wait_event("config_rejected")
    wait_for(lambda: accepts(("127.0.0.2", port)), "the old address is open")
    assert process.get("/healthz")[0] == 200


def test_an_address_that_another_service_keeps_is_not_taken_over(lbfy, serve):
    pool = named(serve, "a")
    port = free_port()
    first = service(pool, listen=f"127.0.0.1:{port}")
    process = lbfy(toml(first))
    process.wait_ready()
    process.file.write_text(toml(first, service(pool, name="all", listen=f"0.0.0.0:{port}")))
    process.signal(signal.SIGHUP)
    rejected = process.wait_event("config_rejected")
    assert f"0.0.0.0:{port}: address in use" in rejected["msg"]


def test_rejected_exchange_of_addresses_costs_no_client(lbfy, serve):
    """One service wants another's address, which gives it up for one that cannot be had: all stays as it is."""
    pool = named(serve, "a")
    ports = [free_port() for _ in range(2)]

    def text(first, second):
        return toml(service(pool, name="first", listen=first), service(pool, name="second", listen=second))

    good = [f"127.0.0.1:{port}" for port in ports]
    process = lbfy(text(*good))
    process.wait_ready()
    clients = SteadyClients(("127.0.0.1", ports[1]), 100 if SANITIZED else 500)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        process.file.write_text(text(good[1], address_text(taken.getsockname())))
        for number in range(1, 11):
            process.signal(signal.SIGHUP)
            process.wait_event("config_rejected", number)
            clients.wait_more(5)
    clients.stop()
    assert clients.failures == []


def test_strategy_changes_without_touching_open_connections(lbfy, serve):
    pool = named(serve, "a", "b")
    process = lbfy(toml(service(pool)))
    with client.connect(process.address()) as sock:
        sock.sendall(b"x\n")
        name = client.read_line(sock)
        for strategy in ("least-connections", "latency-aware", "random", "source-hash", "round-robin"):
            process.reload(toml(service(pool, strategy=strategy)))
            process.wait_value(1, "lbfy_strategy_info", strategy=strategy)
            assert len(process.metrics().select("lbfy_strategy_info")) == 1
            assert client.ask(process.address()) in ("a", "b")
            sock.sendall(b"x\n")
            assert client.read_line(sock) == name
    assert len(process.events("strategy_changed")) == 5


def test_removed_backend_keeps_its_open_connections_and_loses_its_series(lbfy, serve):
    pool = named(serve, "a", "b")
    process = lbfy(toml(service(pool)))
    held = [client.connect(process.address()) for _ in range(2)]
    names = []
    for sock in held:
        sock.sendall(b"x\n")
        names.append(client.read_line(sock))
    process.reload(toml(service(pool[1:])))
    wait_for(lambda: 'backend="a"' not in process.get("/metrics")[1], "a's series are gone")
    for sock, name in zip(held, names):
        sock.sendall(b"x\n")
        assert client.read_line(sock) == name
        sock.close()
    process.wait_idle()
    assert process.metrics().value("lbfy_connections_total") == 2


def test_removed_service_stops_listening_and_added_one_starts(lbfy, serve):
    first = service(named(serve, "a"), name="first")
    second = service(named(serve, "b"), name="second", listen="127.0.0.2:0")
    third = service(named(serve, "c"), name="third", listen="127.0.0.3:0")
    process = lbfy(toml(first, second))
    assert client.ask(process.address("first")) == "a" and client.ask(process.address("second")) == "b"
    gone = process.address("second")
    with client.connect(gone) as sock:
        sock.sendall(b"x\n")
        client.read_line(sock)
        process.reload(toml(first, third))
        assert client.ask(process.address("third")) == "c"
        assert client.ask(process.address("first")) == "a"
        wait_for(lambda: not accepts(gone), "the removed service does not listen")
    metrics = process.metrics()
    assert not metrics.select("lbfy_service_connections_total", service="second")
    assert metrics.value("lbfy_connections_total") >= 5, "the total counts removed services too"


def test_changed_number_of_workers_is_reported_not_swallowed(lbfy, serve):
    pool = named(serve, "a")
    process = lbfy(toml(service(pool), workers=1))
    process.address()
    process.reload(toml(service(pool), workers=2))
    assert "workers" in process.wait_event("config_note")["msg"]
    assert client.ask(process.address()) == "a"


def test_changed_log_settings_take_effect(lbfy, serve):
    pool = named(serve, "a")
    process = lbfy(toml(service(pool)))
    client.ask(process.address())
    process.wait_idle()
    assert not process.events("connection_closed")
    process.reload(toml(service(pool), log={"connections": "all"}))
    client.ask(process.address())
    process.wait_event("connection_closed")


def test_hangups_in_a_row_are_survived(lbfy, serve):
    pool = named(serve, "a", "b")
    process = lbfy(toml(service(pool)))
    process.address()
    for number in range(30):
        process.file.write_text(toml(service(pool[:1 + number % 2])))
        process.signal(signal.SIGHUP)
    process.reload(toml(service(pool)))
    wait_for(lambda: set(process.metrics().by("backend", "lbfy_backend_up")) == {"a", "b"}, "the last file counts")
    assert client.ask(process.address()) in ("a", "b")
