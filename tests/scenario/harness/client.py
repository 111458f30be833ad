# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients: plain blocking sockets with a deadline, and the few ways a connection can end as seen from here."""

import fcntl
import hashlib
import select
import socket
import struct
import termios
import threading

from .waiting import seconds

RESET = "reset"
CLOSED = "closed"


def connect(address, source=None, receive_buffer=None, send_buffer=None):
    """A connected socket with a deadline on every call. `source` is a host or a (host, port) pair.

    Small buffers must be set before the handshake.
    """
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    sock = socket.socket(family, socket.SOCK_STREAM)
    try:
        if receive_buffer:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        if send_buffer:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, send_buffer)
        sock.settimeout(seconds())
        if source:
            sock.bind(source if isinstance(source, tuple) else (source, 0))
        sock.connect(tuple(address[:2]))
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except OSError:
        sock.close()
        raise
    return sock


def reset(sock):
    """Close with a reset in place of a FIN."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    sock.close()


def unacknowledged(sock):
    """Bytes sent that the other side's kernel has not taken yet (SIOCOUTQ)."""
    return struct.unpack("i", fcntl.ioctl(sock, termios.TIOCOUTQ, b"\0\0\0\0"))[0]


def read_exactly(sock, size):
    data = bytearray()
    while len(data) < size:
        part = sock.recv(size - len(data))
        if not part:
            raise AssertionError(f"closed after {len(data)} of {size} bytes")
        data += part
    return bytes(data)


def read_line(sock):
    data = bytearray()
    while not data.endswith(b"\n"):
        part = sock.recv(1)
        if not part:
            raise AssertionError(f"closed after {bytes(data)!r}")
        data += part
    return bytes(data)


def read_to_end(sock):
    """(everything that came, how it ended)"""
    data = bytearray()
    while True:
        try:
            part = sock.recv(65536)
        except ConnectionResetError:
            return bytes(data), RESET
        if not part:
            return bytes(data), CLOSED
        data += part


def readable(sock, patience):
    """Whether something (a byte or the end) can be read within that time."""
    return bool(select.select([sock], [], [], patience)[0])


def ask(address, source=None, question=b"who\n"):
    """One connection, one turn: the answer's line without its end."""
    with connect(address, source) as sock:
        sock.sendall(question)
        return read_line(sock).decode().rstrip("\n")


def outcome(address, source=None):
    """What a client meets: the answer's text, RESET or CLOSED."""
    try:
        with connect(address, source) as sock:
            sock.sendall(b"who\n")
            try:
                return read_line(sock).decode().rstrip("\n")
            except AssertionError:
                return CLOSED
    except (ConnectionResetError, BrokenPipeError):
        return RESET


class ReadAway(threading.Thread):
    """Reads, and drops, whatever comes until the connection ends or is shut down. `taken` are the bytes until now."""

    def __init__(self, sock):
        super().__init__(daemon=True)
        self._sock = sock
        self.taken = 0
        self.start()

    def run(self):
        buffer = bytearray(1 << 20)
        try:
            while count := self._sock.recv_into(buffer):
                self.taken += count
        except OSError:
            pass  # a reset is an end as well


class Upload(threading.Thread):
    """Sends `size` bytes of `block` over and over, half-closes, and keeps the checksum of what it sent."""

    def __init__(self, sock, size, block):
        super().__init__(daemon=True)
        self.sock, self.size, self.block = sock, size, block
        self.digest = hashlib.sha256()
        self.error = None
        self.start()

    def run(self):
        left = self.size
        try:
            while left:
                part = self.block[:left]
                self.sock.sendall(part)
                self.digest.update(part)
                left -= len(part)
            self.sock.shutdown(socket.SHUT_WR)
        except OSError as error:
            self.error = error

    def finished(self):
        self.join(seconds(60))
        assert not self.is_alive() and self.error is None, f"upload: {self.error or 'still running'}"
        return self.digest.hexdigest()


def checksum(sock):
    """(bytes, sha256) of everything until the other side closes."""
    digest, count = hashlib.sha256(), 0
    buffer = memoryview(bytearray(1 << 18))
    while size := sock.recv_into(buffer):
        digest.update(buffer[:size])
        count += size
    return count, digest.hexdigest()


def in_parallel(count, work):
    """Runs work(index) in that many threads; their results in order, the first exception raised."""
    results, errors = [None] * count, []

    def one(index):
        try:
            results[index] = work(index)
        except BaseException as error:  # handed on to the test's thread
            errors.append(error)

    threads = [threading.Thread(target=one, args=(index,), daemon=True) for index in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds(120))
        assert not thread.is_alive(), "a client thread does not come to its end"
    if errors:
        raise errors[0]
    return results
