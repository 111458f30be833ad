# SPDX-License-Identifier: GPL-3.0-or-later
"""Thousands of idle connections, from processes of their own: one may open no more descriptors than lbfy itself.

    idlers.py serve                     prints its port, accepts and echoes
    idlers.py connect HOST PORT COUNT   opens them, has each echoed once, prints "open"; a line on its standard input
                                        asks for one more echo on each and prints "alive"; then it ends
"""

import select
import socket
import sys


def serve():
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(4096)
    listener.setblocking(False)
    print(listener.getsockname()[1], flush=True)
    ready = select.epoll()
    ready.register(listener, select.EPOLLIN)
    open_sockets = {}
    while True:
        for descriptor, _ in ready.poll():
            if descriptor == listener.fileno():
                sock, _ = listener.accept()
                open_sockets[sock.fileno()] = sock
                ready.register(sock, select.EPOLLIN)
                continue
            sock = open_sockets[descriptor]
            try:
                data = sock.recv(4096)
            except ConnectionResetError:
                data = b""
            if data:
                sock.sendall(data)
            else:
                ready.unregister(sock)
                open_sockets.pop(descriptor).close()


def echoed(socks):
    for sock in socks:
        sock.sendall(b"x")
    for sock in socks:
        if sock.recv(1) != b"x":
            sys.exit("no echo")


def connect(host, port, count):
    socks = []
    for number in range(count):
        # Source addresses of several hosts, or the source ports would run out.
        socks.append(socket.create_connection((host, port), 60, (f"127.0.2.{number % 8 + 1}", 0)))
    echoed(socks)
    print("open", flush=True)
    sys.stdin.readline()
    echoed(socks)
    print("alive", flush=True)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve()
    else:
        connect(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
