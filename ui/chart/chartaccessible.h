// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a screen reader finds where others see a chart: the role, the title as name, and a sentence about each backend.
// Thread: the window's.

#pragma once

#include <QString>

namespace lbfy {

class TimeSeriesView;

/// Makes Qt ask for our interface; any number of calls do what one does.
void installChartAccessibility();
/// What the chart shows now. While the chart has the focus it is there to be asked for, but not announced: nobody wants
/// to be told every few seconds.
void describeChart(TimeSeriesView *view, const QString &sentence);
/// The answer to a key: announced at once.
void sayAtChart(TimeSeriesView *view, const QString &sentence);

} // namespace lbfy
