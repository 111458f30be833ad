# SPDX-License-Identifier: GPL-3.0-or-later
"""`lbfyd serve`: test backends, as real clients meet them, and as a command among others."""

import json
import os
import re
import signal
import socket
import subprocess

import pytest

from harness import client
from harness.lbfy import LBFYD, SANITIZER_REPORT, host_port
from harness.process import Process, cpu_seconds, descriptors, run
from harness.programs import free_port
from harness.waiting import pass_time, seconds, wait_for

SHARE = "must be 0% to 100%"
TIME = 'must be a time with a unit, as in "250us", "8ms" or "1.5s", or "normal:…", "lognormal:…", "two-point:…"'
SIZE = 'must be a number with a unit, as in "512B", "64KiB", "1MiB" or "1GiB"'

# arguments → the lines on standard error, without "error: "
BAD = [
    (["--cuont", "2"], ["unknown option --cuont; did you mean --count?"]),
    (["--qqq"], ["unknown option --qqq; see --help"]),
    (["-x"], ["unknown option -x; see --help"]),
    (["--listen", "127.0.0.1:0"], ["unknown option --listen; see --help"]),
    (["--delay"], ["--delay needs a value: --delay DELAY"]),
    (["--delay", "--count", "2"], ["--delay needs a value: --delay DELAY"]),
    (["--seed", "1", "--seed", "2", "--seed=3"], ["--seed is given twice"]),
    (["8080"], ['"8080": the port is missing, as in 127.0.0.1:8080']),
    (["127.0.0.1:65536"], ['"127.0.0.1:65536": the port must be 0 to 65535']),
    (["web.example:80"], ['"web.example:80": the host must be an IP address or localhost']),
    (["127.0.0.1:80", "127.0.0.1:80"], ['"127.0.0.1:80": collides with 127.0.0.1:80']),
    (["127.0.0.1:80", "0.0.0.0:80"], ['"0.0.0.0:80": collides with 127.0.0.1:80']),
    (["--count", "0"], ['--count "0": must be 1 to 256']),
    (["--count", "257"], ['--count "257": must be 1 to 256']),
    (["--count", "x"], ['--count "x": must be a whole number, 1 to 256']),
    (["--count", "2", "127.0.0.1:1", "127.0.0.1:2"], ["--count goes with one address, not with 2"]),
    (["--count", "3", "127.0.0.1:65534"], ["--count 3 from port 65534 on: the last port would be above 65535"]),
    (["--answer", "ftp"], ['--answer "ftp": must be "echo", "http" or "fixed"']),
    (["--answer-bytes", "5B"], ["--answer-bytes goes with --answer http or fixed: an echo is as long as what came in"]),
    (["--answer", "http", "--answer-bytes", "0B"], ['--answer-bytes "0B": must be 1B to 1GiB']),
    (["--answer", "http", "--answer-bytes", "2GiB"], ['--answer-bytes "2GiB": must be 1B to 1GiB']),
    (["--answer", "http", "--answer-bytes", "5"], [f'--answer-bytes "5": {SIZE}']),
    (["--answer", "http", "--request-bytes", "5B"], ["--request-bytes goes with --answer fixed"]),
    (["--answer", "fixed", "--request-bytes", "2GiB"], ['--request-bytes "2GiB": must be 0B to 1GiB']),
    (["--delay", "8"], [f'--delay "8": {TIME}']),
    (["--delay", "61s"], ['--delay "61s": must be 0 to 60s, or "normal:…", "lognormal:…", "two-point:…"']),
    (["--delay", "normal:8ms"], ['--delay "normal:8ms": must look like normal:8ms,2ms (mean, deviation)']),
    (["--delay", "uniform:1ms,2ms"], ['--delay "uniform:1ms,2ms": unknown distribution "uniform"; known are "normal", '
                                      '"lognormal" or "two-point"']),
    (["--refuse", "2"], [f'--refuse "2": {SHARE}']),
    (["--reset", "101%"], [f'--reset "101%": {SHARE}']),
    (["--hang", "-1%"], [f'--hang "-1%": {SHARE}']),
    (["--close", ""], [f'--close "": {SHARE}']),
    (["--reset", "50%", "--hang", "50%", "--close", "1%"],
     ["the rates of reset, hang and close must be 100% together at most"]),
    (["--bandwidth", "1B"], ['--bandwidth "1B": must be 1KiB to 100GiB, or "off"']),
    (["--bandwidth", "fast"], [f'--bandwidth "fast": {SIZE}, or "off"']),
    (["--concurrency", "-1"], ['--concurrency "-1": must be 0 to 1000000']),
    (["--concurrency", "1000001"], ['--concurrency "1000001": must be 0 to 1000000']),
    (["--seed", "-1"], ['--seed "-1": must be 0 to 9223372036854775807']),
    (["--duration", "0s"], ['--duration "0s": must be 1ms to 24h']),
    (["--duration", "ever"], ['--duration "ever": must be a number with a unit, as in "250ms", "5s", "10m" or "1h"']),
    (["--json", ""], ['--json "": the name of the file is empty']),
    (["--log-format", "xml"], ['--log-format "xml": must be "text", "logfmt" or "json"']),
    (["--count", "0", "--qqq", "--answer", "x"],
     ['--count "0": must be 1 to 256', "unknown option --qqq; see --help",
      '--answer "x": must be "echo", "http" or "fixed"']),
]


