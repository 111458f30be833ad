#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The strategies judged: every one of lbfy's, HAProxy's leastconn and random(2) and nginx's least_conn before the same
# pools under the same load, in an open loop: see docs/strategies.md.

import argparse
import json
import os
import sys
import time
from pathlib import Path

from judged import balancers, tables, verdict
from judged.measuring import TIMEOUT, Times, measure
from judged.pools import LOADS, POOLS
from sidebyside import proxies, report
from sidebyside.processes import MeasurementFailed, raise_descriptor_limit
from sidebyside.running import run_in_folder

ROOT = Path(__file__).resolve().parents[2]
ATTEMPTS = 3    # of a measurement that something else on the machine disturbs


def parse_arguments():
    parser = argparse.ArgumentParser(
        description="Judges lbfy's strategies, HAProxy's leastconn and random(2) and nginx's least_conn: six pools "
        "under three loads, a connection for every turn, latency from when a turn was due.")
    parser.add_argument("--pools", help=f"comma-separated, of {', '.join(POOLS)} (all)")
    parser.add_argument("--loads", help="comma-separated percentages of the pool's capacity, 1 to 200 (50,70,90)")
    parser.add_argument("--proxies", help="comma-separated strategies and proxies (all that are there); "
                        "latency-aware:N is that strategy with N choices")
    parser.add_argument("--rounds", type=int, help="measurements of each (2)")
    parser.add_argument("--seconds", type=float, help="length of a measurement (5)")
    parser.add_argument("--warm-up", type=float, help="seconds of load before it (2.5)")
    parser.add_argument("--quick", action="store_true", help="one round, 2 s after 1 s: ten minutes, wide spreads")
    parser.add_argument("--bin", type=Path, default=ROOT / "build/release/bin", help="where lbfyd is")
    parser.add_argument("--cores", default="0,1", help="core of the proxy, core of load and backends (0,1)")
    parser.add_argument("--nice", type=int, default=0, help="priority of everything measured, -20 to 19 (0)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="every measurement, written after each")
    parser.add_argument("--resume", action="store_true", help="keep what --json's FILE has and measure what it lacks")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="the tables, for documents")
    parser.add_argument("--keep-logs", type=Path, metavar="FOLDER", help="configurations and logs stay there")
    parser.add_argument("--list", action="store_true", help="print pools and proxies, measure nothing")
    return parser.parse_args()


def make_setting(options, folder):
    proxy_core, load_core = (int(core) for core in options.cores.split(","))
    if not {proxy_core, load_core} <= os.sched_getaffinity(0):
        raise ValueError(f"cores {options.cores} are not both usable here; choose others with --cores")
    setting = proxies.Setting(folder, options.bin.resolve(), (options.bin / "lbfyd").resolve(),
                              raise_descriptor_limit(), proxy_core, load_core, nice=options.nice)
    if not setting.lbfyd.exists():
        raise ValueError(f"{setting.lbfyd} is not built; build the target lbfyd")
    return setting


def choose_pools(text):
    for name in text.split(",") if text else ():
        if name not in POOLS:
            raise ValueError(f"unknown pool {name!r}; there are {', '.join(POOLS)}")
    return [POOLS[name] for name in dict.fromkeys(text.split(","))] if text else list(POOLS.values())


def choose_loads(text):
    words = text.split(",") if text else LOADS
    loads = [int(word) if str(word).isdecimal() else 0 for word in words]
    if not all(1 <= load <= 200 for load in loads):
        raise ValueError("--loads takes percentages of 1 to 200, as 50,70,90")
    return list(dict.fromkeys(loads))


def choose_proxies(text, setting):
    """Those that are there. What was asked for and is missing is told."""
    names = list(dict.fromkeys(text.split(","))) if text else balancers.known(setting)
    chosen = []
    for name in names:
        if not balancers.is_known(name, setting):
            raise ValueError(f"unknown proxy {name!r}; there are {', '.join(balancers.known(setting))}")
        reason = balancers.missing(name, setting)
        if reason:
            print(f"leaving out {name}: {reason}", file=sys.stderr)
        else:
            chosen.append(name)
    return chosen


