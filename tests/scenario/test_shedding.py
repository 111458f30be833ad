# SPDX-License-Identifier: GPL-3.0-or-later
"""Refusing rather than queueing: at once, by a reset, counted by reason, and over as soon as there is room again."""

import resource

import pytest

from harness import backends, client
from harness.config import backend, service, toml
from harness.process import descriptors
from harness.waiting import SANITIZED, wait_for

SHED = "lbfy_connections_shed_total"


def hold(process, count, service_name=None):
    """Open connections whose backend has answered, so that they are counted as active."""
    held = []
    for _ in range(count):
        sock = client.connect(process.address(service_name))
        sock.sendall(b"x\n")
        client.read_line(sock)
        held.append(sock)
    return held


def refused(process, service_name=None):
    """A client that says nothing and only waits is refused by a reset."""
    try:
        with client.connect(process.address(service_name)) as sock:
            return client.read_to_end(sock)
    except ConnectionResetError:  # so fast that connect() has not returned yet
        return b"", client.RESET


def test_above_max_connections_a_client_is_reset_at_once_and_counted(lbfy, serve):
    server = serve(backends.identify("a"))
    process = lbfy(toml(service([backend("a", server)], max_connections=2)))
    held = hold(process, 2)
    for number in range(1, 4):
        assert refused(process) == (b"", client.RESET)
        process.wait_value(number, SHED, reason="max_connections")
    assert server.accepted == 2, "a refused client never reaches a backend"
    held.pop().close()
    process.wait_value(1, "lbfy_service_connections_active")
    held += hold(process, 1)
    metrics = process.metrics()
    assert metrics.value("lbfy_service_connections_limit") == 2
    assert metrics.value(SHED, reason="max_connections") == 3
    assert metrics.value(SHED, reason="no_backend") == 0
    for sock in held:
        sock.close()


def test_max_connections_is_exact_under_a_simultaneous_rush(lbfy, serve):
    """Clients at once over several workers: never more than the limit at the backend, and no place left empty."""
    server = serve(backends.identify("a"))
    process = lbfy(toml(service([backend("a", server)], max_connections=20), workers=4))
    process.address()
    held = []

    def rush(_):
        try:
            sock = client.connect(process.address())
            sock.sendall(b"x\n")
            assert client.read_line(sock) == b"a\n"
        except (ConnectionResetError, BrokenPipeError):
            return False
        held.append(sock)
        return True

    served = sum(client.in_parallel(100, rush))
    assert served == 20 and server.open == 20
    process.wait_value(80, SHED, reason="max_connections")
    for sock in held:
        sock.close()


def test_limit_of_one_service_is_not_anothers(lbfy, serve):
    server = serve(backends.identify("a"))
    process = lbfy(toml(service([backend("a", server)], name="one", max_connections=1),
                        service([backend("a", server)], name="two", listen="127.0.0.2:0", max_connections=1)))
    first = hold(process, 1, "one")
    second = hold(process, 1, "two")
    assert refused(process, "one") == (b"", client.RESET)
    process.wait_value(1, SHED, service="one", reason="max_connections")
    assert process.value(SHED, service="two", reason="max_connections") == 0
    for sock in first + second:
        sock.close()


def test_full_backend_leaves_new_clients_to_the_others(lbfy, serve):
    process = lbfy(toml(service([backend("small", serve(backends.identify("small")), max_connections=1),
                                 backend("big", serve(backends.identify("big")))])))
    held = hold(process, 6)
    active = process.metrics().by("backend", "lbfy_backend_connections_active")
    assert active == {"small": 1, "big": 5}
    for sock in held:
        sock.close()
    process.wait_idle()
    held = hold(process, 4)
    assert process.metrics().by("backend", "lbfy_backend_connections_active")["small"] == 1
    for sock in held:
        sock.close()


def test_all_backends_full_is_no_backend(lbfy, serve):
    process = lbfy(toml(service([backend("a", serve(backends.identify("a")), max_connections=1),
                                 backend("b", serve(backends.identify("b")), max_connections=1)])))
    held = hold(process, 2)
    assert refused(process) == (b"", client.RESET)
    process.wait_value(1, SHED, reason="no_backend")
    for sock in held:
        sock.close()


