# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures: everything a test starts is ended when it ends, by process id, whether it passed or not."""

import os

import pytest

from harness.backends import Backend
from harness.lbfy import Lbfy
from harness.process import Process

# No test speaks to, or waits for, the session bus of whoever runs it; those that need a bus start one of their own.
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"


@pytest.fixture
def start():
    """start(command, …) → Process, killed at the end."""
    started = []

    def begin(*command, **keys):
        process = Process(command, **keys)
        started.append(process)
        return process

    begin.processes = started
    yield begin
    for process in started:
        process.kill()


@pytest.fixture
def lbfy(tmp_path):
    """lbfy(config text, options…) → Lbfy; a sanitizer's report in any of them fails the test."""
    started = []

    def begin(config=None, *options, **keys):
        directory = tmp_path / f"lbfy{len(started)}"
        directory.mkdir()
        process = Lbfy(directory, config, *options, **keys)
        started.append(process)
        return process

    begin.processes = started
    yield begin
    for process in started:
        process.kill()
    for process in started:
        process.check_sanitizers()


@pytest.fixture
def serve():
    """serve(handler, …) → Backend, stopped at the end."""
    started = []

    def begin(handler, **keys):
        backend = Backend(handler, **keys)
        started.append(backend)
        return backend

    yield begin
    for backend in started:
        backend.stop()


@pytest.hookimpl(tryfirst=True, hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A failed test shows the end of each program's log, without which the failure says little."""
    report = (yield).get_result()
    if report.failed and call.when == "call":
        for fixture in item.funcargs.values():
            for process in getattr(fixture, "processes", []):
                report.sections.append((" ".join(process.command), process.stderr_text()[-6000:]))
