// SPDX-License-Identifier: GPL-3.0-or-later
//
// Health as pure state machines: what one backend's check results mean (HealthCounter) and who may be ejected for how
// long (EjectionPolicy). Owner: the control thread. Time is an argument; every change is returned, once, to whoever
// observes, so that it is logged and signalled only when something flipped.

#pragma once

#include "core/balance/clock.h"
#include "core/config/config.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lbfy {

/// Hysteresis in one counter, HAProxy's way (check-t.h): 0 … rise-1 is down, rise … rise+fall-1 is up; a result in the
/// direction of the state snaps to its far end. Before the first result the backend is taken for up, and until it has
/// passed a check once, a single result decides either way.
class HealthCounter
{
public:
    HealthCounter(int fall, int rise);

    enum class Change : std::uint8_t { None, WentUp, WentDown, ConfirmedUp };

    /// ConfirmedUp: the very first success, without a flip (worth an event, not a new Pool).
    Change observe(bool success);
    bool up() const;
    /// Results still missing for a flip: failures while up, successes while down.
    int untilFlip() const;
    /// New thresholds from a reload; state and progress are kept as far as they fit.
    void setThresholds(int fall, int rise);

private:
    int m_fall;
    int m_rise;
    int m_value;
    bool m_passedOnce = false;
};

/// Passive ejection for one service. Backends are numbered by the caller (position in its list).
class EjectionPolicy
{
public:
    explicit EjectionPolicy(EjectionConfig config) : m_config(config) { }

    struct Entry {
        bool ejected = false;
        MonoTime until {0}; ///< valid while ejected
        int ejections = 0; ///< so far: the factor of base_time
    };

    enum class Verdict : std::uint8_t { Ejected, TooManyEjected, AlreadyEjected, Off };

    /// `backend` reached the consecutive-failure limit. `poolSize` ready backends share the ejection allowance
    /// max(1, maxPercent of poolSize); at least one may always be ejected.
    Verdict eject(Entry &backend, std::size_t ejectedNow, std::size_t poolSize, MonoTime now) const;
    /// True (and the entry is restored) if its time is over.
    bool restoreIfDue(Entry &backend, MonoTime now) const;

    const EjectionConfig &config() const { return m_config; }
    void setConfig(const EjectionConfig &config) { m_config = config; }

private:
    EjectionConfig m_config;
};

/// True if health is to be ignored: fewer than `panicPercent` of `ready` backends are healthy. Never for an empty pool.
bool inPanic(std::size_t healthy, std::size_t ready, int panicPercent);

} // namespace lbfy
