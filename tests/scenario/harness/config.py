# SPDX-License-Identifier: GPL-3.0-or-later
"""Configuration files for lbfy, from Python values.

A service here has no active checks unless a test asks for them, so that a backend sees the test's connections only.
"""

import json


def address_text(address):
    host, port = address[0], address[1]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def backend(name, target, **keys):
    """One backend table; target is a Backend, a (host, port) pair or "host:port"."""
    where = getattr(target, "address", target)
    return {"name": name, "address": where if isinstance(where, str) else address_text(where), **keys}


def service(backends, name="web", listen="127.0.0.1:0", health=None, **keys):
    """One service table; keys that are dicts become sub-tables (ejection, latency)."""
    return {"name": name, "listen": listen, "health": health or {"check": "off"}, **keys, "backend": list(backends)}


def _value(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value)


def toml(*services, **top):
    """The file's text. Keys of `top` that are dicts become tables ([log])."""
    lines = [f"{key} = {_value(value)}" for key, value in top.items() if not isinstance(value, dict)]
    for key, table in top.items():
        if isinstance(table, dict):
            lines += [f"[{key}]"] + [f"{k} = {_value(v)}" for k, v in table.items()]
    for entry in services:
        lines.append("[[service]]")
        lines += [f"{k} = {_value(v)}" for k, v in entry.items() if not isinstance(v, (dict, list))]
        for key, table in entry.items():
            if isinstance(table, dict):
                lines += [f"[service.{key}]"] + [f"{k} = {_value(v)}" for k, v in table.items()]
        for one in entry["backend"]:
            lines += ["[[service.backend]]"] + [f"{k} = {_value(v)}" for k, v in one.items()]
    return "\n".join(lines) + "\n"
