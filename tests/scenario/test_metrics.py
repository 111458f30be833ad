# SPDX-License-Identifier: GPL-3.0-or-later
"""Each metric of the contract moves, and by as much as has happened. `@moves` says which test moves what."""

import math
import resource
import signal
import threading
import time
from pathlib import Path

from harness import backends, client
from harness.backends import closed_port
from harness.config import address_text, backend, service, toml
from harness.contract import METRICS, STRATEGIES, values_of
from harness.lbfy import LBFYD
from harness.process import any_thread_runs, descriptors, resident_kib, run
from harness.waiting import pass_time, wait_for

MOVED = set()
# By the file that moves each of their label values.
ELSEWHERE = {
    "lbfy_connections_closed_total": "test_reasons.py",
    "lbfy_backend_connect_failures_total": "test_reasons.py",
    "lbfy_connections_shed_total": "test_shedding.py",
    "lbfy_log_dropped_total": "test_logs.py",
}
STATE = "lbfy_backend_state"
NO_EJECTION = {"failures": 0}
PAUSE = 0.03


def moves(*names):
    def mark(test):
        MOVED.update(names)
        return test
    return mark


def one(target, *more, **keys):
    return toml(service([backend("a", target), *more], **keys))


def turn(sock):
    sock.sendall(b"x\n")
    return client.read_line(sock)


def test_every_metric_of_the_contract_is_moved_by_a_test():
    names = {name for name, _, _ in METRICS}
    assert names == MOVED | set(ELSEWHERE)
    for name, file in ELSEWHERE.items():
        assert name in Path(__file__).with_name(file).read_text(encoding="utf-8"), f"{name} in {file}"


def test_counters_and_histograms_start_at_zero(lbfy, serve):
    metrics = lbfy(one(serve(backends.echo))).metrics()
    for name, kind, _ in METRICS:
        if name.startswith("lbfy_") and kind == "counter":
            assert metrics.sum(name) == 0, name
        elif name.startswith("lbfy_backend_") and kind == "histogram":
            assert metrics.sum(name + "_count") == 0 and metrics.sum(name + "_sum") == 0, name


@moves("lbfy_connections_total", "lbfy_connections_active", "lbfy_service_connections_total",
       "lbfy_service_connections_active", "lbfy_backend_connections_total", "lbfy_backend_connections_active",
       "lbfy_backend_selections_total")
def test_connections_are_counted_open_and_in_total(lbfy, serve):
    process = lbfy(one(serve(backends.echo)))
    gauges = ["lbfy_connections_active", "lbfy_service_connections_active", "lbfy_backend_connections_active"]
    totals = ["lbfy_connections_total", "lbfy_service_connections_total", "lbfy_backend_connections_total",
              "lbfy_backend_selections_total"]
    first, second = client.connect(process.address()), client.connect(process.address())
    for name in gauges + totals:
        process.wait_value(2, name)
    first.close()
    for name in gauges:
        process.wait_value(1, name)
    second.close()
    for name in gauges:
        process.wait_value(0, name)
    assert [process.value(name) for name in totals] == [2] * 4


@moves("lbfy_service_connections_limit", "lbfy_backend_weight")
def test_limit_and_weight_are_those_of_the_file(lbfy, serve):
    server = serve(backends.echo)

    def text(limit, weight):
        return toml(service([backend("a", server, weight=weight)], max_connections=limit))

    process = lbfy(text(7, 3))
    assert process.value("lbfy_service_connections_limit") == 7 and process.value("lbfy_backend_weight") == 3
    process.reload(text(8, 256))
    assert process.value("lbfy_service_connections_limit") == 8 and process.value("lbfy_backend_weight") == 256


@moves("lbfy_config_reloads_total", "lbfy_strategy_info")
def test_reloads_are_counted_by_result_and_the_strategy_is_told(lbfy, serve):
    server = serve(backends.echo)
    process = lbfy(one(server))
    process.wait_ready()
    for done, strategy in enumerate(STRATEGIES, 1):
        process.reload(one(server, strategy=strategy))
        metrics = process.metrics()
        assert metrics.by("strategy", "lbfy_strategy_info") == {strategy: 1}
        assert metrics.by("result", "lbfy_config_reloads_total") == {"success": done, "error": 0}
    process.file.write_text("nonsense = 1\n")
    process.signal(signal.SIGHUP)
    process.wait_value(1, "lbfy_config_reloads_total", result="error")
    assert process.value("lbfy_config_reloads_total", result="success") == len(STRATEGIES)


