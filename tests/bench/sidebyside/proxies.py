# SPDX-License-Identifier: GPL-3.0-or-later
#
# How each proxy is started: one thread of work, plain TCP, its own defaults wherever the work allows them. Only limits
# on open connections are raised, which nobody could be measured at 9,000 connections without.

import contextlib
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from .processes import MeasurementFailed, family, free_port, read_line, running, wait_until_relaying

HAPROXY = """global
    nbthread 1
    maxconn {connections}
{tuning}
defaults
    mode tcp
    timeout connect 5s
    timeout client 1h
    timeout server 1h
frontend front
    bind 127.0.0.1:{port} backlog 4096
    default_backend back
backend back
    balance roundrobin
{servers}
"""

NGINX = """load_module {module};
worker_processes 1;
worker_rlimit_nofile {descriptors};
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections {descriptors}; }}
stream {{
    upstream back {{
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
    proxy_core: int = 0
    load_core: int = 1
    nice: int = 0           # of all measured programs; negative ones need root
    variants: dict = field(default_factory=dict)    # name: further arguments of lbfyd

    @property
    def connections(self):
        """How many connections a proxy is set up for: two descriptors each, some kept for itself."""
        return max(self.descriptors // 2 - 800, 100)


@dataclass
class Running:
    """What a case needs to know of the proxy under load."""
    port: int
    pids: list              # empty for "direct"


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


def haproxy(setting, port, backends, tuning="", connections=None):
    servers = "\n".join(f"    server s{i} 127.0.0.1:{p}" for i, p in enumerate(backends))
    config = setting.folder / f"haproxy-{port}.cfg"
    config.write_text(HAPROXY.format(port=port, servers=servers, tuning=tuning,
                                     connections=connections or setting.connections))
    return [program("haproxy"), "-db", "-q", "-f", config]


def haproxy_bulk(setting, port, backends):
    return haproxy(setting, port, backends, "    tune.bufsize 1048576", 200)


def nginx(setting, port, backends):
    servers = "\n".join(f"        server 127.0.0.1:{p};" for p in backends)
    config = setting.folder / f"nginx-{port}.conf"
    config.write_text(NGINX.format(module=nginx_module(), folder=setting.folder, port=port, servers=servers,
                                   descriptors=setting.descriptors))
    return [program("nginx"), "-e", setting.folder / "nginx.log", "-c", config]


def lbfyd(setting, port, backends, extra=()):
    named = [word for i, p in enumerate(backends) for word in ("--backend", f"s{i}=127.0.0.1:{p}")]
    return [setting.lbfyd, "--workers", 1, "--listen", f"127.0.0.1:{port}", *named, "--metrics", "127.0.0.1:0",
            "--max-connections", setting.connections, *extra]


def commands(setting):
    """Name: function of (port, backends) that gives the command line. "direct" has none."""
    table = {
        "direct": None,
        "haproxy": lambda port, backends: haproxy(setting, port, backends),
        "haproxy-1M": lambda port, backends: haproxy_bulk(setting, port, backends),
        "nginx": lambda port, backends: nginx(setting, port, backends),
        "lbfyd": lambda port, backends: lbfyd(setting, port, backends),
        "qtpair": lambda port, backends: [setting.programs / "bench_qtpair", port, *backends],
        "floor": lambda port, backends: [setting.programs / "bench_floor", port, *backends],
    }
    for name, extra in setting.variants.items():
        words = shlex.split(extra)
        table[f"lbfyd:{name}"] = lambda port, backends, words=words: lbfyd(setting, port, backends, words)
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
        port = free_port()
        proxy = stack.enter_context(running(command(port, backends), setting.proxy_core, log, setting.nice,
                                            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL))
        wait_until_relaying(port, proxy)
        yield Running(port, family(proxy.pid))
        if proxy.poll() is not None:
            raise MeasurementFailed(f"the proxy ended during the measurement with {proxy.returncode}; see its log")
