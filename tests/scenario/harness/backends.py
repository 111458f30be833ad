# SPDX-License-Identifier: GPL-3.0-or-later
"""Backends: a listener in a thread, a thread for each connection, and a handler that says how it behaves.

A handler is called with the accepted Peer and owns the connection until it returns; then it is closed. What arrives is
kept in the peer, so that a test can look at it. `Backend.stop()` is the death of a server: nobody listens and every open
connection is reset; `start()` brings it back on the same port.
"""

import hashlib
import queue
import socket
import struct
import threading

from .client import read_line, reset
from .waiting import pass_time, seconds


class Peer:
    """One accepted connection."""

    def __init__(self, sock, address):
        self.sock = sock
        self.address = address
        self.received = bytearray()
        self.end = None
        self.gone = threading.Event()

    def read_all(self):
        """Reads until the end, which is then in `end` ("closed" or "reset")."""
        try:
            while part := self.sock.recv(65536):
                self.received += part
            self.end = "closed"
        except ConnectionResetError:
            self.end = "reset"
        return bytes(self.received)


class Backend:
    def __init__(self, handler, host="127.0.0.1", port=0, backlog=4096):
        self.handler = handler
        self.backlog = backlog
        self.accepted = 0
        self.peers = []
        self.taken = queue.Queue()
        self._lock = threading.Lock()
        self._listener = None
        self.address = (host, port)
        self.start()

    def start(self):
        family = socket.AF_INET6 if ":" in self.address[0] else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(self.address)
        listener.listen(self.backlog)
        self.address = listener.getsockname()[:2]
        self._listener = listener
        threading.Thread(target=self._accept, args=(listener,), daemon=True).start()

    def _accept(self, listener):
        while True:
            try:
                sock, address = listener.accept()
            except OSError:
                return
            if self._listener is not listener:  # stopped while this one was on its way
                reset(sock)
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            peer = Peer(sock, address)
            with self._lock:
                self.accepted += 1
                self.peers.append(peer)
            self.taken.put(peer)
            threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer):
        try:
            self.handler(peer)
        except (OSError, AssertionError):
            pass  # the other side went away in the middle of something: its right
        finally:
            if self.handler is not leave:
                peer.sock.close()
                with self._lock:
                    if peer in self.peers:
                        self.peers.remove(peer)
            peer.gone.set()

    def take(self, patience=20):
        """The next connection in order of arrival."""
        return self.taken.get(timeout=seconds(patience))

    @property
    def open(self):
        with self._lock:
            return len(self.peers)

    def close_listener(self):
        """Nobody listens any more; open connections live on."""
        listener, self._listener = self._listener, None
        if listener:
            try:
                listener.shutdown(socket.SHUT_RDWR)  # wakes the thread in accept(), which close() does not
            except OSError:
                pass
            listener.close()

    def stop(self):
        self.close_listener()
        with self._lock:
            peers, self.peers = self.peers, []
        for peer in peers:
            try:
                peer.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                peer.sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            peer.sock.close()


def leave(_peer):
    """The test itself talks on the connection: backend.take().sock"""


def echo(peer):
    while part := peer.sock.recv(65536):
        peer.sock.sendall(part)


def identify(name, delay=None):
    """Answers every line with `name`, after delay() seconds where given."""
    def handler(peer):
        answer = name.encode() + b"\n"
        rest = b""
        while part := peer.sock.recv(4096):
            rest += part
            while b"\n" in rest:
                _, rest = rest.split(b"\n", 1)
                if delay:
                    pass_time(delay())  # the service time of this backend
                peer.sock.sendall(answer)
    return handler


def record(peer):
    """Keeps what arrives, answers nothing; with `end` set afterwards."""
    peer.read_all()


def close_at_once(_peer):
    pass


def hang(peer):
    """Takes connections and bytes, never answers."""
    while peer.sock.recv(65536):
        pass


def greet(greeting):
    """The server speaks first, then echoes."""
    def handler(peer):
        peer.sock.sendall(greeting)
        echo(peer)
    return handler


def upload_sink(peer):
    """Reads to the end, then answers "bytes sha256" and closes."""
    digest, count = hashlib.sha256(), 0
    buffer = memoryview(bytearray(1 << 18))
    while size := peer.sock.recv_into(buffer):
        digest.update(buffer[:size])
        count += size
    peer.sock.sendall(f"{count} {digest.hexdigest()}\n".encode())


def download(block, size):
    """Sends `size` bytes at once and closes."""
    def handler(peer):
        left = size
        while left:
            part = block[:left]
            peer.sock.sendall(part)
            left -= len(part)
        peer.sock.shutdown(socket.SHUT_WR)
        while peer.sock.recv(65536):
            pass
    return handler


def web(status, log=None):
    """A server of one HTTP/1.1 answer a connection; status() gives the code, the request's head goes to `log`."""
    def handler(peer):
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            part = peer.sock.recv(4096)
            if not part:
                return
            head += part
        if log is not None:
            log.append(head)
        peer.sock.sendall(f"HTTP/1.1 {status()} Whatever\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok".encode())
    return handler


def line_server(answer):
    """Answers each line with answer(line), for send-expect."""
    def handler(peer):
        while True:
            try:
                line = read_line(peer.sock)
            except AssertionError:
                return
            peer.sock.sendall(answer(line))
    return handler


def black_hole():
    """(address, sockets to keep): a listener whose backlog is full, so that a new handshake gets no answer."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    keep = [listener]
    for _ in range(8):
        filler = socket.socket()
        filler.setblocking(False)
        filler.connect_ex(listener.getsockname())
        keep.append(filler)
    return listener.getsockname(), keep


def closed_port():
    """An address where nobody listens; the socket, kept bound, keeps others off it."""
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    return sock.getsockname(), sock
