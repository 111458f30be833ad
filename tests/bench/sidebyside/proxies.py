# SPDX-License-Identifier: GPL-3.0-or-later
#
# How each proxy is started: one thread of work unless told otherwise, plain TCP, its own defaults wherever the work allows them. Only limits
# on open connections are raised, which nobody could be measured at 9,000 connections without.

import contextlib
import shlex
import shutil
import subprocess
import threading
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from .processes import MeasurementFailed, family, free_port, read_line, running, wait_until_relaying

SCRAPED = "scraped"     # the row whose metrics are read meanwhile

HAPROXY = """global
    nbthread {threads}
    maxconn {connections}
{tuning}
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h
{defaults}
frontend front
    bind 127.0.0.1:{port} backlog 4096
    default_backend back
backend back
    balance {balance}
{servers}
"""

NGINX = """load_module {module};
worker_processes {threads};
worker_rlimit_nofile {descriptors};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections {descriptors}; }}
stream {{
    upstream back {{
{method}
{servers}
    }}
    server {{
        listen 127.0.0.1:{port} backlog=4096;
        proxy_pass back;
        proxy_timeout 1h;
    }}
}}
"""


@dataclass
class Setting:
    """Where programs are and what the machine allows."""
    folder: Path            # for configurations and logs of one run
    programs: Path          # bench_load and its like
    lbfyd: Path
    descriptors: int        # limit of open descriptors
    proxy_core: int = 0     # None: wherever the system puts it
    load_core: int = 1
    threads: int = 1        # of work in each proxy
    nice: int = 0           # of all measured programs; negative ones need root
    variants: dict = field(default_factory=dict)    # name: further arguments of lbfyd
    features: bool = False  # one more row for each of FEATURES

    @property
    def connections(self):
        """How many connections a proxy is set up for: two descriptors each, some kept for itself."""
        return max(self.descriptors // 2 - 800, 100)


@dataclass
class Ports:
    """Of 127.0.0.1: where a proxy listens, where its metrics are, where its backends listen."""
    front: int
    metrics: int
    backends: list


@dataclass
class Running:
    """What a case needs to know of the proxy under load."""
    port: int
    pids: list              # empty for "direct"
    ready_seconds: float = 0.0  # from its start to the first turn that got through


def program(*names):
    for name in names:
        for found in (shutil.which(name), shutil.which(name, path="/usr/sbin:/usr/local/sbin")):
            if found:
                return found
    return None


def nginx_module():
    for folder in ("/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/local/lib/nginx/modules"):
        path = Path(folder, "ngx_stream_module.so")
        if path.exists():
            return path
    return None


def haproxy(setting, at, tuning="", connections=None, balance="roundrobin", defaults=""):
    servers = "\n".join(f"    server s{i} 127.0.0.1:{p}" for i, p in enumerate(at.backends))
    config = setting.folder / f"haproxy-{at.front}.cfg"
    config.write_text(HAPROXY.format(port=at.front, servers=servers, tuning=tuning, balance=balance, defaults=defaults,
                                     threads=setting.threads, connections=connections or setting.connections))
    return [program("haproxy"), "-db", "-q", "-f", config]


def haproxy_bulk(setting, at):
    return haproxy(setting, at, "    tune.bufsize 1048576", 200)


def nginx(setting, at, method="", server=""):
    servers = "\n".join(f"        server 127.0.0.1:{p} {server};" for p in at.backends)
    config = setting.folder / f"nginx-{at.front}.conf"
    config.write_text(NGINX.format(module=nginx_module(), folder=setting.folder, port=at.front, servers=servers,
                                   method=method, descriptors=setting.descriptors, threads=setting.threads))
    return [program("nginx"), "-e", setting.folder / "nginx.log", "-c", config]


def lbfyd(setting, at, *extra):
    named = [word for i, p in enumerate(at.backends) for word in ("--backend", f"s{i}=127.0.0.1:{p}")]
    return [setting.lbfyd, "--workers", setting.threads, "--listen", f"127.0.0.1:{at.front}", *named,
            "--metrics", f"127.0.0.1:{at.metrics}", "--max-connections", setting.connections, *extra]


def proxy_header(setting, at):
    config = setting.folder / "proxy-v2.toml"
    config.write_text('[[service]]\nname = "bench"\nsend_proxy = "v2"\n')
    return lbfyd(setting, at, "--config", config)


def many_backends(setting, at):
    return lbfyd(setting, Ports(at.front, at.metrics, (at.backends * 200)[:200]))


# What a feature costs: lbfyd as it is but for one thing.
FEATURES = {
    "latency-aware": lambda setting, at: lbfyd(setting, at, "--strategy", "latency-aware"),
    "least-connections": lambda setting, at: lbfyd(setting, at, "--strategy", "least-connections"),
    "source-hash": lambda setting, at: lbfyd(setting, at, "--strategy", "source-hash"),
    "PROXY v2": proxy_header,
    "connection log": lambda setting, at: lbfyd(setting, at, "--log-connections", "all"),
    "200 backends": many_backends,
    SCRAPED: lbfyd,
}


@contextlib.contextmanager
def scraping(port):
    """Reads the metrics once a second, as a Prometheus in a hurry would."""
    over = threading.Event()

    def scrape():
        while not over.wait(1.0):
            with contextlib.suppress(OSError), \
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=1) as answer:
                answer.read()

    reader = threading.Thread(target=scrape)
    reader.start()
    try:
        yield
    finally:
        over.set()
        reader.join()


