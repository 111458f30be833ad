# SPDX-License-Identifier: GPL-3.0-or-later
""""0s" means never or off. Never is shown beside another service's timeout of the same kind, which does end."""

import signal
import socket
import subprocess

from harness import backends, client
from harness.config import backend, service, toml
from harness.waiting import wait_for


def pair(server, other, key):
    """A service without that timeout and one with a short one."""
    return toml(service([backend("a", server)], name="never", **{key: "0s"}),
                service([backend("a", other)], name="short", listen="127.0.0.2:0", **{key: "200ms"}))


def test_idle_timeout_of_0s_never_ends_a_silent_connection(lbfy, serve):
    process = lbfy(pair(serve(backends.echo), serve(backends.echo), "idle_timeout"))
    with client.connect(process.address("never")) as never:
        for _ in range(3):  # three times as long as the other's timeout
            with client.connect(process.address("short")) as short:
                client.read_to_end(short)
        never.sendall(b"x")
        assert client.read_exactly(never, 1) == b"x"
    assert process.closed("idle_timeout", service="short") == 3
    assert process.closed("idle_timeout", service="never") == 0


def test_peers_that_vanish_without_a_word_are_looked_for(lbfy, serve):
    """Keepalive on both sides of a connection that stays, also without an idle timeout: a cable may have been cut."""
    server = serve(backends.echo)
    process = lbfy(toml(service([backend("a", server)], idle_timeout="0s")))
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        client.read_exactly(sock, 1)

        def probed(ours):
            words = ["ss", "-Htno", "state", "established", ours]
            return "timer:(keepalive" in subprocess.run(words, capture_output=True, text=True, check=True).stdout

        wait_for(lambda: probed("src {}:{}".format(*process.address())), "the client's side is looked after")
        wait_for(lambda: probed("dst {}:{}".format(*server.address)), "the backend's side as well")


def test_half_close_timeout_of_0s_never_ends_a_half_open_connection(lbfy, serve):
    server = serve(backends.leave)
    process = lbfy(pair(server, serve(backends.leave), "half_close_timeout"))
    with client.connect(process.address("never")) as never:
        never.shutdown(socket.SHUT_WR)
        peer = server.take()
        assert peer.read_all() == b""
        for _ in range(3):
            with client.connect(process.address("short")) as short:
                short.shutdown(socket.SHUT_WR)
                client.read_to_end(short)
        peer.sock.sendall(b"late")
        peer.sock.close()
        assert client.read_to_end(never) == (b"late", client.CLOSED)
    assert process.closed("half_close_timeout", service="short") == 3
    assert process.closed("half_close_timeout", service="never") == 0


def test_drain_timeout_of_0s_cuts_what_is_open_when_it_is_told_to_stop(lbfy, serve):
    process = lbfy(toml(service([backend("a", serve(backends.echo))]), drain_timeout="0s",
                        log={"connections": "all"}))
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        client.read_exactly(sock, 1)
        process.signal(signal.SIGTERM)
        assert client.read_to_end(sock)[1] == client.RESET
        assert process.wait() == 0
    process.wait_event("connection_closed", reason="shutdown")


def test_drain_timeout_of_0s_cuts_the_connections_of_a_removed_backend(lbfy, serve):
    def text(name):
        return toml(service([backend(name, serve(backends.echo))]), drain_timeout="0s")

    process = lbfy(text("a"))
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        client.read_exactly(sock, 1)
        process.reload(text("b"))
        assert client.read_to_end(sock)[1] == client.RESET
    process.wait_closed("drained")