@moves("lbfy_backend_up", "lbfy_backend_state", "lbfy_backend_ejections_total")
def test_backend_is_in_exactly_one_state_and_health_is_told_apart(lbfy, serve):
    server = serve(backends.identify("a"))

    def text(**keys):
        health = {"check": "tcp", "interval": "50ms", "timeout": "2s", "fall": 1, "rise": 1}
        return toml(service([backend("a", server, **keys)], health=health))

    def wait_state(state, up):
        def so():
            metrics = process.metrics()
            return (metrics.by("state", STATE) == {name: int(name == state) for name in values_of(STATE, "state")}
                    and metrics.value("lbfy_backend_up") == up)
        wait_for(so, lambda: f"{state}, up {up}: {process.metrics().by('state', STATE)}")

    process = lbfy(text())
    wait_state("up", 1)
    process.reload(text(state="drain"))
    wait_state("drain", 1)
    process.reload(text(state="disabled"))
    wait_state("disabled", 1)
    process.reload(text())
    server.stop()
    wait_state("down", 0)
    server.start()
    wait_state("up", 1)
    dead, _keep = closed_port()
    ejecting = lbfy(one(dead, ejection={"failures": 2}))
    assert ejecting.value("lbfy_backend_ejections_total") == 0
    for _ in range(2):
        client.outcome(ejecting.address())
    ejecting.wait_value(1, "lbfy_backend_ejections_total")
    assert ejecting.value(STATE, state="ejected") == 1 and ejecting.value(STATE, state="up") == 0


@moves("lbfy_backend_retries_total")
def test_retry_is_counted_at_the_backend_that_failed(lbfy, serve):
    dead, _keep = closed_port()
    process = lbfy(one(dead, backend("b", serve(backends.identify("b"))), ejection=NO_EJECTION))
    for _ in range(6):
        assert client.ask(process.address()) == "b"
    metrics = process.metrics()
    failed = metrics.value("lbfy_backend_connect_failures_total", backend="a", reason="refused")
    assert failed >= 3 and metrics.by("backend", "lbfy_backend_retries_total") == {"a": failed, "b": 0}


@moves("lbfy_backend_bytes_total")
def test_bytes_are_counted_by_direction_while_the_connection_is_open(lbfy, serve):
    server = serve(backends.leave)
    process = lbfy(one(server))
    with client.connect(process.address()) as sock:
        sock.sendall(b"12345")
        peer = server.take()
        client.read_exactly(peer.sock, 5)
        process.wait_value(5, "lbfy_backend_bytes_total", direction="to_backend")
        peer.sock.sendall(b"1234567")
        process.wait_value(7, "lbfy_backend_bytes_total", direction="to_client")
        sock.sendall(b"6")
        process.wait_value(6, "lbfy_backend_bytes_total", direction="to_backend")


@moves("lbfy_backend_connect_seconds", "lbfy_backend_turn_seconds", "lbfy_backend_latency_ewma_seconds",
       "lbfy_backend_cost")
def test_turns_are_timed_and_become_the_estimate(lbfy, serve):
    looked = threading.Event()
    looked.set()

    def service_time():
        looked.wait(20)
        return PAUSE

    process = lbfy(one(serve(backends.identify("a", service_time))))
    assert math.isnan(process.value("lbfy_backend_latency_ewma_seconds")), "nothing is known yet"
    with client.connect(process.address()) as sock:
        process.wait_value(1, "lbfy_backend_connect_seconds_count")
        for _ in range(3):
            turn(sock)
        process.wait_value(3, "lbfy_backend_turn_seconds_count")
        metrics = process.metrics()
        assert metrics.value("lbfy_backend_turn_seconds_bucket", le="0.025") == 0
        assert metrics.value("lbfy_backend_turn_seconds_bucket", le="+Inf") == 3
        assert metrics.value("lbfy_backend_turn_seconds_sum") >= 3 * PAUSE * 0.97  # a bucket's width, as histograms go
        assert 0 < metrics.value("lbfy_backend_connect_seconds_sum")
        process.wait_value(lambda estimate: estimate >= PAUSE, "lbfy_backend_latency_ewma_seconds")
        quiet = process.value("lbfy_backend_cost")
        looked.clear()
        sock.sendall(b"x\n")
        process.wait_value(lambda cost: cost > 1.5 * quiet, "lbfy_backend_cost")
        looked.set()
        client.read_line(sock)
    heavy = lbfy(toml(service([backend("a", serve(backends.identify("a", lambda: PAUSE)), weight=256)])))
    client.ask(heavy.address())
    heavy.wait_idle()
    metrics = heavy.metrics()
    assert 0 < metrics.value("lbfy_backend_cost") < metrics.value("lbfy_backend_latency_ewma_seconds") / 100


