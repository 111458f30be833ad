# SPDX-License-Identifier: GPL-3.0-or-later
"""Readers of the three forms of a log line: each gives a dict with ts, level, event, msg and the line's own fields."""

import json
import re

LOGFMT = re.compile(r'([A-Za-z_][\w.]*)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?: |$)')
TEXT = re.compile(r"(\d\d:\d\d:\d\d\.\d{3}) (error|warn|info|debug) +(\S+)  (.*?)(?:  ([a-z_]+=.*))?$")


def logfmt(line):
    fields, at = {}, 0
    while at < len(line):
        match = LOGFMT.match(line, at)
        assert match, f"not logfmt at {at}: {line!r}"
        fields[match[1]] = json.loads(match[2]) if match[2].startswith('"') else match[2]
        at = match.end()
    return fields


def text(line):
    match = TEXT.match(line)
    assert match, f"no line for people: {line!r}"
    return {**dict(zip(("ts", "level", "event", "msg"), match.groups())), **logfmt(match[5] or "")}


READERS = {"json": json.loads, "logfmt": logfmt, "text": text}
