// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/turnclock.h"

#include <algorithm>
#include <utility>

namespace lbfy {

bool TurnClock::clientBytes(MonoTime now, bool finished)
{
    if (streaming())
        return false;
    m_since = now;
    m_finished = finished;
    return !std::exchange(m_open, true);
}

TurnClock::Answer TurnClock::backendBytes(MonoTime now)
{
    Answer answer;
    if (!m_open)
        return answer;
    m_open = false;
    answer.closedTurn = true;
    if (!m_finished) {
        ++m_overlaps;
        return answer;
    }
    m_overlaps = 0;
    ++m_turns;
    answer.sample = std::max(Nanoseconds(0), now - m_since);
    return answer;
}

void TurnClock::forgetBefore(MonoTime end)
{
    m_since = std::max(m_since, end);
}

} // namespace lbfy
