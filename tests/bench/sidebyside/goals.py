# SPDX-License-Identifier: GPL-3.0-or-later
#
# What lbfyd is to reach beside the others, and what it did in a run. The floor's ratio stands beside it: a goal below
# that is one for the kernel, not for a proxy that calls it.

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    title: str
    case: str
    key: str
    to_haproxy: float
    to_nginx: float
    at_least: bool = False

    def met(self, ratio, bound):
        return ratio >= bound if self.at_least else ratio <= bound


def bulk_goals():
    for mode in ("download", "upload"):
        for flows in (1, 8, 64):
            what = f"{mode}, {flows} flow{'s' if flows > 1 else ''}"
            yield Goal(f"GB/s, {what}", f"{mode}-{flows}", "gb_s", 1.8, 1.7, at_least=True)
            yield Goal(f"CPU per GB, {what}", f"{mode}-{flows}", "cpu_ms_gb", 0.42, 0.45)


GOALS = [
    *(Goal(f"CPU per small turn, {n} connections", f"turns-{n}", "cpu_us", 0.88, 0.90) for n in (16, 256, 1000)),
    Goal("p99 of small turns, 256 connections", "turns-256", "p99_us", 1.0, 1.0),
    Goal("CPU per new connection, client closes first", "connects", "cpu_us", 0.90, 0.92),
    Goal("CPU per new connection, backend closes first", "connects-backend-closes", "cpu_us", 0.90, 0.92),
    *bulk_goals(),
    Goal("p99 of small turns beside bulk, each as fast as it can", "mixed", "p99_us", 0.8, 0.8),
    Goal("p99 of small turns beside bulk, the same for all", "mixed-paced", "p99_us", 0.8, 0.8),
    Goal("memory of an idle connection", "idle", "bytes_conn", 0.35, 0.15),
    Goal("memory of an idle connection after 1 MiB", "idle-moved", "bytes_conn", 0.35, 0.15),
]
MOST_OF_3000 = 1.6          # CPU per turn on 3000 connections to that on 16, of lbfyd itself
MOST_OF_LATENCY_AWARE = 1.03  # CPU per turn, to round robin


def ratio_text(ratio, met):
    return "{:.2f} ({:.2f}–{:.2f}) {}".format(*ratio, "yes" if met else "no")


def side_row(results, goal):
    row = [goal.title]
    floors = []
    for reference, bound in (("haproxy", goal.to_haproxy), ("nginx", goal.to_nginx)):
        ratio = results.ratio(goal.case, "lbfyd", reference, goal.key)
        if ratio is None:
            return None
        floor = results.ratio(goal.case, "floor", reference, goal.key)
        floors.append("–" if floor is None else f"{floor[0]:.2f}")
        row += [f"{'≥' if goal.at_least else '≤'} {bound:g}", ratio_text(ratio, goal.met(ratio[0], bound))]
    return [*row, " / ".join(floors)]


def own_rows(results):
    """Goals without another program in them."""
    if more := results.between("lbfyd", "turns-3000", "turns-16", "cpu_us"):
        floor = results.between("floor", "turns-3000", "turns-16", "cpu_us")
        yield ["CPU per small turn, 3000 connections to 16", f"≤ {MOST_OF_3000}",
               ratio_text(more, more[0] <= MOST_OF_3000), "", "", f"{floor[0]:.2f}" if floor else "–"]
    if cost := results.ratio("turns-16", "latency-aware", "lbfyd", "cpu_us"):
        yield ["CPU per small turn, latency-aware to round robin", f"≤ {MOST_OF_LATENCY_AWARE}",
               ratio_text(cost, cost[0] <= MOST_OF_LATENCY_AWARE), "", "", ""]


def table(results):
    """Header and rows for those goals that were measured."""
    header = ["", "to HAProxy", "reached", "to nginx", "reached", "the floor's"]
    rows = [row for goal in GOALS if (row := side_row(results, goal))]
    return header, [*rows, *own_rows(results)]
