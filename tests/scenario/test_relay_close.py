# SPDX-License-Identifier: GPL-3.0-or-later
"""How the two halves of a connection end: FIN and reset are passed on, after the bytes before them, per direction."""

import hashlib
import os
import signal
import socket
import time

from harness import backends, client
from harness.config import backend, service, toml
from harness.waiting import pass_time, seconds, wait_for


def one(target, **keys):
    return toml(service([backend("a", target)], **keys), log={"connections": "all"})


def test_client_half_close_still_gets_the_whole_reply(lbfy, serve):
    reply = os.urandom(3_000_000)

    def answer_after_end(peer):
        peer.read_all()
        peer.sock.sendall(reply)

    process = lbfy(one(serve(answer_after_end)))
    with client.connect(process.address()) as sock:
        sock.sendall(b"request")
        sock.shutdown(socket.SHUT_WR)
        assert client.checksum(sock) == (len(reply), hashlib.sha256(reply).hexdigest())
    process.wait_idle()


def test_server_half_close_still_takes_the_whole_upload(lbfy, serve):
    def end_first(peer):
        peer.sock.sendall(b"bye")
        peer.sock.shutdown(socket.SHUT_WR)
        peer.read_all()

    server = serve(end_first)
    process = lbfy(one(server))
    with client.connect(process.address()) as sock:
        assert client.read_to_end(sock) == (b"bye", client.CLOSED)
        upload = os.urandom(2_000_000)
        sock.sendall(upload)
        sock.shutdown(socket.SHUT_WR)
        peer = server.take()
        assert peer.gone.wait(20) and bytes(peer.received) == upload and peer.end == client.CLOSED


def test_server_speaks_first(lbfy, serve):
    process = lbfy(one(serve(backends.greet(b"220 hello\r\n"))))
    with client.connect(process.address()) as sock:
        assert client.read_line(sock) == b"220 hello\r\n"
        sock.sendall(b"QUIT\n")
        assert client.read_line(sock) == b"QUIT\n"


def test_client_that_ends_without_a_byte(lbfy, serve):
    server = serve(backends.record)
    process = lbfy(one(server))
    client.connect(process.address()).close()
    peer = server.take()
    assert peer.gone.wait(20) and peer.end == client.CLOSED and not peer.received
    process.wait_closed("client_closed")


def test_client_reset_reaches_the_backend_as_a_reset_after_the_bytes_before(lbfy, serve):
    server = serve(backends.leave)
    process = lbfy(one(server))
    sock = client.connect(process.address())
    sock.sendall(b"before")
    peer = server.take()
    assert client.read_exactly(peer.sock, 6) == b"before"
    client.reset(sock)
    assert peer.read_all() == b"" and peer.end == client.RESET
    process.wait_closed("client_reset")


def test_backend_reset_reaches_the_client_as_a_reset_after_the_bytes_before(lbfy, serve):
    server = serve(backends.leave)
    process = lbfy(one(server))
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        peer = server.take()
        assert client.read_exactly(peer.sock, 1) == b"x"
        peer.sock.sendall(b"y" * 1000)
        assert client.read_exactly(sock, 1000) == b"y" * 1000
        client.reset(peer.sock)
        assert client.read_to_end(sock) == (b"", client.RESET)
    process.wait_closed("backend_reset")


def test_bytes_sent_right_before_a_backend_reset_arrive(lbfy, serve):
    """The proxy has the bytes before it sees the reset: they go first, the reset after them."""
    server = serve(backends.leave)
    process = lbfy(one(server))
    with client.connect(process.address(), receive_buffer=4096) as sock:
        sock.sendall(b"x")
        peer = server.take()
        client.read_exactly(peer.sock, 1)
        # More than the client's window takes, so that a part waits inside the proxy when the reset comes.
        peer.sock.sendall(b"z" * 100_000)
        wait_for(lambda: client.unacknowledged(peer.sock) == 0, "the proxy's kernel has all bytes")
        client.reset(peer.sock)
        data, end = client.read_to_end(sock)
        assert len(data) == 100_000 and end == client.RESET


