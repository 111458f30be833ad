// SPDX-License-Identifier: GPL-3.0-or-later
//
// The state of a running lbfy at one time: what the window, /metrics, /api/v1/state and tests read, and nothing else.
// Made on the control thread four times a second (and on demand for /metrics), handed on as shared_ptr<const Snapshot>.
// No consumer computes a number that the others lack. Durations are seconds, rates are per second, both as double.

#pragma once

#include "core/balance/clock.h"
#include "core/config/config.h"
#include "core/observe/activity.h"
#include "core/observe/histogram.h"
#include "core/observe/reasons.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lbfy {

/// The one state a backend is in. Drain and Disabled are the operator's and hide health; Ejected hides up and down.
enum class BackendState : std::uint8_t { Up, Down, Ejected, Drain, Disabled };
inline constexpr std::array<std::string_view, 5> backendStateNames {"up", "down", "ejected", "drain", "disabled"};
constexpr std::string_view nameOf(BackendState state)
{
    return backendStateNames[static_cast<std::size_t>(state)];
}

/// Quantiles over the last 10 s, seconds; samples tells how many are behind them.
struct Quantiles {
    double p50 = 0;
    double p90 = 0;
    double p99 = 0;
    std::uint64_t samples = 0;

    bool operator==(const Quantiles &) const = default;
};

/// Since start, for Prometheus: cumulative counts at prometheusBounds.
struct CumulativeHistogram {
    std::vector<std::uint64_t> buckets;
    std::uint64_t count = 0;
    double sumSeconds = 0;
};

struct BackendSnapshot {
    std::string name;
    /// The same through renames; another once the address is another, or after removing and adding: another program.
    std::uint64_t identity = 0;
    std::string address; ///< as configured
    std::string resolved; ///< address in use, empty while a name is not resolved
    int weight = 1;
    int maxConnections = 0;
    bool backup = false;

    BackendState state = BackendState::Up;
    std::string stateReason; ///< plain words: "connection refused", "5 consecutive failures"
    WallTime stateSince {};
    bool up = true; ///< health alone, whatever the operator wants
    bool usable = true; ///< in the rotation now (panic counts)

    std::uint64_t active = 0;
    std::uint64_t openTurns = 0;
    std::uint64_t connections = 0;
    std::uint64_t selections = 0;
    std::uint64_t retries = 0;
    std::array<std::uint64_t, connectFailureNames.size()> connectFailures {};
    std::uint64_t bytesToBackend = 0;
    std::uint64_t bytesToClient = 0;
    std::uint64_t ejections = 0;
    std::uint64_t checksSucceeded = 0;
    std::uint64_t checksFailed = 0;

    double connectionsPerSecond = 0;
    double failuresPerSecond = 0;
    double bytesToBackendPerSecond = 0;
    double bytesToClientPerSecond = 0;
    double share = 0; ///< of the service's picks in the last 10 s, 0 to 1

    std::optional<double> ewmaSeconds; ///< unset: no sample yet
    double cost = 0; ///< as "latency-aware" weighs it now, whatever strategy is on
    Quantiles connect;
    Quantiles firstByte;
    Quantiles turn;
    CumulativeHistogram connectTotal;
    CumulativeHistogram turnTotal;
    CumulativeHistogram checkTotal;
};

struct ServiceSnapshot {
    std::string name;
    std::string listen; ///< the real address, port 0 replaced
    bool listening = false;
    StrategyKind strategy = StrategyKind::RoundRobin;
    bool panic = false;
    std::string notReady; ///< why /readyz says 503, empty when ready

    std::uint64_t active = 0;
    std::uint64_t connections = 0;
    std::uint64_t limit = 0;
    std::array<std::uint64_t, shedReasonNames.size()> shed {};
    std::array<std::uint64_t, closeReasonNames.size()> closed {};
    double connectionsPerSecond = 0;
    double errorsPerSecond = 0; ///< shed, connect_failed and backend_reset
    Quantiles turn;
    std::shared_ptr<const HistogramCounts> turns; ///< since start, of all backends there ever were
    std::vector<BackendSnapshot> backends;
};

struct WorkerSnapshot {
    int index = 0;
    std::uint64_t sessions = 0;
    CumulativeHistogram lag;
    double lagP99 = 0;
};

/// Something that happened, with its cause in plain words. Sequence numbers rise by one.
struct Event {
    std::uint64_t sequence = 0;
    WallTime at {};
    std::string kind; ///< a stable name of CONTRACT 5
    std::string service;
    std::string backend;
    std::string text;
};

struct Snapshot {
    std::uint64_t sequence = 0;
    WallTime at {};
    MonoTime made {0}; ///< the same moment on the monotonic clock
    double uptimeSeconds = 0;
    std::uint64_t connections = 0; ///< over all services, those removed included
    std::uint64_t active = 0;
    std::uint64_t reloadsSucceeded = 0;
    std::uint64_t reloadsFailed = 0;
    std::uint64_t logDropped = 0;
    std::vector<ServiceSnapshot> services;
    std::vector<WorkerSnapshot> workers;
    std::vector<Event> events; ///< the last 200, oldest first
    ActivityPtr activity; ///< null while nobody watches
};

using SnapshotPtr = std::shared_ptr<const Snapshot>;

} // namespace lbfy
