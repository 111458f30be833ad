#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that each rule finds what it forbids and lets pass what it allows: a lint that cannot fail proves nothing."""

import unittest

import documented
import rules

HEADER = "// " + rules.SPDX + "\n#pragma once\n"


def messages(path, body, header=HEADER):
    return [message for _, message in rules.findings(path, header + body)]


class Rules(unittest.TestCase):
    def assert_finds(self, path, body, part, **more):
        found = messages(path, body, **more)
        self.assertEqual(len(found), 1, found)
        self.assertIn(part, found[0])

    def assert_clean(self, path, body, **more):
        self.assertEqual(messages(path, body, **more), [])

    def test_licence_line(self):
        self.assert_finds("core/config/a.cpp", "int a;\n", "SPDX", header="")
        self.assert_finds("core/config/CMakeLists.txt", "", "SPDX", header="\n\n\n# " + rules.SPDX)
        self.assert_clean("core/config/a.cpp", "int a;\n")
        self.assert_clean("tests/x/a.py", "", header="#!/usr/bin/env python3\n# " + rules.SPDX)

    def test_upper_row_must_not_know_a_lower_one(self):
        self.assert_finds("core/balance/a.h", '#include "core/engine/balancer.h"\n', "must not know core/engine")
        self.assert_finds("core/proxy/a.h", '#include "core/health/healthcheck.h"\n', "must not know core/health")
        self.assert_finds("core/config/a.h", '#include "app/commandline.h"\n', "must not know app")
        self.assert_clean("core/health/a.h", '#include "core/balance/health.h"\n#include <QTimer>\n')
        self.assert_clean("app/main.cpp", '#include "core/proxy/worker.h"\n#include "main.moc"\n')

    def test_balance_is_free_of_qt(self):
        self.assert_finds("core/balance/a.h", "#include <QObject>\n", "free of Qt")
        self.assert_finds("core/balance/a.h", "#include <QtCore/QObject>\n", "free of Qt")
        self.assert_clean("core/balance/a.h", "#include <queue>\n")

    def test_window_and_endpoint_see_one_live_object(self):
        for folder in ("ui", "core/http"):
            self.assert_finds(folder + "/a.cpp", '#include "core/proxy/worker.h"\n', "balancer.h, not")
            self.assert_finds(folder + "/a.cpp", '#include "core/engine/reload.h"\n', "balancer.h, not")
            self.assert_clean(folder + "/a.cpp", '#include "core/engine/balancer.h"\n'
                              '#include "core/observe/snapshot.h"\n#include "%s/b.h"\n' % folder)

    def test_only_the_windows_lab_sees_the_lab(self):
        self.assert_clean("ui/lab/a.cpp", '#include "core/lab/demo.h"\n')
        self.assert_finds("ui/window/a.cpp", '#include "core/lab/demo.h"\n', "balancer.h, not")
        self.assert_finds("ui/lab/a.cpp", '#include "core/proxy/worker.h"\n', "balancer.h, not")

    def test_includes_start_at_the_root(self):
        self.assert_finds("core/proxy/a.cpp", '#include "worker.h"\n', "from the repository root")

    def test_no_clock_in_pure_code(self):
        for call in ("std::chrono::steady_clock::now()", "QElapsedTimer t", "QDateTime::currentDateTimeUtc()",
                     "monotonicNow()"):
            self.assert_finds("core/balance/a.cpp", f"auto t = {call};\n", "clock")
        self.assert_clean("core/observe/a.cpp", "// never steady_clock::now here\nint x;\n")
        self.assert_clean("core/proxy/a.cpp", "auto t = std::chrono::steady_clock::now();\n")
        self.assert_clean("core/observe/log.cpp", "auto t = std::chrono::system_clock::now();\n")

    def test_no_chance_in_pure_code(self):
        self.assert_finds("core/balance/a.cpp", "std::random_device d;\n", "chance")
        self.assert_clean("core/balance/a.cpp", "auto i = random.below(3);\n")

    def test_no_fixed_waits_in_tests(self):
        for call in ("QTest::qWait(1)", "std::this_thread::sleep_for(1ms)", "QThread::msleep(5)", "usleep(5)"):
            self.assert_finds("tests/proxy/a.cpp", call + ";\n", "fixed wait")
        self.assert_finds("tests/scenario/a.py", "time.sleep(1)\n", "fixed wait")
        self.assert_clean("tests/scenario/harness/waiting.py", "time.sleep(0.01)\n")
        self.assert_clean("core/proxy/a.cpp", "usleep(5);\n")

    def test_no_paths_of_one_machine(self):
        self.assert_finds("README.md", "see " + "/ho" + "me/jane/lbfy\n", "one machine")
        self.assert_clean("README.md", "see /etc/lbfy/lbfy.toml\n")

    def test_no_promises(self):
        self.assert_finds("core/proxy/a.cpp", "// " + "TO" + "DO later\n", "do it now")

    def test_long_files(self):
        self.assert_finds("core/proxy/a.cpp", "int a;\n" * 400, "find the seam")
        self.assert_clean("core/proxy/a.cpp", "int a;\n" * (rules.LINE_LIMIT - 2))
        self.assert_clean("docs/long.md", "text\n" * 1000)

    def test_headers_are_read_once(self):
        self.assert_finds("core/proxy/a.h", "int a;\n", "pragma once", header="// " + rules.SPDX + "\n")


class Documentation(unittest.TestCase):
    def test_each_word_of_the_code_is_documented(self):
        names = {"core/config/names.h": 'NamedValue {Kind::A, "quick"},\nNamedValue {Kind::B, "slow"},\n'}
        found = list(documented.undocumented({**names, "docs/configuration.md": "`quick`"}))
        self.assertEqual(found, [("core/config/names.h", 2, "slow is not in docs/configuration.md")])
        self.assertEqual(list(documented.undocumented({**names, "docs/configuration.md": "`quick` `slow`"})), [])

    def test_each_key_is_documented(self):
        keys = {"core/config/keys.cpp": 'integer<&A::b>("workers", 0, 64),\nduration<&A::c>(\n    "idle", "x"),\n'}
        found = list(documented.undocumented({**keys, "docs/configuration.md": ""}))
        self.assertEqual([(line, message.split()[0]) for _, line, message in found], [(1, "workers"), (3, "idle")])

    def test_a_table_that_moved_is_noticed(self):
        found = list(documented.undocumented({"core/config/keys.cpp": "// empty\n"}))
        self.assertIn("has the table moved?", found[0][2])

    def test_each_metric_is_documented(self):
        code = {"core/http/metrics.cpp": 'gauge("lbfy_new_total");\n', "core/proxy/a.cpp": '"lbfy_elsewhere"\n'}
        found = list(documented.undocumented({**code, "docs/metrics.md": ""}))
        self.assertEqual(found, [("core/http/metrics.cpp", 1, "lbfy_new_total is not in docs/metrics.md")])

    def test_links_lead_somewhere(self):
        files = {"README.md": "[a](docs/a.md) [b](docs/b.md#x) [c](https://example.org/c) [d](docs/)\n",
                 "docs/a.md": "[up](../README.md)\n"}
        self.assertEqual(list(documented.dead_links(files)),
                         [("README.md", 1, "the link to docs/b.md leads nowhere")])


if __name__ == "__main__":
    unittest.main()
