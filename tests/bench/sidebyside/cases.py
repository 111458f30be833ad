# SPDX-License-Identifier: GPL-3.0-or-later
#
# What is measured. A case loads one proxy once and returns numbers; which of them matter, and which are compared as
# ratios, is declared beside it.

import re
import subprocess
import time
from dataclasses import dataclass, field

from .processes import MeasurementFailed, cpu_seconds, read_line, resident_bytes, run_load, running

IDLE_CONNECTIONS = 9000
DEFAULT_CASES = ["turns-1", "turns-16", "turns-256", "turns-1000", "turns-3000",
                 "connects", "connects-backend-closes",
                 "download-1", "download-8", "download-64", "upload-1", "upload-8", "upload-64",
                 "both-1", "both-8", "both-64", "mixed", "mixed-paced", "idle", "idle-moved", "start"]
GROUPS = {"turns": "turns-", "connects": "connects", "bulk": "download- upload- both-", "mixed": "mixed",
          "idle": "idle", "start": "start"}


@dataclass(frozen=True)
class Metric:
    key: str
    title: str
    form: str = "{:.1f}"
    ratio: bool = False     # compared with the reference rows, round by round
    added: bool = False     # what a proxy adds to "direct" is shown, round by round


@dataclass
class Case:
    name: str
    title: str
    metrics: list
    measure: callable       # (setting, running, seconds) -> {key: number}
    without: set = field(default_factory=set)   # proxies for which the case says nothing

    def fits(self, proxy):
        return proxy not in self.without


TURN_METRICS = [
    Metric("rate", "turns/s", "{:,.0f}"),
    Metric("p50_us", "p50 µs", "{:,.0f}", added=True),
    Metric("p99_us", "p99 µs", "{:,.0f}", ratio=True),
    Metric("cpu_us", "CPU µs/turn", "{:.2f}", ratio=True),
    Metric("busy", "core", "{:.0%}"),
]
CONNECT_METRICS = [
    Metric("rate", "conns/s", "{:,.0f}"),
    Metric("p50_us", "p50 µs", "{:,.0f}"),
    Metric("p99_us", "p99 µs", "{:,.0f}"),
    Metric("cpu_us", "CPU µs/conn", "{:.1f}", ratio=True),
    Metric("busy", "core", "{:.0%}"),
]
BULK_METRICS = [
    Metric("gb_s", "GB/s", "{:.2f}", ratio=True),
    Metric("cpu_ms_gb", "CPU ms/GB", "{:.0f}", ratio=True),
    Metric("busy", "core", "{:.0%}"),
]
MIXED_METRICS = [
    Metric("rate", "turns/s", "{:,.0f}"),
    Metric("p50_us", "p50 µs", "{:,.0f}"),
    Metric("p99_us", "p99 µs", "{:,.0f}", ratio=True),
    Metric("gb_s", "bulk GB/s", "{:.2f}"),
    Metric("busy", "core", "{:.0%}"),
]
START_METRICS = [Metric("start_ms", "start ms", "{:.0f}", ratio=True)]
IDLE_METRICS = [
    Metric("bytes_conn", "RSS B/conn", "{:,.0f}", ratio=True),
    Metric("idle_cpu", "idle CPU", "{:.2%}"),
    Metric("cpu_us", "CPU µs/turn beside", "{:.2f}", ratio=True),
    Metric("p99_us", "p99 µs beside", "{:,.0f}"),
]


def load(setting, proxy, mode, seconds, *arguments):
    words = [setting.programs / "bench_load", mode, "--port", proxy.port, "--seconds", seconds, *arguments]
    if proxy.pids:
        words += ["--cpu-of", ",".join(map(str, proxy.pids))]
    return run_load(words, setting.load_core, setting.folder / "load.log", setting.nice, seconds + 100)


def add_cpu(numbers, result, proxy, key, units, factor):
    """CPU per unit of work and the part of the core in use; a direct connection has no proxy to account for."""
    numbers["seconds"] = result["seconds"]
    if proxy.pids and units:
        numbers[key] = result["cpu_s"] * factor / units
        numbers["busy"] = result["cpu_s"] / result["seconds"]
        numbers["waited"] = result["wait_s"] / result["seconds"]
    return numbers


def turns(setting, proxy, seconds, connections, bulk=0, bulk_rate=0):
    result = load(setting, proxy, "turns", seconds, "--connections", connections, "--bulk", bulk,
                  "--bulk-rate", bulk_rate)
    numbers = {"rate": result["turns"] / result["seconds"], "p50_us": result["p50_us"], "p99_us": result["p99_us"]}
    if bulk:
        numbers["gb_s"] = result["bulk_bytes"] / result["seconds"] / 1e9
        wanted = bulk * bulk_rate * 1000 / 1e9
        if numbers["gb_s"] < 0.95 * wanted:
            raise MeasurementFailed(f"only {numbers['gb_s']:.2f} GB/s of {wanted:.2f} got through")
    return add_cpu(numbers, result, proxy, "cpu_us", result["turns"], 1e6)


