# SPDX-License-Identifier: GPL-3.0-or-later
"""Why connections end and why connects fail: each reason of the contract is provoked, counted alone, and told alike.

Elsewhere: `killed` needs somebody at the window (tests/engine/activitytest.cpp), `local` a network without a free source
port (test_private_network.py), and why clients are refused is in test_shedding.py.
"""

import signal
import socket

import pytest

from harness import backends, client
from harness.backends import black_hole, closed_port
from harness.config import backend, service, toml
from harness.contract import values_of
from harness.process import connecting
from harness.waiting import wait_for

CLOSED, FAILURES = "lbfy_connections_closed_total", "lbfy_backend_connect_failures_total"


def start_one(lbfy, target, top=None, **keys):
    return lbfy(toml(service([backend("a", target)], ejection={"failures": 0}, **keys),
                     **{"log": {"connections": "all"}, **(top or {})}))


def talking(process):
    """A client that has had an answer."""
    sock = client.connect(process.address())
    sock.sendall(b"x\n")
    client.read_line(sock)
    return sock


# One function for each reason: it starts lbfy, has one connection end for that reason, and returns both.

def client_closed(lbfy, serve):
    process = start_one(lbfy, serve(backends.echo))
    talking(process).close()
    return process


def backend_closed(lbfy, serve):
    process = start_one(lbfy, serve(backends.close_at_once))
    with client.connect(process.address()) as sock:
        client.read_to_end(sock)
    return process


def client_reset(lbfy, serve):
    process = start_one(lbfy, serve(backends.echo))
    client.reset(talking(process))
    return process


def backend_reset(lbfy, serve):
    server = serve(backends.leave)
    process = start_one(lbfy, server)
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        peer = server.take()
        client.read_exactly(peer.sock, 1)  # a reset before lbfy has seen the connection stand would be a failed connect
        client.reset(peer.sock)
        client.read_to_end(sock)
    return process


def connect_failed(lbfy, _serve):
    dead, _keep = closed_port()
    process = start_one(lbfy, dead)
    client.outcome(process.address())
    return process


def idle_timeout(lbfy, serve):
    process = start_one(lbfy, serve(backends.echo), idle_timeout="200ms")
    with talking(process) as sock:
        client.read_to_end(sock)
    return process


def half_close_timeout(lbfy, serve):
    process = start_one(lbfy, serve(backends.leave), half_close_timeout="200ms")
    with client.connect(process.address()) as sock:
        sock.shutdown(socket.SHUT_WR)
        client.read_to_end(sock)
    return process


def proxy_header(lbfy, serve):
    process = start_one(lbfy, serve(backends.echo), accept_proxy=True)
    with client.connect(process.address()) as sock:
        sock.sendall(b"GET / HTTP/1.1\r\n\r\n")
        client.read_to_end(sock)
    return process


def drained(lbfy, serve):
    def text(name):
        return toml(service([backend(name, serve(backends.echo))]), drain_timeout="200ms", log={"connections": "all"})

    process = lbfy(text("a"))
    with talking(process) as sock:
        process.reload(text("b"))
        client.read_to_end(sock)
    return process


CAUSES = [client_closed, backend_closed, client_reset, backend_reset, connect_failed, idle_timeout, half_close_timeout,
          proxy_header, drained]


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.__name__)
def test_reason_is_counted_once_and_no_other_and_the_line_tells_the_same(lbfy, serve, cause):
    process = cause(lbfy, serve)
    reason = cause.__name__
    process.wait_closed(reason)
    assert process.metrics().by("reason", CLOSED) == {name: int(name == reason) for name in values_of(CLOSED, "reason")}
    process.wait_event("connection_closed", reason=reason)
    assert len(process.events("connection_closed")) == 1


def test_connection_still_open_at_the_end_is_told_as_shutdown(lbfy, serve):
    """The process ends with it, so that the line is all there is to see."""
    process = start_one(lbfy, serve(backends.echo), {"drain_timeout": "0s"})
    with talking(process) as sock:
        process.signal(signal.SIGTERM)
        assert client.read_to_end(sock)[1] == client.RESET
        assert process.wait() == 0
    assert [record["reason"] for record in process.events("connection_closed")] == ["shutdown"]


def test_every_reason_of_the_contract_has_a_cause_here():
    assert {cause.__name__ for cause in CAUSES} | {"shutdown", "killed"} == set(values_of(CLOSED, "reason"))


def test_connections_of_a_removed_service_are_drained(lbfy, serve):
    kept = service([backend("a", serve(backends.echo))], name="kept")
    gone = service([backend("a", serve(backends.echo))], name="gone", listen="127.0.0.2:0")
    more = {"drain_timeout": "200ms", "log": {"connections": "all"}}
    process = lbfy(toml(kept, gone, **more))
    with client.connect(process.address("gone")) as sock, client.connect(process.address("kept")) as other:
        for one in (sock, other):
            one.sendall(b"x")
            client.read_exactly(one, 1)
        process.reload(toml(kept, **more))
        assert client.read_to_end(sock)[1] == client.RESET
        record = process.wait_event("connection_closed")
        assert (record["service"], record["reason"]) == ("gone", "drained")
        other.sendall(b"y")
        assert client.read_exactly(other, 1) == b"y", "the change did not concern this one"


def only_failure(process, reason):
    process.wait_value(1, FAILURES, reason=reason)
    found = process.metrics().by("reason", FAILURES, backend="a")
    assert found == {name: int(name == reason) for name in values_of(FAILURES, "reason")}


def test_nobody_listens_is_refused(lbfy):
    dead, _keep = closed_port()
    process = start_one(lbfy, dead)
    client.outcome(process.address())
    only_failure(process, "refused")


def test_no_answer_is_timeout(lbfy):
    hole, _keep = black_hole()
    process = start_one(lbfy, hole, connect_timeout="200ms")
    client.outcome(process.address())
    only_failure(process, "timeout")


def test_no_way_there_is_unreachable(lbfy):
    process = start_one(lbfy, "127.255.255.255:9")
    client.outcome(process.address())
    only_failure(process, "unreachable")


def test_accepted_and_broken_off_before_lbfy_has_looked_is_reset(lbfy):
    """lbfy is stopped while its connect waits for a place in the backlog; the reset is there when it runs again."""
    hole, (listener, *fillers) = black_hole()
    taken = {filler.getsockname() for filler in fillers}
    process = start_one(lbfy, hole, connect_timeout="1h")
    with client.connect(process.address()) as waiting:
        wait_for(lambda: connecting(process.pid), "lbfy is connecting")
        process.signal(signal.SIGSTOP)
        try:
            for filler in fillers:
                filler.close()
            listener.settimeout(30)
            while True:
                sock, address = listener.accept()
                client.reset(sock)
                if address not in taken:
                    break
        finally:
            process.signal(signal.SIGCONT)
        assert client.read_to_end(waiting)[1] == client.RESET
    only_failure(process, "reset")
