# SPDX-License-Identifier: GPL-3.0-or-later
#
# Child processes of a benchmark: each is pinned to one core, may open as many descriptors as the system allows, dies
# with this program, and is ended by its own pid. Nothing here may wait for ever.

import contextlib
import ctypes
import json
import os
import resource
import select
import signal
import socket
import subprocess
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
LIBC = ctypes.CDLL(None, use_errno=True)


class MeasurementFailed(Exception):
    """One measurement did not work; the others go on."""


def raise_descriptor_limit():
    """Soft limit to the hard one, which children inherit. Returns it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def free_port():
    """A port of 127.0.0.1 nobody listens on now. Should another program take it before the proxy does, the proxy fails,
    and the measurement with it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(arguments, core, log, nice, **options):
    """Starts a program pinned to `core`, or nowhere if that is None; standard error goes to `log`."""

    def before_exec():
        if core is not None:
            os.sched_setaffinity(0, {core})
        if nice:
            os.nice(nice)
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    with open(log, "ab") as errors:
        return subprocess.Popen([str(word) for word in arguments], stderr=errors, preexec_fn=before_exec,
                                start_new_session=True, **options)


def stop(process):
    """Asks it to end, and insists after two seconds."""
    descendants = family(process.pid)[1:]
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(2)
    for pid in [*descendants, *([process.pid] if process.poll() is None else [])]:
        if is_alive(pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    process.wait(10)
    for stream in (process.stdin, process.stdout):
        if stream:
            with contextlib.suppress(BrokenPipeError):
                stream.close()


@contextlib.contextmanager
def running(arguments, core, log, nice, **options):
    process = start(arguments, core, log, nice, **options)
    try:
        yield process
    finally:
        stop(process)


def family(pid):
    """The process and all its descendants."""
    pids = [pid]
    for parent in pids:
        for children in Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                pids.extend(int(child) for child in children.read_text().split())
    return pids


def is_alive(pid):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def cpu_seconds(pids):
    """CPU time of whole processes, all threads, in the kernel's nanoseconds (clock_getcpuclockid(3))."""
    return sum(time.clock_gettime(((~pid) << 3) | 2) for pid in pids)


def resident_bytes(pids):
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/status").read_text().splitlines()
        total += sum(int(line.split()[1]) * 1024 for line in fields if line.startswith("VmRSS:"))
    return total


def stolen_seconds(core):
    """Time for which the machine below had given this core to somebody else, since boot."""
    for line in Path("/proc/stat").read_text().splitlines():
        if line.startswith(f"cpu{core} "):
            return int(line.split()[8]) / os.sysconf("SC_CLK_TCK")
    return 0.0


def read_line(stream, seconds):
    """One line of a child's standard output, or MeasurementFailed after `seconds`."""
    deadline = time.monotonic() + seconds
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([stream], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            raise MeasurementFailed(f"no answer from a helper program within {seconds} s")
        part = os.read(stream.fileno(), 4096)
        if not part:
            raise MeasurementFailed("a helper program ended early; see its log")
        line += part
    return line.decode()


def run_json(arguments, core, log, nice, seconds):
    """Runs a load generator to its end and returns the JSON it prints."""
    with running(arguments, core, log, nice, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as load:
        try:
            output, _ = load.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            raise MeasurementFailed(f"load not finished within {seconds:.0f} s") from None
    try:
        return json.loads(output)
    except ValueError:
        raise MeasurementFailed(f"load ended with {load.returncode} and no result; see its log") from None


def run_load(arguments, core, log, nice, seconds):
    """Runs bench_load and returns its JSON; errors in it are errors of the proxy under test."""
    result = run_json(arguments, core, log, nice, seconds)
    if result["errors"]:
        raise MeasurementFailed(f"{result['errors']} connections failed")
    return result


def wait_until_relaying(port, process, seconds=10):
    """Waits until a turn through `port` is answered, so that the proxy listens and has a backend."""
    request = b"A" + bytes(7) + (64).to_bytes(8, "little") + bytes(48)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise MeasurementFailed(f"the proxy ended with {process.returncode}; see its log")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as probe:
            probe.sendall(request)
            if probe.recv(64, socket.MSG_WAITALL):
                return
        time.sleep(0.002)   # between two attempts; so fine because the start is what is timed
    raise MeasurementFailed(f"the proxy answered no turn within {seconds} s")
