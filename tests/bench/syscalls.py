#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# System calls of each proxy for one turn and for one connection, counted by strace: what is left of the way to the
# kernel. strace slows what it follows, so batches are larger than in life and epoll_wait() comes out too rare; the other
# counts hold. See docs/benchmarks.md.

import argparse
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from sidebyside import proxies as proxylib
from sidebyside.processes import MeasurementFailed, raise_descriptor_limit, run_load, running

ROOT = Path(__file__).resolve().parents[2]
ROWS = ("haproxy", "nginx", "lbfyd", "floor")
# Title, arguments of bench_load, which of its numbers counts the units.
CASES = (
    ("a turn, 16 connections", ["turns", "--connections", 16], "turns"),
    ("a turn, 256 connections", ["turns", "--connections", 256], "turns"),
    ("a connection, the client closes first", ["connects", "--connections", 16], "connections"),
    ("a connection, the backend closes first", ["connects", "--connections", 16, "--backend-closes"], "connections"),
)


def threads(pids):
    return [task.name for pid in pids for task in Path(f"/proc/{pid}/task").iterdir()]


def count(setting, proxy, load, unit, seconds):
    """{call: times a unit} while the load runs."""
    log = setting.folder / "strace.log"
    table = setting.folder / "calls.txt"
    attach = [word for thread in threads(proxy.pids) for word in ("-p", thread)]
    with running(["strace", "-c", "-U", "calls,name", "-o", table, *attach], setting.proxy_core, log, 0,
                 stdin=subprocess.DEVNULL) as tracer:
        words = [setting.programs / "bench_load", *load, "--port", proxy.port, "--seconds", seconds, "--warm-up", 0]
        result = run_load(words, setting.load_core, log, 0, seconds + 60)
        tracer.send_signal(signal.SIGINT)
        tracer.wait(20)
    calls = {}
    for line in table.read_text().splitlines():
        words = line.split()
        if len(words) == 2 and words[0].isdigit() and words[1] != "total":
            calls[words[1]] = int(words[0]) / result[unit]
    return calls


def tables(setting, seconds):
    for title, load, unit in CASES:
        columns = {}
        for name in ROWS:
            if proxylib.missing(name, setting):
                continue
            with proxylib.relaying(name, setting) as proxy:
                columns[name] = count(setting, proxy, load, unit, seconds)
        # What is rarer than once in fifty units is housekeeping.
        names = sorted({call for calls in columns.values() for call, times in calls.items() if times >= 0.02},
                       key=lambda call: -max(calls.get(call, 0) for calls in columns.values()))
        yield f"**{title}**\n"
        yield "| call | " + " | ".join(columns) + " |"
        yield "| --- |" + " ---: |" * len(columns)
        for call in names:
            cells = [f"{calls[call]:.2f}" if call in calls else "" for calls in columns.values()]
            yield f"| {call} | " + " | ".join(cells) + " |"
        sums = [f"{sum(calls.values()):.2f}" for calls in columns.values()]
        yield "| all | " + " | ".join(sums) + " |\n"


def main():
    parser = argparse.ArgumentParser(description="Counts the system calls of each proxy for a turn and for a connection.")
    parser.add_argument("--seconds", type=float, default=2.0, help="length of each count (2)")
    parser.add_argument("--bin", type=Path, default=ROOT / "build/release/bin", help="where bench_load and its like are")
    parser.add_argument("--lbfyd", type=Path, help="lbfyd to look at (in --bin)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="lbfy-bench-") as folder:
        setting = proxylib.Setting(Path(folder), options.bin.resolve(), (options.lbfyd or options.bin / "lbfyd").resolve(),
                                   raise_descriptor_limit())
        try:
            for line in tables(setting, options.seconds):
                print(line, flush=True)
        except (MeasurementFailed, OSError) as error:
            print(f"error: {error}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
