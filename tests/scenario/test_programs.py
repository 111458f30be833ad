# SPDX-License-Identifier: GPL-3.0-or-later
"""Real programs through lbfy, as Debian ships them."""

import hashlib
import json
import re
import subprocess

from harness import backends
from harness.config import backend, service, toml
from harness.process import run
from harness.programs import free_port, nginx, redis
from harness.waiting import SANITIZED, wait_for

GIB = (64 << 20) if SANITIZED else (1 << 30)


def through(lbfy, *ports, **keys):
    """(process, "host:port") of lbfy before servers on these ports."""
    process = lbfy(toml(service([backend(f"b{index}", f"127.0.0.1:{port}") for index, port in enumerate(ports)],
                                **keys)))
    return process, "{}:{}".format(*process.address())


def test_many_small_requests_with_curl_reach_both_nginx(lbfy, start, tmp_path):
    servers = [nginx(start, tmp_path / name, f'location / {{ return 200 "{name} $arg_n"; }}') for name in "ab"]
    _, address = through(lbfy, *[port for _, port in servers])
    number = 200
    # Each its own connection: curl is told not to keep them.
    answer = run(["curl", "-sS", "--fail", "-H", "Connection: close", "-w", "\n",
                  f"http://{address}/?n=[1-{number}]"])
    lines = answer.stdout.split("\n")[:number]
    assert answer.returncode == 0, answer.stderr
    assert [line.split()[1] for line in lines] == [str(n) for n in range(1, number + 1)]
    assert sum(line.startswith("a") for line in lines) == number // 2


