// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/arrivals.h"

#include <cmath>

namespace lbfy {

namespace {

Nanoseconds rounded(double seconds)
{
    return Nanoseconds(std::llround(seconds * 1e9));
}

} // namespace

ArrivalSchedule::ArrivalSchedule(ArrivalKind kind, double rate, MonoTime begin, int part, int parts, std::uint64_t seed)
    : m_kind(kind)
    , m_rate(rate)
    , m_begin(begin)
    , m_part(part)
    , m_parts(parts)
    // Each part its own stream: the generator's seeding makes neighbouring seeds independent.
    , m_random(seed + static_cast<std::uint64_t>(part) * 0x9e3779b97f4a7c15U)
    , m_next(begin)
{
    change(kind, rate, begin);
}

void ArrivalSchedule::change(ArrivalKind kind, double rate, MonoTime now)
{
    m_kind = kind;
    m_rate = rate;
    m_begin = now;
    m_index = 0;
    m_next = now;
    advance();
}

void ArrivalSchedule::advance()
{
    if (m_kind == ArrivalKind::Constant) {
        // From the beginning each time: gaps rounded one by one would add up.
        m_next = m_begin + rounded(static_cast<double>(m_index * m_parts + m_part) / m_rate);
        ++m_index;
        return;
    }
    // 1 - unit() is in (0, 1], so the logarithm is finite.
    m_next += rounded(-std::log(1 - m_random.unit()) * static_cast<double>(m_parts) / m_rate);
}

} // namespace lbfy
