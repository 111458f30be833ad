# SPDX-License-Identifier: GPL-3.0-or-later
"""Bytes in quantity: whole, in order, in bounded memory, and fairly shared between connections."""

import os
import socket
import threading

from harness import backends, client
from harness.config import backend, service, toml
from harness.process import cpu_seconds, resident_kib
from harness.waiting import SANITIZED, pass_time, seconds, settled, wait_for

BLOCK = os.urandom(1 << 20)
BIG = (20 if SANITIZED else 200) << 20


def one(target, **keys):
    return toml(service([backend("a", target)], **keys))


def test_big_upload_and_download_at_once_by_checksum(lbfy, serve):
    """Both directions of one connection are full at the same time."""
    def both(peer):
        sender = client.Upload(peer.sock, BIG, BLOCK)
        peer.result = client.checksum(peer.sock)
        peer.sent = sender.finished()

    server = serve(both)
    process = lbfy(one(server))
    with client.connect(process.address()) as sock:
        sender = client.Upload(sock, BIG, BLOCK)
        count, digest = client.checksum(sock)
        peer = server.take()
        sent = sender.finished()
        assert peer.gone.wait(seconds(60))
        assert (count, digest) == (BIG, peer.sent)
        assert peer.result == (BIG, sent)
    process.wait_value(BIG, "lbfy_backend_bytes_total", direction="to_client")
    process.wait_value(BIG, "lbfy_backend_bytes_total", direction="to_backend")


def test_one_byte_writes_arrive_in_order(lbfy, serve):
    process = lbfy(one(serve(backends.echo)))
    with client.connect(process.address()) as sock:
        for value in range(500):
            sock.sendall(bytes([value % 256]))
        assert client.read_exactly(sock, 500) == bytes(value % 256 for value in range(500))
        for value in range(200):
            sock.sendall(bytes([value]))
            assert client.read_exactly(sock, 1) == bytes([value])


def test_slow_reader_keeps_memory_bounded(lbfy, serve):
    """A client that reads 4 KiB/s off a server that sends for ever."""
    process = lbfy(one(serve(backends.download(BLOCK, 1 << 40))))
    process.wait_ready()
    before = resident_kib(process.pid)
    with client.connect(process.address(), receive_buffer=4096) as sock:
        def pushed():
            return process.value("lbfy_backend_bytes_total", direction="to_client")

        settled(pushed, "the kernel's and lbfy's buffers are full")
        for _ in range(8):
            client.read_exactly(sock, 1024)
            pass_time(0.25)  # the reader's pace
        # Kernel buffers are not lbfy's memory; what it holds for this one connection stays at a megabyte.
        if not SANITIZED:
            assert resident_kib(process.pid) - before < 4096
    process.wait_idle()


def test_a_slow_reader_holds_at_most_a_megabyte_of_lbfys_memory(lbfy, serve):
    """Many at once, so that the megabyte of one is far above the noise: the average counts."""
    count = 4 if SANITIZED else 40
    process = lbfy(one(serve(backends.download(BLOCK, 1 << 40))))
    process.wait_ready()
    with client.connect(process.address()) as warm:
        client.read_exactly(warm, 20 << 20)
    process.wait_idle()
    before = resident_kib(process.pid)
    readers = [client.connect(process.address(), receive_buffer=4096) for _ in range(count)]
    settled(lambda: process.value("lbfy_backend_bytes_total", direction="to_client"), "all buffers are full")
    grown = resident_kib(process.pid) - before
    for sock in readers:
        sock.close()
    process.wait_idle()
    if not SANITIZED:
        assert grown / count < 1024, f"{grown / count:.0f} KiB a connection"


def test_zero_window_backend_blocks_its_client_and_then_takes_everything(lbfy, serve):
    go = threading.Event()
    size = 64 << 20  # far more than all kernel buffers on the way

    def late_reader(peer):
        go.wait(seconds(60))
        backends.upload_sink(peer)

    process = lbfy(one(serve(late_reader)))
    with client.connect(process.address(), send_buffer=65536) as sock:
        sender = client.Upload(sock, size, BLOCK)
        settled(lambda: process.value("lbfy_backend_bytes_total", direction="to_backend"), "the upload stands still")
        assert sender.is_alive(), "the client is held back while the backend does not read"
        busy = cpu_seconds(process.pid)
        assert not client.readable(sock, 1.0)
        assert cpu_seconds(process.pid) - busy < 0.5, "a blocked connection does not spin"
        go.set()
        digest = sender.finished()
        assert client.read_line(sock).decode().split() == [str(size), digest]


def test_bulk_flow_beside_small_turns_starves_neither(lbfy, serve):
    bulk = serve(backends.download(BLOCK, 1 << 40))
    small = serve(backends.echo)
    process = lbfy(toml(service([backend("a", bulk)], name="bulk"),
                        service([backend("a", small)], name="small", listen="127.0.0.2:0"), workers=1))
    with client.connect(process.address("bulk")) as flow, client.connect(process.address("small")) as sock:
        reader = client.ReadAway(flow)
        wait_for(lambda: reader.taken > 5 << 20, "the bulk flow runs")
        begun = reader.taken
        for _ in range(200):
            sock.sendall(b"turn")
            assert client.read_exactly(sock, 4) == b"turn"
        wait_for(lambda: reader.taken > begun + (5 << 20), "the bulk flow goes on beside the turns")
        flow.shutdown(socket.SHUT_RDWR)
        reader.join(seconds())


