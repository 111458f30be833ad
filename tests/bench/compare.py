#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# lbfyd beside what a user would pick instead, on the same work in the same run: see docs/benchmarks.md.

import argparse
import dataclasses
import json
import os
import sys
import time
from pathlib import Path

from sidebyside import cases as caselib
from sidebyside import proxies as proxylib
from sidebyside import report
from sidebyside.processes import MeasurementFailed, raise_descriptor_limit, stolen_seconds
from sidebyside.running import run_in_folder

ROOT = Path(__file__).resolve().parents[2]


def parse_arguments():
    parser = argparse.ArgumentParser(
        description="Measures lbfyd beside haproxy, nginx, a QTcpSocket pair and a bare epoll loop: one proxy alone "
        "on one core, load and backends on the other.")
    parser.add_argument("--rounds", type=int, help="interleaved rounds (7)")
    parser.add_argument("--seconds", type=float, help="length of a measurement; bulk moves that many GB (2)")
    parser.add_argument("--quick", action="store_true", help="3 rounds of 1 second")
    parser.add_argument("--cases", help="comma-separated cases or groups: turns, connects, bulk, mixed, idle, start (all)")
    parser.add_argument("--proxies", help="comma-separated (all that are there)")
    parser.add_argument("--variant", action="append", default=[], metavar="NAME=ARGUMENTS",
                        help="one more row, lbfyd with further arguments, as rr='--strategy round-robin'; repeatable")
    parser.add_argument("--bin", type=Path, default=ROOT / "build/release/bin",
                        help="where bench_load and its like are")
    parser.add_argument("--lbfyd", type=Path, help="lbfyd to measure (in --bin)")
    parser.add_argument("--cores", default="0,1", help="core of the proxy, core of load and backends (0,1)")
    parser.add_argument("--nice", type=int, default=0, help="priority of everything measured, -20 to 19; on a "
                        "shared machine -20 (as root) keeps most of the others' work out of the numbers (0)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="every measured number")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="the table, for documents")
    parser.add_argument("--keep-logs", type=Path, metavar="FOLDER", help="configurations and logs stay there")
    parser.add_argument("--sections", help="comma-separated: side (one worker beside the others), features (what each "
                        "costs lbfyd), threads (two workers, nothing pinned) (all; with --cases or --proxies: side)")
    parser.add_argument("--list", action="store_true", help="print cases and proxies, measure nothing")
    return parser.parse_args()


def make_setting(options, folder):
    proxy_core, load_core = (int(core) for core in options.cores.split(","))
    if not {proxy_core, load_core} <= os.sched_getaffinity(0):
        raise ValueError(f"cores {options.cores} are not both usable here; choose others with --cores")
    if not all("=" in item for item in options.variant):
        raise ValueError("--variant takes NAME=ARGUMENTS")
    variants = dict(item.split("=", 1) for item in options.variant)
    setting = proxylib.Setting(folder, options.bin.resolve(), (options.lbfyd or options.bin / "lbfyd").resolve(),
                               raise_descriptor_limit(), proxy_core, load_core, nice=options.nice, variants=variants)
    for name in ("bench_load", "bench_backend", "bench_floor", "bench_qtpair"):
        if not (setting.programs / name).exists():
            raise ValueError(f"{setting.programs / name} is not built; build the target bench_programs")
    return setting


def choose_proxies(options, setting):
    known = list(proxylib.commands(setting))
    variants = [f"lbfyd:{name}" for name in setting.variants]
    wanted = list(dict.fromkeys([*options.proxies.split(","), *variants])) if options.proxies else known
    for name in wanted:
        if name not in known:
            raise ValueError(f"unknown proxy {name!r}; there are {', '.join(known)}")
    chosen = []
    for name in wanted:
        reason = proxylib.missing(name, setting)
        if reason:
            print(f"leaving out {name}: {reason}", file=sys.stderr)
        else:
            chosen.append(name)
    return chosen


def section(name, options, setting):
    """(title, setting, cases, rows, reference rows)"""
    if name == "side":
        return ("Side by side", setting, caselib.select(options.cases, setting), choose_proxies(options, setting),
                ("haproxy", "nginx"))
    if name == "features":
        own = dataclasses.replace(setting, features=True, variants={})
        return ("What features cost", own, caselib.select("turns-16,connects", own), ["lbfyd", *proxylib.FEATURES],
                ("lbfyd",))
    if name == "threads":
        own = dataclasses.replace(setting, threads=2, proxy_core=None, load_core=None, variants={})
        proxies = [proxy for proxy in ("haproxy", "nginx", "lbfyd") if not proxylib.missing(proxy, own)]
        return ("Two workers on two cores, load and backends beside them", own,
                caselib.select("turns-64,connects,download-8", own), proxies, ("haproxy", "nginx"))
    raise ValueError(f"unknown section {name!r}; there are side, features, threads")


def measure(case, name, setting, seconds):
    try:
        with proxylib.relaying(name, setting) as proxy:
            return case.measure(setting, proxy, seconds)
    except (MeasurementFailed, OSError) as error:
        return str(error)


def run_rounds(results, setting, rounds, seconds, title):
    """All cases once a round, the order of proxies rotated from round to round."""
    total = rounds * sum(len(proxies) for proxies in results.rounds.values())
    done, begun = 0, time.monotonic()
    for number in range(rounds):
        for case in results.cases:
            proxies = list(results.rounds[case.name])
            shift = number % len(proxies) if proxies else 0
            for name in proxies[shift:] + proxies[:shift]:
                outcome = measure(case, name, setting, seconds)
                results.add(case, name, outcome)
                done += 1
                left = (time.monotonic() - begun) / done * (total - done)
                state = "failed" if isinstance(outcome, str) else "done"
                print(f"{title}: round {number + 1}/{rounds}  {case.name}  {name}: {state}, about {left / 60:.0f} min left",
                      file=sys.stderr, flush=True)


def write_reports(parts, options):
    print("\n".join(report.as_text(results) for results in parts))
    if options.json:
        options.json.write_text(json.dumps([report.as_json(results) for results in parts], indent=1) + "\n")
    if options.markdown:
        options.markdown.write_text("\n".join(report.as_markdown(results) for results in parts))


def run(options, folder):
    rounds = options.rounds or (3 if options.quick else 7)
    seconds = options.seconds or (1.0 if options.quick else 2.0)
    setting = make_setting(options, folder)
    names = options.sections or ("side" if options.cases or options.proxies else "side,features,threads")
    sections = [section(name, options, setting) for name in names.split(",")]
    if options.list:
        for title, _, cases, proxies, _ in sections:
            print(f"{title}\n  cases:  ", *(case.name for case in cases), "\n  proxies:", *proxies)
        return 0
    parts = []
    code = 0
    try:
        for title, own, cases, proxies, references in sections:
            facts = report.conditions(own, rounds, seconds, proxylib.versions(own))
            results = report.Results(title, facts, cases, proxies, references)
            parts.append(results)
            begun, stolen = time.monotonic(), stolen_seconds(setting.proxy_core)
            try:
                run_rounds(results, own, rounds, seconds, title)
            finally:
                results.stolen = (stolen_seconds(setting.proxy_core) - stolen) / (time.monotonic() - begun)
    except KeyboardInterrupt:
        print("interrupted: this is what had been measured", file=sys.stderr)
        code = 130
    write_reports(parts, options)
    return code or (1 if any(failure for results in parts for failure in results.failures()) else 0)


def main():
    return run_in_folder(run, parse_arguments(), "lbfy-bench-")


if __name__ == "__main__":
    sys.exit(main())
