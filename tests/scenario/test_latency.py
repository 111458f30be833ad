# SPDX-License-Identifier: GPL-3.0-or-later
"""`latency-aware` on real sockets: a slow backend gets little, a recovered one its share, a broken one no crowd."""

import collections
import os
import random
import socket
import threading

from harness import backends, client
from harness.backends import hang
from harness.config import backend, service, toml
from harness.waiting import seconds, wait_for

QUICK = 0.001
BLOCK = os.urandom(1 << 20)


class Load:
    """Short connections of one turn from several threads, until stopped; `taken` counts who answered."""

    def __init__(self, process, threads=6, patience=None):
        self.taken = collections.Counter()
        self.failed = 0
        self._address = process.address()
        self._patience = patience
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def _run(self):
        while not self._stop.is_set():
            try:
                with client.connect(self._address) as sock:
                    if self._patience:
                        sock.settimeout(self._patience)
                    sock.sendall(b"who\n")
                    self.taken[client.read_line(sock).decode().strip()] += 1
            except (OSError, AssertionError):
                self.failed += 1

    def stop(self):
        self._stop.set()
        for thread in self._threads:
            thread.join(seconds())


def share(process, name, number):
    """The share of the next `number` picks that fall to one backend."""
    before = process.selections()

    def enough():
        now = process.selections()
        picks = {key: now[key] - before[key] for key in now}
        return sum(picks.values()) >= number and picks

    picks = wait_for(enough, f"{number} further picks", interval=0.05)
    return picks[name] / sum(picks.values())


def pool(serve, odd):
    """Three backends that answer in a millisecond, and the odd one."""
    return [backend("odd", odd)] + [backend(name, serve(backends.identify(name, lambda: QUICK))) for name in "abc"]


def test_slow_backend_gets_a_few_percent_and_its_share_again_after_recovery(lbfy, serve):
    delay = [0.1]
    odd = serve(backends.identify("odd", lambda: delay[0]))
    process = lbfy(toml(service(pool(serve, odd), strategy="latency-aware", latency={"decay": "2s"})))
    load = Load(process)
    try:
        wait_for(lambda: share(process, "odd", 300) < 0.08, "a few percent after warm-up")
        assert share(process, "odd", 1000) < 0.08
        delay[0] = QUICK
        wait_for(lambda: share(process, "odd", 300) > 0.15, "a quarter is due to it again")
    finally:
        load.stop()


def test_backend_that_accepts_and_closes_does_not_attract(lbfy, serve):
    """Failing fast must not look fast; ejection is off, so that the strategy alone decides."""
    process = lbfy(toml(service(pool(serve, serve(backends.close_at_once)), strategy="latency-aware",
                                ejection={"failures": 0}, latency={"decay": "2s"})))
    load = Load(process)
    try:
        wait_for(lambda: share(process, "odd", 300) < 0.1, "it gets little after warm-up")
        assert share(process, "odd", 1000) < 0.1
    finally:
        load.stop()


def test_backend_that_hangs_does_not_attract(lbfy, serve):
    process = lbfy(toml(service(pool(serve, serve(hang)), strategy="latency-aware", ejection={"failures": 0},
                                latency={"decay": "2s"})))
    load = Load(process, patience=0.5)
    try:
        wait_for(lambda: share(process, "odd", 300) < 0.1, "it gets little after warm-up")
        assert share(process, "odd", 1000) < 0.1
    finally:
        load.stop()


def test_backend_that_refuses_does_not_attract_and_costs_no_client(lbfy, serve):
    dying = serve(backends.identify("odd", lambda: QUICK))
    process = lbfy(toml(service(pool(serve, dying), strategy="latency-aware", ejection={"failures": 0},
                                latency={"decay": "2s"})))
    dying.stop()
    load = Load(process)
    try:
        wait_for(lambda: share(process, "odd", 300) < 0.1, "it gets little after warm-up")
    finally:
        load.stop()
    assert load.failed == 0 and load.taken["odd"] == 0


def test_equal_backends_share_evenly(lbfy, serve):
    process = lbfy(toml(service(pool(serve, serve(backends.identify("odd", lambda: QUICK))),
                                strategy="latency-aware")))
    load = Load(process)
    try:
        # Once any hiccup of the machine that one of them had to answer for is forgotten.
        wait_for(lambda: 0.1 < share(process, "odd", 500) < 0.4, "a quarter each, about")
    finally:
        load.stop()
    assert load.failed == 0


