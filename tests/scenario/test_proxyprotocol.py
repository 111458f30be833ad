# SPDX-License-Identifier: GPL-3.0-or-later
"""PROXY protocol both ways: exact headers towards backends, and every way a client can send one, well or badly."""

import socket

import pytest

from harness import backends, client, proxyheader
from harness.config import address_text, backend, service, toml
from harness.process import run
from harness.programs import haproxy_accepting_proxy, nginx
from harness.waiting import pass_time

TOLD_SOURCE = ("203.0.113.7", 4711)
TOLD_TARGET = ("198.51.100.1", 443)
TOLD_SOURCE6 = ("2001:db8::7", 4711)
TOLD_TARGET6 = ("2001:db8::1", 443)


def one(target, **keys):
    return toml(service([backend("a", target)], **keys), log={"connections": "all"})


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
@pytest.mark.parametrize("version", ["v1", "v2"])
def test_header_towards_the_backend_is_exact_and_comes_first(lbfy, serve, version, host):
    server = serve(backends.leave)
    process = lbfy(one(server, send_proxy=version, listen=address_text((host, 0))))
    with client.connect(process.address()) as sock:
        sock.sendall(b"payload")
        peer = server.take()
        read = proxyheader.read_v1 if version == "v1" else proxyheader.read_v2
        _, source, destination = read(peer.sock)
        assert source == sock.getsockname()[:2] and destination == sock.getpeername()[:2]
        assert client.read_exactly(peer.sock, 7) == b"payload"
        peer.sock.sendall(b"answer")
        assert client.read_exactly(sock, 6) == b"answer"


def test_header_is_sent_before_the_client_has_said_anything(lbfy, serve):
    """For protocols where the server speaks first."""
    server = serve(backends.leave)
    process = lbfy(one(server, send_proxy="v1"))
    with client.connect(process.address()) as sock:
        kind, source, _ = proxyheader.read_v1(server.take().sock)
        assert kind == "TCP4" and source == sock.getsockname()


def test_header_bytes_do_not_count_as_the_clients(lbfy, serve):
    process = lbfy(one(serve(backends.record), send_proxy="v2"))
    with client.connect(process.address()) as sock:
        sock.sendall(b"12345")
    assert process.wait_event("connection_closed")["bytes_to_backend"] in (5, 5 + 28)


@pytest.mark.parametrize("header, told", [
    (proxyheader.v1(TOLD_SOURCE, TOLD_TARGET), TOLD_SOURCE),
    (proxyheader.v2(TOLD_SOURCE, TOLD_TARGET), TOLD_SOURCE),
    (proxyheader.v1(TOLD_SOURCE6, TOLD_TARGET6), TOLD_SOURCE6),
    (proxyheader.v2(TOLD_SOURCE6, TOLD_TARGET6), TOLD_SOURCE6),
    (proxyheader.v2(TOLD_SOURCE, TOLD_TARGET, proxyheader.tlv(0x02, b"example.org") + proxyheader.tlv(0x04, b"\0" * 9)),
     TOLD_SOURCE),
    (proxyheader.v2_local(), None),
    (b"PROXY UNKNOWN\r\n", None),
    (b"PROXY UNKNOWN ffff::1 ffff::2 65535 65535\r\n", None),
], ids=["v1", "v2", "v1-ipv6", "v2-ipv6", "v2-extensions", "v2-local", "v1-unknown", "v1-unknown-long"])
@pytest.mark.parametrize("cut", ["whole", "dribbled"])
def test_header_from_the_client_is_taken_off_and_names_the_client(lbfy, serve, header, told, cut):
    process = lbfy(one(serve(backends.echo), accept_proxy=True))
    with client.connect(process.address()) as sock:
        own = sock.getsockname()
        if cut == "whole":
            sock.sendall(header + b"payload")
        else:
            for byte in header + b"payload":
                sock.sendall(bytes([byte]))
                pass_time(0.001)  # so that the bytes are separate segments
        assert client.read_exactly(sock, 7) == b"payload"
    record = process.wait_event("connection_closed")
    assert record["client"] == address_text(told or own)


