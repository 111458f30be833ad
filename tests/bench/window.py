#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What the window costs. First the whole desktop program on a display of its own (Xvfb, with a window manager): 8 backends
# under steady traffic, 1400 × 900, visible and then minimised; counted is the CPU time of the window's threads. Then the
# data path at full load, lbfyd beside lbfy with its window open, in turns: CPU of the I/O threads for each turn.

import argparse
import contextlib
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sidebyside.processes import (MeasurementFailed, free_port, raise_descriptor_limit, read_line, run_load, running,
                                  wait_until_relaying)
from sidebyside.proxies import program

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ("Xvfb", "openbox", "xdotool")
GOAL_VISIBLE, GOAL_HIDDEN = 0.05, 0.003
BACKENDS = 8


def parse_arguments():
    parser = argparse.ArgumentParser(description="Measures what the window costs: itself, and the data path beside it.")
    parser.add_argument("--rounds", type=int, default=7, help="of lbfyd and lbfy in turns, 0: leave that out (7)")
    parser.add_argument("--seconds", type=float, default=20, help="length of each look at the window (20)")
    parser.add_argument("--bin", type=Path, default=ROOT / "build/release/bin", help="where the programs are")
    parser.add_argument("--memory", type=float, default=0, metavar="MINUTES",
                        help="also watch the memory of the window for so long (0)")
    parser.add_argument("--cores", help="core of the I/O threads, of load and backends, of the window and its display; "
                        "where there are two cores, the last two share one, and rates and latencies say less (0,1,2)")
    parser.add_argument("--nice", type=int, default=0, help="priority of everything measured, -20 to 19; on a "
                        "shared machine -20 (as root) keeps most of the others' work out of the numbers (0)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="every measured number")
    return parser.parse_args()


def thread_seconds(pid, wanted):
    """CPU time of the threads whose names satisfy `wanted`, in the scheduler's nanoseconds."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            if wanted((task / "comm").read_text().strip()):
                total += int((task / "schedstat").read_text().split()[0])
    return total / 1e9


def is_io(name):
    return name.startswith("lbfy-io")


def is_window(name):
    """The main thread and those of Qt's platform: whatever a headless lbfy has not."""
    return not name.startswith("lbfy-")


def resident_kib(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


class Bench:
    """One display, one process of backends, and what is started between them."""

    def __init__(self, stack, options, folder):
        self.options, self.folder = options, folder
        cores = options.cores or ("0,1,2" if os.cpu_count() > 2 else "0,1,1")
        self.io_core, self.load_core, self.window_core = (int(core) for core in cores.split(","))
        self.log = folder / "window.log"
        self.display = self.start_display(stack)
        # Without a session bus: one that was started for the window would outlive it.
        self.environment = {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb",
                            "XDG_CONFIG_HOME": str(folder), "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        stack.enter_context(self.run(["openbox"], env=self.environment))
        backend = stack.enter_context(running([options.bin / "bench_backend", "--ports", BACKENDS], self.load_core,
                                              self.log, options.nice, stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        self.backends = [int(word) for word in read_line(backend.stdout, 10).split()]

    def run(self, words, **options):
        name, *arguments = words
        return running([program(name) if isinstance(name, str) else name, *arguments], self.window_core, self.log,
                       self.options.nice, **options)

    def start_display(self, stack):
        """Xvfb on a number that it finds itself."""
        read, write = os.pipe()
        stack.enter_context(self.run(["Xvfb", "-displayfd", write, "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
                                     pass_fds=[write], stdout=subprocess.DEVNULL))
        os.close(write)
        with os.fdopen(read, "rb", buffering=0) as stream:
            return f":{int(read_line(stream, 20))}"

    @contextlib.contextmanager
    def balancing(self, name):
        """`lbfy` or `lbfyd` before the backends; its I/O thread alone on one core. Gives pid and port."""
        port = free_port()
        named = [word for i, p in enumerate(self.backends) for word in ("--backend", f"b{i + 1}=127.0.0.1:{p}")]
        words = [self.options.bin / name, "--workers", 1, "--listen", f"127.0.0.1:{port}", *named,
                 "--metrics", "127.0.0.1:0", "--max-connections", 5000]
        with self.run(words, env=self.environment, stdin=subprocess.DEVNULL) as process:
            wait_until_relaying(port, process)
            for task in Path(f"/proc/{process.pid}/task").iterdir():
                if is_io((task / "comm").read_text().strip()):
                    os.sched_setaffinity(int(task.name), {self.io_core})
            yield process.pid, port

    def xdotool(self, *words):
        done = subprocess.run([program("xdotool"), *map(str, words)], env=self.environment, capture_output=True,
                              text=True, timeout=20, check=False)
        return done.stdout.split()

    def window_of(self, pid):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            if found := self.xdotool("search", "--onlyvisible", "--pid", pid, "--name", "lbfy"):
                return found[0]
            time.sleep(0.05)    # between two looks, until the deadline
        raise MeasurementFailed("no window appeared")

    def share(self, pid, seconds):
        """Part of a core that the window's threads take, over `seconds`."""
        begun, used = time.monotonic(), thread_seconds(pid, is_window)
        time.sleep(seconds)     # the time over which it is measured
        return (thread_seconds(pid, is_window) - used) / (time.monotonic() - begun)

    def turns(self, pid, port, seconds, connections=256):
        """(CPU µs of the I/O thread a turn, p50 and p99 µs, turns a second) at full load."""
        before = thread_seconds(pid, is_io)
        words = [self.options.bin / "bench_load", "turns", "--port", port, "--connections", connections,
                 "--seconds", seconds, "--warm-up", 0]
        result = run_load(words, self.load_core, self.log, self.options.nice, seconds + 60)
        used = thread_seconds(pid, is_io) - before
        return {"cpu_us": used * 1e6 / result["turns"], "p50_us": result["p50_us"], "p99_us": result["p99_us"],
                "rate": result["turns"] / result["seconds"]}


def steady_load(bench, port, seconds):
    """A few turns a second on each of 40 connections: something to show, and little to do."""
    words = [sys.executable, Path(__file__).parent / "steady.py", port, 40, seconds]
    return running(words, bench.load_core, bench.log, bench.options.nice, stdin=subprocess.DEVNULL)


def look_at_window(bench, options):
    seconds = options.seconds
    numbers = {}
    with bench.balancing("lbfy") as (pid, port), \
            steady_load(bench, port, 4 * seconds + 60 * options.memory + 60):
        window = bench.window_of(pid)
        bench.xdotool("windowsize", "--sync", window, 1400, 900)
        time.sleep(5)       # the first seconds of any window are its dearest
        numbers["visible"] = bench.share(pid, seconds)
        print(f"visible:   {numbers['visible']:.2%} of a core (goal: at most {GOAL_VISIBLE:.0%})", flush=True)
        bench.xdotool("windowminimize", "--sync", window)
        time.sleep(2)       # going is not yet being gone
        numbers["minimised"] = bench.share(pid, seconds)
        print(f"minimised: {numbers['minimised']:.2%} of a core (goal: at most {GOAL_HIDDEN:.1%})", flush=True)
        bench.xdotool("windowmap", "--sync", window)
        if options.memory:
            numbers["memory_kib"] = watch_memory(pid, options.memory)
    return numbers


def time_ticks(bench, seconds):
    """The same window in a program that watches its own thread."""
    words = [bench.options.bin / "bench_window", seconds, *bench.backends]
    with bench.run(words, env=bench.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as process:
        port = int(read_line(process.stdout, 30).rsplit(":", 1)[1])
        with steady_load(bench, port, seconds + 30):
            result = read_line(process.stdout, seconds + 30).strip()
    print(result, flush=True)
    return result


def watch_memory(pid, minutes):
    """Resident memory at the end of each minute."""
    seen = []
    for minute in range(1, round(minutes) + 1):
        time.sleep(60)      # memory over time is what is asked
        seen.append(resident_kib(pid))
        print(f"memory after {minute} min: {seen[-1]:,} KiB", flush=True)
    return seen


def compare_data_path(bench, rounds):
    """Ratio of lbfy with its window to lbfyd, round by round, so that a slower machine slows both."""
    results = {"lbfyd": [], "lbfy": []}
    for number in range(rounds):
        names = list(results)
        for name in names if number % 2 else reversed(names):
            with bench.balancing(name) as (pid, port):
                if name == "lbfy":
                    bench.window_of(pid)
                time.sleep(1)       # the beginning is not what is compared
                results[name].append(bench.turns(pid, port, 3))
        print(f"round {number + 1}/{rounds}", file=sys.stderr, flush=True)
    for key, title in (("cpu_us", "CPU µs/turn of the I/O thread"), ("p50_us", "p50 µs"), ("p99_us", "p99 µs"),
                       ("rate", "turns/s")):
        ratios = sorted(b[key] / a[key] for a, b in zip(results["lbfyd"], results["lbfy"]))
        medians = [statistics.median(run[key] for run in results[name]) for name in results]
        print(f"{title}: lbfyd {medians[0]:,.2f}, lbfy with window {medians[1]:,.2f}; "
              f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f})")
    return results


def run(options, folder):
    missing = [name for name in TOOLS if not program(name)]
    missing += [name for name in ("lbfy", "lbfyd", "bench_backend", "bench_load", "bench_window") if not (options.bin / name).exists()]
    if missing:
        print(f"error: not here: {', '.join(missing)}", file=sys.stderr)
        return 2
    raise_descriptor_limit()
    with contextlib.ExitStack() as stack:
        bench = Bench(stack, options, folder)
        numbers = {}
        if options.seconds:
            numbers = look_at_window(bench, options)
            numbers["ticks"] = time_ticks(bench, options.seconds)
        if options.rounds:
            numbers["data_path"] = compare_data_path(bench, options.rounds)
    if options.json:
        options.json.write_text(json.dumps(numbers, indent=1) + "\n")
    missed = numbers.get("visible", 0) > GOAL_VISIBLE or numbers.get("minimised", 0) > GOAL_HIDDEN
    return 1 if missed else 0


def main():
    options = parse_arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="lbfy-window-") as folder:
        try:
            return run(options, Path(folder))
        except MeasurementFailed as error:
            print(f"error: {error}", file=sys.stderr)
            return 1


if __name__ == "__main__":
    sys.exit(main())
