# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP endpoint: its routes, what it refuses, and that its figures are live and complete."""

import json
import socket
import subprocess
import threading

import pytest

from harness import backends, client
from harness.backends import closed_port
from harness.config import backend, service, toml
from harness.contract import BUCKETS, METRICS, VALUES
from harness.waiting import seconds, wait_for

@pytest.fixture
def running(lbfy, serve):
    process = lbfy(toml(service([backend(name, serve(backends.echo)) for name in "ab"],
                                health={"check": "tcp", "interval": "100ms", "timeout": "2s"})))
    process.wait_ready()
    return process


def turn(process):
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        client.read_exactly(sock, 1)


def test_every_metric_of_the_contract_is_there_with_its_type_and_labels(running):
    turn(running)
    turn(running)
    running.wait_value(lambda value: value > 0, "lbfy_backend_health_checks_total", backend="a", result="success")
    metrics = running.metrics()
    for name, kind, labels in METRICS:
        assert metrics.types.get(name) == kind, name
        series = metrics.select(name + "_count" if kind == "histogram" else name)
        assert series, f"{name} has no series"
        for have, _ in series:
            assert set(have) == labels, name
    known = {name for name, _, _ in METRICS}
    assert {name for name in metrics.types if name.startswith("lbfy_")} <= known, "nothing beyond the contract"


def test_every_label_value_is_there_before_the_first_event(running):
    metrics = running.metrics()
    for name, label, values in VALUES:
        have = {labels[label] for labels, _ in metrics.select(name)}
        assert have == set(values.split()), name


def test_histograms_have_the_documented_buckets(running):
    turn(running)
    metrics = running.metrics()
    for name in ("lbfy_backend_connect_seconds", "lbfy_backend_turn_seconds", "lbfy_backend_health_check_seconds"):
        series = metrics.select(name + "_bucket", backend="a")
        assert [float(labels["le"]) for labels, _ in series] == [float(bound) for bound in BUCKETS]
        counts = [value for _, value in series]
        assert counts == sorted(counts) and counts[-1] == metrics.value(name + "_count", backend="a")


def test_promtool_finds_nothing_to_object_to_under_traffic(running):
    stop = threading.Event()

    def traffic():
        while not stop.is_set():
            turn(running)

    threads = [threading.Thread(target=traffic, daemon=True) for _ in range(4)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(5):
            text = running.metrics().text
            checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True,
                                     timeout=seconds())
            assert checked.returncode == 0 and not checked.stderr.strip(), checked.stderr
    finally:
        stop.set()
        for thread in threads:
            thread.join(seconds())


def test_content_types(running):
    assert running.get("/metrics")[2]["Content-Type"].startswith("text/plain; version=0.0.4")
    assert running.get("/api/v1/state")[2]["Content-Type"].startswith("application/json")


def test_bytes_and_gauges_are_live_while_a_connection_is_open(running):
    with client.connect(running.address()) as sock:
        sock.sendall(b"x" * 1000)
        client.read_exactly(sock, 1000)
        # The client has its bytes a moment before lbfy has counted them, and the turn they end.
        wait_for(lambda: running.metrics().sum("lbfy_backend_turn_seconds_count") == 1, "the turn is counted")
        wait_for(lambda: running.metrics().sum("lbfy_backend_bytes_total", direction="to_client") == 1000,
                 "the answer is counted")
        metrics = running.metrics()
        assert metrics.sum("lbfy_backend_bytes_total", direction="to_backend") == 1000
        assert metrics.value("lbfy_connections_active") == 1
        assert metrics.sum("lbfy_backend_connections_active") == 1
        state = running.state()
    assert state["services"][0]["active"] == 1
    running.wait_idle()


def test_state_names_services_backends_totals_strategy_and_events(running):
    turn(running)
    state = running.state()
    (one,) = state["services"]
    assert one["name"] == "web" and one["strategy"] == "round-robin"
    assert [entry["name"] for entry in one["backends"]] == ["a", "b"]
    assert one["backends"][0]["state"] == "up"
    assert state["connections"] == 1
    assert any("listening" in json.dumps(event) for event in state["events"])


@pytest.mark.parametrize("path", ["/metrics", "/healthz", "/readyz", "/api/v1/state"])
def test_head_answers_like_get_without_the_body(running, path):
    status, body, headers = running.get(path, "HEAD")
    assert status == 200 and body == ""
    assert int(headers["Content-Length"]) > 0


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_other_methods_are_405(running, method):
    for path in ("/metrics", "/api/v1/state", "/nowhere"):
        status, _, headers = running.get(path, method)
        assert status == 405 and set(headers["Allow"].replace(" ", "").split(",")) == {"GET", "HEAD"}