class Server(Process):
    def __init__(self, *options, prefix=(), **keys):
        super().__init__([*prefix, LBFYD, "serve", "--log-format", "json", *options], **keys)

    def records(self, event):
        decoded = [json.loads(line) for line in list(self.err) if line.startswith("{")]
        return [record for record in decoded if record["event"] == event]

    def wait_event(self, event, count=1):
        def found():
            records = self.records(event)
            assert len(records) >= count or self.running, self.described()
            return len(records) >= count and records

        return wait_for(found, lambda: f"{count} × {event} from {self.described()}")

    def address(self, index=0):
        return host_port(self.wait_event("listening", index + 1)[index])

    def url(self):
        return "http://{}:{}/".format(*self.address())

    def stop(self, number=signal.SIGTERM):
        """The figures of its backends."""
        self.signal(number)
        assert self.wait() == 0, self.described()
        return json.loads(self.stdout_text())["backends"] if self.out else None


@pytest.fixture
def serving():
    """serving(options…) → Server on a free port, figures to standard output."""
    started = []

    def begin(*options, address="127.0.0.1:0", **keys):
        process = Server(*([address] if address else []), "--json", "-", *options, **keys)
        started.append(process)
        return process

    begin.processes = started
    yield begin
    for process in started:
        process.kill()
    for process in started:
        assert not any(SANITIZER_REPORT.search(line) for line in process.err), process.described()


# Command line ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments, lines", BAD, ids=lambda value: " ".join(value)[:40])
def test_bad_command_line(arguments, lines):
    ended = run([LBFYD, "serve", *arguments])
    assert ended.stderr.splitlines() == [f"error: {line}" for line in lines]
    assert (ended.returncode, ended.stdout) == (2, "")


def test_both_programs_have_it_and_its_help_goes_to_standard_output():
    for program in filter(None, [LBFYD, os.environ.get("LBFY")]):
        ended = run([program, "serve", "--help"], env={**os.environ, "QT_QPA_PLATFORM": "none"})
        name = os.path.basename(program)
        assert ended.stdout.startswith(f"Usage: {name} serve [ADDR:PORT]... [OPTION]...\n")
        assert (ended.returncode, ended.stderr) == (0, "")


def test_address_in_use_is_69_and_names_who_has_it(serving):
    host, port = serving().address()
    ended = run([LBFYD, "serve", "127.0.0.1:0", f"{host}:{port}"])
    name = re.escape(os.path.basename(LBFYD))
    assert re.fullmatch(rf"error: cannot listen on {host}:{port}: address in use \(by {name}, pid \d+\); "
                        r"try serve 127\.0\.0\.1:\d+\n", ended.stderr)
    assert ended.returncode == 69


