# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules themselves. Each takes a path (relative to the repository) and the text, and yields (line, message).

What a compiler or a linker finds is not repeated here. These rules keep what only people would otherwise keep: which
folder may know which (docs/architecture.md), that time and chance stay arguments, that tests wait for conditions and
not for time, and that a file stays small enough to be read.
"""

import re

SPDX = "SPDX-License-Identifier: GPL-3.0-or-later"

# Rows of docs/architecture.md, from the one that knows least to the one that knows most: a folder includes its own
# row and those above. What a library is linked with says the same in CMake; here it also covers headers alone.
ROWS = ["core/config", "core/balance", "core/observe", "core/proxy", "core/health", "core/engine", "core/http",
        "core/lab", "ui", "app"]

# These see the running core through one door, and values.
VALUES_AND_BALANCER = ("core/config/", "core/observe/", "core/engine/balancer.h")
BEHIND_THE_DOOR = {"core/http": "core/http/", "ui": "ui/"}
# The window's part of the lab steers it; the rest of the window knows neither.
SEES_THE_LAB = "ui/lab/"

# Pure code: no clock, no chance, wherever a decision is made or a number counted. Two files meet the world by trade.
PURE = ("core/balance/", "core/observe/")
MEETS_THE_WORLD = {
    "core/observe/log.cpp": "stamps each line with the time it was handed over",
    "core/observe/processinfo_linux.cpp": "reads the process's own start time and use",
}

# Tests wait for conditions. Where time is let pass at all, and why.
MAY_WAIT = {
    "tests/bench/": "measures for a time; not a test",
    "tests/scenario/harness/waiting.py": "polls conditions of other processes, which send no signal",
}

LINE_LIMIT = 400
LONG_FILES = {}  # path: why it has no seam

CODE = (".cpp", ".h")
NEEDS_SPDX = CODE + (".py", ".sh", ".cmake", "CMakeLists.txt", ".in", ".toml", ".service", ".clang-format",
                     ".clang-tidy", ".clazy", ".editorconfig", ".ci/run", ".conf", ".yml")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]')
CLOCK = re.compile(r"(_clock::now\b|\bclock_gettime\b|\bgettimeofday\b|\bQElapsedTimer\b|\bcurrentDateTime(Utc)?\b"
                   r"|\bcurrentMSecsSinceEpoch\b|\bstd::time\b|\bmonotonicNow\b)")
CHANCE = re.compile(r"(\bQRandomGenerator::(global|system|securelySeeded)\b|\bstd::random_device\b|\bs?rand\(|\bgetrandom\b)")
SLEEP = re.compile(r"(\bqWait\(|QThread::(m|u)?sleep\(|std::this_thread::sleep|\busleep\(|\bnanosleep\(|\btime\.sleep\()")
PROMISE = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
# Paths that exist on one machine only. Written in two halves, so that this file passes its own rule.
MACHINE = re.compile("(" + "/ho" + r"me/\w+|" + "/Us" + r"ers/\w+|" + "/ro" + r"ot/\w+|" + "/wo" + r"rk/\w+)")


def row_of(path):
    return next((row for row in ROWS if path.startswith(row + "/")), None)


def without_comment(line):
    """The line as far as code goes: prose may name what code must not use."""
    return re.sub(r"//.*", "", line)


def spdx(path, text):
    if path.endswith(NEEDS_SPDX) and SPDX not in "\n".join(text.splitlines()[:3]):
        yield 1, f"no line \"{SPDX}\" among the first three"


def layering(path, text):
    row = row_of(path)
    if row is None:
        return
    for number, line in enumerate(text.splitlines(), 1):
        match = INCLUDE.match(line)
        if not match:
            continue
        style, header = match.groups()
        if row == "core/balance" and re.match(r"Q[A-Z]|Qt[A-Z]", header.split("/")[0]):
            yield number, f"core/balance is free of Qt, but includes {header}"
        if style == "<":
            continue
        other = row_of(header)
        if other is None:
            if "/" not in header and header not in ("version.h",) and not header.endswith(".moc"):
                yield number, f'"{header}": name project headers from the repository root'
            continue
        if ROWS.index(other) > ROWS.index(row):
            yield number, f"{row} must not know {other} ({header})"
        elif path.startswith(SEES_THE_LAB) and header.startswith("core/lab/"):
            continue
        elif row in BEHIND_THE_DOOR and not header.startswith(VALUES_AND_BALANCER + (BEHIND_THE_DOOR[row],)):
            yield number, f"{row} sees values and core/engine/balancer.h, not {header}"


def purity(path, text):
    if not path.startswith(PURE) or path in MEETS_THE_WORLD or not path.endswith(CODE):
        return
    for number, line in enumerate(text.splitlines(), 1):
        code = without_comment(line)
        if CLOCK.search(code):
            yield number, "a clock in pure code: pass the time in"
        if CHANCE.search(code):
            yield number, "chance in pure code: pass the generator in"


def fixed_waits(path, text):
    if not path.startswith("tests/") or path.startswith(tuple(MAY_WAIT)):
        return
    for number, line in enumerate(text.splitlines(), 1):
        if SLEEP.search(line):
            yield number, "a fixed wait: wait for a condition"


def machine_paths(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        match = MACHINE.search(line)
        if match:
            yield number, f"a path of one machine: {match[0]}"


def promises(path, text):
    if not path.endswith(CODE + (".py", ".sh")):
        return
    for number, line in enumerate(text.splitlines(), 1):
        match = PROMISE.search(line)
        if match:
            yield number, f"{match[0]}: do it now or open an issue"


def length(path, text):
    if not path.endswith(CODE + (".py", ".sh")) or path in LONG_FILES:
        return
    lines = text.count("\n")
    if lines > LINE_LIMIT:
        yield LINE_LIMIT, f"{lines} lines, more than {LINE_LIMIT}: find the seam"


def pragma_once(path, text):
    if path.endswith(".h") and "#pragma once" not in text:
        yield 1, "no #pragma once"


# This folder's own files quote what they forbid.
QUOTES_BAD_CODE = ("tests/lint/",)
EVERYWHERE = [spdx, length, layering, purity, pragma_once]
NOT_IN_QUOTES = [fixed_waits, machine_paths, promises]


def findings(path, text):
    rules = EVERYWHERE + ([] if path.startswith(QUOTES_BAD_CODE) else NOT_IN_QUOTES)
    for rule in rules:
        yield from rule(path, text)
