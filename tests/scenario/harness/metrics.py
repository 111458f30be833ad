# SPDX-License-Identifier: GPL-3.0-or-later
"""A reader of the Prometheus text format, enough to assert on single series."""

import re

SAMPLE = re.compile(r'([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$')
LABEL = re.compile(r'([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)')


class Metrics:
    def __init__(self, text):
        self.text = text
        self.types = {}
        self.samples = []
        for line in text.splitlines():
            if line.startswith("# TYPE "):
                _, _, name, kind = line.split(" ")
                self.types[name] = kind
            elif line and not line.startswith("#"):
                match = SAMPLE.match(line)
                assert match, f"not a sample: {line!r}"
                self.samples.append((match[1], dict(LABEL.findall(match[2] or "")), float(match[3])))

    def select(self, name, **labels):
        """[(labels, value)] of the series that carry at least these labels."""
        return [(have, value) for sample, have, value in self.samples
                if sample == name and all(have.get(k) == v for k, v in labels.items())]

    def value(self, name, **labels):
        """The one series that matches; AssertionError when there is none or more."""
        found = self.select(name, **labels)
        assert len(found) == 1, f"{name}{labels}: {len(found)} series"
        return found[0][1]

    def sum(self, name, **labels):
        return sum(value for _, value in self.select(name, **labels))

    def by(self, label, name, **labels):
        """{label value: sample value}"""
        return {have[label]: value for have, value in self.select(name, **labels)}