def test_no_usable_backend_is_refused_and_not_ready(lbfy, serve):
    process = lbfy(toml(service([backend("a", serve(backends.echo), state="disabled")])))
    assert refused(process) == (b"", client.RESET)
    process.wait_value(1, SHED, reason="no_backend")
    status, body, _ = process.get("/readyz")
    assert status == 503 and "web" in body
    shed = process.wait_event("connection_shed")
    assert shed["service"] == "web" and shed["reason"] == "no_backend" and shed["client"].startswith("127.0.0.1:")


def test_max_connections_zero_refuses_everybody(lbfy, serve):
    process = lbfy(toml(service([backend("a", serve(backends.echo))], max_connections=0)))
    assert refused(process) == (b"", client.RESET)
    process.wait_value(1, SHED, reason="max_connections")


def test_out_of_descriptors_new_clients_are_refused_the_rest_lives_and_it_recovers(lbfy, serve):
    """The limit falls below what is open while running, which no arithmetic at start can foresee."""
    server = serve(backends.identify("a"))
    process = lbfy(toml(service([backend("a", server)], max_connections=500)))
    process.wait_ready()
    held = hold(process, 20)
    usual = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (descriptors(process.pid) + 6, usual[1]))

    def noticed():
        client.outcome(process.address())
        return process.value(SHED, reason="fd_limit") > 0

    wait_for(noticed, "the lower limit is noticed, and the endpoint answers meanwhile")
    for _ in range(40):
        assert refused(process) == (b"", client.RESET)
    assert process.value(SHED, reason="fd_limit") >= 40
    for sock in held:
        sock.sendall(b"again\n")
        assert client.read_line(sock) == b"a\n"
    assert process.get("/healthz")[0] == 200
    resource.prlimit(process.pid, resource.RLIMIT_NOFILE, usual)
    wait_for(lambda: client.outcome(process.address()) == "a", "new clients are served again")
    assert process.metrics().sum("lbfy_backend_ejections_total") == 0, "lbfy's own want is no fault of a backend"
    for sock in held:
        sock.close()


@pytest.mark.skipif(SANITIZED, reason="UBSan's check of a pointer opens a pipe, so it misfires without descriptors")
def test_not_one_descriptor_left_pauses_accepting_and_then_serves_who_waited(lbfy, serve):
    """Below the reserve as well: accept() itself fails. The client waits in the backlog and is served afterwards."""
    process = lbfy(toml(service([backend("a", serve(backends.identify("a")))]), workers=1))
    process.wait_ready()
    usual = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (3, usual[1]))
    with client.connect(process.address()) as sock:
        sock.sendall(b"who\n")
        process.wait_event("accept_paused")
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, usual)
        assert client.read_line(sock) == b"a\n"
    assert process.get("/healthz")[0] == 200, "the endpoint has come back as well"


def test_max_connections_that_the_descriptor_limit_cannot_carry_is_refused_at_start(lbfy, serve):
    process = lbfy(toml(service([backend("a", serve(backends.echo))], max_connections=1000)),
                   prefix=("prlimit", "--nofile=128:128"))
    assert process.wait() == 78
    assert "max_connections" in process.stderr_text() and "128" in process.stderr_text()


def test_full_at_a_low_descriptor_limit_the_endpoint_still_answers(lbfy, serve):
    server = serve(backends.identify("a"))
    process = lbfy(toml(service([backend("a", server)], max_connections=40)), prefix=("prlimit", "--nofile=128:128"))
    held = hold(process, 40)
    for _ in range(100):
        assert refused(process) == (b"", client.RESET)
    metrics = process.metrics()
    assert metrics.value(SHED, reason="max_connections") == 100 and metrics.value(SHED, reason="fd_limit") == 0
    assert process.get("/readyz")[0] == 200
    for sock in held:
        sock.close()
    wait_for(lambda: client.outcome(process.address()) == "a", "new clients are served again")