def test_unknown_route_is_404(running):
    for path in ("/", "/metrics/", "/api/v1/state/x", "/..%2f"):
        assert running.get(path)[0] == 404, path


def raw(process, request):
    with client.connect(process.metrics_address) as sock:
        sock.sendall(request)
        return client.read_to_end(sock)[0]


def test_connection_close_and_http_1_0_are_honoured(running):
    assert raw(running, b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").startswith(b"HTTP/1.1 200")
    assert b" 200 " in raw(running, b"GET /healthz HTTP/1.0\r\n\r\n")[:20]


@pytest.mark.parametrize("request_bytes", [
    b"nonsense\r\n\r\n",
    b"GET /healthz\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 1000) for n in range(200)) + b"\r\n",
    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n" + b"x" * 200_000,
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET /healthz HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n",
], ids=["nonsense", "no-version", "huge-header", "huge-url", "huge-body", "tls-hello", "endless-chunk"])
def test_malformed_or_oversized_request_is_ended_and_others_are_served(running, request_bytes):
    with client.connect(running.metrics_address) as sock:
        try:
            sock.sendall(request_bytes)
            sock.shutdown(socket.SHUT_WR)
        except (ConnectionResetError, BrokenPipeError):
            pass
        try:
            client.read_to_end(sock)
        except BrokenPipeError:
            pass
    assert running.get("/healthz")[0] == 200


def test_clients_that_connect_and_say_nothing_do_not_keep_others_out(running):
    """Slow or silent ones are capped in number and have a deadline."""
    silent = [client.connect(running.metrics_address) for _ in range(300)]
    for sock in silent[:100]:
        try:
            sock.sendall(b"GET /met")
        except (ConnectionResetError, BrokenPipeError):
            pass

    def served():
        try:
            return running.get("/healthz")[0] == 200
        except OSError:
            return False

    wait_for(served, "the endpoint answers beside 300 silent clients", patience=60, interval=0.2)
    for sock in silent:
        sock.close()
    turn(running)


def test_healthz_is_200_even_with_nothing_behind(lbfy):
    dead, _keep = closed_port()
    process = lbfy(toml(service([backend("a", dead, state="disabled")])))
    assert process.get("/healthz")[0] == 200
    status, body, _ = process.get("/readyz")
    assert status == 503 and "web" in body


def test_readyz_gives_a_reason_for_each_service_that_is_not_ready(lbfy, serve):
    dead, _keep = closed_port()
    health = {"check": "tcp", "interval": "100ms", "timeout": "100ms", "fall": 1, "rise": 1}
    process = lbfy(toml(service([backend("x", dead)], name="broken", health=health, ejection={"panic_percent": 0}),
                        service([backend("y", serve(backends.echo))], name="fine", listen="127.0.0.2:0"),
                        service([backend("z", dead, state="disabled")], name="off", listen="127.0.0.3:0")))
    process.wait_event("backend_down", backend="x")

    def reasons():
        status, body, _ = process.get("/readyz")
        lines = body.strip().splitlines()
        return status == 503 and len(lines) == 2 and lines

    lines = wait_for(reasons, lambda: f"two reasons: {process.get('/readyz')}")
    assert any("broken" in line for line in lines) and any("off" in line for line in lines)


def test_readyz_is_not_ready_with_every_backend_down_although_panic_tries_them(lbfy):
    """A balancer in front must be able to tell; ignoring health is for the clients who come all the same."""
    dead, _keep = closed_port()
    process = lbfy(toml(service([backend("x", dead)], health={"check": "tcp", "interval": "100ms"})))
    process.wait_event("backend_down", backend="x")
    wait_for(lambda: process.state()["services"][0]["panic"], "panic")
    status, body, _ = process.get("/readyz")
    assert status == 503 and "web" in body


def test_metrics_off_opens_no_endpoint(lbfy, serve):
    process = lbfy(toml(service([backend("a", serve(backends.identify("a")))])), "--metrics", "off", metrics=False)
    assert client.ask(process.address()) == "a"
    assert not process.events("metrics_listening")


def test_names_with_quotes_and_backslashes_are_escaped_as_label_values(lbfy, serve):
    """A name that a configuration refuses is fine as well; one that it takes must not break the text format."""
    process = lbfy(toml(service([backend('a"b\\c', serve(backends.echo))])))
    wait_for(lambda: not process.running or process.events("listening"), "it starts or refuses the name")
    if process.running:
        text = process.metrics().text
        assert 'backend="a\\"b\\\\c"' in text
        checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True, text=True,
                                 timeout=seconds())
        assert checked.returncode == 0, checked.stderr
    else:
        assert process.wait() == 78