def connects(setting, proxy, seconds, backend_closes):
    closer = ["--backend-closes"] if backend_closes else []
    result = load(setting, proxy, "connects", seconds, "--connections", 16, *closer)
    numbers = {"rate": result["connections"] / result["seconds"], "p50_us": result["p50_us"],
               "p99_us": result["p99_us"]}
    return add_cpu(numbers, result, proxy, "cpu_us", result["connections"], 1e6)


def bulk(setting, proxy, seconds, mode, flows):
    directions = 2 if mode == "both" else 1
    result = load(setting, proxy, mode, seconds, "--connections", flows,
                  "--bytes", int(seconds * 1e9 / flows / directions))
    numbers = {"gb_s": result["bytes"] / result["seconds"] / 1e9}
    return add_cpu(numbers, result, proxy, "cpu_ms_gb", result["bytes"], 1e12)


def idle(setting, proxy, seconds, connections, moved):
    """Memory and CPU of connections that do nothing, then small turns on 16 others beside them."""
    before = resident_bytes(proxy.pids)
    words = [setting.programs / "bench_load", "idle", "--port", proxy.port, "--connections", connections,
             "--bytes", moved]
    with running(words, setting.load_core, setting.folder / "load.log", setting.nice, stdin=subprocess.PIPE,
                 stdout=subprocess.PIPE) as holder:
        if read_line(holder.stdout, 90).strip() != "ready":
            raise MeasurementFailed("the idle connections could not be opened")
        time.sleep(3)   # what opening them left to do is not idleness: lbfyd's keepalive comes a second later
        held = resident_bytes(proxy.pids)
        start, used = time.monotonic(), cpu_seconds(proxy.pids)
        time.sleep(3)   # the time in which nothing is to happen
        idle_cpu = (cpu_seconds(proxy.pids) - used) / (time.monotonic() - start)
        beside = turns(setting, proxy, seconds, 16)
        holder.stdin.close()
        summary = read_line(holder.stdout, 20)
        if '"errors":0' not in summary:
            raise MeasurementFailed(f"idle connections were lost: {summary.strip()}")
    return {"bytes_conn": (held - before) / connections, "idle_cpu": idle_cpu, "cpu_us": beside["cpu_us"],
            "p99_us": beside["p99_us"], "waited": beside["waited"]}


def idle_case(name, setting):
    connections = min(IDLE_CONNECTIONS, setting.connections - 200)
    moved = 1 << 20 if name == "idle-moved" else 64
    after = "after 1 MiB each" if name == "idle-moved" else "after one small turn each"
    return Case(name, f"{connections} idle connections, {after}", IDLE_METRICS,
                lambda s, p, t: idle(s, p, t, connections, moved), {"direct", "haproxy-1M"})


def make_case(name, setting):
    """The case of that name, or None: turns-N, download-N, upload-N, both-N for any N, and the named ones."""
    no_bulk = {"haproxy-1M"}
    if found := re.fullmatch(r"turns-(\d+)", name):
        n = int(found[1])
        return Case(name, f"small turns (64 B each way) on {n} open connections", TURN_METRICS,
                    lambda s, p, t: turns(s, p, t, n), no_bulk)
    if found := re.fullmatch(r"(download|upload|both)-(\d+)", name):
        mode, flows = found[1], int(found[2])
        how = "download and upload at once" if mode == "both" else mode
        return Case(name, f"bulk {how}, {flows} flow{'s' if flows > 1 else ''}", BULK_METRICS,
                    lambda s, p, t: bulk(s, p, t, mode, flows))
    if name in ("connects", "connects-backend-closes"):
        backend_closes = name != "connects"
        who = "backend" if backend_closes else "client"
        return Case(name, f"a connection for every turn, 16 at a time, the {who} closes first", CONNECT_METRICS,
                    lambda s, p, t: connects(s, p, t, backend_closes), no_bulk)
    if name == "mixed":
        return Case(name, "small turns on 16 connections beside 8 bulk downloads", MIXED_METRICS,
                    lambda s, p, t: turns(s, p, t, 16, bulk=8))
    if name == "mixed-paced":
        return Case(name, "small turns on 16 connections beside 8 downloads of 64 MB/s each", MIXED_METRICS,
                    lambda s, p, t: turns(s, p, t, 16, bulk=8, bulk_rate=64_000))
    if name == "start":
        return Case(name, "from the program's start to the first turn through it", START_METRICS,
                    lambda s, p, t: {"start_ms": p.ready_seconds * 1000}, {"direct", "haproxy-1M"})
    return idle_case(name, setting) if name in ("idle", "idle-moved") else None


def select(text, setting):
    """Cases of a comma-separated list of case names and groups; ValueError names the first unknown one."""
    names = []
    for word in text.split(",") if text else GROUPS:
        prefixes = tuple(GROUPS.get(word, "").split())
        names += [name for name in DEFAULT_CASES if prefixes and name.startswith(prefixes)] if prefixes else [word]
    cases = []
    for name in dict.fromkeys(names):
        case = make_case(name, setting)
        if case is None:
            raise ValueError(f"unknown case {name!r}; there are {', '.join(DEFAULT_CASES)}, "
                             f"and groups {', '.join(GROUPS)}")
        cases.append(case)
    return cases