def test_an_address_of_another_machine_is_69():
    ended = run([LBFYD, "serve", "192.0.2.1:9"])
    assert ended.stderr == "error: cannot listen on 192.0.2.1:9: this machine has no such address\n"
    assert ended.returncode == 69


def test_json_that_cannot_be_written_is_said_before_the_run(tmp_path):
    ended = run([LBFYD, "serve", "127.0.0.1:0", "--json", tmp_path / "none" / "figures.json"])
    assert ended.returncode == 1
    assert re.fullmatch(r"error: cannot write \S+figures\.json: .*\n", ended.stderr)


# Its life ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_with_connections_open(serving, number):
    process = serving("--delay", "60s")
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        assert process.stop(number)[0]["turns"] == 0
    assert process.records("stopped")


def test_duration_ends_it_and_the_figures_go_to_the_file(serving, tmp_path):
    process = Server("127.0.0.1:0", "--duration", "300ms", "--json", tmp_path / "figures.json")
    with client.connect(process.address()) as sock:
        sock.sendall(b"hello")
        assert client.read_exactly(sock, 5) == b"hello"
        assert process.wait() == 0
    figures = json.loads((tmp_path / "figures.json").read_text())
    backend = figures["backends"][0]
    assert figures["seconds"] >= 0.3
    assert (backend["turns"], backend["bytes_in"], backend["bytes_out"], backend["connections"]) == (1, 5, 5, 1)
    assert backend["behaviour"]["delay"] == "0ms"
    assert os.listdir(tmp_path) == ["figures.json"]


def test_several_backends_in_one_process(serving):
    port = free_port()
    process = serving("--count", "3", "127.0.0.1:0", address=None)
    ports = {process.address(index)[1] for index in range(3)}
    assert len(ports) == 3 and port not in ports
    for index in range(3):
        with client.connect(process.address(index)) as sock:
            sock.sendall(b"x")
            assert client.read_exactly(sock, 1) == b"x"
    assert [backend["turns"] for backend in process.stop()] == [1, 1, 1]


def test_lbfy_balances_over_them(lbfy, serving):
    process = serving("--count", "2", "--answer", "http")
    ports = [process.address(index)[1] for index in range(2)]
    front = lbfy(None, "--listen", "127.0.0.1:0", *[option for port in ports
                                                    for option in ("--backend", f"127.0.0.1:{port}")])
    url = "http://{}:{}/?[1-20]".format(*front.address())
    assert run(["curl", "-sS", "--fail", "-H", "Connection: close", url]).returncode == 0
    front.stop()
    turns = [backend["turns"] for backend in process.stop()]
    assert turns == [10, 10]


# Real clients ------------------------------------------------------------------------------------------------------------


def test_curl_gets_a_body_of_the_size_asked_for_and_keeps_its_connection(serving):
    process = serving("--answer", "http", "--answer-bytes", "100KiB")
    answer = run(["curl", "-sS", "--fail", "-w", "%{http_code} %{size_download} %{num_connects}\n", "-o", "/dev/null",
                  "-o", "/dev/null", process.url(), process.url()])
    assert answer.stdout.splitlines() == ["200 102400 1", "200 102400 0"], answer.stderr
    posted = run(["curl", "-sS", "--fail", "-d", "x" * 5000, "-o", "/dev/null", "-w", "%{http_code}", process.url()])
    assert posted.stdout == "200"
    head = run(["curl", "-sS", "--fail", "-I", process.url()])
    assert "Content-Length: 102400" in head.stdout
    assert process.stop()[0]["turns"] == 4


def test_nc_gets_its_own_words_back(serving):
    process = serving()
    host, port = process.address()
    ended = run(["nc", "-N", host, port], input="a line\nanother\n")
    assert (ended.returncode, ended.stdout) == (0, "a line\nanother\n")


def test_wrk_finds_no_error(serving):
    process = serving("--answer", "http", "--count", "2")
    ended = run(["wrk", "-t1", "-c50", "-d1s", process.url()])
    assert ended.returncode == 0 and "Socket errors" not in ended.stdout, ended.stdout
    assert process.stop()[0]["turns"] >= int(re.search(r"(\d+) requests in", ended.stdout)[1])


