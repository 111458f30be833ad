# SPDX-License-Identifier: GPL-3.0-or-later
"""`lbfyd load`: what it measures, what it refuses, and how it ends."""

import json
import os
import pty
import signal
import subprocess

import pytest

from harness.backends import black_hole, closed_port, echo, hang
from harness.config import address_text, backend, service, toml
from harness.process import run
from harness.programs import nginx
from harness.waiting import seconds, wait_for

LBFYD = os.environ.get("LBFYD", "lbfyd")
SIZE = "must be a number with a unit, as in \"512B\", \"64KiB\", \"1MiB\" or \"1GiB\""
TIME = "must be a number with a unit, as in \"250ms\", \"5s\", \"10m\" or \"1h\""

BAD = [
    ([], "error: TARGET is missing, as in 127.0.0.1:8080 or http://127.0.0.1:8080/"),
    (["127.0.0.1"], 'error: "127.0.0.1": the port is missing, as in 127.0.0.1:8080'),
    (["127.0.0.1:0"], 'error: "127.0.0.1:0": the port must be 1 to 65535'),
    (["127.0.0.1:99999"], 'error: "127.0.0.1:99999": the port must be 1 to 65535'),
    (["https://a/"], 'error: "https://a/": https is not supported, only plain TCP and HTTP'),
    (["http://a/x", "http://b/y"], 'error: "http://b/y": all targets must ask for the same path, here "/x"'),
    (["http://a/x y"], 'error: path "/x y": must begin with / and hold only visible ASCII characters'),
    (["http://a/", "b:1"], "error: targets with and without http:// cannot be given together"),
    (["a:1", "--connections", "0"], 'error: --connections "0": must be 1 to 100000'),
    (["a:1", "--connections", "100001"], 'error: --connections "100001": must be 1 to 100000'),
    (["a:1", "--connections", "x"], 'error: --connections "x": must be a whole number, 1 to 100000'),
    (["a:1", "--rate", "0"], 'error: --rate "0": must be 0.001 to 10000000'),
    (["a:1", "--rate", "-1"], 'error: --rate "-1": must be 0.001 to 10000000'),
    (["a:1", "--rate", "10000001"], 'error: --rate "10000001": must be 0.001 to 10000000'),
    (["a:1", "--rate", "inf"], 'error: --rate "inf": must be 0.001 to 10000000'),
    (["a:1", "--rate", "nan"], 'error: --rate "nan": must be 0.001 to 10000000'),
    (["a:1", "--rate", "fast"], 'error: --rate "fast": must be a number, 0.001 to 10000000'),
    (["a:1", "--rate", "1", "--arrivals", "even"],
     'error: --arrivals "even": must be "poisson" or "constant"'),
    (["a:1", "--arrivals", "poisson"], "error: --arrivals needs --rate"),
    (["a:1", "--max-waiting", "5"], "error: --max-waiting needs --rate"),
    (["a:1", "--rate", "1", "--max-waiting", "-1"], 'error: --max-waiting "-1": must be 0 to 10000000'),
    (["a:1", "--rate", "1", "--max-waiting", "10000001"], 'error: --max-waiting "10000001": must be 0 to 10000000'),
    (["a:1", "--rate", "1", "--think", "1s"],
     "error: --think and --rate cannot be given together: a rate does not wait for answers"),
    (["a:1", "--think", "1"], f'error: --think "1": {TIME}'),
    (["a:1", "--think", "25h"], 'error: --think "25h": must be 1ms to 24h, or "0s"'),
    (["a:1", "--send", "0B"], 'error: --send "0B": must be 1B to 1GiB'),
    (["a:1", "--send", "2GiB"], 'error: --send "2GiB": must be 1B to 1GiB'),
    (["a:1", "--send", "64"], f'error: --send "64": {SIZE}'),
    (["a:1", "--answer", "0B"], 'error: --answer "0B": must be "echo", or 1B to 1GiB'),
    (["a:1", "--answer", "http"], 'error: --answer "http": must be "echo", or a number with a unit, as in '
     '"512B", "64KiB", "1MiB" or "1GiB"'),
    (["http://a/", "--answer", "1B"],
     "error: --answer and an http:// target cannot be given together: the response says its size itself"),
    (["http://a/", "--send", "1B"],
     "error: --send and an http:// target cannot be given together: what is sent is a GET request"),
    (["a:1", "--turns", "-1"], 'error: --turns "-1": must be 0 to 1000000000'),
    (["a:1", "--turns", "1000000001"], 'error: --turns "1000000001": must be 0 to 1000000000'),
    (["a:1", "--duration", "25h"], 'error: --duration "25h": must be 1ms to 24h, or "0s"'),
    (["a:1", "--warm-up", "x"], f'error: --warm-up "x": {TIME}'),
    (["a:1", "--connect-timeout", "0s"], 'error: --connect-timeout "0s": must be 1ms to 24h'),
    (["a:1", "--timeout", "0s"], 'error: --timeout "0s": must be 1ms to 24h'),
    (["a:1", "--threads", "0"], 'error: --threads "0": must be 1 to 64'),
    (["a:1", "--threads", "65"], 'error: --threads "65": must be 1 to 64'),
    (["a:1", "--seed", "-1"], 'error: --seed "-1": must be 0 to 9223372036854775807'),
    (["a:1", "--json", ""], 'error: --json "": the name of the file is empty'),
    (["a:1", "--json"], "error: --json needs a value: --json FILE"),
    (["a:1", "--connectoins", "5"], "error: unknown option --connectoins; did you mean --connections?"),
]