def send_and_reset(data):
    def handler(peer):
        peer.sock.sendall(data)
        wait_for(lambda: client.unacknowledged(peer.sock) == 0, "lbfy has taken it all")
        client.reset(peer.sock)
    return handler


def test_backend_reset_never_looks_like_an_orderly_end_to_a_client_that_does_not_read(lbfy, serve):
    server = serve(send_and_reset(b"d" * 500_000))
    process = lbfy(one(server, half_close_timeout="300ms"))
    with client.connect(process.address(), receive_buffer=4096) as sock:
        process.wait_closed("backend_reset")
        assert client.read_to_end(sock)[1] == client.RESET


def test_slow_reader_gets_every_byte_before_the_reset_however_long_it_takes(lbfy, serve):
    """The wait for the last bytes counts from the last sign of life, not from the reset."""
    size = 500_000
    server = serve(send_and_reset(b"d" * size))
    process = lbfy(one(server, half_close_timeout="500ms"))
    with client.connect(process.address(), receive_buffer=4096) as sock:
        begun, got = time.monotonic(), 0
        while time.monotonic() - begun < 2:
            got += len(sock.recv(2000))
            pass_time(0.02)  # the pace of a slow reader
        rest, end = client.read_to_end(sock)
    assert (got + len(rest), end) == (size, client.RESET)
    process.wait_closed("backend_reset")


def test_client_that_resets_while_the_backends_reset_waits_for_it_is_let_go_at_once(lbfy, serve):
    server = serve(send_and_reset(b"d" * 500_000))
    process = lbfy(one(server))
    sock = client.connect(process.address(), receive_buffer=4096)
    wait_for(lambda: server.accepted == 1 and server.open == 0, "the backend has reset its side")
    client.reset(sock)
    process.wait_idle()


def test_close_reasons_tell_who_ended_it(lbfy, serve):
    """A clean end is laid to the side whose FIN came first."""
    process = lbfy(one(serve(backends.echo)))
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        client.read_exactly(sock, 1)
    process.wait_closed("client_closed")
    other = lbfy(one(serve(backends.identify("a"))))
    assert client.ask(other.address()) == "a"
    other.wait_closed("client_closed")
    third = lbfy(one(serve(backends.close_at_once)))
    with client.connect(third.address()) as sock:
        assert client.read_to_end(sock) == (b"", client.CLOSED)
    third.wait_closed("backend_closed")


def test_idle_timeout_closes_a_silent_connection(lbfy, serve):
    process = lbfy(one(serve(backends.echo), idle_timeout="300ms"))
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        client.read_exactly(sock, 1)
        client.read_to_end(sock)
    process.wait_closed("idle_timeout")
    process.wait_idle()


def test_idle_timeout_leaves_a_talking_connection_alone(lbfy, serve):
    process = lbfy(one(serve(backends.echo), idle_timeout="1s"))
    with client.connect(process.address()) as busy, client.connect(process.address()) as silent:
        # The silent one's end proves that the time is over, while the other has talked all along.
        while not client.readable(silent, 0.1):
            busy.sendall(b"x")
            assert client.read_exactly(busy, 1) == b"x"
        busy.sendall(b"y")
        assert client.read_exactly(busy, 1) == b"y"
    assert process.closed("idle_timeout") == 1


def test_stall_in_the_middle_of_work_ends_no_idle_connection(lbfy, serve):
    """A busy process is stopped while it moves bytes, not while it waits; what waited meanwhile is still not to blame."""
    bulk = serve(backends.download(os.urandom(1 << 20), 1 << 40))
    process = lbfy(toml(service([backend("a", serve(backends.echo))], idle_timeout="2s"),
                        service([backend("b", bulk)], name="bulk", listen="127.0.0.2:0")), "--workers", "1")
    with client.connect(process.address("bulk")) as busy, client.connect(process.address("web")) as idle:
        reader = client.ReadAway(busy)
        idle.sendall(b"x")
        assert client.read_exactly(idle, 1) == b"x"
        process.signal(signal.SIGSTOP)
        pass_time(3.0)  # the stall itself, longer than the timeout
        process.signal(signal.SIGCONT)
        assert not client.readable(idle, 0.7)
        idle.sendall(b"y")
        assert client.read_exactly(idle, 1) == b"y"
        busy.shutdown(socket.SHUT_RDWR)
        reader.join(seconds())


