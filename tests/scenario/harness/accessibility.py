# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader sees of a program: the tree of AT-SPI, walked by a process of its own on the bus of the test.

As a program, `accessibility.py PID ACTION…`: carries out the named menu actions, waits for the dialogs that they open,
and prints every object as one line of JSON.
"""

import json
import sys

from harness.waiting import wait_for

# Of these a user must be told what they are, whether or not they can have the focus.
INTERACTIVE = {"push button", "toggle button", "check box", "radio button", "combo box", "text", "spin button", "slider",
               "menu item", "check menu item", "radio menu item", "page tab", "list item", "table", "chart"}


def desktop(start, directory):
    """The environment of a desktop that ends with the test: a display and a session bus, nothing shared."""
    display = start("Xvfb", "-displayfd", "1", "-screen", "0", "1600x1000x24", "-nolisten", "tcp")
    number = display.wait_line(r"^(\d+)$", display.out)[1]
    address = f"unix:path={directory}/bus"
    bus = start("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}", "--print-address=1",
                env={"DISPLAY": f":{number}"})
    bus.wait_line("^unix:", bus.out)
    return {"DISPLAY": f":{number}", "DBUS_SESSION_BUS_ADDRESS": address, "WAYLAND_DISPLAY": None,
            "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "XDG_CONFIG_HOME": str(directory),
            "LC_ALL": "C.UTF-8"}


def walk(start, environment, pid, *actions):
    """Every object of the program, as dictionaries."""
    reader = start(sys.executable, __file__, pid, *actions, env=environment)
    assert reader.wait(60) == 0, reader.described()
    return [json.loads(line) for line in reader.out]


def _children(parent):
    """Objects come and go while they are read."""
    return [child for child in (parent.getChildAtIndex(i) for i in range(parent.childCount)) if child]


def _objects(parent, path=()):
    yield parent, path
    for child in _children(parent):
        yield from _objects(child, (*path, f"{parent.getRoleName()} {parent.name!r}"))


def main(pid, actions):
    import pyatspi
    program = wait_for(lambda: next((app for app in _children(pyatspi.Registry.getDesktop(0))
                                   if app.get_process_id() == pid), None), f"process {pid} on the bus")
    for name in actions:
        item = wait_for(lambda: next((o for o, _ in _objects(program) if o.getRoleName().endswith("menu item")
                                    and o.name == name), None), name)
        windows = program.childCount
        item.queryAction().doAction(0)
        wait_for(lambda: program.childCount > windows, f"what {name} opens")
    for each, path in _objects(program):
        states = each.getState()
        print(json.dumps({"role": each.getRoleName(), "name": each.name, "description": each.description,
                          "path": " / ".join(path), "showing": states.contains(pyatspi.STATE_SHOWING),
                          "focusable": states.contains(pyatspi.STATE_FOCUSABLE)}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