@pytest.mark.parametrize("kind, code", [("reset", 56), ("close", 52)])
def test_curl_sees_the_failure_that_was_asked_for(serving, kind, code):
    process = serving("--answer", "http", f"--{kind}", "100%")
    ended = run(["curl", "-sS", process.url()])
    assert ended.returncode == code, ended.stderr
    figures = process.stop()[0]
    assert figures["reset" if kind == "reset" else "closed"] == 1
    assert figures["turns"] == 0


def test_all_refused_is_a_refused_connect(serving):
    process = serving("--refuse", "100%")
    with socket.socket() as sock:
        assert sock.connect_ex(process.address()) == 111
    assert process.stop()[0]["connections"] == 0


def test_a_hung_turn_never_ends_and_holds_up_nobody_else(serving):
    process = serving("--answer", "http", "--hang", "50%", "--seed", "5")
    hung = []
    answered = 0
    try:
        while answered < 3 or len(hung) < 3:
            sock = client.connect(process.address())
            sock.sendall(b"GET / HTTP/1.1\r\n\r\n")
            sock.settimeout(0.3)
            try:
                assert sock.recv(4) == b"HTTP"
                answered += 1
                sock.close()
            except TimeoutError:
                hung.append(sock)
    finally:
        for sock in hung:
            sock.close()
    figures = process.stop()[0]
    assert (figures["hung"], figures["turns"]) == (len(hung), answered)


# Limits ------------------------------------------------------------------------------------------------------------------


def test_descriptors_that_run_out_are_told_once_and_cost_no_cpu(serving):
    process = serving(prefix=("prlimit", "--nofile=40:40"))
    address = process.address()
    with client.connect(address) as early:
        crowd = [client.connect(address) for _ in range(60)]
        try:
            process.wait_event("accept_paused")
            early.sendall(b"x")
            assert client.read_exactly(early, 1) == b"x"
            before = cpu_seconds(process.pid)
            pass_time(1)
            assert cpu_seconds(process.pid) - before < 0.3
            assert descriptors(process.pid) <= 40
        finally:
            for sock in crowd:
                sock.close()
        with client.connect(address) as late:
            late.sendall(b"late")
            assert client.read_exactly(late, 4) == b"late"
    record = process.records("accept_paused")
    assert len(record) == 1
    assert record[0]["msg"] == ("cannot accept: Too many open files; the descriptor limit is 40, see ulimit -n; trying "
                                "again every 100 ms")
    assert process.stop()[0]["accept_pauses"] > 0


def test_too_few_descriptors_to_start_with_is_a_clean_end():
    ended = run(["prlimit", "--nofile=12:12", LBFYD, "serve", "127.0.0.1:0", "--count", "20"])
    assert ended.returncode in (1, 69), ended.stderr
    assert "Too many open files" in ended.stderr


def test_thousands_of_connections_in_little_memory(serving):
    process = serving()
    address = process.address()
    number = min(4000, (os.sysconf("SC_OPEN_MAX") - 100) // 2)
    crowd = [client.connect(address) for _ in range(number)]
    try:
        for sock in crowd:
            sock.sendall(b"hello")
        assert all(client.read_exactly(sock, 5) == b"hello" for sock in crowd)
        with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
            resident = int(re.search(r"VmRSS:\s+(\d+) kB", status.read())[1])
        if "LBFY_SANITIZED" not in os.environ or os.environ["LBFY_SANITIZED"] != "1":
            assert resident < 40_000, f"{resident} KiB for {number} connections"
    finally:
        for sock in crowd:
            sock.close()
    assert process.stop()[0]["turns"] == number


def test_overload_shows_as_a_queue(serving):
    process = serving("--concurrency", "2", "--delay", "20ms")
    crowd = [client.connect(process.address()) for _ in range(20)]
    for sock in crowd:
        sock.sendall(b"x")
    assert all(client.read_exactly(sock, 1) == b"x" for sock in crowd)
    for sock in crowd:
        sock.close()
    assert process.stop()[0]["queued_peak"] >= 5