def test_idle_timeout_also_fires_with_bytes_stuck_before_a_client_that_does_not_read(lbfy, serve):
    server = serve(backends.download(b"d" * 65536, 50_000_000))
    process = lbfy(one(server, idle_timeout="500ms"))
    with client.connect(process.address(), receive_buffer=4096):
        process.wait_closed("idle_timeout")
        process.wait_idle()


def test_half_close_timeout_ends_a_half_open_connection(lbfy, serve):
    server = serve(backends.leave)
    process = lbfy(one(server, half_close_timeout="300ms"))
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        sock.shutdown(socket.SHUT_WR)
        peer = server.take()
        assert peer.read_all() == b"x" and peer.end == client.CLOSED
        client.read_to_end(sock)
    process.wait_closed("half_close_timeout")
    process.wait_idle()


def test_half_close_timeout_does_not_cut_a_reply_that_still_flows(lbfy, serve):
    """The time counts from the last byte, not from the FIN."""
    server = serve(backends.leave)
    process = lbfy(one(server, half_close_timeout="600ms"))
    with client.connect(process.address()) as talking, client.connect(process.address()) as silent:
        for sock, name in ((talking, b"talking"), (silent, b"silent")):
            sock.sendall(name)
            sock.shutdown(socket.SHUT_WR)
        peers = {peer.read_all(): peer.sock for peer in (server.take(), server.take())}
        # The silent one's end proves that the time is over, while the other's backend has talked all along.
        while not client.readable(silent, 0.1):
            peers[b"talking"].sendall(b"1")
            assert client.read_exactly(talking, 1) == b"1"
        peers[b"talking"].sendall(b"2")
        assert client.read_exactly(talking, 1) == b"2"
    assert process.closed("half_close_timeout") == 1


def test_both_sides_reset_at_once_is_counted_once(lbfy, serve):
    server = serve(backends.leave)
    process = lbfy(one(server))
    count = 50
    for _ in range(count):
        sock = client.connect(process.address())
        sock.sendall(b"x")
        peer = server.take()
        client.read_exactly(peer.sock, 1)
        client.reset(sock)
        client.reset(peer.sock)
    process.wait_idle()
    metrics = process.metrics()
    assert metrics.sum("lbfy_connections_closed_total") == count
    assert metrics.value("lbfy_connections_total") == count


def test_many_clients_that_leave_their_last_bytes_untaken_cost_next_to_nothing(lbfy, serve):
    """Their reset waits for those bytes; to look whether they have gone is work, and must not grow with their number."""
    count = 300
    server = serve(backends.leave)
    process = lbfy(toml(service([backend("a", server)]), workers=2))
    socks, peers = [], []
    for _ in range(count):
        socks.append(client.connect(process.address(), receive_buffer=2048))
        peers.append(server.take())
        peers[-1].sock.sendall(bytes(20_000))
    wait_for(lambda: all(client.unacknowledged(peer.sock) == 0 for peer in peers), "lbfy has taken all")
    for peer in peers:
        client.reset(peer.sock)

    def rounds():
        return process.metrics().sum("lbfy_worker_loop_lag_seconds_count")

    assert process.value("lbfy_connections_active") == count, "each waits for its client"
    before, began = rounds(), time.monotonic()
    pass_time(1.0)  # the time in which they are looked at
    looks = (rounds() - before) / (time.monotonic() - began)
    # The workers' heartbeats are 20 rounds a second; a look every 5 ms would be 200 for each of two workers.
    assert looks < 150, f"{looks:.0f} rounds a second"
    for sock in socks:
        data, end = client.read_to_end(sock)
        assert len(data) == 20_000 and end == client.RESET
    process.wait_closed("backend_reset", count)
