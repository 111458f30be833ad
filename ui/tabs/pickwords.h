// SPDX-License-Identifier: GPL-3.0-or-later
//
// A pick in plain words: what the strategy's rule is, what its costs mean, what came of it. Pure.

#pragma once

#include "core/observe/activity.h"

#include <QString>

namespace lbfy {

/// "Latency-aware".
QString titleOf(StrategyKind strategy);
/// The rule in one plain sentence, for so many candidates.
QString ruleOf(StrategyKind strategy, std::size_t candidates);
/// True if the strategy compares costs; the others give every candidate the same.
bool comparesCosts(const Pick &pick);
/// A cost with its unit, written alike for all candidates of the pick.
QString costText(const Pick &pick, double cost);
/// The whole for a screen reader: who, from what, why.
QString sentenceOf(const Pick &pick);

} // namespace lbfy
