# SPDX-License-Identifier: GPL-3.0-or-later
#
# One measurement: a fresh pool, a fresh balancer before it, an open loop with a connection for every turn. Load and
# backends share a core, the balancer has the other.

import contextlib
import json
import socket
import subprocess
import time
from dataclasses import dataclass

from sidebyside.processes import MeasurementFailed, free_port, run_json, running, stop, wait_until_relaying

from . import balancers

# A turn that takes longer has failed: a hundred times what the usual backend takes is no answer any more.
TIMEOUT = 2


@dataclass(frozen=True)
class Times:
    warm_up: float      # before anything counts: strategies learn, and hanging turns show
    seconds: float


def free_ports(count):
    ports = []
    while len(ports) < count:
        port = free_port()
        if port not in ports:
            ports.append(port)
    return ports


def accepts(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until_accepting(ports, process, seconds=10):
    deadline = time.monotonic() + seconds
    for port in ports:
        while not accepts(port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise MeasurementFailed("the test backends do not listen; see their log")
            time.sleep(0.01)    # between two looks, until the deadline


class ServedPool:
    """The backends of a pool. Those of one kind share a process, each has a thread."""

    def __init__(self, pool, setting):
        self.pool = pool
        self.setting = setting
        self.ports = free_ports(len(pool.backends))
        self.groups = []        # (process, file of its figures, its ports)

    def start(self, stack):
        for kind in dict.fromkeys(self.pool.backends):
            ports = [port for port, backend in zip(self.ports, self.pool.backends) if backend == kind]
            figures = self.setting.folder / f"pool-{ports[0]}.json"
            words = [self.setting.lbfyd, "serve", *(f"127.0.0.1:{port}" for port in ports), *kind.arguments,
                     "--json", figures]
            process = stack.enter_context(running(words, self.setting.load_core, self.setting.folder / "backends.log",
                                                  self.setting.nice, stdin=subprocess.DEVNULL,
                                                  stdout=subprocess.DEVNULL))
            wait_until_accepting(ports, process)
            self.groups.append((process, figures, ports))

    def connections(self):
        """Ends the backends and tells how many connections each has had, in the pool's order."""
        counts = {}
        for process, figures, ports in self.groups:
            stop(process)
            told = json.loads(figures.read_text())["backends"]
            counts.update(zip(ports, (backend["connections"] for backend in told)))
        return [counts[port] for port in self.ports]


def apply_load(setting, port, rate, times, seed):
    # Enough connections for a pool that answers nothing at all.
    connections = min(int(rate * TIMEOUT * 1.5) + 100, setting.descriptors - 100)
    words = [setting.lbfyd, "load", f"127.0.0.1:{port}", "--rate", f"{rate:.3f}", "--turns", 1, "--connections",
             connections, "--warm-up", f"{round(times.warm_up * 1000)}ms", "--duration",
             f"{round(times.seconds * 1000)}ms", "--timeout", f"{TIMEOUT}s", "--seed", seed, "--json", "-"]
    return run_json(words, setting.load_core, setting.folder / "load.log", setting.nice,
                    times.warm_up + times.seconds + TIMEOUT + 20)


def measure(pool, load, name, setting, times, seed):
    """The numbers of one run. The same seed gives every balancer the same arrivals."""
    rate = pool.capacity * load / 100
    log = setting.folder / f"{name.replace(':', '-')}.log"
    with contextlib.ExitStack() as stack:
        served = ServedPool(pool, setting)
        served.start(stack)
        port = free_port()
        with running(balancers.command(name, setting, port, served.ports), setting.proxy_core, log, setting.nice,
                     stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as proxy:
            wait_until_relaying(port, proxy)
            told = apply_load(setting, port, rate, times, seed)
            if proxy.poll() is not None:
                raise MeasurementFailed(f"it ended during the measurement with {proxy.returncode}; see its log")
        connections = served.connections()
    return {"rate": rate, "turns": told["turns"], "errors": {k: n for k, n in told["errors"].items() if n},
            "buckets": told["latency_buckets"], "late_p99": told["lateness"]["p99"], "connections": connections}
