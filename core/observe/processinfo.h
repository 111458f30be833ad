// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the system says about this process, for the process_* metrics. What cannot be read (no /proc, no descriptor left
// to read it with) is unset, and its series is missing for that scrape rather than wrong.

#pragma once

#include <cstdint>
#include <optional>

namespace lbfy {

struct ProcessInfo {
    std::optional<double> cpuSeconds; ///< user and system, since start
    std::optional<std::uint64_t> openFds;
    std::optional<std::uint64_t> maxFds; ///< soft limit
    std::optional<std::uint64_t> virtualBytes;
    std::optional<std::uint64_t> residentBytes;
    std::optional<double> startTimeSeconds; ///< since the epoch
    std::optional<std::uint64_t> threads;
};

/// Reads the present values; any thread.
ProcessInfo readProcessInfo();

} // namespace lbfy