def sparse_file(path, size):
    """A file with a few bytes here and there in a lot of nothing: big, quickly made, and no two places alike."""
    with path.open("wb") as file:
        for at in range(0, size, size // 64):
            file.seek(at)
            file.write(f"here {at}".encode())
        file.truncate(size)
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def test_big_file_down_from_nginx_by_checksum(lbfy, start, tmp_path):
    (tmp_path / "www").mkdir()
    digest = sparse_file(tmp_path / "www" / "big", GIB)
    _, port = nginx(start, tmp_path / "nginx", f"root {tmp_path}/www; sendfile on;")
    process, address = through(lbfy, port)
    with subprocess.Popen(["curl", "-sS", "--fail", f"http://{address}/big"], stdout=subprocess.PIPE) as download:
        assert hashlib.file_digest(download.stdout, "sha256").hexdigest() == digest
    assert download.returncode == 0
    process.wait_idle()
    assert process.value("lbfy_backend_bytes_total", direction="to_client") >= GIB
    (tmp_path / "www" / "big").unlink()


def test_big_file_up_to_nginx_by_checksum(lbfy, start, tmp_path):
    digest = sparse_file(tmp_path / "big", GIB)
    (tmp_path / "nginx").mkdir()
    (tmp_path / "www").mkdir()
    _, port = nginx(start, tmp_path / "nginx", f"root {tmp_path}/www; dav_methods PUT;")
    _, address = through(lbfy, port)
    put = run(["curl", "-sS", "--fail", "-T", tmp_path / "big", f"http://{address}/stored"], patience=120)
    assert put.returncode == 0, put.stderr
    (tmp_path / "big").unlink()
    with (tmp_path / "www" / "stored").open("rb") as stored:
        assert hashlib.file_digest(stored, "sha256").hexdigest() == digest
    (tmp_path / "www" / "stored").unlink()


def test_redis_benchmark_alone_and_pipelined(lbfy, start, tmp_path):
    _, port = redis(start, tmp_path)
    process, address = through(lbfy, port)
    front = address.split(":")[1]
    number = 2000 if SANITIZED else 20000
    for extra in ([], ["-P", "16"]):
        result = run(["redis-benchmark", "-h", "127.0.0.1", "-p", front, "-n", number, "-c", "50", "-t", "set,get",
                      "-d", "100", "--csv", *extra])
        assert result.returncode == 0 and "GET" in result.stdout and "error" not in result.stdout.lower(), result
    value = "v" * 100_000
    assert run(["redis-cli", "-p", front, "set", "big", value]).stdout.strip() == "OK"
    assert run(["redis-cli", "-p", front, "get", "big"]).stdout.strip() == value
    process.wait_idle()
    assert process.metrics().sum("lbfy_connections_closed_total", reason="backend_reset") == 0


def test_ssh_like_half_close_with_ncat_and_socat(lbfy, start, tmp_path):
    """The client says all it has and ends its half; the answer (the input's checksum) comes after that."""
    port = free_port()
    start("socat", f"TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr", "EXEC:sha256sum")
    wait_for(lambda: run(["nc", "-z", "127.0.0.1", str(port)]).returncode == 0, "socat listens")
    _, address = through(lbfy, port)
    host, front = address.split(":")
    data = bytes(range(256)) * 20000
    expected = hashlib.sha256(data).hexdigest()
    for command in (["ncat", host, front], ["nc", "-N", host, front], ["socat", "-t", "60", "-", f"TCP:{address}"]):
        answer = subprocess.run(command, input=data, capture_output=True, timeout=60)
        assert answer.stdout.decode().startswith(expected), (command[0], answer.stdout, answer.stderr)


def test_iperf3_both_ways_at_once(lbfy, start):
    port = free_port()
    start("iperf3", "-s", "-B", "127.0.0.1", "-p", port, "--forceflush")
    wait_for(lambda: run(["nc", "-z", "127.0.0.1", str(port)]).returncode == 0, "iperf3 listens")
    _, address = through(lbfy, port)
    host, front = address.split(":")
    result = run(["iperf3", "-c", host, "-p", front, "--bidir", "-t", "2", "-P", "2", "-J"])
    report = json.loads(result.stdout)
    assert "error" not in report, report["error"]
    for direction in ("sum_received", "sum_received_bidir_reverse"):
        assert report["end"][direction]["bytes"] > 1 << 20, direction


def test_kill_of_one_of_two_nginx_under_wrk_costs_only_what_was_on_it(lbfy, start, tmp_path):
    """Out by check or ejection, and back after `rise`; wrk sees no more errors than it had connections there."""
    connections = 16
    servers = [nginx(start, tmp_path / name, f'location / {{ return 200 "{name}"; }}') for name in "ab"]
    process, address = through(lbfy, *[port for _, port in servers],
                               health={"check": "http", "interval": "200ms", "timeout": "1s", "fall": 2, "rise": 2})
    process.wait_value(lambda value: value >= 1, "lbfy_backend_health_checks_total", backend="b1", result="success")
    wrk = start("wrk", "-t", "2", "-c", connections, "-d", "8s", f"http://{address}/")
    # Not by backend: wrk tries the address out first, and that connection may be picked amid the others.
    process.wait_value(connections, "lbfy_connections_active")
    victim, port = servers[1]
    victim.kill()
    process.wait_event("backend_down", backend="b1")
    nginx(start, tmp_path / "again", 'location / { return 200 "b"; }', port=port)
    ups = len(process.events("backend_up", backend="b1"))
    wait_for(lambda: process.events("backend_up", backend="b1")[ups - 1:] and
             process.value("lbfy_backend_up", backend="b1") == 1, "it is back after rise")
    assert wrk.wait() == 0
    text = wrk.stdout_text()
    errors = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", text)
    connect, read, write, timeout = (int(number) for number in errors.groups()) if errors else (0, 0, 0, 0)
    # While a killed process's descriptors are closed one by one, its listener may still take a connection for a moment:
    # that one was on it as well. lbfy tells each of them; no client met an error that had any other cause.
    metrics = process.metrics()
    on_it = sum(metrics.value("lbfy_connections_closed_total", reason=f"backend_{end}") for end in ("reset", "closed"))
    assert connect == 0 and timeout == 0 and read + write <= on_it <= connections, text
    assert metrics.value("lbfy_connections_closed_total", reason="connect_failed") == 0
    assert metrics.sum("lbfy_connections_shed_total") == 0
    assert "Non-2xx" not in text
    assert int(re.search(r"(\d+) requests in", text)[1]) > 100
    answers = {run(["curl", "-sS", f"http://{address}/"]).stdout for _ in range(4)}
    assert answers == {"a", "b"}


def test_python_sink_and_curl_upload_of_unknown_length(lbfy, serve):
    """Chunked, both ends half-close in their own time."""
    server = serve(backends.upload_sink)
    _, address = through(lbfy, server.address[1])
    data = b"0123456789abcdef" * 100_000
    answer = subprocess.run(["socat", "-t", "60", "-", f"TCP:{address}"], input=data, capture_output=True, timeout=60)
    assert answer.stdout.decode().split() == [str(len(data)), hashlib.sha256(data).hexdigest()]
