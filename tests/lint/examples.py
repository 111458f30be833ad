#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every configuration that readers are shown is valid: examples/*.toml and each toml block of README and docs.

Usage: examples.py LBFYD. Asks the program itself (--check-config).
"""

import pathlib
import re
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]


def shown_configurations():
    """(where, text) of each."""
    for path in sorted((TOP / "examples").glob("*.toml")):
        yield path.name, path.read_text(encoding="utf-8")
    for path in [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]:
        for number, block in enumerate(re.findall(r"```toml\n(.*?)```", path.read_text(encoding="utf-8"), re.S), 1):
            yield f"{path.name}-{number}", block


def main(program):
    shown = list(shown_configurations())
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for where, text in shown:
            file = pathlib.Path(folder) / f"{where}.toml"
            file.write_text(text, encoding="utf-8")
            result = subprocess.run([program, "--check-config", file], capture_output=True, text=True, check=False)
            if result.returncode != 0 or result.stderr:
                bad += 1
                print(f"{where}: exit code {result.returncode}\n{result.stdout}{result.stderr}")
    print(f"examples: {len(shown)} configurations, {bad} bad")
    return 1 if bad or len(shown) < 5 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
