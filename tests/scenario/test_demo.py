# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo without a window: figures every second, a summary, exit code 0, and nothing left behind."""

import os
import re
import signal
import subprocess

import pytest

from harness.lbfy import LBFYD
from harness.process import cpu_seconds, run
from harness.waiting import seconds, wait_for

LBFY = os.environ.get("LBFY")
OWN = "the demo brings a service and backends of its own"
LINE = re.compile(r" *(?P<time>\d+) s +(?P<rate>\d+)/s +(?P<p50>[\d.]+) ms +(?P<p99>[\d.]+) ms"
                  r" +(?P<fast>\d+)% +(?P<medium>\d+)% +(?P<slow>\d+)% +(?P<jittery>\d+)% +(?P<errors>\d+)$")
HEADER = ["time", "rate", "p50", "p99", "fast", "medium", "slow", "jittery", "errors"]

BAD = [
    (["a.toml", "--demo"], [f"--demo and CONFIG cannot be given together: {OWN}"]),
    (["--demo", "--config", "a.toml"], [f"--demo and --config cannot be given together: {OWN}"]),
    (["--demo", "--listen", "127.0.0.1:0"], [f"--demo and --listen cannot be given together: {OWN}"]),
    (["--demo", "--backend", "127.0.0.1:9000"], [f"--demo and --backend cannot be given together: {OWN}"]),
    (["--demo", "--check-config"], [f"--demo and --check-config cannot be given together: {OWN}"]),
    (["--demo-duration", "1s"], ["--demo-duration needs --demo"]),
    (["--demo", "--demo-duration", "-1s"],
     ['--demo-duration "-1s": must be a number with a unit, as in "250ms", "5s", "10m" or "1h"']),
    (["--demo", "--demo-duration", "25h"], ['--demo-duration "25h": must be 1ms to 24h']),
]


@pytest.fixture
def demo(lbfy, tmp_path):
    """demo(options…) → the running demo in a home of its own, which must stay empty."""
    home = tmp_path / "home"
    home.mkdir()
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")

    def begin(*options, **keys):
        keys.setdefault("cwd", home)
        keys.setdefault("metrics", False)
        return lbfy(None, "--demo", *options, env={name: str(home) for name in names}, **keys)

    yield begin
    assert list(home.rglob("*")) == []


def lines_of(process):
    return [match for match in map(LINE.match, process.out) if match]


def wait_lines(process, count, patience=20):
    wait_for(lambda: len(lines_of(process)) >= count or not process.running,
             lambda: f"{count} lines of figures in {process.described()}", patience)
    return lines_of(process)


@pytest.mark.parametrize("arguments, errors", BAD, ids=[" ".join(row[0]) for row in BAD])
def test_what_contradicts_is_said_and_nothing_is_started(arguments, errors):
    result = run([LBFYD, *arguments])
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr == "".join(f"error: {error}\n" for error in errors)


def test_figures_every_second_and_a_summary_after_its_duration(demo):
    process = demo("--demo-duration", "4s")
    assert process.wait() == 0, process.described()
    assert any(line.split() == HEADER for line in process.out), process.stdout_text()
    lines = lines_of(process)
    assert 2 <= len(lines) <= 4, process.stdout_text()
    assert [int(line["time"]) for line in lines] == sorted({int(line["time"]) for line in lines})
    summary = process.stdout_text()
    turns = re.search(r"^turns +(\d+) in ([\d.]+) s", summary, re.M)
    assert int(turns[1]) > 0 and 3 < float(turns[2]) < 60, summary
    assert re.search(r"^errors +0$", summary, re.M), summary
    # Round robin is exact, whatever the machine is busy with; rounded to whole percents.
    assert re.search(r"^shares +fast 25%, medium 25%, slow 25%, jittery 25%$", summary, re.M), summary


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_signal_ends_it_with_a_summary_and_exit_code_0(demo, number):
    process = demo()
    wait_lines(process, 1)
    process.signal(number)
    assert process.wait() == 0, process.described()
    assert re.search(r"^latency +", process.stdout_text(), re.M)


def test_figures_are_those_of_the_endpoint_and_clients_fare_well(demo):
    process = demo("--metrics", "127.0.0.1:0")
    lines = wait_lines(process, 3)
    state = process.state()
    service, = state["services"]
    assert service["name"] == "demo" and service["strategy"] == "round-robin"
    assert [backend["name"] for backend in service["backends"]] == ["fast", "medium", "slow", "jittery"]
    for line in lines:
        assert int(line["errors"]) == 0
        # A quarter of the answers takes 40 ms: more on a busy machine, never less.
        assert float(line["p99"]) >= 38 and float(line["p50"]) >= 2
    assert process.value("lbfy_connections_total") > 0
    process.stop()


def test_without_metrics_given_they_are_on_this_machine_alone(demo):
    process = demo()
    assert process.metrics_address[0] == "127.0.0.1"
    assert process.address()[0] == "127.0.0.1"
    process.stop()


def test_latency_aware_spares_the_slow_backend(demo):
    process = demo("--strategy", "latency-aware")
    wait_for(lambda: any(int(line["slow"]) < 10 < int(line["fast"]) for line in lines_of(process)),
             process.described, 60)
    process.stop()


def test_variables_for_daily_work_are_not_read(demo, tmp_path):
    variables = {"LBFY_CONFIG": str(tmp_path / "none.toml"), "LBFY_LISTEN": "127.0.0.1:1", "LBFY_BACKEND": "h:1"}
    result = subprocess.run([LBFYD, "--demo", "--demo-duration", "1500ms"], capture_output=True, text=True,
                            env={**os.environ, **variables}, timeout=seconds(30), check=False)
    assert result.returncode == 0, result.stderr
    assert "shares" in result.stdout


def test_sighup_does_not_turn_it_into_something_else(demo):
    process = demo()
    before = wait_lines(process, 1)
    process.signal(signal.SIGHUP)
    lines = wait_lines(process, len(before) + 2)
    assert int(lines[-1]["errors"]) == 0
    process.stop()


def test_reader_that_has_seen_enough_ends_it():
    process = subprocess.Popen([LBFYD, "--demo"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        assert process.stdout.readline().startswith(b"Demo: ")
        process.stdout.close()
        assert process.wait(seconds(20)) == 0
    finally:
        process.kill()
        process.wait()


def test_machine_is_hardly_busy_with_it(demo):
    process = demo()
    wait_lines(process, 3)
    used, since = cpu_seconds(process.pid), len(lines_of(process))
    lines = wait_lines(process, since + 4)
    elapsed = int(lines[-1]["time"]) - int(lines[since - 1]["time"])
    assert (cpu_seconds(process.pid) - used) / elapsed < 0.5
    process.stop()


@pytest.mark.skipif(not LBFY, reason="built without the window")
def test_desktop_program_without_a_window_runs_it_too(demo):
    process = demo("--no-gui", "--demo-duration", "1500ms", program=LBFY)
    assert process.wait() == 0, process.described()
    assert "shares" in process.stdout_text()
