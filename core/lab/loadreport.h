// SPDX-License-Identifier: GPL-3.0-or-later
//
// The result of a load run for people and for programs: both are made from the same value. Pure.

#pragma once

#include "core/lab/loadfigures.h"
#include "core/lab/loadplan.h"

#include <QJsonObject>

#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

struct LoadReport {
    /// All in seconds; 0 when there were none.
    struct Quantiles {
        double p50 = 0;
        double p90 = 0;
        double p99 = 0;
        double p999 = 0;
        double max = 0;
        double mean = 0;
    };

    /// Turns with a latency of at most that, and more than the bucket before allows.
    struct Bucket {
        double upTo = 0; ///< seconds
        std::uint64_t turns = 0;
    };

    LoadPlan plan;
    bool stopped = false; ///< ended before its duration was over
    double seconds = 0; ///< counted
    std::uint64_t turns = 0; ///< answered
    double turnsPerSecond = 0;
    Quantiles latency;
    std::vector<Bucket> latencyBuckets; ///< those with turns, ascending
    std::uint64_t connections = 0; ///< established
    Quantiles connect;
    Quantiles lateness; ///< of the generator itself, open loop only
    std::array<std::uint64_t, loadErrorCount> errors {};
    std::uint64_t errorTotal = 0;
    std::uint64_t unfinished = 0;
    std::uint64_t bytesSent = 0;
    std::uint64_t bytesReceived = 0;
    double sentPerSecond = 0; ///< bytes
    double receivedPerSecond = 0; ///< bytes
};

/// What a kind of error means, in words for a table: "connection refused".
std::string_view describe(LoadError error);

LoadReport makeReport(const LoadPlan &plan, const LoadFigures &figures);

/// For people: some 15 lines, each ended by a line feed.
std::string reportTable(const LoadReport &report);
/// As docs/lab.md says. Durations in seconds.
QJsonObject reportJson(const LoadReport &report);

} // namespace lbfy
