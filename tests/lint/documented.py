# SPDX-License-Identifier: GPL-3.0-or-later
"""What users may rely on is written down: every word, key and metric of the code stands in docs/.

The names are read out of the tables in the code, so a new row without its documentation fails here.
"""

import re

# Where names are declared, how they look there, and which page must have them.
TABLES = [
    ("core/config/names.h", r'NamedValue \{\w+::\w+, "([^"]+)"\}', "docs/configuration.md", "`{}`"),
    ("core/config/keys.cpp", r'(?s)(?:integer|boolean|duration|word|text|address)<&[^>]+>\(\s*"([a-z_]+)"',
     "docs/configuration.md", "`{}`"),
    ("core/observe/reasons.h", r'"([a-z_]+)"', "docs/metrics.md", "`{}`"),
    ("core/observe/snapshot.h", r'backendStateNames \{([^}]+)\}', "docs/metrics.md", "`{}`"),
]
METRIC = re.compile(r'"(lbfy_[a-z_]+|process_[a-z_]+)"')
METRIC_FOLDERS = ("core/observe/", "core/http/")


def names_in(text, pattern):
    for found in re.findall(pattern, text):
        yield from re.findall(r'"([^"]+)"', found) if '"' in found else [found]


def undocumented(files):
    """`files`: path → text of the whole repository. Yields (path, line, message)."""
    for path, pattern, page, form in TABLES:
        if path not in files:
            continue
        names = list(names_in(files[path], pattern))
        if not names:
            yield path, 1, f"no names found here: has the table moved? (tests/lint/documented.py)"
        for name in names:
            if form.format(name) not in files.get(page, ""):
                yield path, line_of(files[path], f'"{name}"'), f"{name} is not in {page}"
    for path, text in sorted(files.items()):
        if path.startswith(METRIC_FOLDERS) and path.endswith((".cpp", ".h")):
            for name in sorted(set(METRIC.findall(text))):
                if f"`{name}`" not in files.get("docs/metrics.md", ""):
                    yield path, line_of(text, f'"{name}"'), f"{name} is not in docs/metrics.md"


def dead_links(files, pictures=frozenset()):
    """Relative links of the documentation lead somewhere: to a text, a folder, or one of the paths in `pictures`."""
    for path, text in files.items():
        if not path.endswith(".md"):
            continue
        folder = path.rsplit("/", 1)[0].split("/") if "/" in path else []
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", text):
            parts = list(folder)
            for part in link.rstrip("/").split("/"):
                parts = parts[:-1] if part == ".." else parts if part == "." else parts + [part]
            target = "/".join(parts)
            if target not in files and target not in pictures and not any(other.startswith(target + "/") for other in files):
                yield path, line_of(text, link), f"the link to {link} leads nowhere"


def line_of(text, wanted):
    return text[:max(text.find(wanted), 0)].count("\n") + 1