@moves("lbfy_backend_health_checks_total", "lbfy_backend_health_check_seconds")
def test_checks_are_counted_by_result_and_timed(lbfy, serve):
    def slow_web(peer):
        client.read_line(peer.sock)
        pass_time(PAUSE)  # the check's answer takes that long
        peer.sock.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    dead, _keep = closed_port()
    process = lbfy(one(serve(slow_web), backend("dead", dead),
                       health={"check": "http", "interval": "50ms", "timeout": "5s"}))
    process.wait_value(lambda value: value >= 3, "lbfy_backend_health_checks_total", backend="a", result="success")
    process.wait_value(lambda value: value >= 3, "lbfy_backend_health_checks_total", backend="dead", result="failure")
    metrics = process.metrics()
    checks = metrics.value("lbfy_backend_health_checks_total", backend="a", result="success")
    assert metrics.value("lbfy_backend_health_checks_total", backend="a", result="failure") == 0
    assert metrics.value("lbfy_backend_health_check_seconds_count", backend="a") == checks
    assert metrics.value("lbfy_backend_health_check_seconds_bucket", backend="a", le="0.025") == 0
    assert metrics.value("lbfy_backend_health_check_seconds_sum", backend="a") >= checks * PAUSE * 0.97


@moves("lbfy_worker_loop_lag_seconds")
def test_loop_lag_is_told_for_each_worker_and_shows_a_stall(lbfy, start):
    server = start(LBFYD, "serve", "127.0.0.1:0")
    process = lbfy(one(server.wait_line(r"listening on ([\d.]+:\d+)")[1]), "--workers", "3")
    count, buckets = "lbfy_worker_loop_lag_seconds_count", "lbfy_worker_loop_lag_seconds_bucket"
    for worker in "012":  # the heartbeat alone is a round
        before = process.value(count, worker=worker)
        process.wait_value(lambda value: value > before, count, worker=worker)  # noqa: B023

    def above_a_second():
        metrics = process.metrics()
        return metrics.sum(buckets, le="+Inf") - metrics.sum(buckets, le="1")

    assert above_a_second() == 0
    # As fast as it goes, so that a worker that runs is in a round, and not just woken up for one.
    start(LBFYD, "load", address_text(process.address()), "--connections", "64", "--duration", "0s")
    process.wait_value(lambda value: value > 1000, "lbfy_backend_turn_seconds_count", backend="a")

    def stalled_in_a_round():
        wait_for(lambda: any_thread_runs(process.pid, "lbfy-io-"), "a worker that runs", interval=0)
        process.signal(signal.SIGSTOP)
        pass_time(1.2)  # the stall itself
        process.signal(signal.SIGCONT)
        return above_a_second() > 0

    wait_for(stalled_in_a_round, "a busy worker is stopped in the middle of a round")


@moves("lbfy_build_info")
def test_build_info_names_the_version(lbfy, serve):
    process = lbfy(one(serve(backends.echo)))
    ((labels, value),) = process.metrics().select("lbfy_build_info")
    assert value == 1 and labels["qt_version"].startswith("6.")
    assert labels["version"] in run([LBFYD, "--version"]).stdout.split()


@moves("process_cpu_seconds_total", "process_resident_memory_bytes", "process_virtual_memory_bytes",
       "process_open_fds", "process_max_fds", "process_start_time_seconds")
def test_process_metrics_are_the_kernels(lbfy, serve):
    begun = time.time()
    process = lbfy(one(serve(backends.echo)))
    process.wait_ready()
    metrics = process.metrics()
    # The kernel gives the start in hundredths of a second since a boot time in whole seconds.
    assert begun - 2 <= metrics.value("process_start_time_seconds") <= time.time() + 2
    assert metrics.value("process_max_fds") == resource.prlimit(process.pid, resource.RLIMIT_NOFILE)[0]
    resident = metrics.value("process_resident_memory_bytes")
    assert 0.5 < resident / (resident_kib(process.pid) * 1024) < 2
    assert metrics.value("process_virtual_memory_bytes") > resident
    before = metrics.value("process_open_fds")
    assert abs(before - descriptors(process.pid)) <= 4, "the scrape's own connection comes and goes"
    with client.connect(process.address()), client.connect(process.address()):
        process.wait_value(before + 4, "process_open_fds")
    process.wait_value(before, "process_open_fds")
    used = process.value("process_cpu_seconds_total")

    def more_used():
        for _ in range(50):
            with client.connect(process.address()) as sock:
                turn(sock)
        return process.value("process_cpu_seconds_total") > used

    wait_for(more_used, "work costs CPU")