def test_of_more_bulk_flows_than_a_round_serves_each_goes_on_and_small_turns_beside_them(lbfy, serve):
    """Bulk stands in a line, and nobody at its end may be forgotten."""
    count = 12 if SANITIZED else 40
    bulk = serve(backends.download(BLOCK, 1 << 40))
    small = serve(backends.echo)
    process = lbfy(toml(service([backend("a", bulk)], name="bulk"),
                        service([backend("a", small)], name="small", listen="127.0.0.2:0"), workers=1))
    flows = [client.connect(process.address("bulk")) for _ in range(count)]
    readers = [client.ReadAway(flow) for flow in flows]

    def all_go_on(beyond):
        begun = [reader.taken for reader in readers]
        wait_for(lambda: all(reader.taken > start + beyond for reader, start in zip(readers, begun)),
                 "each of the flows goes on")

    all_go_on(2 << 20)
    with client.connect(process.address("small")) as sock:
        for _ in range(100):
            sock.sendall(b"turn")
            assert client.read_exactly(sock, 4) == b"turn"
    all_go_on(1 << 20)
    for flow, reader in zip(flows, readers):
        flow.shutdown(socket.SHUT_RDWR)
        reader.join(seconds())
        flow.close()
    process.wait_idle()


def test_out_of_band_byte_does_not_disturb_the_stream(lbfy, serve):
    """TCP urgent data cannot be passed on as such; the bytes before and after it must arrive, in order."""
    server = serve(backends.record)
    process = lbfy(one(server))
    with client.connect(process.address()) as sock:
        sock.sendall(b"before")
        peer = server.take()
        wait_for(lambda: bytes(peer.received) == b"before", "the bytes before")
        sock.send(b"!", socket.MSG_OOB)
        sock.sendall(b"after")
        wait_for(lambda: bytes(peer.received).replace(b"!", b"") == b"beforeafter", "the bytes after")
        busy = cpu_seconds(process.pid)
        assert not client.readable(sock, 1.0)
        assert cpu_seconds(process.pid) - busy < 0.5, "urgent data left unread does not make it spin"


def test_ipv6_front_and_ipv6_backend(lbfy, serve):
    process = lbfy(toml(service([backend("six", serve(backends.identify("six"), host="::1"))], listen="[::1]:0")))
    assert process.address()[0] == "::1"
    assert client.ask(process.address()) == "six"


def test_ipv6_front_and_ipv4_backend_and_the_reverse(lbfy, serve):
    four, six = serve(backends.identify("four")), serve(backends.identify("six"), host="::1")
    process = lbfy(toml(service([backend("four", four)], name="a", listen="[::1]:0"),
                        service([backend("six", six)], name="b", listen="127.0.0.1:0")))
    assert client.ask(process.address("a")) == "four"
    assert client.ask(process.address("b")) == "six"


def test_backend_given_by_name_is_resolved(lbfy, serve):
    server = serve(backends.identify("local"))
    process = lbfy(one(f"localhost:{server.address[1]}"))
    process.wait_ready()
    wait_for(lambda: client.outcome(process.address()) == "local", "the name has been resolved")


def test_a_thousand_connections_at_once(lbfy, serve):
    count = 200 if SANITIZED else 1000
    process = lbfy(one(serve(backends.echo), max_connections=2000))
    socks = [client.connect(process.address()) for _ in range(count)]
    for index, sock in enumerate(socks):
        sock.sendall(b"%06d" % index)
    for index, sock in enumerate(socks):
        assert client.read_exactly(sock, 6) == b"%06d" % index
    assert process.value("lbfy_connections_active") == count
    for sock in socks:
        sock.close()
    process.wait_idle()
    process.wait_closed("client_closed", count)


def test_connections_opened_and_closed_in_a_storm_leave_nothing_behind(lbfy, serve):
    """Every way of ending at once; descriptors and gauges return to where they were."""
    server = serve(backends.echo)
    process = lbfy(one(server))
    rounds = 20 if SANITIZED else 100

    def storm(worker):
        for number in range(rounds):
            sock = client.connect(process.address())
            if number % 4 != 3:
                sock.sendall(b"x")
            if number % 4 == 1:
                client.read_exactly(sock, 1)
            if number % 4 == 2 or (worker + number) % 5 == 0:
                client.reset(sock)
            else:
                sock.close()

    client.in_parallel(8, storm)

    def all_over():
        # The last ones may still wait to be accepted when no other is open.
        metrics = process.metrics()
        ended = metrics.sum("lbfy_connections_closed_total") + metrics.sum("lbfy_connections_shed_total")
        return metrics.value("lbfy_connections_active") == 0 and ended == 8 * rounds

    wait_for(all_over, "every connection has ended and is counted for one reason", interval=0.03)
    wait_for(lambda: server.open == 0, "every backend connection is closed")
