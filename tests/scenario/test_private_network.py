# SPDX-License-Identifier: GPL-3.0-or-later
"""What needs a network of its own: fixed and privileged ports, and running out of source ports.

CTest runs this file under `unshare --map-root-user --net`; LBFY_PRIVATE_NETWORK says so.
"""

import os
import socket
import subprocess
import time
from pathlib import Path

import pytest

from harness import backends, client, nameserver
from harness.backends import closed_port
from harness.config import backend, service, toml
from harness.metrics import Metrics
from harness.nameserver import NameServer
from harness.process import run
from harness.waiting import seconds, wait_for

NO_EJECTION = {"failures": 0}


@pytest.fixture(autouse=True, scope="module")
def loopback():
    assert os.environ.get("LBFY_PRIVATE_NETWORK") == "1", "run this file under unshare --map-root-user --net"
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)


def test_no_arguments_at_all_serves_the_documented_default_addresses(lbfy, start):
    for port in (9000, 9001):
        start("nc", "-l", "-k", "-v", "127.0.0.1", port, stdin=subprocess.PIPE).wait_line("Listening")
    process = lbfy(None, metrics=False)
    assert process.address() == ("127.0.0.1", 8080)
    assert process.metrics_address == ("0.0.0.0", 9090)
    with client.connect(("127.0.0.1", 8080)) as sock:
        sock.sendall(b"hello\n")
        wait_for(lambda: "lbfy_connections_active 1" in run(["curl", "-s", "localhost:9090/metrics"]).stdout,
                 "curl localhost:9090/metrics shows the connection")
    limit = process.value("lbfy_service_connections_limit")
    assert limit == 1000
    assert set(process.selections()) == {"127.0.0.1:9000", "127.0.0.1:9001"}


def test_privileged_port_without_the_right_is_exit_77(lbfy):
    process = lbfy(None, "--listen", "127.0.0.1:80",
                   prefix=("setpriv", "--bounding-set", "-net_bind_service"))
    assert process.wait() == 77
    assert "127.0.0.1:80" in process.stderr_text()


def asking_the_name_server(directory):
    """What to put before a command that is to ask ours and no other."""
    (directory / "resolv.conf").write_text(f"nameserver {nameserver.ADDRESS}\noptions attempts:1\n")
    mount = f"mount --bind {directory}/resolv.conf /etc/resolv.conf"
    return ["unshare", "--mount", "sh", "-c", f'{mount} && exec "$@"', "sh"]


def test_name_server_that_does_not_answer_holds_up_neither_start_nor_end(lbfy, serve, tmp_path):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind((nameserver.ADDRESS, 53))
        process = lbfy(toml(service([backend("lost", "some.name.example:80"), backend("a", serve(backends.identify("a")))])),
                       prefix=asking_the_name_server(tmp_path))
        assert client.ask(process.address()) == "a"
        silent.recv(512)  # it is asking
        begun = time.monotonic()
        process.stop()
        assert time.monotonic() - begun < seconds(2)


def test_changed_answer_of_the_name_server_is_followed_and_the_last_good_one_kept(lbfy, serve, tmp_path):
    first = serve(backends.identify("first"))
    port = first.address[1]
    second = serve(backends.identify("second"), host="127.0.0.2", port=port)
    hosts = {"shop.example": "127.0.0.1"}
    server = NameServer(hosts)
    try:
        process = lbfy(toml(service([backend("a", f"shop.example:{port}")])), prefix=asking_the_name_server(tmp_path))
        wait_for(lambda: client.outcome(process.address()) == "first", "the name has been resolved")
        hosts["shop.example"] = "127.0.0.2"
        wait_for(lambda: client.ask(process.address()) == "second", "the new answer is followed", 90, 0.1)
        hosts.clear()
        process.wait_event("resolve_failed", patience=90, backend="a")
        assert client.ask(process.address()) == "second" and process.get("/readyz")[0] == 200
        hosts["shop.example"] = "127.0.0.1"
        wait_for(lambda: client.ask(process.address()) == "first", "the name server is asked on", 90, 0.1)
    finally:
        server.close()


def test_address_that_this_host_has_no_way_to_is_no_excuse_for_the_other(lbfy):
    """Without IPv6, "localhost" has one address of use, and that it refuses is the backend's own failure."""
    (_host, port), _keep = closed_port()
    switch = Path("/proc/sys/net/ipv6/conf/all/disable_ipv6")
    usual = switch.read_text(encoding="ascii")
    switch.write_text("1", encoding="ascii")
    try:
        process = lbfy(toml(service([backend("a", f"localhost:{port}")], ejection=NO_EJECTION)))
        for number in (1, 2, 3):
            assert client.outcome(process.address()) in (client.RESET, client.CLOSED)
            process.wait_value(number, "lbfy_backend_connect_failures_total", backend="a", reason="refused")
        assert process.value("lbfy_backend_connect_failures_total", backend="a", reason="local") == 0
    finally:
        switch.write_text(usual, encoding="ascii")


def test_no_free_source_port_is_a_local_failure_and_blames_no_backend(lbfy, serve):
    server = serve(backends.echo)
    process = lbfy(toml(service([backend("a", server)], connect_attempts=1, ejection={"failures": 1})))
    address = process.address()
    process.wait_ready()
    ports = "/proc/sys/net/ipv4/ip_local_port_range"
    with open(ports, encoding="ascii") as file:
        usual = file.read()
    held = []
    own_ports = iter(range(20000, 30000))  # below those that earlier tests' connections may still hold

    def scrape():
        with client.connect(process.metrics_address, source=("127.0.0.1", next(own_ports))) as sock:
            sock.sendall(b"GET /metrics HTTP/1.0\r\n\r\n")
            return Metrics(client.read_to_end(sock)[0].split(b"\r\n\r\n", 1)[1].decode())

    def local_failures(metrics):
        return metrics.value("lbfy_backend_connect_failures_total", backend="a", reason="local")

    def is_answered(sock):
        try:
            return sock.recv(1) == b"x"
        except ConnectionResetError:
            return False

    try:
        with open(ports, "w", encoding="ascii") as file:
            file.write("40000 40003")
        # Clients name their own source ports, so that only lbfy's connections use up the four.
        for _ in range(8):
            try:
                sock = client.connect(address, source=("127.0.0.1", next(own_ports)))
                held.append(sock)
                sock.sendall(b"x")
            except ConnectionResetError:  # refused before the call has returned
                continue
        wait_for(lambda: local_failures(scrape()) >= 4, "connects without a source port are counted as local")
        metrics = scrape()
        assert metrics.value("lbfy_backend_ejections_total", backend="a") == 0
        assert metrics.value("lbfy_backend_up", backend="a") == 1
        # Which of them came first is settled between two workers; a health check may have had the fourth port.
        assert sum(is_answered(sock) for sock in held) >= 3
    finally:
        with open(ports, "w", encoding="ascii") as file:
            file.write(usual)
        for sock in held:
            client.reset(sock)
    wait_for(lambda: client.outcome(address) == "who", "connections work again with source ports to spare")
