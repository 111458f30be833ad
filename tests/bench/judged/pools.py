# SPDX-License-Identifier: GPL-3.0-or-later
#
# Six pools of four test backends, `lbfyd serve` each. A backend has four servers and one queue, so what a pool can do
# is known beforehand (servers / mean time of an answer), and a load is a part of that. Answers are log-normal, because
# real ones are skewed, and take long compared with what the programs themselves need of the CPU.

import math
from dataclasses import dataclass

SERVERS = 4


@dataclass(frozen=True)
class Backend:
    delay: str              # as `lbfyd serve --delay` takes it
    mean_ms: float
    fails: tuple = ()       # further arguments of `lbfyd serve`; it then answers nothing

    @property
    def capacity(self):
        """Answers a second."""
        return 0.0 if self.fails else SERVERS * 1000 / self.mean_ms

    @property
    def arguments(self):
        return ("--concurrency", SERVERS, "--delay", self.delay, *self.fails)


@dataclass(frozen=True)
class Pool:
    name: str
    title: str
    backends: tuple
    odd: str = ""           # what the last backends are, of which the table tells the share
    odd_count: int = 0
    unequal: bool = True

    @property
    def capacity(self):
        return sum(backend.capacity for backend in self.backends)


def lognormal(median_ms, sigma=0.3, fails=()):
    return Backend(f"lognormal:{median_ms}ms,{sigma}", median_ms * math.exp(sigma ** 2 / 2), fails)


def two_point(usual_ms, rare_ms, percent):
    mean = usual_ms + (rare_ms - usual_ms) * percent / 100
    return Backend(f"two-point:{usual_ms}ms,{rare_ms}ms,{percent}%", mean)


USUAL = lognormal(10)

POOLS = {pool.name: pool for pool in (
    Pool("equal", "four equal backends, 10 ms", (USUAL,) * 4, unequal=False),
    Pool("one-slow", "three of 10 ms, one of 80 ms", (USUAL,) * 3 + (lognormal(80),), "slow", 1),
    Pool("two-speeds", "two of 10 ms, two of 40 ms", (USUAL,) * 2 + (lognormal(40),) * 2, "slow", 2),
    Pool("one-jittery", "three of 10 ms, one of 10 ms that takes 150 ms for 5 % of answers",
         (USUAL,) * 3 + (two_point(10, 150, 5),), "jittery", 1),
    Pool("one-hanging", "three of 10 ms, one that accepts and never answers",
         (USUAL,) * 3 + (lognormal(10, fails=("--hang", "100%")),), "hanging", 1),
    Pool("one-failing", "three of 10 ms, one that accepts and closes at once",
         (USUAL,) * 3 + (lognormal(10, fails=("--close", "100%")),), "failing", 1),
)}
LOADS = (50, 70, 90)    # percent of a pool's capacity
