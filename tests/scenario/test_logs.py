# SPDX-License-Identifier: GPL-3.0-or-later
"""The log: every line parses in each format, connections tell their story, and no log ever holds up traffic."""

import json
import os
import pty
import re
import subprocess

from harness import backends, client, loglines
from harness.config import backend, service, toml
from harness.contract import EVENT_FIELDS
from harness.process import listening
from harness.waiting import SANITIZED, wait_for

def one(target, **log):
    return toml(service([backend("a", target)]), log={"connections": "all", **log})


def a_life(process, address):
    """A few connections and a graceful end; the log's lines."""
    for _ in range(3):
        assert client.ask(address) == "a"
    process.signal(15)
    assert process.wait() == 0
    return process.err


def test_json_lines_all_parse_and_carry_the_four_keys(lbfy, serve):
    process = lbfy(one(serve(backends.identify("a")), level="debug"))
    for line in a_life(process, process.address()):
        assert {"ts", "level", "event", "msg"} <= set(json.loads(line)), line
    for event in ("starting", "listening", "metrics_listening", "connection_closed", "draining", "stopped"):
        assert process.events(event), event


def test_logfmt_is_the_default_beside_a_terminal_and_every_line_parses(lbfy, serve):
    process = lbfy(one(serve(backends.identify("a"))), form=None)
    port = int(process.wait_line(r"event=listening .*127\.0\.0\.1:(\d+)")[1])
    for line in a_life(process, ("127.0.0.1", port)):
        assert {"ts", "level", "event", "msg"} <= set(loglines.logfmt(line)), line


def test_text_lines_are_for_people_and_carry_time_level_and_event_message(lbfy, serve):
    process = lbfy(one(serve(backends.identify("a"))), form="text")
    port = int(process.wait_line(r"[Ll]istening.*127\.0\.0\.1:(\d+)")[1])
    lines = a_life(process, ("127.0.0.1", port))
    assert len(lines) > 5
    for line in lines:
        assert re.search(r"\d\d:\d\d:\d\d", line) and "\x1b" not in line, "no colours into a pipe"


def test_text_in_colour_is_the_default_on_a_terminal(lbfy, serve):
    ours, its = pty.openpty()
    try:
        process = lbfy(one(serve(backends.identify("a"))), form=None, metrics=False, stderr=its,
                       env={"LBFY_METRICS": "off", "NO_COLOR": None})
        os.close(its)
        shown = b""
        while b"listening on" not in shown:
            assert client.readable(ours, 20), shown
            shown += os.read(ours, 4096)
        process.signal(15)
        assert process.wait() == 0
    finally:
        os.close(ours)
    plain = re.sub(r"\x1b\[\d*m", "", shown.decode())
    assert plain != shown.decode(), "there is colour"
    assert [loglines.text(line)["event"] for line in plain.splitlines()][:2] == ["starting", "listening"]


def test_connection_closed_tells_the_whole_story(lbfy, serve):
    process = lbfy(one(serve(backends.echo)))
    with client.connect(process.address()) as sock:
        own = "{}:{}".format(*sock.getsockname())
        for _ in range(3):
            sock.sendall(b"12345")
            client.read_exactly(sock, 5)
    record = process.wait_event("connection_closed")
    assert EVENT_FIELDS["connection_closed"] <= set(record)
    assert (record["service"], record["backend"], record["client"]) == ("web", "a", own)
    assert (record["strategy"], record["attempts"], record["turns"]) == ("round-robin", 1, 3)
    assert (record["bytes_to_backend"], record["bytes_to_client"], record["reason"]) == (15, 15, "client_closed")
    assert 0 < record["connect_s"] <= record["duration_s"] and 0 < record["first_byte_s"] <= record["duration_s"]


def test_ids_are_unique(lbfy, serve):
    process = lbfy(one(serve(backends.identify("a"))))
    for _ in range(20):
        client.ask(process.address())
    process.wait_event("connection_closed", 20)
    assert len({record["id"] for record in process.events("connection_closed")}) == 20