def test_turns_and_estimates_are_published(lbfy, serve):
    process = lbfy(toml(service(pool(serve, serve(backends.identify("odd", lambda: 0.03))),
                                strategy="latency-aware")))
    load = Load(process)
    try:
        share(process, "odd", 500)
        metrics = process.metrics()
    finally:
        load.stop()
    assert metrics.value("lbfy_backend_turn_seconds_count", backend="a") > 0
    assert metrics.value("lbfy_backend_turn_seconds_bucket", backend="a", le="0.0005") == 0, "no turn beats the server"
    slow = metrics.value("lbfy_backend_latency_ewma_seconds", backend="odd")
    quick = metrics.value("lbfy_backend_latency_ewma_seconds", backend="a")
    assert slow > quick > 0
    assert all(cost > 0 for cost in metrics.by("backend", "lbfy_backend_cost").values())


def test_each_burst_is_a_turn_however_large_and_whatever_else_runs(lbfy, serve):
    """A round can end with the last byte of a burst: that it was the last one is known in the next round only."""
    chance = random.Random(1)
    sizes = [chance.randrange(100_000, 3_000_000) for _ in range(150)]

    def answer(peer):
        for size in sizes:
            client.read_exactly(peer.sock, size)
            peer.sock.sendall(b"!")

    process = lbfy(toml(service([backend("a", serve(answer))], name="bursts"),
                        service([backend("b", serve(backends.download(BLOCK, 1 << 40)))], name="bulk")),
                   "--workers", "1")
    bulk = [client.connect(process.address("bulk")) for _ in range(6)]

    readers = [client.ReadAway(sock) for sock in bulk]
    with client.connect(process.address("bursts")) as sock:
        for size in sizes:
            sock.sendall(BLOCK[:size % len(BLOCK)] + BLOCK * (size // len(BLOCK)))
            assert client.read_exactly(sock, 1) == b"!"
        process.wait_value(len(sizes), "lbfy_backend_turn_seconds_count", backend="a")
    for sock, reader in zip(bulk, readers):
        sock.shutdown(socket.SHUT_RDWR)
        reader.join(seconds())
        sock.close()


def after_recovery(lbfy, serve, decay):
    """The estimate of a backend whose first answer took long and the next ones did not."""
    answers = iter([0.3])
    process = lbfy(toml(service([backend("a", serve(backends.identify("a", lambda: next(answers, 0))))],
                                strategy="latency-aware", latency={"decay": decay})))
    with client.connect(process.address()) as sock:
        for number in range(1, 11):
            sock.sendall(b"who\n")
            client.read_line(sock)
            process.wait_value(number, "lbfy_backend_turn_seconds_count")
    client.ask(process.address())  # a pick, before which nobody needs to look for a better estimate than the connects'
    process.wait_value(number + 1, "lbfy_backend_turn_seconds_count")
    return process.value("lbfy_backend_latency_ewma_seconds")


def test_decay_says_how_long_the_past_counts(lbfy, serve):
    assert after_recovery(lbfy, serve, "24h") > 0.25
    assert after_recovery(lbfy, serve, "1ms") < 0.1


def share_of_the_quick_one(lbfy, serve, choices):
    """Of 60 connections one after the other, with three of four backends slow; all are known beforehand."""
    slow = [backend(name, serve(backends.identify(name, lambda: 0.05))) for name in "bcd"]
    process = lbfy(toml(service([backend("a", serve(backends.identify("a"))), *slow], strategy="latency-aware",
                                latency={"decay": "1h", "choices": choices})))

    def all_known():
        client.in_parallel(8, lambda _: client.ask(process.address()))
        return all(process.metrics().by("backend", "lbfy_backend_turn_seconds_count").values())

    wait_for(all_known, "a turn has been measured of each")
    return [client.ask(process.address()) for _ in range(60)].count("a") / 60


def test_choices_say_among_how_many_the_best_is_sought(lbfy, serve):
    """Two of four hold the quick one every second time; all four always do."""
    assert 0.25 < share_of_the_quick_one(lbfy, serve, 2) < 0.75
    assert share_of_the_quick_one(lbfy, serve, 16) > 0.9
