# SPDX-License-Identifier: GPL-3.0-or-later
"""From the pick to an established connection: other backends are tried before the client notices."""

import signal

from harness import backends, client
from harness.backends import black_hole, closed_port
from harness.config import backend, service, toml

NO_EJECTION = {"failures": 0}


def test_refused_backend_is_retried_on_another_and_the_client_notices_nothing(lbfy, serve):
    dead, _keep = closed_port()
    process = lbfy(toml(service([backend("dead", dead), backend("good", serve(backends.identify("good")))],
                                ejection=NO_EJECTION)))
    for _ in range(20):
        assert client.ask(process.address()) == "good"
    metrics = process.metrics()
    refused = metrics.value("lbfy_backend_connect_failures_total", backend="dead", reason="refused")
    assert refused >= 9
    assert metrics.value("lbfy_backend_retries_total", backend="dead") == refused
    assert metrics.value("lbfy_backend_retries_total", backend="good") == 0
    assert metrics.value("lbfy_connections_closed_total", reason="connect_failed") == 0


def test_bytes_sent_while_connecting_reach_the_backend_once(lbfy, serve):
    """What the client sends before the connection stands is kept over the retry, and not sent twice."""
    dead, _keep = closed_port()
    server = serve(backends.record)
    process = lbfy(toml(service([backend("dead", dead), backend("good", server)], ejection=NO_EJECTION)))
    for number in range(20):
        with client.connect(process.address()) as sock:
            sock.sendall(b"%03d" % number * 1000)
        peer = server.take()
        assert peer.gone.wait(20) and bytes(peer.received) == b"%03d" % number * 1000


def test_all_refused_closes_the_client_and_counts_connect_failed(lbfy):
    dead, _keep = closed_port()
    other, _keep_other = closed_port()
    process = lbfy(toml(service([backend("a", dead), backend("b", other)], ejection=NO_EJECTION)))
    assert client.outcome(process.address()) in (client.RESET, client.CLOSED)
    process.wait_closed("connect_failed")
    metrics = process.metrics()
    assert metrics.value("lbfy_backend_connect_failures_total", backend="a", reason="refused") == 1
    assert metrics.value("lbfy_backend_connect_failures_total", backend="b", reason="refused") == 1
    assert metrics.sum("lbfy_backend_retries_total") == 1, "there was one move, from the first to the second"
    record = process.wait_event("connection_closed", reason="connect_failed")
    assert record["attempts"] == 2 and record["bytes_to_client"] == 0
    assert metrics.value("lbfy_backend_retries_total", backend=record["backend"]) == 0, "it names the last one tried"


def test_other_addresses_of_a_name_are_tried_before_its_backend_is_given_up(lbfy):
    """localhost is 127.0.0.1 and ::1, and this backend listens on the first alone: whichever is next, no client is lost."""
    (_host, port), listener = closed_port()
    process = lbfy(toml(service([backend("only", f"localhost:{port}")], ejection=NO_EJECTION)))
    assert client.outcome(process.address()) in (client.RESET, client.CLOSED)
    process.wait_closed("connect_failed")
    assert process.metrics().sum("lbfy_backend_connect_failures_total") == 1, "a backend fails once, not each address"
    listener.listen()
    listener.settimeout(20)
    for _ in range(3):
        with client.connect(process.address()) as sock:
            peer, _address = listener.accept()
            with peer:
                peer.sendall(b"here")
                assert client.read_exactly(sock, 4) == b"here"
    assert process.metrics().sum("lbfy_backend_connect_failures_total") == 1


def test_connect_timeout_against_a_black_hole_moves_on_to_another(lbfy, serve):
    hole, _keep = black_hole()
    process = lbfy(toml(service([backend("hole", hole), backend("good", serve(backends.identify("good")))],
                                connect_timeout="300ms", ejection=NO_EJECTION)))
    for _ in range(4):
        assert client.ask(process.address()) == "good"
    assert process.value("lbfy_backend_connect_failures_total", backend="hole", reason="timeout") == 4


def test_unreachable_address_is_told_apart(lbfy, serve):
    """A TCP connection to a broadcast address is ENETUNREACH at once."""
    process = lbfy(toml(service([backend("none", "127.255.255.255:9"),
                                 backend("good", serve(backends.identify("good")))], ejection=NO_EJECTION)))
    for _ in range(4):
        assert client.ask(process.address()) == "good"
    assert process.value("lbfy_backend_connect_failures_total", backend="none", reason="unreachable") == 4


def test_connect_attempts_bounds_how_many_are_tried(lbfy, serve):
    keep = [closed_port() for _ in range(4)]
    dead = [backend(f"dead{index}", address) for index, (address, _) in enumerate(keep)]
    process = lbfy(toml(service(dead, connect_attempts=2, ejection=NO_EJECTION), log={"connections": "all"}))
    assert client.outcome(process.address()) in (client.RESET, client.CLOSED)
    assert process.wait_event("connection_closed")["attempts"] == 2
    assert process.metrics().sum("lbfy_backend_connect_failures_total") == 2


def test_one_attempt_means_no_retry(lbfy, serve):
    dead, _keep = closed_port()
    process = lbfy(toml(service([backend("dead", dead), backend("good", serve(backends.identify("good")))],
                                connect_attempts=1, ejection=NO_EJECTION)))
    outcomes = [client.outcome(process.address()) for _ in range(4)]
    assert sorted(outcome == "good" for outcome in outcomes) == [False, False, True, True]
    assert process.metrics().sum("lbfy_backend_retries_total") == 0


def test_rush_on_many_services_with_the_shortest_connect_timeout_hangs_no_worker(lbfy, serve):
    """Clients that wait for their turn longer than connect_timeout have not begun to connect."""
    server = serve(backends.identify("a"))
    names = [f"s{index}" for index in range(8)]
    process = lbfy(toml(*[service([backend("a", server)], name=name, connect_timeout="1ms") for name in names]),
                   "--workers", "1")
    addresses = [process.address(name) for name in names]
    process.signal(signal.SIGSTOP)
    clients = [client.connect(address) for address in addresses for _ in range(150)]
    process.signal(signal.SIGCONT)
    answered = 0
    for sock in clients:
        try:
            sock.sendall(b"who\n")
            answered += client.read_line(sock) == b"a\n"
        except ConnectionError:
            pass  # this connect really took longer than a millisecond
        sock.close()
    assert answered > 0
    process.wait_idle()


def test_client_that_leaves_while_connecting_is_not_held_against_the_backend(lbfy):
    hole, _keep = black_hole()
    process = lbfy(toml(service([backend("hole", hole)], connect_timeout="20s", ejection={"failures": 1})))
    client.reset(client.connect(process.address()))
    process.wait_value(1, "lbfy_connections_total")
    process.wait_idle()
    metrics = process.metrics()
    assert metrics.sum("lbfy_backend_connect_failures_total") == 0
    assert metrics.sum("lbfy_backend_ejections_total") == 0