def commands(setting):
    """Name: function of (setting, ports) that gives the command line. "direct" has none."""
    table = {
        "direct": None,
        "haproxy": haproxy,
        "haproxy-1M": haproxy_bulk,
        "nginx": nginx,
        "lbfyd": lbfyd,
    }
    if setting.threads == 1:    # which these have
        table["qtpair"] = lambda setting, at: [setting.programs / "bench_qtpair", at.front, *at.backends]
        table["floor"] = lambda setting, at: [setting.programs / "bench_floor", at.front, *at.backends]
    if setting.features:
        table |= FEATURES
    for name, extra in setting.variants.items():
        words = shlex.split(extra)
        table[f"lbfyd:{name}"] = lambda setting, at, words=words: lbfyd(setting, at, *words)
    return table


def missing(name, setting):
    """Why this proxy cannot be measured here, or None."""
    if name.startswith("haproxy") and not program("haproxy"):
        return "haproxy is not installed"
    if name == "nginx" and not (program("nginx") and nginx_module()):
        return "nginx with the stream module is not installed"
    if name.startswith("lbfyd") and not setting.lbfyd.exists():
        return f"{setting.lbfyd} is not built"
    return None


def versions(setting):
    """Name: first line of what the program says of its version."""
    asked = {"haproxy": [program("haproxy"), "-v"], "nginx": [program("nginx"), "-v"],
             "lbfyd": [setting.lbfyd, "--version"]}
    answers = {}
    for name, arguments in asked.items():
        if arguments[0] and Path(arguments[0]).exists():
            words = [str(word) for word in arguments]
            done = subprocess.run(words, capture_output=True, text=True, timeout=10, check=False)
            answers[name] = ((done.stdout or done.stderr).splitlines() or ["?"])[0].split(" 20")[0]
    return answers


@contextlib.contextmanager
def relaying(name, setting):
    """Starts a fresh backend and a fresh proxy, so that no measurement inherits memory, TIME_WAIT or learnt state from
    the one before; gives a Running when turns get through."""
    log = setting.folder / f"{name.replace(':', '-')}.log"
    with contextlib.ExitStack() as stack:
        words = [setting.programs / "bench_backend", "--ports", 4]
        backend = stack.enter_context(running(words, setting.load_core, log, setting.nice,
                                              stdin=subprocess.PIPE, stdout=subprocess.PIPE))
        backends = [int(word) for word in read_line(backend.stdout, 10).split()]
        command = commands(setting)[name]
        if command is None:
            yield Running(backends[0], [])
            return
        at = Ports(free_port(), free_port(), backends)
        begun = time.monotonic()
        proxy = stack.enter_context(running(command(setting, at), setting.proxy_core, log, setting.nice,
                                            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL))
        wait_until_relaying(at.front, proxy)
        ready = time.monotonic() - begun
        if name == SCRAPED:
            stack.enter_context(scraping(at.metrics))
        yield Running(at.front, family(proxy.pid), ready)
        if proxy.poll() is not None:
            raise MeasurementFailed(f"the proxy ended during the measurement with {proxy.returncode}; see its log")
