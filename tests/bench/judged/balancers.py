# SPDX-License-Identifier: GPL-3.0-or-later
#
# Who is judged, each with one thread: every strategy of lbfyd with its defaults, and the nearest that HAProxy and nginx
# offer, with their health checks set as much like lbfy's defaults as they can be (docs/strategies.md).

import subprocess

from sidebyside import proxies

# lbfy's defaults: checks every 2 s, 3 failures down, 2 successes up; 5 failures in a row take a backend out; three
# attempts on distinct backends.
HAPROXY_DEFAULTS = """    retries 2
    option redispatch 1
    default-server check inter 2s fall 3 rise 2 observe layer4 error-limit 5 on-error mark-down"""
NGINX_SERVER = "max_fails=5 fail_timeout=30s"

LBFY_FILE = """metrics = "127.0.0.1:0"
workers = 1
[[service]]
listen = "127.0.0.1:{port}"
strategy = "{strategy}"
max_connections = {connections}
[service.latency]
choices = {choices}
"""

OTHERS = {
    "haproxy-leastconn": "leastconn",
    "haproxy-random": "random(2)",
    "nginx-least_conn": "least_conn;",
}


def strategies(setting):
    """What lbfyd says it has, so that a new strategy is judged without a change here."""
    done = subprocess.run([setting.lbfyd, "--list-strategies"], capture_output=True, text=True, timeout=10, check=True)
    return done.stdout.split()


def known(setting):
    return [*strategies(setting), *OTHERS]


def with_choices(setting, name, port, backends):
    """`latency-aware:4`: the strategy with as many candidates a pick."""
    strategy, choices = name.split(":")
    servers = [f'[[service.backend]]\nname = "s{i}"\naddress = "127.0.0.1:{p}"\n' for i, p in enumerate(backends)]
    config = setting.folder / f"lbfy-{port}.toml"
    config.write_text(LBFY_FILE.format(port=port, strategy=strategy, choices=choices, connections=setting.connections)
                      + "".join(servers))
    return [setting.lbfyd, config]


def is_known(name, setting):
    """Also `latency-aware:N`, which is not among the default rows."""
    strategy, _, choices = name.partition(":")
    return name in known(setting) or (strategy == "latency-aware" and choices.isdecimal() and 2 <= int(choices) <= 16)


def missing(name, setting):
    """Why this one cannot be judged here, or None."""
    return proxies.missing(name.split("-")[0] if name in OTHERS else "lbfyd", setting)


def command(name, setting, port, backends):
    at = proxies.Ports(port, 0, backends)
    if name.startswith("haproxy"):
        return proxies.haproxy(setting, at, balance=OTHERS[name], defaults=HAPROXY_DEFAULTS)
    if name.startswith("nginx"):
        return proxies.nginx(setting, at, method=OTHERS[name], server=NGINX_SERVER)
    if ":" in name:
        return with_choices(setting, name, port, backends)
    return proxies.lbfyd(setting, at, "--strategy", name)
