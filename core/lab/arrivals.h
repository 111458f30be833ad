// SPDX-License-Identifier: GPL-3.0-or-later
//
// When the turns of an open loop are due. Several threads share one stream: each has a part, and the parts together
// are exactly constant, or Poisson, for Poisson streams add up to one. Times are computed, never measured, so they do
// not drift however late somebody looks. Pure.

#pragma once

#include "core/balance/clock.h"
#include "core/balance/random.h"
#include "core/lab/loadplan.h"

#include <cstdint>

namespace lbfy {

class ArrivalSchedule
{
public:
    /// `rate`: arrivals a second of the whole stream, above 0. `part`: 0 to parts - 1.
    ArrivalSchedule(ArrivalKind kind, double rate, MonoTime begin, int part, int parts, std::uint64_t seed);

    /// When the next one is due.
    MonoTime next() const { return m_next; }
    void advance();
    /// From now on otherwise. Nothing that is due already may be left.
    void change(ArrivalKind kind, double rate, MonoTime now);

private:
    ArrivalKind m_kind;
    double m_rate;
    MonoTime m_begin;
    std::int64_t m_part;
    std::int64_t m_parts;
    std::int64_t m_index = 0; ///< Constant: of the next one, within this part
    Random m_random;
    MonoTime m_next;
};

} // namespace lbfy
