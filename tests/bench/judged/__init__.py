# SPDX-License-Identifier: GPL-3.0-or-later
#
# The comparison of strategies behind tests/bench/strategies.py: pools (backends that differ, and what they can do),
# balancers (how each one is configured), measuring (one balancer before one pool under one load), verdict (quantiles,
# spread, who is best), tables. Processes and proxies are those of sidebyside.
