// SPDX-License-Identifier: GPL-3.0-or-later
//
// What people call the strategies, wherever the window names one: never by the keys of the configuration file. Pure.

#pragma once

#include "core/config/config.h"

#include <QString>

namespace lbfy {

/// "Latency-aware".
QString strategyTitle(StrategyKind strategy);
/// What it does, in a sentence.
QString strategyExplanation(StrategyKind strategy);

} // namespace lbfy
