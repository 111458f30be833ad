# SPDX-License-Identifier: GPL-3.0-or-later
"""Active checks and passive ejection, as told by events, metrics and where connections go."""

import datetime
import signal

from harness import backends, client
from harness.backends import Peer, black_hole, closed_port
from harness.config import backend, service, toml
from harness.waiting import SLOW, pass_time, wait_for

QUICK = {"interval": "100ms", "timeout": f"{int(300 * SLOW)}ms", "fall": 3, "rise": 2}
STATE = "lbfy_backend_state"


def checked(pool, check="tcp", **keys):
    return toml(service(pool, health={**QUICK, "check": check, **keys}, ejection={"failures": 0, "panic_percent": 0}))


def test_tcp_check_takes_a_dead_backend_out_and_back(lbfy, serve):
    dying = serve(backends.identify("a"))
    process = lbfy(checked([backend("a", dying), backend("b", serve(backends.identify("b")))]))
    process.wait_value(lambda value: value >= 2, "lbfy_backend_health_checks_total", backend="a", result="success")
    dying.stop()
    down = process.wait_event("backend_down", backend="a")
    assert down["service"] == "web" and "refused" in str(down).lower(), "the cause is told"
    metrics = process.metrics()
    assert metrics.value("lbfy_backend_up", backend="a") == 0
    assert metrics.value(STATE, backend="a", state="down") == 1 and metrics.value(STATE, backend="a", state="up") == 0
    assert metrics.value("lbfy_backend_health_checks_total", backend="a", result="failure") >= 3
    assert {client.ask(process.address()) for _ in range(10)} == {"b"}
    ups = len(process.events("backend_up", backend="a"))
    dying.start()
    process.wait_event("backend_up", count=ups + 1, backend="a")
    assert {client.ask(process.address()) for _ in range(10)} == {"a", "b"}


def test_first_check_decides_at_once_about_a_backend_dead_from_the_start(lbfy, serve):
    dead, _keep = closed_port()
    process = lbfy(checked([backend("dead", dead), backend("good", serve(backends.identify("good")))], fall=100))
    process.wait_event("backend_down", backend="dead")
    assert process.value("lbfy_backend_health_checks_total", backend="dead", result="failure") < 100


def test_fall_and_rise_count_consecutive_results(lbfy, serve):
    status, heads, told = [200], [], []

    def answer():
        told.append(status[0])
        return told[-1]

    server = serve(backends.web(answer, heads))
    process = lbfy(checked([backend("a", server)], "http", http_path="/health?full=1", fall=4, rise=3))
    wait_for(lambda: len(heads) >= 2, "checks succeed")
    assert heads[0].startswith(b"GET /health?full=1 HTTP/1.")
    assert b"\r\nhost:" in heads[0].lower()
    status[0] = 500
    down = process.wait_event("backend_down", backend="a")
    assert told.count(500) >= 4, "four failures, not fewer"
    assert "500" in str(down), "the cause is told"
    ups = len(process.events("backend_up"))
    status[0] = 204
    process.wait_event("backend_up", count=ups + 1, backend="a")
    assert told.count(204) >= 3, "three successes, not fewer"


def test_name_with_several_addresses_is_up_when_one_of_them_answers(lbfy, serve):
    """"localhost" is 127.0.0.1 and ::1, and many a server listens on the second only."""
    server = serve(backends.identify("a"), host="::1")
    process = lbfy(checked([backend("a", f"localhost:{server.address[1]}")]))
    process.wait_value(1, "lbfy_backend_up")
    process.wait_value(lambda value: value >= 5, "lbfy_backend_health_checks_total", result="success")
    assert process.value("lbfy_backend_health_checks_total", result="failure") == 1, "it stays with what answers"


def test_http_redirect_is_up_and_client_error_is_down(lbfy, serve):
    process = lbfy(checked([backend("redirect", serve(backends.web(lambda: 302))),
                            backend("missing", serve(backends.web(lambda: 404))),
                            backend("garbage", serve(backends.greet(b"220 this is no web server\r\n")))], "http"))
    for name in ("missing", "garbage"):
        process.wait_event("backend_down", backend=name)
    process.wait_value(lambda value: value >= 3, "lbfy_backend_health_checks_total", backend="redirect",
                       result="success")
    assert process.value("lbfy_backend_up", backend="redirect") == 1


