# SPDX-License-Identifier: GPL-3.0-or-later
"""Child processes that cannot outlive their test, and what /proc says about them.

Each child leads its own process group; whatever is left of the group is killed, by its id, when the test ends.
"""

import os
import re
import signal
import socket
import struct
import subprocess
import threading
from pathlib import Path

from .waiting import seconds, wait_for

CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


class Process:
    """A started program with its output collected by threads, so that no pipe fills up and blocks it."""

    def __init__(self, command, env=None, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=None):
        self.command = [str(part) for part in command]
        environment = {**os.environ, **(env or {})}
        for name in [key for key, value in environment.items() if value is None]:
            del environment[name]
        self.popen = subprocess.Popen(self.command, stdin=stdin, stdout=subprocess.PIPE, stderr=stderr, cwd=cwd,
                                      env=environment, process_group=0)
        self.pid = self.popen.pid
        self.out, self.err = [], []
        self._reading = threading.Event()
        self._reading.set()
        self._threads = []
        self._collect(self.popen.stdout, self.out)
        if self.popen.stderr:
            self._collect(self.popen.stderr, self.err)

    def _collect(self, pipe, lines):
        def run():
            for line in pipe:
                lines.append(line.decode("utf-8", "backslashreplace").rstrip("\n"))
                self._reading.wait()
            pipe.close()

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        self._threads.append(thread)

    def stop_reading(self):
        """Let the program's pipes fill up."""
        self._reading.clear()

    def resume_reading(self):
        self._reading.set()

    @property
    def running(self):
        return self.popen.poll() is None

    def signal(self, number):
        os.kill(self.pid, number)

    def wait(self, patience=20):
        """The exit code (negative: killed by that signal), with all output collected."""
        code = self.popen.wait(seconds(patience))
        self._reading.set()
        for thread in self._threads:
            thread.join(seconds(5))
        return code

    def write(self, data):
        self.popen.stdin.write(data)
        self.popen.stdin.flush()

    def stderr_text(self):
        return "\n".join(self.err)

    def stdout_text(self):
        return "\n".join(self.out)

    def wait_line(self, pattern, lines=None, patience=20):
        """The match of the first line that fits; standard error unless told otherwise."""
        where = self.err if lines is None else lines

        def find():
            found = next((match for match in (re.search(pattern, line) for line in list(where)) if match), None)
            assert found or self.running or any(t.is_alive() for t in self._threads), f"ended: {self.described()}"
            return found

        return wait_for(find, lambda: f"a line like {pattern!r} from {self.described()}", patience)

    def described(self):
        return f"{' '.join(self.command)}\n{self.stdout_text()}\n{self.stderr_text()[-4000:]}"

    def kill(self):
        """For teardown: ends the whole group, whatever state it is in."""
        self._reading.set()
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.popen.wait()
        if self.popen.stdin:
            try:
                self.popen.stdin.close()
            except BrokenPipeError:
                pass


def run(command, patience=60, **keys):
    """Runs to the end; the finished subprocess with text output."""
    return subprocess.run([str(part) for part in command], capture_output=True, text=True,
                          timeout=seconds(patience), **keys)


def resident_kib(pid):
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+) kB", status.read())[1])


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / CLOCK_TICKS


def any_thread_runs(pid, name):
    """True if one of the threads whose name begins so is at work, not waiting, just now."""
    for task in Path(f"/proc/{pid}/task").iterdir():
        before, after = (task / "stat").read_text().rsplit(")", 1)
        if before.split("(", 1)[1].startswith(name) and after.split()[0] == "R":
            return True
    return False


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def _sockets(pid, state):
    """The IPv4 addresses, own and the other end's, of a process's TCP sockets in one state of the kernel's table."""
    inodes = set()
    for entry in os.listdir(f"/proc/{pid}/fd"):
        try:
            target = os.readlink(f"/proc/{pid}/fd/{entry}")
        except FileNotFoundError:
            continue
        if target.startswith("socket:["):
            inodes.add(target[8:-1])

    def pair(text):
        host, port = text.split(":")
        return socket.inet_ntoa(struct.pack("<I", int(host, 16))), int(port, 16)

    with open(f"/proc/{pid}/net/tcp", encoding="ascii") as table:
        rows = [line.split() for line in table.readlines()[1:]]
    return {(pair(row[1]), pair(row[2])) for row in rows if row[3] == state and row[9] in inodes}


def listening(pid):
    """The IPv4 (host, port) pairs a process listens on, without asking the process."""
    return {own for own, _ in _sockets(pid, "0A")}


def connecting(pid):
    """The IPv4 (host, port) pairs that a process's connects are waiting for."""
    return {other for _, other in _sockets(pid, "02")}
