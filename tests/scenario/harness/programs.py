# SPDX-License-Identifier: GPL-3.0-or-later
"""The Debian packages used as the other end: nginx, haproxy and redis, each on a free port in a directory of its own."""

import os
import random
import socket

from .waiting import wait_for


def free_port():
    """A port that nobody uses on any address, from below those that the kernel gives to clients: what those leave in
    TIME_WAIT, on whatever loopback address, keeps every address of their port from being listened on."""
    for port in random.sample(range(12000, 30000), 200):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("0.0.0.0", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port")


def accepts(port):
    with socket.socket() as sock:
        return sock.connect_ex(("127.0.0.1", port)) == 0


def nginx(start, directory, server, options="", port=None):
    """(process, port) of nginx with the body of one server block."""
    port = port or free_port()
    directory.mkdir(exist_ok=True)
    file = directory / "nginx.conf"
    user = "user root;" if os.getuid() == 0 else ""
    paths = " ".join(f"{kind}_temp_path {directory}/{kind};"
                     for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    file.write_text(f"""{user} daemon off; master_process off; pid {directory}/nginx.pid; error_log stderr warn;
events {{ worker_connections 4096; }}
http {{ access_log off; {paths} client_max_body_size 0; keepalive_requests 1000000;
server {{ listen 127.0.0.1:{port} {options}; {server} }} }}
""")
    process = start("nginx", "-c", file, "-e", "stderr", "-p", directory)
    wait_for(lambda: accepts(port) or not process.running, "nginx listens")
    assert process.running, process.described()
    return process, port


def haproxy_accepting_proxy(start, directory):
    """(process, port) of haproxy that takes a PROXY header and answers with the address it names."""
    port = free_port()
    directory.mkdir(exist_ok=True)
    file = directory / "haproxy.cfg"
    file.write_text(f"""defaults
  mode http
  timeout client 20s
  timeout server 20s
  timeout connect 20s
frontend f
  bind 127.0.0.1:{port} accept-proxy
  http-request return status 200 content-type text/plain lf-string "%[src]:%[src_port]"
""")
    process = start("haproxy", "-db", "-f", file)
    wait_for(lambda: accepts(port) or not process.running, "haproxy listens")
    assert process.running, process.described()
    return process, port


def redis(start, directory):
    port = free_port()
    process = start("redis-server", "--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no",
                    "--dir", directory)
    process.wait_line("Ready to accept connections", process.out)
    return process, port
