// SPDX-License-Identifier: GPL-3.0-or-later
//
// What all workers share about one backend while picking: a handful of atomics on cache lines of their own. One object
// per configured backend, from its first to its last appearance in a configuration; Pools come and go around it.
// Written by every worker, read by every worker and by the snapshot; no lock, no Qt.

#pragma once

#include "core/balance/clock.h"
#include "core/balance/latency.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <memory>
#include <span>

namespace lbfy {

/// One worker's oldest unanswered turn with one backend. Writer: that worker alone.
struct alignas(64) OldestTurn {
    /// MonoTime in nanoseconds of its last client byte; 0: no turn is open.
    std::atomic<std::int64_t> since {0};
};

class BackendLoad
{
public:
    explicit BackendLoad(int workers);

    /// Takes one connection slot unless `maxConnections` (0: no limit) are taken already. Exact under concurrency.
    bool tryAcquire(std::uint32_t maxConnections);
    void release() { m_active.fetch_sub(1, std::memory_order_relaxed); }
    std::uint32_t active() const { return m_active.load(std::memory_order_relaxed); }

    /// Where the newest strategy that looks for it lists this backend. Older ones may still be in use: the reader must see
    /// for itself whether it is there.
    void setPlace(std::uint16_t place) { m_place.store(place, std::memory_order_relaxed); }
    std::uint16_t place() const { return m_place.load(std::memory_order_relaxed); }

    /// Load as the cost formula counts it: open turns, plus connections that never had one.
    void addLoad() { m_load.fetch_add(1, std::memory_order_relaxed); }
    void removeLoad() { m_load.fetch_sub(1, std::memory_order_relaxed); }
    std::uint32_t load() const { return m_load.load(std::memory_order_relaxed); }

    /// Consecutive failures, for passive ejection. addFailure() returns the new count.
    std::uint32_t addFailure() { return m_failures.fetch_add(1, std::memory_order_relaxed) + 1; }
    void clearFailures();
    std::uint32_t failures() const { return m_failures.load(std::memory_order_relaxed); }

    LatencyEstimate &estimate(LatencySignal signal) { return m_estimates[static_cast<std::size_t>(signal)]; }
    const LatencyEstimate &estimate(LatencySignal signal) const
    {
        return m_estimates[static_cast<std::size_t>(signal)];
    }

    OldestTurn &oldestTurn(int worker) { return m_oldest[static_cast<std::size_t>(worker)]; }
    /// Age at `now` of the oldest unanswered turn over all workers; zero if none is open.
    Nanoseconds oldestTurnAge(MonoTime now) const;

private:
    alignas(64) std::atomic<std::uint32_t> m_active {0};
    std::atomic<std::uint32_t> m_load {0};
    std::atomic<std::uint32_t> m_failures {0};
    std::atomic<std::uint16_t> m_place {0};
    LatencyEstimate m_estimates[latencySignalCount];
    int m_workers;
    std::unique_ptr<OldestTurn[]> m_oldest;
};

inline Nanoseconds BackendLoad::oldestTurnAge(MonoTime now) const
{
    std::int64_t oldest = now.count();
    for (int worker = 0; worker < m_workers; ++worker) {
        const std::int64_t since = m_oldest[static_cast<std::size_t>(worker)].since.load(std::memory_order_relaxed);
        if (since != 0)
            oldest = std::min(oldest, since);
    }
    return now - Nanoseconds(oldest);
}

} // namespace lbfy
