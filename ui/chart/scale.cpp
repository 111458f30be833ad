// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/scale.h"

#include <array>
#include <cmath>

namespace lbfy {

namespace {

/// A line at the very top looks cut off.
constexpr double headroom = 1.04;

/// The first digit of a nice number.
int leadingDigit(double nice)
{
    return static_cast<int>(std::lround(nice / std::pow(10.0, std::floor(std::log10(nice) + 1e-9))));
}

std::vector<double> ticks(double top, int count)
{
    std::vector<double> values;
    for (int i = 1; i <= count; ++i)
        values.push_back(top * i / count);
    return values;
}

/// Into how many equal parts a top with this first digit may be cut so that the parts are round numbers.
std::array<int, 3> partsOf(int digit)
{
    if (digit == 1)
        return {5, 2, 1};
    if (digit == 2)
        return {4, 2, 1};
    return {5, 1, 1};
}

} // namespace

double niceTop(double value, double least)
{
    if (!(value > least))
        return least;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double digit : {1.0, 2.0, 5.0}) {
        // A value that is a nice number but for rounding is its own top.
        if (value <= digit * power * (1 + 1e-9))
            return digit * power;
    }
    return 10 * power;
}

std::vector<double> valueTicks(double top, int most)
{
    for (const int parts : partsOf(leadingDigit(top))) {
        if (parts <= most)
            return ticks(top, parts);
    }
    return ticks(top, 1);
}

std::vector<double> wholeTicks(double top, int most)
{
    for (const int parts : partsOf(leadingDigit(top))) {
        const double step = top / parts;
        if (parts <= most && std::abs(step - std::round(step)) < 1e-9)
            return ticks(top, parts);
    }
    return ticks(top, 1);
}

double timeTick(double window)
{
    for (const double step : {1., 2., 5., 10., 15., 30., 60., 120., 180., 300., 600., 900.}) {
        if (window / step <= 5)
            return step;
    }
    return window / 4;
}

double AxisTop::update(std::optional<double> highest, MonoTime now)
{
    const double wanted = niceTop(highest.value_or(0) * headroom, m_least);
    if (m_fresh && highest) {
        m_fresh = false;
        m_top = wanted;
    }
    if (wanted > m_top)
        m_top = wanted;
    if (!highest || *highest * 2 >= m_top || wanted >= m_top) {
        m_lowSince.reset();
        return m_top;
    }
    if (!m_lowSince)
        m_lowSince = now;
    if (now - *m_lowSince >= patience) {
        m_top = wanted;
        m_lowSince.reset();
    }
    return m_top;
}

void AxisTop::reset()
{
    m_fresh = true;
    m_lowSince.reset();
}

} // namespace lbfy