def describe(setting, times):
    facts = report.conditions(setting, 0, 0, proxies.versions(setting))
    return {"system": facts["system"], "programs": facts["programs"], "placing": facts["placing"],
            "measurement": f"{times.seconds:g} s after {times.warm_up:g} s of warm-up, one turn a connection, Poisson "
            f"arrivals, a turn fails after {TIMEOUT} s"}


class Record:
    """The file of all measurements. It is written after each, so that an interrupted run loses nothing."""

    def __init__(self, options, facts):
        self.path = options.json
        self.facts = facts
        self.measurements = []
        if options.resume:
            self.read()

    def read(self):
        if not self.path:
            raise ValueError("--resume needs --json FILE")
        if not self.path.exists():
            return
        kept = json.loads(self.path.read_text())
        for key in ("programs", "measurement"):
            before = kept["conditions"][key]
            if before != self.facts[key]:
                raise ValueError(f"{self.path} was measured otherwise ({before}); name another file")
        self.measurements = [item for item in kept["measurements"]
                             if "error" not in item and not verdict.is_disturbed(item)]

    def has(self, key):
        return any(all(item[name] == value for name, value in key.items()) for item in self.measurements)

    def add(self, measurement):
        self.measurements.append(measurement)
        if self.path:
            text = json.dumps({"conditions": self.facts, "measurements": self.measurements})
            self.path.write_text(text + "\n")


def planned(pools, loads, names, rounds, record):
    """What is left to measure. The order of proxies turns from round to round and load to load."""
    for number in range(1, rounds + 1):
        for pool in pools:
            for place, load in enumerate(loads):
                shift = (number + place) % len(names)
                for name in names[shift:] + names[:shift]:
                    key = {"pool": pool.name, "load": load, "balancer": name, "round": number}
                    if not record.has(key):
                        yield pool, key


def measure_calmly(pool, key, setting, times):
    """The numbers of one measurement, which is repeated where the machine was busy with something else."""
    try:
        for _ in range(ATTEMPTS):
            # Other rounds see other arrivals, other balancers of the same round the same.
            numbers = measure(pool, key["load"], key["balancer"], setting, times, key["round"])
            if not verdict.is_disturbed(numbers):
                break
        return numbers
    except (MeasurementFailed, OSError) as error:
        return {"error": str(error)}


def measure_all(todo, record, setting, times):
    begun = time.monotonic()
    for done, (pool, key) in enumerate(todo, 1):
        numbers = measure_calmly(pool, key, setting, times)
        record.add({**key, **numbers})
        left = (time.monotonic() - begun) / done * (len(todo) - done)
        print(f"round {key['round']}  {key['pool']}  {key['load']} %  {key['balancer']}: "
              f"{numbers.get('error', 'done')}, about {left / 60:.0f} min left", file=sys.stderr, flush=True)


def run(options, folder):
    setting = make_setting(options, folder)
    pools, loads = choose_pools(options.pools), choose_loads(options.loads)
    names = choose_proxies(options.proxies, setting)
    if options.list:
        print("pools:  ", *POOLS, "\nproxies:", *names)
        return 0
    if not names:
        raise ValueError("there is nobody to judge")
    times = Times(options.warm_up or (1 if options.quick else 2.5), options.seconds or (2 if options.quick else 5))
    record = Record(options, describe(setting, times))
    todo = list(planned(pools, loads, names, options.rounds or (1 if options.quick else 2), record))
    code = 0
    try:
        measure_all(todo, record, setting, times)
    except KeyboardInterrupt:
        print("interrupted: this is what had been measured", file=sys.stderr)
        code = 130
    results = tables.Results(record.measurements)
    order = balancers.known(setting)
    print(tables.as_text(results, record.facts, order))
    if options.markdown:
        options.markdown.write_text(tables.as_markdown(results, record.facts, order))
    return code or (1 if any(results.failures()) else 0)


def main():
    return run_in_folder(run, parse_arguments(), "lbfy-strategies-")


if __name__ == "__main__":
    sys.exit(main())
