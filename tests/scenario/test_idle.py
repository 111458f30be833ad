# SPDX-License-Identifier: GPL-3.0-or-later
"""Thousands of idle connections: little memory for each, no CPU for all, and every one still alive."""

import subprocess
import sys
from pathlib import Path

from harness.config import backend, service, toml
from harness.process import cpu_seconds, resident_kib
from harness.waiting import SANITIZED, pass_time

IDLERS = Path(__file__).parent / "harness" / "idlers.py"


def test_many_idle_connections_cost_little_memory_and_no_cpu(lbfy, start):
    count = 1000 if SANITIZED else 9000
    server = start(sys.executable, IDLERS, "serve")
    port = int(server.wait_line(r"^(\d+)$", server.out)[1])
    process = lbfy(toml(service([backend("a", f"127.0.0.1:{port}")], max_connections=count)))
    host, front = process.address()
    process.wait_ready()
    process.metrics()
    before = resident_kib(process.pid)
    idlers = start(sys.executable, IDLERS, "connect", host, front, count, stdin=subprocess.PIPE)
    idlers.wait_line("open", idlers.out, patience=60)
    process.wait_value(count, "lbfy_connections_active")
    per_connection = (resident_kib(process.pid) - before) * 1024 / count
    pass_time(3.0)  # keepalive is set up once, for those that last a second
    busy = cpu_seconds(process.pid)
    pass_time(5.0)  # the time in which idle connections are to cost nothing
    busy = cpu_seconds(process.pid) - busy
    idlers.write(b"\n")
    idlers.wait_line("alive", idlers.out, patience=60)
    assert idlers.wait() == 0
    process.wait_idle()
    # 4 snapshots a second and the log's thread are there with no connection as well: one part in a hundred.
    assert busy <= 0.05 * (5 if SANITIZED else 1), f"{busy} s of CPU in 5 s of idling"
    if not SANITIZED:
        assert per_connection < 2048, f"{per_connection:.0f} bytes a connection"
