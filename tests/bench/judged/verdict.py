# SPDX-License-Identifier: GPL-3.0-or-later
#
# From measurements to numbers that can be compared. The rounds' histograms are added up, and a turn that failed counts
# as slower than any answer: who drops the hard tenth must not look fast. Each quantile comes with its spread: where it
# lay in single rounds, or the 95 % interval that so many turns allow, whichever is wider.

import math
from dataclasses import dataclass

QUANTILES = {"p50": 0.5, "p99": 0.99, "p99.9": 0.999}
NEVER = math.inf

# A load that comes later than this itself (p99) tells of a busy machine, not of a balancer. Unless turns fail: then there
# are thousands of connections to look after, and what comes out is bad anyway.
LATE = 0.005
FAILING = 0.01


def failed_turns(measurement):
    return sum(measurement["errors"].values())


def is_disturbed(measurement):
    failed = failed_turns(measurement)
    return measurement["late_p99"] > LATE and failed < FAILING * (measurement["turns"] + failed)


def quantile(buckets, failed, q):
    """In seconds; NEVER where more turns failed than q leaves room for. None without any turn."""
    total = sum(count for _, count in buckets) + failed
    rank = max(math.ceil(q * total), 1)
    for bound, count in buckets:
        rank -= count
        if rank <= 0:
            return bound
    return NEVER if total else None


def added(runs):
    """The histogram of several runs as (upper bound, turns) and the turns that failed."""
    counts = {}
    for run in runs:
        for bound, count in run["buckets"]:
            counts[bound] = counts.get(bound, 0) + count
    return sorted(counts.items()), sum(failed_turns(run) for run in runs)


@dataclass(frozen=True)
class Spread:
    value: float
    lowest: float
    highest: float

    def overlaps(self, other):
        return self.lowest <= other.highest and other.lowest <= self.highest


def spread(runs, q):
    buckets, failed = added(runs)
    total = sum(count for _, count in buckets) + failed
    half = 1.96 * math.sqrt(q * (1 - q) / max(total, 1))
    values = [quantile(buckets, failed, q), quantile(buckets, failed, max(q - half, 0)),
              quantile(buckets, failed, min(q + half, 1))]
    values += [quantile(*added([run]), q) for run in runs]
    if values[0] is None:
        return None
    # A round or an end of the interval that lies among the failed would make everything as good as this.
    answered = [value for value in values if value not in (None, NEVER)]
    return Spread(values[0], min(answered, default=NEVER), max(answered, default=NEVER))


@dataclass
class Row:
    """One balancer before one pool under one load, all rounds."""
    name: str
    spreads: dict           # quantile's name: Spread
    failed: float           # part of all turns
    odd_share: float        # of the connections, to the pool's odd backends; None without such


def row(name, runs, pool):
    failed = sum(failed_turns(run) for run in runs)
    total = sum(run["turns"] for run in runs) + failed
    if not total:
        return None
    every = sum(sum(run["connections"]) for run in runs)
    odd = sum(sum(run["connections"][-pool.odd_count:]) for run in runs) if pool.odd_count else None
    return Row(name, {key: spread(runs, q) for key, q in QUANTILES.items()}, failed / total,
               None if odd is None else odd / every)


def best(rows, key):
    """The row with the lowest value, or None if nobody has one."""
    able = [item for item in rows if item.spreads[key].value < NEVER]
    return min(able, key=lambda item: item.spreads[key].value, default=None)


def is_as_good(item, other, key):
    return item.spreads[key].value < NEVER and item.spreads[key].overlaps(other.spreads[key])


def judgement(rows, pool, key="p99", judged="latency-aware", plain="round-robin"):
    """A sentence on what "latency-aware" is to be: as good as the best in unequal pools, as round robin in equal ones."""
    found = {item.name: item for item in rows}
    item = found.get(judged)
    reference = best(rows, key) if pool.unequal else found.get(plain)
    if item is None or reference is None:
        return None
    own, other = item.spreads[key].value, reference.spreads[key].value
    figures = f"{milliseconds(own)} against {milliseconds(other)} ms of {reference.name}"
    if item is reference:
        return "best"
    if own <= other:
        return f"{'better' if own < other else 'equal'}: {figures}"
    return f"within the spread: {figures}" if is_as_good(item, reference, key) else f"worse: {figures}"


def milliseconds(seconds):
    if seconds == NEVER:
        return "–"
    value = seconds * 1e3
    return f"{value:.0f}" if value >= 99.5 else f"{value:.1f}"
