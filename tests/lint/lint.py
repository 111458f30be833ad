#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the whole repository against rules.py and documented.py. Exit code 0 if there is nothing to say, else 1.

Usage: lint.py [REPOSITORY]. Needs neither git nor a build: it reads every text file below the folders listed.
"""

import pathlib
import sys

import documented
import rules

FOLDERS = [".ci", "app", "cmake", "core", "docs", "examples", "installer", "resources", "tests", "ui"]
TEXT = rules.NEEDS_SPDX + (".md", ".json", ".ui", ".qrc", ".svg", ".desktop")


def read_repository(top):
    """Relative path → text."""
    paths = [path for path in top.iterdir() if path.is_file()]
    for folder in FOLDERS:
        paths += [path for path in (top / folder).rglob("*") if path.is_file()]
    files = {}
    for path in sorted(paths):
        name = path.relative_to(top).as_posix()
        if "__pycache__" in name or ".pytest_cache" in name:
            continue
        if name.endswith(TEXT) or name == "LICENSE":
            files[name] = path.read_text(encoding="utf-8")
    return files


def main(arguments):
    top = pathlib.Path(arguments[0]) if arguments else pathlib.Path(__file__).resolve().parents[2]
    files = read_repository(top)
    found = [(path, line, message) for path, text in files.items() for line, message in rules.findings(path, text)]
    found += documented.undocumented(files)
    pictures = {path.relative_to(top).as_posix() for path in (top / "docs").rglob("*.png")}
    found += documented.dead_links(files, pictures)
    for path, line, message in sorted(found):
        print(f"{path}:{line}: {message}")
    print(f"lint: {len(files)} files, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
