# SPDX-License-Identifier: GPL-3.0-or-later
"""Waiting for things that happen in other processes.

Every wait is for a condition and has a deadline; nothing waits for a guess of how long something takes. Deadlines are
generous, for they only matter when a test fails, and stretch by LBFY_TEST_SLOW for slow builds.
"""

import os
import time

SANITIZED = os.environ.get("LBFY_SANITIZED") == "1"
SLOW = float(os.environ.get("LBFY_TEST_SLOW", "3" if SANITIZED else "1"))
PATIENCE = 20.0


def seconds(patience=PATIENCE):
    return patience * SLOW


def wait_for(condition, what, patience=PATIENCE, interval=0.01):
    """The first true value of condition(); AssertionError naming `what` after the deadline."""
    end = time.monotonic() + seconds(patience)
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            described = what() if callable(what) else what
            raise AssertionError(f"still not so after {seconds(patience):.0f} s: {described}")
        # Other processes give no signal to wait on, so look again shortly.
        pass_time(interval)


def pass_time(duration):
    """Let time pass where time itself is what the program under test is given (a stall, a pace), never as a guess."""
    time.sleep(duration)


def settled(read, what, still=0.5, patience=PATIENCE):
    """The value of read() once it has not changed for `still` seconds: for figures that grow until they are bounded."""
    last = [read(), time.monotonic()]

    def unchanged():
        value = read()
        if value != last[0]:
            last[:] = [value, time.monotonic()]
        return time.monotonic() - last[1] >= still

    wait_for(unchanged, what, patience, 0.05)
    return last[0]
