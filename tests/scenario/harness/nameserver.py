# SPDX-License-Identifier: GPL-3.0-or-later
"""A name server for one network namespace: answers A questions from a dict that a test may change at any time."""

import socket
import struct
import threading

ADDRESS = "127.0.0.53"
NO_ERROR, SERVER_FAILURE = 0, 2


class NameServer:
    """`hosts`: name → IPv4 address; for any other name it says that it has failed. `asked` counts questions for A."""

    def __init__(self, hosts):
        self.hosts = hosts
        self.asked = 0
        self._sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._sock.bind((ADDRESS, 53))
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while True:
            try:
                question, client = self._sock.recvfrom(512)
            except OSError:
                return
            self._sock.sendto(self._answer(question), client)

    def _answer(self, question):
        labels, at = [], 12
        while size := question[at]:
            labels.append(question[at + 1:at + 1 + size].decode())
            at += 1 + size
        kind, = struct.unpack("!H", question[at + 1:at + 3])
        address = self.hosts.get(".".join(labels))
        is_a = kind == 1
        self.asked += is_a
        code = NO_ERROR if address else SERVER_FAILURE
        answers = int(bool(address) and is_a)
        head = question[:2] + struct.pack("!HHHHH", 0x8180 | code, 1, answers, 0, 0) + question[12:at + 5]
        if not answers:
            return head
        # 0xC00C: the name asked for; type A, class IN, a second to live.
        return head + struct.pack("!HHHIH", 0xC00C, 1, 1, 1, 4) + socket.inet_aton(address)

    def close(self):
        self._sock.close()
