#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# `lbfyd load` beside wrk on nginx, and beside bench_load on an echo: the same small turns in the same run, the load
# generator alone on one core, the server on another. A load generator must outrun what it measures, so its own CPU time
# a turn counts; and two that measure the same must agree on the latencies. See docs/benchmarks.md.

import argparse
import contextlib
import json
import os
import re
import resource
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sidebyside.processes import MeasurementFailed, free_port, raise_descriptor_limit, running
from sidebyside.proxies import program

ROOT = Path(__file__).resolve().parents[2]

NGINX = """worker_processes 1;
worker_rlimit_nofile {descriptors};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections {descriptors}; }}
http {{
    access_log off;
    keepalive_requests 1000000000;
    client_body_temp_path {folder}/1; proxy_temp_path {folder}/2; fastcgi_temp_path {folder}/3;
    uwsgi_temp_path {folder}/4; scgi_temp_path {folder}/5;
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        location / {{ default_type text/plain; return 200 "hello\\n"; }}
    }}
}}
"""
# wrk writes its latencies in JSON only through a script.
WRK_DONE = """done = function(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d %d %d %d\\n", summary.requests, summary.duration,
    e.connect + e.read + e.write + e.status + e.timeout, latency:percentile(50), latency:percentile(90),
    latency:percentile(99), latency:percentile(99.9), latency.max))
end
"""
COLUMNS = [("rate", "turns/s", "{:,.0f}"), ("cpu_us", "CPU µs/turn", "{:.2f}"), ("busy", "core", "{:.0%}"),
           ("p50", "p50 µs", "{:,.0f}"), ("p90", "p90 µs", "{:,.0f}"), ("p99", "p99 µs", "{:,.0f}"),
           ("p999", "p99.9 µs", "{:,.0f}"), ("max", "max µs", "{:,.0f}")]


def parse_arguments():
    parser = argparse.ArgumentParser(description="Measures `lbfyd load` beside wrk on nginx, and beside bench_load on "
                                     "`lbfyd serve`: CPU time a turn, and agreement of the latencies.")
    parser.add_argument("--rounds", type=int, default=7, help="interleaved rounds (7)")
    parser.add_argument("--seconds", type=int, default=3, help="length of a measurement (3)")
    parser.add_argument("--connections", default="1,16,64,256", help="comma-separated (1,16,64,256)")
    parser.add_argument("--bin", type=Path, default=ROOT / "build/release/bin", help="where lbfyd and bench_load are")
    parser.add_argument("--cores", default="0,1", help="core of the load, core of the server (0,1)")
    parser.add_argument("--nice", type=int, default=0, help="priority of everything measured, -20 to 19 (0)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="every measured number")
    return parser.parse_args()


def run_measured(words, options):
    """(standard output, CPU seconds) of a load generator that runs to its end."""

    def before_exec():
        os.sched_setaffinity(0, {options.load_core})
        if options.nice:
            os.nice(options.nice)

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False,
                              preexec_fn=before_exec, timeout=options.seconds + 30)
    except subprocess.TimeoutExpired:
        raise MeasurementFailed(f"{words[0]} does not end") from None
    if done.returncode != 0:
        raise MeasurementFailed(f"{words[0]} ended with {done.returncode}: {done.stderr.strip()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def numbers(turns, seconds, cpu, latencies):
    return {"rate": turns / seconds, "cpu_us": cpu * 1e6 / turns, "busy": cpu / seconds, **latencies}


def lbfy_load(options, target, connections):
    words = [options.bin / "lbfyd", "load", target, "--connections", connections, "--duration",
             f"{options.seconds}s", "--json", "-"]
    output, cpu = run_measured(words, options)
    told = json.loads(output)
    if told["error_total"]:
        raise MeasurementFailed(f"lbfyd load: {told['errors']}")
    latency = told["latency"]
    names = {"p50": "p50", "p90": "p90", "p99": "p99", "p99.9": "p999", "max": "max"}
    return numbers(told["turns"], told["seconds"], cpu, {short: latency[name] * 1e6 for name, short in names.items()})


def wrk(options, target, connections, folder):
    script = folder / "done.lua"
    script.write_text(WRK_DONE)
    words = [program("wrk"), "-t1", f"-c{connections}", f"-d{options.seconds}s", "-s", script, target]
    output, cpu = run_measured(words, options)
    found = re.search(r"RESULT (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+) (\d+)", output)
    turns, duration, errors, *latencies = (int(word) for word in found.groups())
    if errors:
        raise MeasurementFailed(f"wrk: {errors} errors")
    return numbers(turns, duration / 1e6, cpu, dict(zip(("p50", "p90", "p99", "p999", "max"), latencies)))


def bench_load(options, port, connections):
    words = [options.bin / "bench_load", "turns", "--port", port, "--connections", connections, "--seconds",
             options.seconds, "--warm-up", 0]
    output, cpu = run_measured(words, options)
    told = json.loads(output)
    return numbers(told["turns"], told["seconds"], cpu, {"p50": told["p50_us"], "p99": told["p99_us"]})


def wait_until_accepting(port):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)    # between two attempts, until the deadline
    raise MeasurementFailed("the server does not listen")


