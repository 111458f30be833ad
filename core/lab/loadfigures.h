// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a load generator has counted, as a plain value: totals since the warm-up, and by since() those of any interval
// between two readings.

#pragma once

#include "core/observe/histogram.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <string_view>

namespace lbfy {

/// Why a turn failed.
enum class LoadError : std::uint8_t {
    Refused, ///< nobody listens
    Reset, ///< the connection was reset
    ClosedEarly, ///< the connection was closed before the whole answer had come
    Timeout, ///< the connect or the turn took longer than the plan allows
    BadAnswer, ///< more bytes than expected, not HTTP, or an HTTP status other than 2xx and 3xx
    Overrun, ///< open loop: due while as many turns were waiting as may
    Descriptors, ///< this program has no descriptor left
    Ports, ///< this machine has no source port left
    Other, ///< anything else, such as an unreachable network
};

inline constexpr std::size_t loadErrorCount = 9;
/// For JSON and metrics.
inline constexpr std::array<std::string_view, loadErrorCount> loadErrorNames {
        "refused", "reset", "closed_early", "timeout", "bad_answer", "overrun", "descriptors", "ports", "other"};

enum class LoadPhase : std::uint8_t {
    Idle, ///< never started
    WarmUp,
    Running,
    Draining, ///< nothing is begun any more, but turns are still under way
    Finished, ///< the duration is over, or it was stopped
};

struct LoadFigures {
    LoadPhase phase = LoadPhase::Idle;
    double seconds = 0; ///< counted so far: without warm-up and draining
    /// Of the whole time, draining included; latency.count() turns were answered.
    HistogramCounts latency; ///< of answered turns, from the (intended) start to the last byte, connecting included
    HistogramCounts connect; ///< of connections, from the call to established
    HistogramCounts lateness; ///< open loop: how much later than intended the generator itself turned to a turn
    double maxLatency = 0; ///< seconds, exact
    std::array<std::uint64_t, loadErrorCount> errors {}; ///< turns failed, by LoadError
    std::uint64_t bytesSent = 0;
    std::uint64_t bytesReceived = 0;
    std::uint64_t unfinished = 0; ///< turns that were under way or waiting when it was stopped
    /// What was answered and moved by the end of the duration: what rates are made of.
    std::uint64_t turnsInTime = 0;
    std::uint64_t bytesSentInTime = 0;
    std::uint64_t bytesReceivedInTime = 0;
    /// At this moment.
    std::uint64_t openConnections = 0;
    std::uint64_t turnsUnderWay = 0;
    std::uint64_t turnsWaiting = 0; ///< open loop: due, without a connection yet
    /// The warm-up included.
    std::uint64_t answeredEver = 0;
    std::uint64_t connectedEver = 0;
    std::array<std::uint64_t, loadErrorCount> errorsEver {};

    std::uint64_t turns() const { return latency.count(); }
    std::uint64_t errorTotal() const { return sum(errors); }
    std::uint64_t failedEver() const { return sum(errorsEver); }
    double perSecond(std::uint64_t count) const { return seconds > 0 ? static_cast<double>(count) / seconds : 0; }
    double turnsPerSecond() const { return perSecond(turnsInTime); }

    /// The figures of the time between `earlier` (of the same run) and these. The maximum is then the histogram's.
    LoadFigures since(const LoadFigures &earlier) const;

private:
    static std::uint64_t sum(const std::array<std::uint64_t, loadErrorCount> &counts)
    {
        return std::accumulate(counts.begin(), counts.end(), std::uint64_t {0});
    }
};

} // namespace lbfy
