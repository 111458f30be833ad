# SPDX-License-Identifier: GPL-3.0-or-later
#
# What is printed: one table a pool, for a terminal and for documents.

from . import verdict
from .pools import LOADS, POOLS

MARKS = "**bold**: best; ≈: within the spread of the best; –: more turns failed than that quantile leaves room for"


class Results:
    """Measurements as the file has them: dicts with pool, load, balancer, round and the numbers, or an error."""

    def __init__(self, measurements):
        self.measurements = measurements

    def runs(self, pool, load, name):
        return [item for item in self.measurements
                if (item["pool"], item["load"], item["balancer"]) == (pool, load, name) and "error" not in item]

    def names(self, pool, order):
        there = {item["balancer"] for item in self.measurements if item["pool"] == pool}
        return [name for name in order if name in there] + sorted(there - set(order))

    def loads(self, pool):
        there = {item["load"] for item in self.measurements if item["pool"] == pool}
        return [load for load in LOADS if load in there] + sorted(there - set(LOADS))

    def pools(self):
        there = {item["pool"] for item in self.measurements}
        return [pool for name, pool in POOLS.items() if name in there]

    def rounds(self, pool):
        """How often each was measured, in words: a run in pieces may have got further with some."""
        counts = {}
        for item in self.measurements:
            if item["pool"] == pool and "error" not in item:
                key = (item["load"], item["balancer"])
                counts[key] = counts.get(key, 0) + 1
        fewest, most = min(counts.values(), default=0), max(counts.values(), default=0)
        return f"{most} round{'s' if most != 1 else ''}" if fewest == most else f"{fewest} to {most} rounds"

    def rows(self, pool, load, names):
        made = [verdict.row(name, self.runs(pool.name, load, name), pool) for name in names]
        return [item for item in made if item]

    def failures(self):
        for item in self.measurements:
            if "error" in item:
                yield (f"{item['pool']}, {item['load']} %, {item['balancer']}, round {item['round']}: "
                       f"not measured: {item['error']}")


def marked(item, rows, key):
    text = verdict.milliseconds(item.spreads[key].value)
    first = verdict.best(rows, key)
    if first is None:
        return text
    if item is first:
        return f"**{text}**"
    return f"{text} ≈" if verdict.is_as_good(item, first, key) else text


def percent(part):
    """Two digits that count; exactly nothing is nothing."""
    if not part:
        return "0"
    return f"{part:.1%}" if part >= 0.001 else f"{part:.2%}" if part >= 0.0001 else "<0.01%"


def header(pool, load, rate):
    columns = [f"{load} %, {rate:.0f}/s: p50", "p99", "p99.9", "failed"]
    return [*columns, f"to the {pool.odd}"] if pool.odd else columns


def cells(item, rows, pool):
    texts = [marked(item, rows, key) for key in verdict.QUANTILES] + [percent(item.failed)]
    return [*texts, percent(item.odd_share)] if pool.odd else texts


def pool_table(results, pool, order):
    """Header and rows of texts: a row a balancer, the loads side by side."""
    names = results.names(pool.name, order)
    top, body = [""], {name: [name] for name in names}
    for load in results.loads(pool.name):
        rows = results.rows(pool, load, names)
        top += header(pool, load, pool.capacity * load / 100)
        found = {item.name: cells(item, rows, pool) for item in rows}
        blank = ["not measured"] + [""] * (len(header(pool, load, 0)) - 1)
        for name in names:
            body[name] += found.get(name, blank)
    return top, list(body.values())


def judgements(results, order):
    """How "latency-aware" did, a line for each pool and load."""
    for pool in results.pools():
        for load in results.loads(pool.name):
            said = verdict.judgement(results.rows(pool, load, results.names(pool.name, order)), pool)
            if said:
                yield f"{pool.name}, {load} %: {said}"


def notes(results):
    for item in results.measurements:
        if "error" not in item and verdict.is_disturbed(item):
            yield (f"{item['pool']}, {item['load']} %, {item['balancer']}, round {item['round']}: disturbed, the load itself "
                   f"was late by {item['late_p99'] * 1e3:.0f} ms (p99)")
    yield from results.failures()


def as_text(results, facts, order):
    lines = [*facts.values(), "latencies in ms from the intended start, failed turns as slowest; " + MARKS, ""]
    for pool in results.pools():
        top, rows = pool_table(results, pool, order)
        widths = [max(len(row[i]) for row in [top, *rows]) for i in range(len(top))]
        lines.append(f"{pool.name}: {pool.title}; {pool.capacity:.0f} answers/s at most; "
                     f"{results.rounds(pool.name)}")
        for row in [top, *rows]:
            texts = [row[0].ljust(widths[0]), *(text.rjust(width) for text, width in zip(row[1:], widths[1:]))]
            lines.append("  " + "  ".join(texts).rstrip())
        lines.append("")
    lines += ["p99 of latency-aware (in the equal pool against round robin):"]
    lines += ["  " + line for line in judgements(results, order)]
    return "\n".join([*lines, "", *notes(results)])


def as_markdown(results, facts, order):
    lines = [f"- {fact}" for fact in facts.values()]
    lines += ["- latencies in ms from the intended start, failed turns as slowest", f"- {MARKS}"]
    for pool in results.pools():
        top, rows = pool_table(results, pool, order)
        title = pool.title[0].upper() + pool.title[1:]
        lines += ["", f"**{title}** (`{pool.name}`), {pool.capacity:.0f} answers a second at most; "
                  f"{results.rounds(pool.name)}", ""]
        lines += ["| " + " | ".join(top) + " |", "| --- |" + " ---: |" * (len(top) - 1)]
        lines += ["| " + " | ".join(row) + " |" for row in rows]
    lines += ["", "p99 of `latency-aware`, in the equal pool against round robin, else against the best:", ""]
    lines += ["- " + line for line in judgements(results, order)]
    return "\n".join([*lines, "", *notes(results), ""])
