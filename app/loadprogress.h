// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one line that a terminal shows while load runs, drawn over itself. Pure.

#pragma once

#include "core/lab/loadfigures.h"
#include "core/lab/loadplan.h"

#include <string>

namespace lbfy {

/// `recent`: the figures of the last moments; `now`: those so far. At most `columns` wide, no line feed.
std::string loadProgress(const LoadPlan &plan, const LoadFigures &now, const LoadFigures &recent, int columns);

} // namespace lbfy
