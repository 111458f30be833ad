# SPDX-License-Identifier: GPL-3.0-or-later
"""Refusing rather than queueing: at once, by a reset, counted by reason, and over as soon as there is room again."""

import resource

from harness import backends, client
from harness.config import backend, service, toml
from harness.process import descriptors
from harness.waiting import wait_for

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


def refused(process):
    """A client that says nothing and only waits is refused by a reset."""
    with client.connect(process.address()) as sock:
        return client.read_to_end(sock)


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
        sock = client.connect(process.address())
        try:
            sock.sendall(b"x\n")
            answer = sock.recv(10)
        except (ConnectionResetError, BrokenPipeError):
            answer = b""
        if answer:
            held.append(sock)
        else:
            sock.close()
        return bool(answer)

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
    with client.connect(process.address("one")) as sock:
        assert client.read_to_end(sock) == (b"", client.RESET)
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


def test_out_of_descriptors_the_held_ones_live_the_endpoint_answers_and_it_recovers(lbfy, serve):
    """The limit falls below what is open while running, which no arithmetic at start can foresee."""
    server = serve(backends.identify("a"))
    process = lbfy(toml(service([backend("a", server)], max_connections=500)))
    process.wait_ready()
    held = hold(process, 20)
    usual = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (descriptors(process.pid) + 6, usual[1]))
    rush = []
    for _ in range(40):
        sock = client.connect(process.address())
        sock.sendall(b"x\n")
        rush.append(sock)

    def starved():
        return process.value(SHED, reason="fd_limit") > 0 or process.events("accept_paused")

    wait_for(starved, "running out is noticed, and the endpoint still answers")
    for sock in held:
        sock.sendall(b"again\n")
        assert client.read_line(sock) == b"a\n"
    assert process.get("/healthz")[0] == 200
    for sock in rush:
        client.reset(sock)
    resource.prlimit(process.pid, resource.RLIMIT_NOFILE, usual)
    wait_for(lambda: client.outcome(process.address()) == "a", "new clients are served again")
    assert process.metrics().sum("lbfy_backend_ejections_total") == 0, "lbfy's own want is no fault of a backend"
    for sock in held:
        sock.close()


def test_low_descriptor_limit_at_start_is_said_or_kept_but_never_a_crash(lbfy, serve):
    """A limit that cannot carry max_connections: the program says so and goes on refusing, or will not start."""
    server = serve(backends.identify("a"))
    process = lbfy(toml(service([backend("a", server)], max_connections=1000)),
                   prefix=("prlimit", "--nofile=128:128"))
    wait_for(lambda: not process.running or process.events("listening"), "it listens or gives up")
    if not process.running:
        assert process.wait() == 78 and "max_connections" in process.stderr_text()
        return
    socks = []
    for _ in range(120):
        sock = client.connect(process.address())
        sock.sendall(b"x\n")
        socks.append(sock)
    wait_for(lambda: process.metrics().sum(SHED) > 0 or process.events("accept_paused"), "it refuses")
    assert process.get("/readyz")[0] in (200, 503)
    for sock in socks:
        client.reset(sock)
    wait_for(lambda: client.outcome(process.address()) == "a", "new clients are served again")
