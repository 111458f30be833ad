# SPDX-License-Identifier: GPL-3.0-or-later
#
# From rounds to a table. A ratio is taken within each round, between measurements minutes apart at most, and the median
# of those ratios is reported: what disturbs the machine for a while disturbs both sides of most ratios.

import os
import platform
import statistics
from pathlib import Path

from . import goals

GOALS_TITLE = "What lbfyd is to reach: bound, ratio and whether it was met; the floor's ratios"


class Results:
    """results[case][proxy] is a list with one dict of numbers, or an error text, per round. `references` are the rows
    that the others are compared with, `facts` what was the same for all. Cases go by their names."""

    def __init__(self, title, facts, cases, proxies, references):
        self.title = title
        self.facts = facts
        self.cases = cases
        self.proxies = proxies
        self.references = references
        self.stolen = 0.0   # part of the run for which a hypervisor took the proxy's core
        self.rounds = {case.name: {proxy: [] for proxy in proxies if case.fits(proxy)} for case in cases}

    def add(self, case, proxy, outcome):
        self.rounds[case.name][proxy].append(outcome)

    def values(self, case, proxy, key):
        """Per round; None where the round failed or has no such number, nothing for a case that was not measured."""
        outcomes = self.rounds.get(case, {}).get(proxy, [])
        return [item.get(key) if isinstance(item, dict) else None for item in outcomes]

    def median(self, case, proxy, key):
        known = [value for value in self.values(case, proxy, key) if value is not None]
        return statistics.median(known) if known else None

    def ratio(self, case, proxy, reference, key):
        """(median, lowest, highest) of the per-round ratios, or None."""
        return spread(self.values(case, proxy, key), self.values(case, reference, key))

    def between(self, proxy, case, other, key):
        """The same for one proxy in two cases."""
        return spread(self.values(case, proxy, key), self.values(other, proxy, key))

    def added(self, case, proxy, key):
        """Median of the per-round differences to "direct", or None."""
        pairs = zip(self.values(case, proxy, key), self.values(case, "direct", key))
        known = [ours - bare for ours, bare in pairs if ours is not None and bare is not None]
        return statistics.median(known) if known else None

    def failures(self):
        for case in self.cases:
            for proxy, outcomes in self.rounds[case.name].items():
                texts = [item for item in outcomes if isinstance(item, str)]
                if texts:
                    yield f"{case.name}, {proxy}: failed in {len(texts)} of {len(outcomes)} rounds: {texts[0]}"

    def waited(self):
        """Median and worst part of the time in which a proxy was ready to run but its core was not its own."""
        shares = [value for case in self.cases for proxy in self.rounds[case.name]
                  for value in self.values(case.name, proxy, "waited") if value is not None]
        return (statistics.median(shares), max(shares)) if shares else (0.0, 0.0)


def spread(ours, theirs):
    ratios = [a / b for a, b in zip(ours, theirs) if a is not None and b]
    return (statistics.median(ratios), min(ratios), max(ratios)) if ratios else None


def placing(setting):
    if setting.proxy_core is None:
        return f"{setting.threads} threads of work in each proxy, nothing pinned"
    return f"proxy alone on core {setting.proxy_core}, load and backends on core {setting.load_core}"


def conditions(setting, rounds, seconds, versions):
    model = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    congestion = Path("/proc/sys/net/ipv4/tcp_congestion_control").read_text().strip()
    return {
        "system": f"Linux {platform.release().split('-')[0]}, {os.cpu_count()} cores, {model}, TCP {congestion}",
        "programs": ", ".join(versions.values()),
        "placing": placing(setting),
        "rounds": f"{rounds} interleaved, {seconds:g} s or GB a measurement",
        "before": f"priority {setting.nice}, load average before the run {os.getloadavg()[0]:.2f}",
    }


def table(results, case):
    """Header and rows of texts for one case."""
    proxies = list(results.rounds[case.name])
    references = [name for name in results.references if name in proxies]
    compared = [(metric, name) for metric in case.metrics if metric.ratio for name in references]
    added = [metric for metric in case.metrics if metric.added and "direct" in proxies]
    header = ["", *(metric.title for metric in case.metrics), *(f"{metric.title} − direct" for metric in added),
              *(f"{metric.title.split(' ')[0]} ÷ {name}" for metric, name in compared)]
    rows = []
    for proxy in proxies:
        row = [proxy]
        for metric in case.metrics:
            value = results.median(case.name, proxy, metric.key)
            row.append("–" if value is None else metric.form.format(value))
        for metric in added:
            value = None if proxy == "direct" else results.added(case.name, proxy, metric.key)
            row.append("" if value is None else metric.form.format(value))
        for metric, name in compared:
            ratio = None if proxy == name else results.ratio(case.name, proxy, name, metric.key)
            row.append("" if ratio is None else "{:.2f} ({:.2f}–{:.2f})".format(*ratio))
        rows.append(row)
    return header, rows


def notes(results):
    middle, worst = results.waited()
    yield f"Proxies were kept waiting for their core {middle:.1%} of the time (median; worst {worst:.1%})."
    yield f"A hypervisor took the proxy's core for {results.stolen:.1%} of the run."
    if middle > 0.02 or results.stolen > 0.05:
        yield "That is a lot: rates and latencies are not to be trusted; ratios of CPU are less touched."
    yield from results.failures()


def aligned(header, rows):
    widths = [max(len(row[i]) for row in [header, *rows]) for i in range(len(header))]
    for row in [header, *rows]:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:]))]
        yield "  " + "  ".join(cells).rstrip()


def marked(header, rows):
    yield "| " + " | ".join(header) + " |"
    yield "| --- |" + " ---: |" * (len(header) - 1)
    yield from ("| " + " | ".join(row) + " |" for row in rows)


def as_text(results):
    lines = [results.title, *results.facts.values(),
             "medians of the rounds; ratios: median (lowest–highest) of the per-round ratios", ""]
    for case in results.cases:
        lines += [f"{case.name}: {case.title}", *aligned(*table(results, case)), ""]
    header, rows = goals.table(results)
    if rows:
        lines += [GOALS_TITLE, *aligned(header, rows), ""]
    return "\n".join([*lines, *notes(results), ""])


def as_markdown(results):
    lines = [f"### {results.title}", "", *(f"- {fact}" for fact in results.facts.values())]
    for case in results.cases:
        lines += ["", f"**{case.title[0].upper()}{case.title[1:]}** (`{case.name}`)", "", *marked(*table(results, case))]
    header, rows = goals.table(results)
    if rows:
        lines += ["", f"**{GOALS_TITLE}**", "", *marked(header, rows)]
    return "\n".join([*lines, "", *notes(results), ""])


def as_json(results):
    """Everything that was measured, so that other questions can be asked of the same run."""
    cases = {}
    for case in results.cases:
        ratios = {proxy: {f"{metric.key}/{name}": results.ratio(case.name, proxy, name, metric.key)
                          for metric in case.metrics if metric.ratio
                          for name in results.references if name in results.proxies}
                  for proxy in results.rounds[case.name]}
        medians = {proxy: {metric.key: results.median(case.name, proxy, metric.key) for metric in case.metrics}
                   for proxy in results.rounds[case.name]}
        cases[case.name] = {"title": case.title, "medians": medians, "ratios": ratios,
                            "rounds": results.rounds[case.name]}
    return {"title": results.title, "conditions": results.facts, "cases": cases}
