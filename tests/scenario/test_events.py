# SPDX-License-Identifier: GPL-3.0-or-later
"""One life in which every log event of the contract happens, read back in each of the three forms."""

import resource
import signal

import pytest

from harness import backends, client
from harness.backends import closed_port
from harness.config import backend, service, toml
from harness.contract import EVENTS, EVENT_FIELDS
from harness.loglines import READERS
from harness.programs import free_port
from harness.waiting import SANITIZED, wait_for

HEALTH = {"check": "tcp", "interval": "50ms", "timeout": "2s", "fall": 2, "rise": 1}


class Life:
    """An lbfy whose log is read in one form. Its addresses are fixed, for not every form tells them alike."""

    def __init__(self, lbfy, serve, form):
        self.read = READERS[form]
        self.checked = serve(backends.identify("a"))
        self.dead, self._keep = closed_port()
        self.ports = {name: free_port() for name in ("web", "failing", "full", "metrics")}
        self.process = lbfy(self.config(), form=form, metrics=False)

    def config(self, strategy="round-robin"):
        def one(name, pool, **keys):
            return service(pool, name=name, listen=f"127.0.0.1:{self.ports[name]}", **keys)

        return toml(one("web", [backend("a", self.checked)], health=HEALTH, strategy=strategy),
                    one("failing", [backend("dead", self.dead)], ejection={"failures": 1, "base_time": "50ms"}),
                    one("full", [backend("a", self.checked)], max_connections=0),
                    metrics=f"127.0.0.1:{self.ports['metrics']}", workers=1)

    def records(self):
        return [self.read(line) for line in list(self.process.err)]

    def wait(self, event, count=1):
        def found():
            assert self.process.running, self.process.described()
            return len([record for record in self.records() if record["event"] == event]) >= count

        wait_for(found, lambda: f"{count} × {event} in {self.process.described()}", interval=0.05)

    def outcome(self, name):
        return client.outcome(("127.0.0.1", self.ports[name]))


def live_through_everything(life):
    for event in ("starting", "listening", "metrics_listening", "backend_up"):
        life.wait(event)
    life.checked.stop()
    life.wait("backend_down")
    life.checked.start()
    life.wait("backend_up", 2)
    assert life.outcome("failing") == client.RESET
    for event in ("backend_ejected", "backend_restored", "connection_closed"):
        life.wait(event)
    assert life.outcome("full") == client.RESET
    life.wait("connection_shed")
    process = life.process
    process.file.write_text(life.config(strategy="random"))
    process.signal(signal.SIGHUP)
    life.wait("strategy_changed")
    life.wait("config_reloaded")
    process.file.write_text("nonsense = 1\n")
    process.signal(signal.SIGHUP)
    life.wait("config_rejected")
    if not SANITIZED:  # UBSan's check of a pointer opens a pipe, so it misfires without descriptors
        usual = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (3, usual[1]))
        with client.connect(("127.0.0.1", life.ports["web"])):
            life.wait("accept_paused")
            resource.prlimit(process.pid, resource.RLIMIT_NOFILE, usual)
    process.signal(signal.SIGTERM)
    assert process.wait() == 0


@pytest.mark.parametrize("form", READERS)
def test_every_event_of_the_contract_is_told_in_each_form(lbfy, serve, form):
    life = Life(lbfy, serve, form)
    live_through_everything(life)
    records = life.records()
    for record in records:
        assert {"ts", "level", "event", "msg"} <= set(record) and record["msg"], record
        assert record["level"] in ("error", "warn", "info", "debug"), record
        assert EVENT_FIELDS.get(record["event"], set()) <= set(record), record
    expected = set(EVENTS) - ({"accept_paused"} if SANITIZED else set())
    assert expected <= {record["event"] for record in records}
