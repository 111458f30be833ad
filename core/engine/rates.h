// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rates of counters that are read now and then: the difference over a window, divided by the time it really spans, so
// that "per second" is per second whatever the reading rate. Owner: whoever reads.

#pragma once

#include "core/balance/clock.h"

#include <cstdint>
#include <deque>

namespace lbfy {

class RateWindow
{
public:
    explicit RateWindow(Nanoseconds window) : m_window(window) { }

    void update(std::uint64_t total, MonoTime now)
    {
        m_readings.push_back({now, total});
        while (m_readings.size() > 2 && now - m_readings[1].at >= m_window)
            m_readings.pop_front();
    }
    /// What the counter rose by within the window.
    std::uint64_t increase() const
    {
        return m_readings.size() < 2 ? 0 : m_readings.back().total - m_readings.front().total;
    }
    double perSecond() const
    {
        if (m_readings.size() < 2)
            return 0;
        const double span = toSeconds(m_readings.back().at - m_readings.front().at);
        return span > 0 ? static_cast<double>(increase()) / span : 0;
    }

private:
    struct Reading {
        MonoTime at;
        std::uint64_t total;
    };
    Nanoseconds m_window;
    std::deque<Reading> m_readings;
};

} // namespace lbfy
