# SPDX-License-Identifier: GPL-3.0-or-later
"""Start, end, and what the world is told of it: signals, exit codes, sd_notify."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from harness import backends, client
from harness.config import address_text, backend, service, toml
from harness.process import run
from harness.waiting import SANITIZED, seconds, wait_for

BLOCK = os.urandom(1 << 16)


def one(target, **top):
    return toml(service([backend("a", target)]), **top)


def test_headless_loads_no_plugin(lbfy, serve):
    """Those for TLS bring OpenSSL: half the time of a start and 5 MiB, for nothing."""
    process = lbfy(one(serve(backends.echo)))
    process.wait_ready()
    assert "/plugins/" not in Path(f"/proc/{process.pid}/maps").read_text()


def test_sigterm_lets_a_download_finish_and_exits_0(lbfy, serve):
    server = serve(backends.leave)
    process = lbfy(one(server))
    with client.connect(process.address()) as sock:
        sock.sendall(b"get")
        peer = server.take()
        peer.sock.sendall(BLOCK)
        assert client.read_exactly(sock, len(BLOCK)) == BLOCK
        process.signal(signal.SIGTERM)
        process.wait_event("draining")
        wait_for(lambda: refuses(process.address()), "nobody new is taken")
        sender = client.Upload(peer.sock, 100 * len(BLOCK), BLOCK)
        count, digest = client.checksum(sock)
        assert (count, digest) == (100 * len(BLOCK), sender.finished())
    peer.sock.close()
    assert process.wait() == 0
    process.wait_event("stopped")


def refuses(address):
    with socket.socket() as sock:
        return sock.connect_ex(address) != 0


def test_sigint_is_a_graceful_end_too(lbfy, serve):
    process = lbfy(one(serve(backends.echo)))
    process.address()
    process.signal(signal.SIGINT)
    assert process.wait() == 0


def test_second_sigterm_ends_at_once(lbfy, serve):
    process = lbfy(one(serve(backends.echo), drain_timeout="1h"))
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        client.read_exactly(sock, 1)
        process.signal(signal.SIGTERM)
        process.wait_event("draining")
        assert process.running
        process.signal(signal.SIGTERM)
        assert process.wait() == 0
        client.read_to_end(sock)


def test_drain_timeout_closes_what_is_left_as_shutdown(lbfy, serve):
    process = lbfy(one(serve(backends.echo), drain_timeout="300ms", log={"connections": "all"}))
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        client.read_exactly(sock, 1)
        process.signal(signal.SIGTERM)
        client.read_to_end(sock)
        assert process.wait() == 0
    assert process.events("connection_closed", reason="shutdown")


def test_endpoint_says_not_ready_while_draining(lbfy, serve):
    process = lbfy(one(serve(backends.echo)))
    with client.connect(process.address()) as sock:
        sock.sendall(b"x")
        client.read_exactly(sock, 1)
        process.wait_ready()
        process.signal(signal.SIGTERM)
        wait_for(lambda: process.get("/readyz")[0] == 503, "a balancer before this one is told to go elsewhere")
        assert process.get("/healthz")[0] == 200
    assert process.wait() == 0


def test_exit_2_for_a_bad_command_line_that_names_the_nearest_option(lbfy):
    process = lbfy(None, "--metrcs", "off", metrics=False, form=None)
    assert process.wait() == 2
    assert "--metrics" in process.stderr_text() and not process.out


def test_exit_78_for_a_bad_configuration(lbfy):
    process = lbfy('[[service]]\nname = "web"\nlisten = "127.0.0.1:0"\nstrategy = "fastest"\n')
    assert process.wait() == 78
    assert re.search(r"lbfy\.toml:4:\d+: error: .*fastest", process.stderr_text())


def test_exit_69_for_an_address_in_use_names_the_owner(lbfy, start):
    owner = start("nc", "-l", "-k", "-v", "127.0.0.1", "0")
    port = int(owner.wait_line(r"Listening on \S+ (\d+)")[1])
    process = lbfy(None, "--listen", f"127.0.0.1:{port}", form=None)
    assert process.wait() == 69
    error = [line for line in process.err if "cannot listen" in line]
    assert len(error) == 1
    assert re.search(rf"error: cannot listen on 127\.0\.0\.1:{port}: address in use "
                     rf"\(by nc\S*, pid {owner.pid}\); try --listen 127\.0\.0\.1:\d+", error[0])


def test_exit_69_when_the_metrics_address_is_in_use(lbfy, serve):
    taken = serve(backends.echo)
    process = lbfy(None, "--listen", "127.0.0.1:0", "--metrics", address_text(taken.address), metrics=False)
    assert process.wait() == 69
    assert address_text(taken.address) in process.stderr_text()


def crowded(free, limit=600):
    """A command that another one may follow, to run it with `limit` descriptors of which all but `free` are taken."""
    return (sys.executable, "-c",
            "import os, resource, sys\n"
            f"resource.setrlimit(resource.RLIMIT_NOFILE, ({limit}, {limit}))\n"
            f"while os.dup(0) < {limit - free}: pass\n"
            f"[os.set_inheritable(fd, True) for fd in range(3, {limit - free})]\n"
            "os.execv(sys.argv[1], sys.argv[1:])\n")


@pytest.mark.skipif(SANITIZED, reason="UBSan's check of a pointer opens a pipe, so it misfires without descriptors")
@pytest.mark.parametrize("free, message", [
    (100, r"error: cannot start worker \d+ of 64: .*Too many open files; try fewer --workers"),
    (170, r"error: cannot listen on 127\.0\.0\.1:0: Too many open files"),
], ids=["workers", "listeners"])
def test_exit_1_when_the_system_gives_too_few_descriptors(lbfy, serve, free, message):
    """The limit itself would do, but somebody else has used it up, which no arithmetic can foresee."""
    process = lbfy(one(serve(backends.echo), workers=64), "--max-connections", "20",
                   "--metrics", "off", metrics=False, prefix=crowded(free))
    assert process.wait() == 1
    errors = [line for line in process.err if line.startswith("error:")]
    assert len(errors) == 1 and re.fullmatch(message, errors[0]), process.stderr_text()


def test_exit_78_when_the_limit_cannot_carry_the_workers(lbfy, serve):
    process = lbfy(one(serve(backends.echo), workers=64), "--max-connections", "10",
                   prefix=("prlimit", "--nofile=160:160"))
    assert process.wait() == 78
    assert "that workers, listeners and checks need" in process.stderr_text()


@pytest.mark.parametrize("option", ["--version", "--help", "--print-config", "--check-config", "--list-strategies"])
def test_exit_1_when_the_answer_cannot_be_written(option):
    with open("/dev/full", "w", encoding="ascii") as full:
        ended = subprocess.run([os.environ["LBFYD"], option], stdout=full, stderr=subprocess.PIPE, text=True,
                               timeout=seconds(), check=False)
    assert ended.returncode == 1 and ended.stderr == "error: cannot write to standard output\n"


def test_a_second_lbfy_on_the_same_address_is_refused(lbfy, serve):
    """SO_REUSEPORT among the workers must not let two processes share the port unnoticed."""
    server = serve(backends.echo)
    first = lbfy(one(server))
    second = lbfy(None, "--listen", address_text(first.address()))
    assert second.wait() == 69
    assert f"pid {first.pid}" in second.stderr_text()


def test_killed_and_started_again_it_binds_at_once(lbfy, serve):
    """Connections of the dead process linger in TIME_WAIT on the port."""
    server = serve(backends.identify("a"))
    first = lbfy(one(server))
    address = first.address()
    held = client.connect(address)
    assert client.ask(address) == "a"
    first.kill()
    second = lbfy(None, "--listen", address_text(address), "--backend", address_text(server.address))
    assert second.address() == address and client.ask(address) == "a"
    held.close()


def test_options_beat_the_environment_which_beats_the_file(lbfy, serve):
    a = serve(backends.identify("a"))
    text = toml(service([backend("a", a)], strategy="random", max_connections=5))
    process = lbfy(text, "--strategy", "least-connections",
                   env={"LBFY_STRATEGY": "source-hash", "LBFY_MAX_CONNECTIONS": "7"})
    assert client.ask(process.address()) == "a"
    assert process.value("lbfy_strategy_info", strategy="least-connections") == 1
    assert process.value("lbfy_service_connections_limit") == 7


def test_check_config_says_fine_or_what_is_wrong_and_starts_nothing(lbfy, serve):
    good = lbfy(one(serve(backends.echo)), "--check-config", metrics=False)
    assert good.wait() == 0
    bad = lbfy("nonsense = 1\n", "--check-config", metrics=False)
    assert bad.wait() == 78 and "nonsense" in bad.stderr_text()


class Notifications:
    """The service manager's end of sd_notify."""

    def __init__(self, path):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.sock.bind(str(path))
        self.sock.settimeout(seconds())
        self.environment = {"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "400000"}

    def wait(self, message):
        """The text of the next notification that has such a line."""
        while True:
            text = self.sock.recv(4096).decode()
            if message in text.splitlines():
                return text


def test_sd_notify_tells_ready_watchdog_reloading_and_stopping(lbfy, serve, tmp_path):
    manager = Notifications(tmp_path / "notify")
    text = one(serve(backends.identify("a")))
    process = lbfy(text, env=manager.environment)
    manager.wait("READY=1")
    assert client.ask(process.address()) == "a", "ready means that clients are served"
    manager.wait("WATCHDOG=1")
    manager.wait("WATCHDOG=1")
    process.reload(text)
    assert "MONOTONIC_USEC=" in manager.wait("RELOADING=1")
    manager.wait("READY=1")
    process.signal(signal.SIGTERM)
    manager.wait("STOPPING=1")
    assert process.wait() == 0


def test_version_and_help_go_to_standard_output():
    program = os.environ["LBFYD"]
    version = run([program, "--version"])
    assert version.returncode == 0 and re.search(r"\d+\.\d+\.\d+", version.stdout) and not version.stderr
    text = run([program, "--help"])
    assert text.returncode == 0 and "--max-connections" in text.stdout and not text.stderr


def test_download_through_a_whole_life_is_whole(lbfy, serve):
    """No byte is lost between the last read and a graceful end: the backend closes while lbfy drains."""
    size = 8_000_000
    process = lbfy(one(serve(backends.download(BLOCK, size))))
    with client.connect(process.address(), receive_buffer=65536) as sock:
        first = client.read_exactly(sock, 1000)
        process.signal(signal.SIGTERM)
        process.wait_event("draining")
        count, _ = client.checksum(sock)
        assert len(first) + count == size
    assert process.wait() == 0
