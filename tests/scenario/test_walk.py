# SPDX-License-Identifier: GPL-3.0-or-later
"""The README's walk with the programs a reader would use: nc for the backends and the clients, curl for the figures."""

import subprocess

from harness.process import run
from harness.waiting import wait_for


def netcat_backend(start):
    """(process, port) of `nc -l -k`, which tells its port with -v."""
    process = start("nc", "-l", "-k", "-v", "127.0.0.1", "0", stdin=subprocess.PIPE)
    return process, int(process.wait_line(r"Listening on \S+ (\d+)")[1])


def test_two_netcat_backends_take_turns_and_answer(lbfy, start):
    backends = [netcat_backend(start) for _ in range(2)]
    options = [part for _, port in backends for part in ("--backend", f"127.0.0.1:{port}")]
    process = lbfy(None, "--listen", "127.0.0.1:0", *options)
    host, port = process.address()

    used = []
    for number in range(2):
        client = start("nc", host, port, stdin=subprocess.PIPE)
        line = f"line {number}"
        client.write(line.encode() + b"\n")
        backend = wait_for(lambda: next((b for b, _ in backends if line in b.out), None), f"{line} at a backend")
        backend.write(f"answer {number}\n".encode())
        client.wait_line(f"answer {number}", client.out)
        used.append(backend.pid)
    assert used[0] != used[1], "the next connection reaches the other backend"


def test_curl_sees_the_counters_move(lbfy, start):
    _, port = netcat_backend(start)
    process = lbfy(None, "--listen", "127.0.0.1:0", "--backend", f"127.0.0.1:{port}")
    host, front = process.address()
    metrics = "http://{}:{}/metrics".format(*process.metrics_address)

    def figures():
        text = run(["curl", "-sS", metrics]).stdout
        return [line for line in text.splitlines() if line.startswith("lbfy_connections_")]

    assert "lbfy_connections_total 0" in figures() and "lbfy_connections_active 0" in figures()
    client = start("nc", host, front, stdin=subprocess.PIPE)
    wait_for(lambda: {"lbfy_connections_total 1", "lbfy_connections_active 1"} <= set(figures()), "one open connection")
    client.kill()
    wait_for(lambda: {"lbfy_connections_total 1", "lbfy_connections_active 0"} <= set(figures()), "none open again")
