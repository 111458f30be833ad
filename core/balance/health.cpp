// SPDX-License-Identifier: GPL-3.0-or-later
//
// See health.h. Thresholds arrive validated (1 to 100); they are bounded again here only against a value of 0, which
// would leave a backend without a state to be in.

#include "core/balance/health.h"

#include <algorithm>
#include <limits>

namespace lbfy {

HealthCounter::HealthCounter(int fall, int rise)
    : m_fall(std::max(fall, 1))
    , m_rise(std::max(rise, 1))
    , m_value(m_rise) // the lowest value that is up, as HAProxy starts
{ }

bool HealthCounter::up() const
{
    return m_value >= m_rise;
}

HealthCounter::Change HealthCounter::observe(bool success)
{
    const bool wasUp = up();
    const int top = m_rise + m_fall - 1;
    if (!success) {
        m_value = wasUp && m_value > m_rise ? m_value - 1 : 0;
        return wasUp && !up() ? Change::WentDown : Change::None;
    }
    const bool first = !m_passedOnce;
    m_passedOnce = true;
    m_value = first || wasUp || m_value + 1 >= m_rise ? top : m_value + 1;
    if (!wasUp)
        return up() ? Change::WentUp : Change::None;
    return first ? Change::ConfirmedUp : Change::None;
}

int HealthCounter::untilFlip() const
{
    if (!m_passedOnce)
        return 1;
    return up() ? m_value - m_rise + 1 : m_rise - m_value;
}

void HealthCounter::setThresholds(int fall, int rise)
{
    const int newFall = std::max(fall, 1);
    const int newRise = std::max(rise, 1);
    if (!up()) {
        m_value = std::min(m_value, newRise - 1);
    } else if (!m_passedOnce) {
        m_value = newRise;
    } else {
        const int failuresSeen = m_fall - untilFlip();
        m_value = newRise + std::max(newFall - failuresSeen, 1) - 1;
    }
    m_fall = newFall;
    m_rise = newRise;
}

EjectionPolicy::Verdict EjectionPolicy::eject(Entry &backend, std::size_t ejectedNow, std::size_t poolSize,
                                              MonoTime now) const
{
    if (m_config.failures == 0)
        return Verdict::Off;
    if (backend.ejected)
        return Verdict::AlreadyEjected;
    const auto percent = static_cast<std::size_t>(std::clamp(m_config.maxPercent, 0, 100));
    const std::size_t allowance = std::max<std::size_t>(poolSize * percent / 100, 1);
    if (ejectedNow >= allowance)
        return Verdict::TooManyEjected;
    if (backend.ejections < std::numeric_limits<int>::max())
        ++backend.ejections;
    // In milliseconds: 24 h times any number of ejections fits, in nanoseconds it would not.
    const Milliseconds duration = std::min(m_config.baseTime * std::int64_t {backend.ejections}, m_config.maxTime);
    backend.ejected = true;
    backend.until = now + duration;
    return Verdict::Ejected;
}

bool EjectionPolicy::restoreIfDue(Entry &backend, MonoTime now) const
{
    if (!backend.ejected || now < backend.until)
        return false;
    backend.ejected = false;
    return true;
}

bool inPanic(std::size_t healthy, std::size_t ready, int panicPercent)
{
    return ready > 0 && panicPercent > 0 && healthy * 100 < ready * static_cast<std::size_t>(panicPercent);
}

} // namespace lbfy
