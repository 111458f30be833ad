# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a screen reader finds it, over AT-SPI on a display and a bus of its own: names for everything that can be
used, a sentence for each chart, cells that say what they hold."""

import os
from contextlib import ExitStack

import pytest

from harness import backends, client
from harness.accessibility import INTERACTIVE, desktop, walk
from harness.config import backend, service, toml

PROGRAM = os.environ.get("LBFY")
DIALOGS = ("Service settings…", "Program settings…", "Preferences…", "Keyboard shortcuts")


@pytest.fixture
def tree(start, lbfy, serve, tmp_path):
    """The window with a backend that is up, one that is down, and open connections; and all its dialogs."""
    environment = desktop(start, tmp_path)
    served = serve(backends.echo)
    config = toml(service([backend("quick", served), backend("gone", "127.0.0.1:1")], health={"check": "tcp"}))
    process = lbfy(config, program=PROGRAM, env=environment)
    with ExitStack() as stack:
        for _ in range(3):
            connection = stack.enter_context(client.connect(process.address()))
            connection.sendall(b"hello")
            assert client.read_exactly(connection, 5) == b"hello"
        process.wait_event("backend_down", backend="gone")
        yield walk(start, environment, process.pid, *DIALOGS)
    process.stop()


def listed(objects):
    return "\n".join(f"{o['role']} {o['name']!r} {o['description']!r} in {o['path']}" for o in objects)


def test_window_as_a_screen_reader_finds_it(tree):
    unnamed = [o for o in tree if (o["focusable"] or o["role"] in INTERACTIVE) and not o["name"].strip()]
    # But a line that has nothing to say and is not shown, and the list that belongs to a named box.
    unnamed = [o for o in unnamed if o["showing"] or o["role"] != "label"]
    unnamed = [o for o in unnamed if o["role"] != "list" or not o["path"].rpartition(" / ")[2].startswith("combo box")]
    assert not unnamed, listed(unnamed)

    charts = {o["name"]: o["description"] for o in tree if o["role"] == "chart"}
    assert set(charts) == {"EWMA latency, ms", "Active connections"}
    assert all("quick" in sentence and "gone" in sentence for sentence in charts.values()), charts

    cells = [o["name"] for o in tree if o["role"] == "table cell"]
    assert all(name.strip() for name in cells)
    assert any(name.startswith("Down") for name in cells) and "Weight: 1" in cells, cells
    headers = [o for o in tree if o["role"] == "table column header"]
    assert len(headers) > 40 and all(o["name"].strip() for o in headers), listed(headers)

    marked_up = [o for o in tree if "</" in o["name"] + o["description"]]
    assert not marked_up, listed(marked_up)