def test_failures_only_by_default(lbfy, serve):
    """A connection that ended well is no line; one that did not, is."""
    server = serve(backends.identify("a"))
    process = lbfy(toml(service([backend("a", server)], ejection={"failures": 0})))
    assert client.ask(process.address()) == "a"
    process.wait_idle()
    server.stop()
    client.outcome(process.address())
    record = process.wait_event("connection_closed")
    assert record["reason"] == "connect_failed" and len(process.events("connection_closed")) == 1


def test_off_means_no_connection_lines(lbfy, serve):
    server = serve(backends.identify("a"))
    process = lbfy(one(server, connections="off"))
    client.ask(process.address())
    server.stop()
    client.outcome(process.address())
    process.wait_closed("connect_failed")
    process.stop()
    assert not process.events("connection_closed")


def test_level_error_leaves_out_what_is_less(lbfy, serve):
    server = serve(backends.identify("a"))
    process = lbfy(one(server), "--log-level", "error", "--metrics", "127.0.0.1:0", metrics=False)
    wait_for(lambda: len(listening(process.pid)) >= 2, "both listen, though it does not say so")
    process.signal(15)
    assert process.wait() == 0
    assert all(record["level"] == "error" for record in process.records())


def test_shed_lines_are_limited_in_rate_with_a_count_of_those_left_out(lbfy, serve):
    process = lbfy(toml(service([backend("a", serve(backends.echo))], max_connections=0)))
    process.address()
    number = 100 if SANITIZED else 1000
    for _ in range(number):
        assert client.outcome(process.address()) == client.RESET
    process.wait_value(number, "lbfy_connections_shed_total", reason="max_connections")

    def accounted():
        lines = process.events("connection_shed")
        left_out = 0
        for record in lines:
            left_out += sum(value for key, value in record.items()
                            if key not in ("ts", "id") and isinstance(value, int) and not isinstance(value, bool))
        return 0 < len(lines) < number and len(lines) + left_out >= number * 0.9

    def more():
        # The count of those left out rides on a later line.
        client.outcome(process.address())
        return accounted()

    wait_for(more, lambda: f"lines and counts add up: {process.events('connection_shed')[-3:]}", interval=0.2)


def test_client_bytes_never_reach_the_log(lbfy, serve):
    process = lbfy(one(serve(backends.identify("a")), level="debug"))
    client.ask(process.address(), question=b"SECRET-TOKEN\x1b[31m\n")
    process.wait_event("connection_closed")
    process.stop()
    assert "SECRET" not in process.stderr_text()


def test_blocked_log_pipe_does_not_stop_traffic_and_what_is_lost_is_counted(lbfy, serve):
    process = lbfy(toml(service([backend("a", serve(backends.identify("a")))]), log={"connections": "all"}))
    address = process.address()
    _ = process.metrics_address
    process.stop_reading()

    def dropped():
        for _ in range(50):
            assert client.ask(address) == "a"
        return process.value("lbfy_log_dropped_total") > 0

    wait_for(dropped, "lines are dropped and counted", patience=240, interval=0)
    assert client.ask(address) == "a"
    process.resume_reading()
    process.stop()


def test_full_disk_behind_the_log_does_not_stop_traffic(lbfy, serve):
    with open("/dev/full", "wb", buffering=0) as full:
        process = lbfy(one(serve(backends.identify("a"))), metrics=False, stderr=full,
                       env={"LBFY_METRICS": "off"})
    (address,) = wait_for(lambda: listening(process.pid), "it listens")
    for _ in range(20):
        assert client.ask(address) == "a"
    process.signal(15)
    assert process.wait() == 0


def test_closed_standard_error_does_not_stop_traffic(lbfy, serve):
    process = lbfy(one(serve(backends.identify("a"))), prefix=("sh", "-c", 'exec "$@" 2>&-', "sh"), metrics=False,
                   env={"LBFY_METRICS": "off"}, stderr=subprocess.DEVNULL)
    (address,) = wait_for(lambda: listening(process.pid), "it listens")
    assert client.ask(address) == "a"
    process.signal(15)
    assert process.wait() == 0
