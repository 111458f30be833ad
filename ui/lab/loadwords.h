// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window says of a load and its result. Pure.

#pragma once

#include "core/lab/loadfigures.h"
#include "core/lab/loadplan.h"

#include <QString>

namespace lbfy {

/// Why a turn failed: "refused: nobody listens".
QString loadErrorText(LoadError error);
/// Why nothing has been answered so far; empty while something has, or nothing has failed yet.
QString silenceText(const LoadFigures &figures);
/// How far it is: "4 s of 10 s", "waiting for the last answers", "stopped after 4 s".
QString loadStateText(const LoadPlan &plan, const LoadFigures &figures);

} // namespace lbfy
