# SPDX-License-Identifier: GPL-3.0-or-later
"""The PROXY protocol's headers, versions 1 and 2, as its specification (proxy-protocol.txt) lays them out."""

import socket
import struct

from .client import read_exactly, read_line

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"


def v1(source, destination):
    kind = "TCP6" if ":" in source[0] else "TCP4"
    return f"PROXY {kind} {source[0]} {destination[0]} {source[1]} {destination[1]}\r\n".encode()


def v2(source, destination, extra=b""):
    family = socket.AF_INET6 if ":" in source[0] else socket.AF_INET
    addresses = (socket.inet_pton(family, source[0]) + socket.inet_pton(family, destination[0])
                 + struct.pack("!HH", source[1], destination[1]))
    kind = 0x21 if family == socket.AF_INET6 else 0x11
    return SIGNATURE + struct.pack("!BBH", 0x21, kind, len(addresses) + len(extra)) + addresses + extra


def v2_local():
    return SIGNATURE + struct.pack("!BBH", 0x20, 0, 0)


def tlv(kind, value):
    return struct.pack("!BH", kind, len(value)) + value


def read_v1(sock):
    """(family name, source, destination)"""
    line = read_line(sock)
    assert line.endswith(b"\r\n") and len(line) <= 107, line
    word, kind, source, destination, source_port, destination_port = line.decode().rstrip("\r\n").split(" ")
    assert word == "PROXY"
    return kind, (source, int(source_port)), (destination, int(destination_port))


def read_v2(sock):
    """(address family, source, destination)"""
    head = read_exactly(sock, 16)
    assert head[:12] == SIGNATURE
    version_command, kind, length = struct.unpack("!BBH", head[12:])
    assert version_command == 0x21, "version 2, command PROXY"
    body = read_exactly(sock, length)
    family, size = (socket.AF_INET, 4) if kind == 0x11 else (socket.AF_INET6, 16)
    assert kind in (0x11, 0x21)
    source, destination = (socket.inet_ntop(family, body[at:at + size]) for at in (0, size))
    ports = struct.unpack("!HH", body[2 * size:2 * size + 4])
    return family, (source, ports[0]), (destination, ports[1])
