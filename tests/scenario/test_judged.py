# SPDX-License-Identifier: GPL-3.0-or-later
"""tests/bench/strategies.py: it still measures everybody, and what it makes of the numbers is right."""

import json
import os
import re
import sys
from pathlib import Path

import pytest

from harness.process import run

BENCH = Path(__file__).resolve().parents[1] / "bench"
LBFYD = Path(os.environ.get("LBFYD", "lbfyd"))
OTHERS = ["haproxy-leastconn", "haproxy-random", "nginx-least_conn"]

sys.path.insert(0, str(BENCH))
from judged import pools, tables, verdict    # noqa: E402  (found by the path above)


def judge(*arguments):
    cores = sorted(os.sched_getaffinity(0))
    return run([sys.executable, BENCH / "strategies.py", "--bin", LBFYD.parent, "--cores", f"{cores[0]},{cores[-1]}",
                *arguments])


def test_figures_come_out_for_every_strategy_and_proxy(tmp_path):
    file, table = tmp_path / "run.json", tmp_path / "run.md"
    arguments = ["--pools", "one-slow", "--loads", "50", "--rounds", "1", "--seconds", "0.5", "--warm-up", "0.2"]
    result = judge(*arguments, "--json", file, "--markdown", table)
    assert result.returncode == 0, result.stderr
    everybody = run([LBFYD, "--list-strategies"]).stdout.split() + OTHERS
    measured = json.loads(file.read_text())["measurements"]
    assert sorted(item["balancer"] for item in measured) == sorted(everybody), result.stderr
    for item in measured:
        assert item["turns"] == sum(count for _, count in item["buckets"]) > 0, item
        assert len(item["connections"]) == 4 and sum(item["connections"]) >= item["turns"], item
    rows = [line.split(" | ")[0].removeprefix("| ") for line in table.read_text().splitlines() if line.startswith("| ")]
    assert rows[2:] == everybody, "two lines of header, then a row each, in order"
    assert "one-slow, 50 %: " in result.stdout, "latency-aware is judged"

    again = judge(*arguments, "--json", file, "--resume")
    assert again.returncode == 0
    disturbed = {item["balancer"] for item in measured if verdict.is_disturbed(item)}
    repeated = set(re.findall(r"(\S+): done", again.stderr))
    assert repeated == disturbed, "what is there is not measured again, but where the machine disturbed it"


@pytest.mark.parametrize("arguments, message", [
    (["--pools", "equals"], "unknown pool 'equals'"),
    (["--proxies", "fastest"], "unknown proxy 'fastest'"),
    (["--loads", "0"], "--loads takes percentages"),
    (["--resume"], "--resume needs --json FILE"),
])
def test_a_bad_command_line_is_told(arguments, message):
    result = judge(*arguments)
    assert result.returncode == 2 and message in result.stderr


def runs(buckets, failed=0, connections=(1, 1, 1, 1)):
    return [{"turns": sum(n for _, n in buckets), "buckets": buckets, "errors": {"timeout": failed}, "late_p99": 0,
             "connections": connections}]


def test_failed_turns_are_the_slowest():
    assert verdict.quantile([(0.01, 90)], 10, 0.9) == 0.01
    assert verdict.quantile([(0.01, 90)], 10, 0.91) == verdict.NEVER
    assert verdict.quantile([], 0, 0.5) is None
    assert verdict.milliseconds(verdict.NEVER) == "–"


def test_a_load_that_is_late_itself_disturbs_unless_turns_fail():
    late = {"turns": 100, "errors": {}, "late_p99": 0.02}
    assert verdict.is_disturbed(late)
    assert not verdict.is_disturbed({**late, "late_p99": 0.002})
    assert not verdict.is_disturbed({**late, "errors": {"timeout": 50}})


def test_spread_holds_every_round():
    both = verdict.spread(runs([(0.01, 1000)]) + runs([(0.03, 1000)]), 0.99)
    assert (both.lowest, both.highest) == (0.01, 0.03)
    one = verdict.spread(runs([(0.01, 990), (0.02, 10)]), 0.99)
    assert (one.value, one.lowest, one.highest) == (0.01, 0.01, 0.02), "what a thousand turns cannot tell apart"


def test_latency_aware_is_compared_with_the_best_or_with_round_robin():
    rows = {name: verdict.row(name, runs(buckets), pools.POOLS["one-slow"]) for name, buckets in {
        "latency-aware": [(0.02, 5000)], "round-robin": [(0.03, 5000)], "haproxy-leastconn": [(0.01, 5000)]}.items()}
    unequal, equal = pools.POOLS["one-slow"], pools.POOLS["equal"]
    assert verdict.judgement(rows.values(), unequal) == "worse: 20.0 against 10.0 ms of haproxy-leastconn"
    assert verdict.judgement(rows.values(), equal) == "better: 20.0 against 30.0 ms of round-robin"
    assert tables.marked(rows["haproxy-leastconn"], rows.values(), "p99") == "**10.0**"
    assert tables.marked(rows["latency-aware"], rows.values(), "p99") == "20.0"


def test_capacity_is_that_of_those_who_answer():
    assert pools.POOLS["one-failing"].capacity == pytest.approx(0.75 * pools.POOLS["equal"].capacity)
    assert pools.POOLS["two-speeds"].capacity == pytest.approx(0.625 * pools.POOLS["equal"].capacity)
