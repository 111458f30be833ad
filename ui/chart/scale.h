// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where an axis ends and which numbers stand at it. The top is 1, 2 or 5 times a power of ten, so that people can read
// between the lines; it grows at once, since a line must not leave the plot, and shrinks late, since a chart that
// breathes cannot be read. Pure.

#pragma once

#include "core/observe/history.h"

#include <optional>
#include <vector>

namespace lbfy {

/// The smallest of 1, 2, 5 × 10ⁿ that is not below `value` and not below `least` (itself such a number).
double niceTop(double value, double least);

/// Values to write at an axis from 0 to `top` (without 0): at most `most`, evenly spaced, `top` the last.
std::vector<double> valueTicks(double top, int most);
/// The same for counts: whole numbers only.
std::vector<double> wholeTicks(double top, int most);

/// Seconds between the marks of a time axis that reaches back `window` seconds.
double timeTick(double window);

/// The top of a value axis through time.
class AxisTop
{
public:
    /// Below half for so long, it shrinks.
    static constexpr Nanoseconds patience = std::chrono::seconds(10);

    explicit AxisTop(double least) : m_least(least), m_top(least) { }

    /// `highest`: the largest value in view now; unset when there is none.
    double update(std::optional<double> highest, MonoTime now);
    /// Other backends, another window: what was says nothing.
    void reset();
    double top() const { return m_top; }

private:
    double m_least;
    double m_top;
    std::optional<MonoTime> m_lowSince;
    bool m_fresh = true;
};

} // namespace lbfy
