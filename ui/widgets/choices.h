// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the two segmented controls of the window offer, and what a choice means.

#pragma once

#include "core/config/config.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QList>

#include <chrono>

namespace lbfy {

/// In the order of StrategyKind, which is also that of Ctrl+1 … Ctrl+5.
QList<SegmentChoice> strategyChoices();

/// How much time the charts show.
std::chrono::seconds timeWindowAt(int index);
/// The index of that window, or of the first if there is none such.
int indexOfTimeWindow(std::chrono::seconds window);
QList<SegmentChoice> timeWindowChoices();

} // namespace lbfy