@contextlib.contextmanager
def serving_nginx(options, folder):
    port = free_port()
    config = folder / "nginx.conf"
    descriptors = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    config.write_text(NGINX.format(folder=folder, port=port, descriptors=descriptors))
    words = [program("nginx"), "-e", folder / "nginx.log", "-c", config]
    with running(words, options.server_core, folder / "server.log", options.nice, stdin=subprocess.DEVNULL):
        wait_until_accepting(port)
        yield port


@contextlib.contextmanager
def serving_echo(options, folder):
    port = free_port()
    words = [options.bin / "lbfyd", "serve", f"127.0.0.1:{port}"]
    with running(words, options.server_core, folder / "server.log", options.nice, stdin=subprocess.DEVNULL):
        wait_until_accepting(port)
        yield port


# (server, its name): {load generator: measure(options, port, connections, folder)}
CASES = {
    "HTTP on nginx": (serving_nginx, {
        "wrk": lambda o, port, n, folder: wrk(o, f"http://127.0.0.1:{port}/", n, folder),
        "lbfyd load": lambda o, port, n, folder: lbfy_load(o, f"http://127.0.0.1:{port}/", n),
    }),
    "64 bytes each way on `lbfyd serve`": (serving_echo, {
        "bench_load": lambda o, port, n, folder: bench_load(o, port, n),
        "lbfyd load": lambda o, port, n, folder: lbfy_load(o, f"127.0.0.1:{port}", n),
    }),
}


def run_rounds(options, folder, results):
    """All cases once a round, the order of generators turned round from round to round; a fresh server for each."""
    total = options.rounds * len(options.connections) * sum(len(generators) for _, generators in CASES.values())
    done = 0
    for number in range(options.rounds):
        for title, (serving, generators) in CASES.items():
            for connections in options.connections:
                names = list(generators)
                for name in names if number % 2 == 0 else reversed(names):
                    with serving(options, folder) as port:
                        outcome = generators[name](options, port, connections, folder)
                    results.setdefault((title, connections, name), []).append(outcome)
                    done += 1
                    print(f"{done}/{total}  {title}, {connections} connections, {name}", file=sys.stderr, flush=True)


def median(outcomes, key):
    known = [outcome[key] for outcome in outcomes if key in outcome]
    return statistics.median(known) if known else None


def ratio(ours, theirs, key):
    """Median, lowest and highest of the ratios within the rounds."""
    ratios = [a[key] / b[key] for a, b in zip(ours, theirs) if key in a and b.get(key)]
    return f"{statistics.median(ratios):.2f} [{min(ratios):.2f}-{max(ratios):.2f}]" if ratios else "-"


def table(results, options):
    lines = []
    for title, (_, generators) in CASES.items():
        lines += [f"{title}: medians of {options.rounds} rounds of {options.seconds} s; in the ratio's row median "
                  "[lowest-highest] of the rounds", "",
                  "| connections | load by | " + " | ".join(name for _, name, _ in COLUMNS) + " |",
                  "| --- | --- |" + " --- |" * len(COLUMNS)]
        for connections in options.connections:
            rows = {name: results.get((title, connections, name), []) for name in generators}
            for name, outcomes in rows.items():
                values = [median(outcomes, key) for key, _, _ in COLUMNS]
                cells = ["-" if value is None else form.format(value) for value, (_, _, form) in zip(values, COLUMNS)]
                lines.append(f"| {connections} | {name} | " + " | ".join(cells) + " |")
            other = next(name for name in rows if name != "lbfyd load")
            cells = [ratio(rows["lbfyd load"], rows[other], key) for key, _, _ in COLUMNS]
            lines.append(f"| {connections} | ours / {other} | " + " | ".join(cells) + " |")
        lines.append("")
    return "\n".join(lines)


def main():
    options = parse_arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    raise_descriptor_limit()
    options.bin = options.bin.resolve()
    options.connections = [int(word) for word in options.connections.split(",")]
    options.load_core, options.server_core = (int(core) for core in options.cores.split(","))
    results, code = {}, 0
    with tempfile.TemporaryDirectory(prefix="lbfy-bench-") as folder:
        os.chmod(folder, 0o755)     # nginx's worker is another user where this one is root
        try:
            run_rounds(options, Path(folder), results)
        except MeasurementFailed as error:
            print(f"error: {error}", file=sys.stderr)
            code = 1
        except KeyboardInterrupt:
            print("interrupted: this is what had been measured", file=sys.stderr)
            code = 130
    print(table(results, options))
    if options.json:
        rows = [{"case": title, "connections": connections, "load": name, "rounds": outcomes}
                for (title, connections, name), outcomes in results.items()]
        options.json.write_text(json.dumps(rows, indent=1) + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
