# SPDX-License-Identifier: GPL-3.0-or-later
"""Every option of the command line does what it says: in both programs, written both ways, and from the environment."""

import os
import re

import pytest

from harness import backends, client
from harness.config import address_text, backend, service, toml
from harness.contract import STRATEGIES
from harness.lbfy import LBFYD
from harness.loglines import READERS
from harness.process import listening, run
from harness.waiting import wait_for

NO_DISPLAY = {"DISPLAY": None, "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}
OPTIONS = set("config no-gui listen backend strategy max-connections metrics workers log-level log-format log-connections "
              "check-config print-config list-strategies version help".split())
# With the built-in backends and load.
TESTED_ELSEWHERE = {"demo", "demo-duration"}
PROGRAMS = {"lbfyd": (LBFYD,), **({"lbfy": (os.environ["LBFY"], "--no-gui")} if "LBFY" in os.environ else {})}


def as_option(name, value):
    return [f"--{name}", value], {}


def as_one_word(name, value):
    return [f"--{name}={value}"], {}


def from_environment(name, value):
    return [], {"LBFY_" + name.upper().replace("-", "_"): value}


@pytest.fixture(params=PROGRAMS)
def program(request):
    return PROGRAMS[request.param]


@pytest.fixture(params=[as_option, as_one_word, from_environment], ids=lambda way: way.__name__)
def begin(request, program, lbfy):
    """begin({option: value}, further options …) → the program, with those options given in one of the three ways."""
    def start(options, *more, config=None, usual=True, **keys):
        words, env = list(program[1:]), dict(NO_DISPLAY)
        for name, value in options.items():
            its, variables = request.param(name, str(value))
            words += its
            env.update(variables)
        if usual:  # what the tests need to see what happens
            more += ("--log-format", "json", "--metrics", "127.0.0.1:0")
        if usual and config is None and "listen" not in options and "config" not in options:
            more += ("--listen", "127.0.0.1:0")
        return lbfy(config, *words, *more, program=program[0], form=None, metrics=False, env=env, **keys)

    return start


def end(process):
    process.signal(15)
    assert process.wait() == 0


def test_listen_and_backend(begin, serve):
    server = serve(backends.identify("a"))
    process = begin({"listen": "127.0.0.2:0", "backend": f"x={address_text(server.address)},weight=7,max=5,backup"})
    assert process.address()[0] == "127.0.0.2"
    assert client.ask(process.address()) == "a"
    (found,) = process.state()["services"][0]["backends"]
    assert (found["name"], found["weight"], found["backup"]) == ("x", 7, True)
    assert found["max_connections"] == 5


def test_backends_are_several(program, lbfy, serve):
    servers = [serve(backends.identify(name)) for name in "ab"]
    words = [word for server in servers for word in ("--backend", address_text(server.address))]
    more = ["--listen", "127.0.0.1:0", *program[1:]]
    process = lbfy(None, *words, *more, program=program[0], env=NO_DISPLAY)
    assert {client.ask(process.address()) for _ in range(2)} == {"a", "b"}
    listed = lbfy(None, *more, program=program[0],
                  env={**NO_DISPLAY, "LBFY_BACKEND": " ".join(address_text(server.address) for server in servers)})
    assert {client.ask(listed.address()) for _ in range(2)} == {"a", "b"}


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_strategy(begin, strategy):
    process = begin({"strategy": strategy})
    assert process.metrics().by("strategy", "lbfy_strategy_info") == {strategy: 1}


def test_max_connections(begin):
    process = begin({"max-connections": 17})
    assert process.value("lbfy_service_connections_limit") == 17


def test_workers(begin):
    process = begin({"workers": 3})
    workers = process.metrics().by("worker", "lbfy_worker_loop_lag_seconds_count")
    assert set(workers) == {"0", "1", "2"}


def test_workers_are_one_for_each_cpu_unless_told(lbfy):
    process = lbfy(None, "--listen", "127.0.0.1:0")
    assert len(process.metrics().select("lbfy_worker_loop_lag_seconds_count")) == min(os.cpu_count(), 64)


def test_metrics(begin):
    process = begin({"metrics": "127.0.0.2:0"}, "--listen", "127.0.0.1:0", "--log-format", "json", usual=False)
    assert process.metrics_address[0] == "127.0.0.2" and process.get("/healthz")[0] == 200
    silent = begin({"metrics": "off"}, "--listen", "127.0.0.1:0", "--log-format", "json", usual=False)
    assert len({silent.address()} | listening(silent.pid)) == 1


@pytest.mark.parametrize("level, written", [("error", set()), ("warn", {"warn"}), ("info", {"warn", "info"}),
                                            ("debug", {"warn", "info"})])
def test_log_level(begin, level, written):
    """A start is worth an info, a refused client a warning; what is worth a debug line is nobody's business."""
    process = begin({"log-level": level, "max-connections": 0})

    def refusing():
        return any(client.outcome(address) == client.RESET for address in listening(process.pid))

    wait_for(refusing, "one of its listeners refuses clients")
    end(process)
    levels = {record["level"] for record in process.records()}
    assert levels - {"debug"} == written and ("debug" not in levels or level == "debug")


@pytest.mark.parametrize("form", READERS)
def test_log_format(begin, form):
    process = begin({"log-format": form}, "--listen", "127.0.0.1:0", "--metrics", "off", usual=False)
    process.wait_line("listening on")
    end(process)
    assert "listening" in [READERS[form](line)["event"] for line in process.err]
    assert (form == "json") == process.err[0].startswith("{") and (form == "logfmt") == process.err[0].startswith("ts=")


@pytest.mark.parametrize("which, good, bad", [("off", 0, 0), ("failures", 0, 1), ("all", 1, 1)])
def test_log_connections(begin, serve, which, good, bad):
    server = serve(backends.identify("a"))
    process = begin({"log-connections": which, "backend": address_text(server.address)})
    assert client.ask(process.address()) == "a"
    process.wait_idle()
    server.stop()
    client.outcome(process.address())
    process.wait_closed("connect_failed")
    end(process)
    reasons = [record["reason"] for record in process.events("connection_closed")]
    assert reasons == ["client_closed"] * good + ["connect_failed"] * bad


def test_config(begin, serve, tmp_path):
    file = tmp_path / "own.toml"
    file.write_text(toml(service([backend("a", serve(backends.identify("a")))])))
    process = begin({"config": file})
    assert client.ask(process.address()) == "a"


def test_config_without_a_word_before_it(program, lbfy, serve, tmp_path):
    file = tmp_path / "own.toml"
    file.write_text(toml(service([backend("a", serve(backends.identify("a")))])))
    process = lbfy(None, *program[1:], file, program=program[0], env=NO_DISPLAY)
    assert client.ask(process.address()) == "a"


def test_first_service_of_the_file_is_the_one_that_options_change(begin, serve):
    a, b, c = (serve(backends.identify(name)) for name in "abc")
    text = toml(service([backend("a", a)], name="first", max_connections=3),
                service([backend("b", b)], name="second", listen="127.0.0.2:0", max_connections=4))
    process = begin({"backend": f"c={address_text(c.address)}", "strategy": "random", "max-connections": 9,
                     "listen": "127.0.0.3:0"}, config=text)
    assert process.address("first")[0] == "127.0.0.3" and process.address("second")[0] == "127.0.0.2"
    assert client.ask(process.address("first")) == "c" and client.ask(process.address("second")) == "b"
    metrics = process.metrics()
    assert metrics.by("service", "lbfy_service_connections_limit") == {"first": 9, "second": 4}
    assert metrics.by("service", "lbfy_strategy_info", strategy="random") == {"first": 1}


@pytest.mark.skipif("lbfy" not in PROGRAMS, reason="no desktop program in this build")
@pytest.mark.parametrize("words, env", [(["--no-gui"], {}), ([], {"LBFY_NO_GUI": "1"})], ids=["option", "environment"])
def test_no_gui_runs_the_desktop_program_without_a_display(lbfy, words, env):
    process = lbfy(None, "--listen", "127.0.0.1:0", *words, program=PROGRAMS["lbfy"][0], env={**NO_DISPLAY, **env})
    assert process.get("/healthz")[0] == 200


def test_no_gui_is_nothing_new_to_the_headless_program(lbfy):
    process = lbfy(None, "--listen", "127.0.0.1:0", "--no-gui", env={"LBFY_NO_GUI": "1"})
    assert process.get("/healthz")[0] == 200


# Options that print and exit; they start nothing.

def answer(program, *words, env=None):
    return run([*program, *words], env={**os.environ, "LBFY_METRICS": "off", **(env or {})})


def test_version(program):
    done = answer(program, "--version")
    assert done.returncode == 0 and re.search(r"\d+\.\d+\.\d+", done.stdout) and not done.stderr


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help(program, word):
    done = answer(program, word)
    assert done.returncode == 0 and not done.stderr
    named = set(re.findall(r"^  (?:-\w, )?--([a-z-]+)", done.stdout, re.MULTILINE))
    tests = [name for name in globals() if name.startswith("test_")]
    untested = [option for option in named - TESTED_ELSEWHERE
                if not any(option.replace("-", "_") in name for name in tests)]
    assert OPTIONS <= named and not untested


def test_list_strategies(program):
    done = answer(program, "--list-strategies")
    assert done.returncode == 0 and sorted(done.stdout.split()) == STRATEGIES and not done.stderr


def test_check_config(program, tmp_path):
    file = tmp_path / "lbfy.toml"
    file.write_text(toml(service([backend("a", "127.0.0.1:9")])))
    assert answer(program, "--check-config", file).returncode == 0
    file.write_text("nonsense = 1\n")
    done = answer(program, "--check-config", file)
    assert done.returncode == 78 and re.search(r"lbfy\.toml:1:1: error: .*nonsense", done.stderr)


def test_print_config_is_a_file_that_tells_each_values_origin_and_can_be_read_again(program, tmp_path):
    file = tmp_path / "lbfy.toml"
    file.write_text(toml(service([backend("a", "127.0.0.1:9")], max_connections=5)))
    done = answer(program, file, "--print-config", "--workers", "2", env={"LBFY_STRATEGY": "random"})
    assert done.returncode == 0 and not done.stderr

    def line(key):
        return next(line for line in done.stdout.splitlines() if re.match(rf"{key}\s*=", line))

    assert "--workers" in line("workers") and "LBFY_STRATEGY" in line("strategy")
    assert "lbfy.toml:" in line("max_connections") and "default" in line("idle_timeout")
    again = tmp_path / "again.toml"
    again.write_text(done.stdout)
    assert answer(program, "--check-config", again).returncode == 0


def test_unknown_option_names_the_nearest(program):
    done = answer(program, "--stratgy", "random")
    assert done.returncode == 2 and "--strategy" in done.stderr and not done.stdout
