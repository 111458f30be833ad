# SPDX-License-Identifier: GPL-3.0-or-later
"""The program under test as a running process: started on free ports, asked over its endpoint, heard by its log."""

import http.client
import json
import os
import re
import signal

from .metrics import Metrics
from .process import Process
from .waiting import seconds, wait_for

LBFYD = os.environ.get("LBFYD", "lbfyd")
HOST_PORT = re.compile(r"(?:\[([0-9a-f:.]+)\]|(\d+\.\d+\.\d+\.\d+)):(\d+)")
SANITIZER_REPORT = re.compile(r"(ERROR: \w+Sanitizer|runtime error:|WARNING: ThreadSanitizer)")


def host_port(record):
    """The (host, port) that a log record names: under "address" or "listen", else anywhere in it."""
    values = [record.get(key) for key in ("address", "listen")] + list(record.values())
    for value in values:
        match = HOST_PORT.search(str(value)) if value is not None else None
        if match:
            return match[1] or match[2], int(match[3])
    raise AssertionError(f"no address in {record}")


class Lbfy(Process):
    """`config` is the text of a configuration file (kept in `directory`); without it only `options` count."""

    def __init__(self, directory, config=None, *options, program=None, prefix=(), metrics=True, form="json", **keys):
        self.file = None
        command = list(prefix) + [program or LBFYD]
        if config is not None:
            self.file = directory / "lbfy.toml"
            self.file.write_text(config)
            command += ["--config", self.file]
        if form:
            command += ["--log-format", form]
        if metrics:
            command += ["--metrics", "127.0.0.1:0"]
        super().__init__(command + list(options), **keys)
        self._decoded = []
        self._decoded_lines = 0
        self._address = {}
        self._metrics_address = None

    # The log -----------------------------------------------------------------------------------------------------

    def records(self):
        """Every log line so far that is a JSON object."""
        for line in self.err[self._decoded_lines:]:
            self._decoded_lines += 1
            if line.startswith("{"):
                self._decoded.append(json.loads(line))
        return list(self._decoded)

    def events(self, event, **fields):
        return [record for record in self.records() if record.get("event") == event
                and all(str(record.get(key)) == str(value) for key, value in fields.items())]

    def wait_event(self, event, count=1, patience=20, **fields):
        """The count-th record of that event with these fields."""
        def found():
            records = self.events(event, **fields)
            assert len(records) >= count or self.running, f"ended: {self.described()}"
            return len(records) >= count and records[count - 1]

        return wait_for(found, lambda: f"{count} × {event} {fields} in {self.described()}", patience)

    # Where it is -------------------------------------------------------------------------------------------------

    def address(self, service=None):
        """The (host, port) that a service listens on; the only service unless named."""
        if service not in self._address:
            fields = {"service": service} if service else {}
            self._address[service] = host_port(self.wait_event("listening", **fields))
        return self._address[service]

    def moved(self):
        """Forget what is known about addresses: a reload changed one."""
        self._address.clear()

    @property
    def metrics_address(self):
        if not self._metrics_address:
            self._metrics_address = host_port(self.wait_event("metrics_listening"))
        return self._metrics_address

    # What it says ------------------------------------------------------------------------------------------------

    def get(self, path, method="GET", headers=None):
        """(status, body, headers) of one request to the endpoint."""
        connection = http.client.HTTPConnection(*self.metrics_address, timeout=seconds())
        try:
            connection.request(method, path, headers=headers or {})
            response = connection.getresponse()
            return response.status, response.read().decode(), dict(response.getheaders())
        finally:
            connection.close()

    def metrics(self):
        status, body, _ = self.get("/metrics")
        assert status == 200, body
        return Metrics(body)

    def state(self):
        status, body, _ = self.get("/api/v1/state")
        assert status == 200, body
        return json.loads(body)

    def value(self, name, **labels):
        return self.metrics().value(name, **labels)

    def wait_value(self, expected, name, patience=20, **labels):
        """Until one series has a value (or one that satisfies a function)."""
        wanted = expected if callable(expected) else lambda value: value == expected
        last = []

        def reached():
            last[:] = [self.value(name, **labels)]
            return wanted(last[0])

        wait_for(reached, lambda: f"{name}{labels} is {last}, wanted {expected}", patience, 0.03)

    def closed(self, reason, **labels):
        return self.value("lbfy_connections_closed_total", reason=reason, **labels)

    def wait_closed(self, reason, count=1, patience=20, **labels):
        self.wait_value(count, "lbfy_connections_closed_total", patience, reason=reason, **labels)

    def selections(self):
        """{backend: times chosen}"""
        return self.metrics().by("backend", "lbfy_backend_selections_total")

    def wait_idle(self):
        self.wait_value(0, "lbfy_connections_active")

    def wait_ready(self):
        wait_for(lambda: self.get("/readyz")[0] == 200, "/readyz says 200", interval=0.03)

    # Its life ----------------------------------------------------------------------------------------------------

    def reload(self, config):
        """A new file and SIGHUP; returns when it has been applied."""
        self.wait_event("starting")  # SIGHUP ends a program that does not listen to it yet
        before = len(self.events("config_reloaded"))
        self.file.write_text(config)
        self.signal(signal.SIGHUP)
        return self.wait_event("config_reloaded", before + 1)

    def stop(self, patience=20, code=0):
        """SIGTERM, and the exit code of a good end."""
        self.signal(signal.SIGTERM)
        ended = self.wait(patience)
        assert ended == code, f"exit code {ended}: {self.described()}"
        self.check_sanitizers()

    def check_sanitizers(self):
        report = next((line for line in self.err if SANITIZER_REPORT.search(line)), None)
        assert report is None, self.stderr_text()[-6000:]
