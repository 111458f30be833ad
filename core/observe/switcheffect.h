// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a change of strategy did: latency, errors and shares over the half minute before it, beside those since. Nothing
// is claimed without samples: below `enoughSamples` on either side there is no verdict, only the numbers so far.
//
// The figures are differences of the snapshot's cumulative histograms and counters between marks, which are kept every
// few seconds while no switch has happened, so "before" ends at the switch and not at some round time.
//
// A share is told only of a backend that was there all the time: one that came, or that stands for another address now,
// would show what the edit did, not the switch.
//
// Pure: time is an argument. Owner and thread: whoever follows the snapshots.

#pragma once

#include "core/balance/clock.h"
#include "core/observe/snapshot.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace lbfy {

class SwitchEffect
{
public:
    static constexpr std::uint64_t enoughSamples = 200;

    struct Side {
        double p50 = 0; ///< seconds, over turns
        double p99 = 0;
        std::uint64_t samples = 0; ///< turns
        std::uint64_t picks = 0;
        double errorsPerSecond = 0;
        double seconds = 0; ///< how long it spans
    };
    struct Share {
        std::string backend;
        double before = 0; ///< of the picks, 0 to 1
        double after = 0;
    };
    struct Effect {
        StrategyKind from {};
        StrategyKind to {};
        WallTime at {};
        Side before;
        Side after;
        std::vector<Share> shares; ///< of the backends that were there before, at the switch, and are there now
        bool backendsChanged = false; ///< some came, went or stand for another address now
        /// Enough turns on both sides to compare latencies.
        bool comparable() const { return before.samples >= enoughSamples && after.samples >= enoughSamples; }
    };

    /// Of one service, in order of time.
    void follow(const ServiceSnapshot &service, MonoTime now, WallTime wall);
    /// Since the last switch; nothing if there was none.
    const std::optional<Effect> &effect() const { return m_effect; }
    /// The user has seen enough of it.
    void dismiss();

private:
    using Picks = std::map<std::uint64_t, std::uint64_t>; ///< by a backend's identity, since it was there
    struct Mark {
        MonoTime at {0};
        std::shared_ptr<const HistogramCounts> turns;
        std::uint64_t errors = 0;
        std::uint64_t picks = 0; ///< of all backends, those that went included, since the first mark
        Picks picksOf;
    };
    Mark markOf(const ServiceSnapshot &service, MonoTime now) const;
    static Side between(const Mark &from, const Mark &to);
    void compareShares(const ServiceSnapshot &service, const Mark &now);

    Mark m_last; ///< of the newest snapshot
    std::deque<Mark> m_marks; ///< before a switch, oldest first
    std::optional<StrategyKind> m_strategy;
    Mark m_start; ///< where "before" begins
    Mark m_switch;
    std::optional<Effect> m_effect;
};

/// shed, connect_failed and backend_reset so far: what the figure "errors" counts.
std::uint64_t errorsOf(const ServiceSnapshot &service);

} // namespace lbfy
