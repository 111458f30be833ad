# SPDX-License-Identifier: GPL-3.0-or-later
"""What the scenario tests need to drive lbfy from outside: the program itself, backends, clients, other programs."""