@pytest.mark.parametrize("data", [
    b"GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    b"PROXY TCP4 203.0.113.7\r\n",
    b"PROXY TCP4 300.0.113.7 198.51.100.1 4711 443\r\n",
    b"PROXY TCP4 203.0.113.7 198.51.100.1 4711 99999\r\n",
    b"PROXY TCP4 203.0.113.7\0 198.51.100.1 4711 443\r\n",
    b"PROXY TCP4 " + b"1" * 200,
    proxyheader.SIGNATURE + b"\x31\x11\x00\x0c" + b"\0" * 12,
    proxyheader.SIGNATURE + b"\x21\x11\x00\x02\0\0",
    b"\0" * 32,
], ids=["http", "v1-short", "v1-bad-address", "v1-bad-port", "v1-nul", "v1-endless", "v2-bad-version", "v2-short", "zeros"])
def test_garbage_in_place_of_a_header_is_closed_and_counted(lbfy, serve, data):
    server = serve(backends.echo)
    process = lbfy(one(server, accept_proxy=True))
    with client.connect(process.address()) as sock:
        sock.sendall(data)
        assert client.read_to_end(sock)[0] == b""
    process.wait_closed("proxy_header")
    assert server.accepted == 0, "no backend is bothered"
    process.wait_idle()


@pytest.mark.parametrize("part", [b"", b"PROXY TCP4 203.0", proxyheader.SIGNATURE[:7]], ids=["nothing", "v1", "v2"])
def test_stalled_header_is_given_up(lbfy, serve, part):
    process = lbfy(one(serve(backends.echo), accept_proxy=True, connect_timeout="300ms", idle_timeout="5s"))
    with client.connect(process.address()) as sock:
        if part:
            sock.sendall(part)
        assert client.read_to_end(sock)[0] == b""
    process.wait_closed("proxy_header")


def test_end_in_the_middle_of_a_header_is_counted_as_that(lbfy, serve):
    process = lbfy(one(serve(backends.echo), accept_proxy=True))
    with client.connect(process.address()) as sock:
        sock.sendall(b"PROXY TCP4 203")
        sock.shutdown(socket.SHUT_WR)
        assert client.read_to_end(sock)[0] == b""
    process.wait_closed("proxy_header")


def test_source_hash_goes_by_the_address_in_the_header(lbfy, serve):
    pool = [backend(name, serve(backends.identify(name))) for name in "abcd"]
    process = lbfy(toml(service(pool, accept_proxy=True, strategy="source-hash")))
    process.address()

    def answer(host):
        return client.ask(process.address(), question=proxyheader.v1((host, 4711), TOLD_TARGET) + b"who\n")

    hosts = [f"203.0.113.{number}" for number in range(1, 41)]
    first = [answer(host) for host in hosts]
    assert set(first) == set("abcd") and first == [answer(host) for host in hosts]


def test_chain_of_two_hands_the_first_clients_address_on(lbfy, serve):
    server = serve(backends.leave)
    inner = lbfy(one(server, accept_proxy=True, send_proxy="v1"))
    outer = lbfy(one(inner.address(), send_proxy="v2"))
    with client.connect(outer.address()) as sock:
        sock.sendall(b"payload")
        peer = server.take()
        _, source, destination = proxyheader.read_v1(peer.sock)
        assert source == sock.getsockname() and destination == sock.getpeername()
        assert client.read_exactly(peer.sock, 7) == b"payload"


def test_checks_pass_against_a_backend_that_insists_on_a_header(lbfy, start, tmp_path):
    """A check speaks the header too, or it would take every such backend down."""
    _, port = haproxy_accepting_proxy(start, tmp_path / "haproxy")
    process = lbfy(toml(service([backend("a", f"127.0.0.1:{port}")], send_proxy="v2",
                                health={"check": "http", "interval": "100ms", "timeout": "5s", "fall": 1})))
    process.wait_value(lambda value: value >= 3, "lbfy_backend_health_checks_total", result="success")
    assert process.value("lbfy_backend_up", backend="a") == 1


@pytest.mark.parametrize("version", ["v1", "v2"])
@pytest.mark.parametrize("program", ["haproxy", "nginx"])
def test_other_programs_understand_the_header(lbfy, start, tmp_path, program, version):
    if program == "haproxy":
        _, port = haproxy_accepting_proxy(start, tmp_path / "haproxy")
    else:
        _, port = nginx(start, tmp_path / "nginx", "location / { return 200 $proxy_protocol_addr:$proxy_protocol_port; }",
                        "proxy_protocol")
    process = lbfy(one(f"127.0.0.1:{port}", send_proxy=version))
    answer = run(["curl", "-sS", "-w", " %{local_ip}:%{local_port}", "http://{}:{}/".format(*process.address())])
    told, own = answer.stdout.split()
    assert told == own