def test_send_expect_goes_by_the_answer(lbfy, serve):
    answer = [b"+PONG\r\n"]
    asked = []

    def reply(line):
        asked.append(line)
        return answer[0]

    server = serve(backends.line_server(reply))
    process = lbfy(checked([backend("a", server)], "send-expect", send="PING\r\n", expect="+PONG"))
    process.wait_value(lambda value: value >= 2, "lbfy_backend_health_checks_total", backend="a", result="success")
    assert set(asked) == {b"PING\r\n"}
    answer[0] = b"-LOADING\r\n"
    process.wait_event("backend_down", backend="a")


def test_send_expect_finds_an_answer_that_comes_in_pieces(lbfy, serve):
    def dribble(peer: Peer):
        client.read_line(peer.sock)
        for byte in b"+PONG\r\n":
            peer.sock.sendall(bytes([byte]))
            pass_time(0.002)  # so that the pieces are separate segments

    process = lbfy(checked([backend("a", serve(dribble))], "send-expect", send="PING\r\n", expect="+PONG"))
    process.wait_value(lambda value: value >= 3, "lbfy_backend_health_checks_total", backend="a", result="success")
    assert process.value("lbfy_backend_health_checks_total", backend="a", result="failure") == 0


def test_check_that_gets_no_answer_is_a_timeout(lbfy, serve):
    hole, _keep = black_hole()
    process = lbfy(checked([backend("hanging", serve(backends.hang)), backend("hole", hole)], "http",
                           timeout="100ms"))
    for name in ("hanging", "hole"):
        down = process.wait_event("backend_down", backend=name)
        assert "time" in str(down).lower(), "the cause is told"


def test_checks_off_means_up_until_ejected(lbfy):
    dead, _keep = closed_port()
    process = lbfy(toml(service([backend("dead", dead)], ejection={"failures": 3, "panic_percent": 0})))
    assert process.value("lbfy_backend_up", backend="dead") == 1
    for _ in range(3):
        client.outcome(process.address())
    process.wait_event("backend_ejected", backend="dead")
    assert process.value(STATE, backend="dead", state="ejected") == 1


def test_own_stall_ejects_nobody(lbfy, serve):
    """A stopped process finds all its check timers overdue when it runs again: that is not the backends' fault."""
    pool = [backend(name, serve(backends.identify(name))) for name in "ab"]
    process = lbfy(toml(service(pool, health={"check": "tcp", "interval": "100ms", "timeout": "800ms", "fall": 1,
                                              "rise": 1}, ejection={"failures": 1})))
    process.wait_value(lambda value: value >= 2, "lbfy_backend_health_checks_total", backend="a", result="success")
    for _ in range(3):
        process.signal(signal.SIGSTOP)
        pass_time(2.0)  # the stall itself, longer than the timeout
        process.signal(signal.SIGCONT)
        done = process.metrics().sum("lbfy_backend_health_checks_total")
        process.wait_ready()
        wait_for(lambda: process.metrics().sum("lbfy_backend_health_checks_total") > done + 4,  # noqa: B023
                 "checks go on")
    assert not process.events("backend_down") and not process.events("backend_ejected")
    assert process.metrics().sum("lbfy_backend_health_checks_total", result="failure") == 0


def test_ejection_after_consecutive_failures_and_return_after_base_time(lbfy, serve):
    dying = serve(backends.identify("a"))
    pool = [backend("a", dying), backend("b", serve(backends.identify("b")))]
    process = lbfy(toml(service(pool, ejection={"failures": 3, "base_time": "1s"})))
    assert {client.ask(process.address()) for _ in range(4)} == {"a", "b"}
    dying.stop()
    asked = 0
    while not process.events("backend_ejected"):
        assert client.ask(process.address()) == "b"
        asked += 1
    ejected = process.wait_event("backend_ejected", backend="a")
    assert ejected["service"] == "web" and ejected["reason"] == "3 failures in a row"
    metrics = process.metrics()
    assert metrics.value("lbfy_backend_ejections_total", backend="a") == 1
    # Who comes between the third failure and the next Pool may try it once more.
    refused = metrics.value("lbfy_backend_connect_failures_total", backend="a", reason="refused")
    assert 3 <= refused <= asked
    dying.start()
    process.wait_event("backend_restored", backend="a")
    assert {client.ask(process.address()) for _ in range(10)} == {"a", "b"}


