// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the charts say in words: values, times, and the sentences that a screen reader speaks. Pure but for tr().

#pragma once

#include "ui/chart/chartframe.h"

#include <QString>

namespace lbfy {

/// A time on both clocks: History counts on the monotonic one, people on the other.
struct ChartTime {
    MonoTime mono {};
    WallTime wall {};

    WallTime wallOf(MonoTime at) const { return wall - std::chrono::duration_cast<WallTime::duration>(mono - at); }
    MonoTime monoOf(WallTime at) const { return mono - std::chrono::duration_cast<MonoTime>(wall - at); }
};

/// "down": what a backend is, within a sentence.
QString stateWord(BackendState state);
/// As the chart's unit has it, without the unit; an en dash for no value.
QString valueText(const ChartKind &kind, std::optional<float> value);
/// With the unit, for sentences: "1.90 ms", "12".
QString spokenValue(const ChartKind &kind, float value);
/// "−12.3 s", "−4 min 5 s", "now".
QString agoText(double seconds);
/// Time of day; finer than a second where points are.
QString clockText(WallTime at, Nanoseconds step);

/// "b1 1.90 ms steady, b3 11.7 ms rising; b4 down for 12 s".
QString describeFrame(const ChartKind &kind, const ChartFrame &frame);
/// "14:02:11, −12.3 s: b3 11.7 ms, b1 1.90 ms; b4 no data".
QString describePoint(const ChartKind &kind, const ChartFrame &frame, std::size_t point, const ChartTime &time);

/// Indices of a frame's lines, the largest value at `point` first, those without one last.
std::vector<std::size_t> byValueAt(const ChartFrame &frame, std::size_t point);

} // namespace lbfy
