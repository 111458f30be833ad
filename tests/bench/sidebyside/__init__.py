# SPDX-License-Identifier: GPL-3.0-or-later
#
# The side-by-side benchmark behind tests/bench/compare.py: processes (start, pin, account, end), proxies (how each one
# is configured), cases (what is loaded and measured), report (medians, ratios, tables).