def test_each_ejection_is_longer_by_base_time_up_to_max_time(lbfy):
    dead, _keep = closed_port()
    process = lbfy(toml(service([backend("a", dead)], ejection={"failures": 1, "base_time": "100ms",
                                                                "max_time": "250ms"})))
    for number, length in enumerate([0.1, 0.2, 0.25, 0.25], 1):
        client.outcome(process.address())
        ejected = process.wait_event("backend_ejected", number)
        assert (ejected["for_s"], ejected["ejections"]) == (length, number)
        restored = process.wait_event("backend_restored", number)
        assert seconds_between(ejected, restored) >= length - 0.002, "it takes as long as it said"
    process.wait_value(4, "lbfy_backend_ejections_total")


def seconds_between(*records):
    """By the log's own clock, which counts milliseconds."""
    begin, end = (datetime.datetime.fromisoformat(record["ts"]) for record in records)
    return (end - begin).total_seconds()


def test_ejection_turned_off_by_a_reload_brings_back_who_was_ejected(lbfy, serve):
    dead, _keep = closed_port()
    pool = [backend("a", dead), backend("b", serve(backends.identify("b")))]
    process = lbfy(toml(service(pool, ejection={"failures": 1})))
    assert [client.ask(process.address()) for _ in range(3)] == ["b"] * 3
    process.wait_event("backend_ejected", backend="a")
    process.reload(toml(service(pool, ejection={"failures": 0})))
    assert process.wait_event("backend_restored", backend="a")["reason"] == "ejection is off"
    assert process.value(STATE, backend="a", state="up") == 1


def test_success_in_between_starts_the_count_anew(lbfy, serve):
    """Failures that are not consecutive never eject."""
    flaky = serve(backends.identify("a"))
    process = lbfy(toml(service([backend("a", flaky)], ejection={"failures": 3})))
    for _ in range(3):
        flaky.stop()
        for _ in range(2):
            client.outcome(process.address())
        flaky.start()
        assert client.ask(process.address()) == "a"
        process.wait_idle()  # the client has its answer a moment before it is counted as a success
    assert process.value("lbfy_backend_connect_failures_total", backend="a", reason="refused") == 6
    assert process.value("lbfy_backend_ejections_total", backend="a") == 0


def test_never_more_than_max_percent_are_ejected(lbfy, serve):
    keep = [closed_port() for _ in range(3)]
    pool = [backend(f"dead{index}", address) for index, (address, _) in enumerate(keep)]
    pool.append(backend("good", serve(backends.identify("good"))))
    process = lbfy(toml(service(pool, connect_attempts=4,
                                ejection={"failures": 1, "max_percent": 50, "panic_percent": 0})))
    for _ in range(20):
        assert client.ask(process.address()) == "good"
    metrics = process.metrics()
    assert sum(metrics.by("backend", STATE, state="ejected").values()) == 2
    assert metrics.value(STATE, backend="good", state="ejected") == 0


def test_at_least_one_may_always_be_ejected(lbfy, serve):
    dead, _keep = closed_port()
    pool = [backend("dead", dead)] + [backend(name, serve(backends.identify(name))) for name in "bcd"]
    process = lbfy(toml(service(pool, ejection={"failures": 1, "max_percent": 1})))
    for _ in range(8):
        client.ask(process.address())
    process.wait_event("backend_ejected", backend="dead")


def test_connections_live_on_when_their_backend_goes_down(lbfy, serve):
    """Checks say whom to give new connections, not whom to cut."""
    status = [200]
    checks = backends.web(lambda: status[0])

    def both(peer):
        (checks if peer.sock.recv(3, 2) == b"GET" else backends.echo)(peer)  # 2: MSG_PEEK

    process = lbfy(checked([backend("a", serve(both))], "http"))
    process.wait_value(lambda value: value >= 1, "lbfy_backend_health_checks_total", result="success")
    with client.connect(process.address()) as sock:
        sock.sendall(b"one")
        assert client.read_exactly(sock, 3) == b"one"
        status[0] = 500
        process.wait_event("backend_down", backend="a")
        sock.sendall(b"two")
        assert client.read_exactly(sock, 3) == b"two"
