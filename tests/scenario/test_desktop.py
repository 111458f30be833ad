# SPDX-License-Identifier: GPL-3.0-or-later
"""The desktop program where there is no desktop: it says so, or runs headless when told."""

import os

from harness import backends, client
from harness.config import backend, service, toml

PROGRAM = os.environ.get("LBFY")
NO_DISPLAY = {"DISPLAY": None, "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}


def test_without_a_display_it_says_so_in_one_line_and_exits_69(lbfy):
    process = lbfy(None, program=PROGRAM, metrics=False, form=None, env=NO_DISPLAY)
    assert process.wait() == 69
    assert len(process.err) == 1 and "--no-gui" in process.err[0], process.stderr_text()


def test_with_a_display_that_is_not_there_it_says_so_in_one_line_and_exits_69(lbfy, tmp_path):
    env = {**NO_DISPLAY, "DISPLAY": ":9871", "XDG_CONFIG_HOME": str(tmp_path)}
    process = lbfy(None, program=PROGRAM, metrics=False, form=None, env=env)
    assert process.wait() == 69
    assert len(process.err) == 1 and "no display" in process.err[0] and ":9871" in process.err[0], process.stderr_text()


def test_offscreen_window_balances_and_ends_gracefully(lbfy, serve, tmp_path):
    env = {**NO_DISPLAY, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}
    process = lbfy(toml(service([backend("a", serve(backends.identify("a")))])), program=PROGRAM, env=env)
    assert client.ask(process.address()) == "a"
    process.stop()


def test_demo_window_ends_by_itself_and_leaves_what_the_user_has_as_it_was(lbfy, tmp_path):
    config = tmp_path / "config" / "lbfy"
    config.mkdir(parents=True)
    mine = "[General]\nlast_file=/nowhere/mine.toml\nrecent_files=/nowhere/mine.toml\ntheme=dark\n"
    (config / "ui.conf").write_text(mine)
    homes = {name: str(tmp_path / "config") for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    process = lbfy(None, "--demo", "--demo-duration", "2s", program=PROGRAM, metrics=False,
                   env={**NO_DISPLAY, "QT_QPA_PLATFORM": "offscreen", **homes})
    assert process.wait() == 0, process.described()
    assert not process.events("error"), process.stderr_text()
    assert [path.name for path in sorted((tmp_path / "config").rglob("*"))] == ["lbfy", "ui.conf"]
    assert (config / "ui.conf").read_text() == mine


def test_no_gui_serves_without_a_display(lbfy, serve):
    process = lbfy(toml(service([backend("a", serve(backends.identify("a")))])), "--no-gui", program=PROGRAM,
                   env=NO_DISPLAY)
    assert client.ask(process.address()) == "a"
    process.stop()


def test_no_gui_lists_strategies_and_checks_files_without_a_display(lbfy, serve):
    listing = lbfy(None, "--list-strategies", program=PROGRAM, metrics=False, form=None, env=NO_DISPLAY)
    assert listing.wait() == 0 and "latency-aware" in listing.out
    check = lbfy(toml(service([backend("a", serve(backends.echo))])), "--check-config", program=PROGRAM,
                 metrics=False, form=None, env=NO_DISPLAY)
    assert check.wait() == 0
