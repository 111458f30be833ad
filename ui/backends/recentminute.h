// SPDX-License-Identifier: GPL-3.0-or-later
//
// The last minute of one backend, at the pace of the window's tick: what the sparkline draws and what "in the last
// minute" counts. Bounded: a sample stands for at least half a second.

#pragma once

#include "core/observe/snapshot.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace lbfy {

class RecentMinute
{
public:
    static constexpr int seconds = 60;

    void add(WallTime at, std::optional<double> ewmaSeconds, std::uint64_t failures);
    void clear() { m_samples.clear(); }

    /// One value for each of the last 60 seconds, oldest first: the greatest in it; unset: nothing known.
    std::vector<std::optional<double>> ewmaBySecond() const;
    double greatestEwma() const;
    /// How many failures have been added since the oldest sample; 0 after a restart of the count.
    std::uint64_t failures() const;

private:
    struct Sample {
        WallTime at {};
        std::optional<double> ewmaSeconds;
        std::uint64_t failures = 0;
    };

    std::deque<Sample> m_samples;
};

} // namespace lbfy