def load(*arguments, **keys):
    return run([LBFYD, "load", *arguments], **keys)


def figures(result, code=0):
    assert result.returncode == code, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize("arguments, message", BAD, ids=lambda value: " ".join(value) if isinstance(value, list) else "")
def test_a_bad_command_line_is_told_exactly(arguments, message):
    result = load(*arguments)
    assert (result.returncode, result.stdout, result.stderr) == (2, "", message + "\n")


def test_every_mistake_is_told_at_once():
    result = load("--rate", "0", "--threads", "0", "--arrivals", "x")
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 4, result.stderr  # and TARGET is missing


def test_help_names_every_option_and_goes_to_standard_output():
    result = load("--help", "--rate", "x")
    assert (result.returncode, result.stderr) == (0, "")
    for name in ("connections", "rate", "arrivals", "max-waiting", "think", "send", "answer", "turns", "duration",
                 "warm-up", "connect-timeout", "timeout", "threads", "seed", "json", "help"):
        assert f"--{name}" in result.stdout


@pytest.mark.skipif("LBFY" not in os.environ, reason="built without the window")
def test_the_desktop_program_has_the_command_as_well():
    result = run([os.environ["LBFY"], "load", "--help"], env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": ""})
    assert result.returncode == 0 and "lbfy load" in result.stdout


def test_nginx_is_measured(start, tmp_path):
    _, port = nginx(start, tmp_path / "nginx", "location / { return 200 'hello'; } location /no { return 404; }")
    told = figures(load(f"http://127.0.0.1:{port}/", "--duration", "500ms", "--connections", "8", "--json", "-"))
    assert told["turns"] > 100 and told["error_total"] == 0 and told["connections"] == 8
    assert told["plan"]["answer"] == "http"
    latency = told["latency"]
    assert 0 < latency["p50"] <= latency["p90"] <= latency["p99"] <= latency["p99.9"] <= latency["max"] < 0.5
    assert told["bytes_received"] > 100 * told["turns"]

    refused = load(f"http://127.0.0.1:{port}/no", "--duration", "500ms")
    assert refused.returncode == 1
    assert refused.stderr == (f"error: 127.0.0.1:{port} did not answer as expected: no HTTP response with a status of "
                              "2xx or 3xx\n")


def test_an_open_loop_keeps_its_rate(start, tmp_path):
    _, port = nginx(start, tmp_path / "nginx", "location / { return 200 'hello'; }")
    told = figures(load(f"http://127.0.0.1:{port}", "--rate", "400", "--arrivals", "constant", "--duration", "1s",
                        "--threads", "2", "--json", "-"))
    assert told["turns"] == 400 and told["error_total"] == 0
    assert "lateness" in told


def test_lbfyd_sees_what_load_claims(lbfy, serve, tmp_path):
    target = serve(echo)
    balancer = lbfy(toml(service([backend("a", target)])))
    address = address_text(balancer.address())
    file = tmp_path / "result.json"
    result = load(address, "--duration", "400ms", "--connections", "4", "--turns", "3", "--json", file)
    assert result.returncode == 0, result.stderr
    assert result.stderr == ""  # no progress but on a terminal
    assert result.stdout.startswith("target ") and "p99.9" in result.stdout
    told = json.loads(file.read_text())
    assert told["error_total"] == 0
    wait_for(lambda: balancer.metrics().value("lbfy_connections_active") == 0, "all connections have ended")
    metrics = balancer.metrics()
    assert metrics.value("lbfy_connections_total") == told["connections"]
    assert metrics.value("lbfy_backend_bytes_total", direction="to_backend") == 64 * told["turns"]
    assert f"turns         {told['turns']} in 0.40 s" in result.stdout


def test_a_dead_target_is_told_soon():
    address, kept = closed_port()
    with kept:
        result = load(address_text(address), "--duration", "1h")
    assert result.returncode == 1
    assert result.stderr == f"error: nothing listens on {address_text(address)}: connection refused\n"
    assert " connection refused\n" in result.stdout


def test_a_target_that_never_answers_is_told_after_its_timeout(serve):
    address = address_text(serve(hang).address)
    result = load(address, "--duration", "1h", "--timeout", "200ms")
    assert result.returncode == 1
    assert result.stderr == f"error: {address} did not answer within 200ms\n"


def test_a_target_that_takes_no_connection_is_told_after_its_timeout():
    address, kept = black_hole()
    result = load(address_text(address), "--duration", "1h", "--connect-timeout", "200ms")
    for sock in kept:
        sock.close()
    assert result.returncode == 1
    assert result.stderr == f"error: {address_text(address)} took no connection within 200ms\n"


def test_a_low_descriptor_limit_is_told_before_anything_starts(serve):
    address = address_text(serve(echo).address)
    result = run(["sh", "-c", 'ulimit -n 64; exec "$@"', "sh", LBFYD, "load", address, "--connections", "100"])
    assert result.returncode == 1
    assert result.stderr == ("error: 100 connections need 118 descriptors, this process may have 64; raise the limit "
                             "(ulimit -n) or lower --connections\n")
    fits = run(["sh", "-c", 'ulimit -n 64; exec "$@"', "sh", LBFYD, "load", address, "--connections", "40",
                "--duration", "200ms", "--json", "-"])
    assert figures(fits)["connections"] == 40
    default = run(["sh", "-c", 'ulimit -n 64; exec "$@"', "sh", LBFYD, "load", address, "--rate", "100", "--duration",
                   "200ms", "--json", "-"])
    assert figures(default)["plan"]["connections"] == 46


def test_an_unknown_host_is_told():
    result = load("name.invalid:80")
    assert result.returncode == 1
    assert result.stderr.startswith("error: cannot resolve name.invalid: ")


def test_a_file_that_cannot_be_written_is_told_before_the_load(serve, tmp_path):
    target = serve(echo)
    file = tmp_path / "missing" / "result.json"
    result = load(address_text(target.address), "--json", file)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: cannot write {file}: ")
    assert target.accepted == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_early_with_the_result_so_far(start, serve, number):
    target = serve(echo)
    process = start(LBFYD, "load", address_text(target.address), "--duration", "0s", "--json", "-")
    wait_for(lambda: target.accepted == 16, "all connections are open")
    process.signal(number)
    assert process.wait() == 0, process.described()
    told = json.loads(process.stdout_text())
    assert told["stopped"] is True and told["turns"] > 0 and told["error_total"] == 0


def test_a_terminal_sees_progress_and_nothing_of_it_stays(serve):
    target = serve(echo)
    master, slave = pty.openpty()
    with subprocess.Popen([LBFYD, "load", address_text(target.address), "--duration", "1s"], stderr=slave,
                          stdout=subprocess.PIPE) as process:
        os.close(slave)
        shown = b""
        while True:
            try:
                part = os.read(master, 4096)
            except OSError:  # the last writer is gone
                break
            if not part:
                break
            shown += part
        assert process.wait(seconds()) == 0
        assert process.stdout.read().startswith(b"target ")
    os.close(master)
    assert b"[#" in shown and b"turns/s" in shown and b"of 1 s" in shown
    assert shown.endswith(b"\r\x1b[K")
    assert b"\n" not in shown
