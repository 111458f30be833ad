// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sessions that wait for the same kind of timeout, in order of last activity: the head is the next to expire, so one
// timer serves thousands. A session that was active is moved to the end, but at most once per `grain` (a sixteenth of
// the timeout, at most a second): expiry is late by at most that, and a busy connection does not touch its neighbours'
// memory at every turn. Thread: the worker's.

#pragma once

#include "core/balance/clock.h"
#include "core/proxy/intrusivelist.h"

#include <algorithm>
#include <optional>

namespace lbfy {

class Session;
struct TimeoutTag;

/// A session's place in a TimeoutList; Session derives from it.
struct TimeoutNode : ListNode<TimeoutTag> {
    MonoTime listedAt {0};
};

class TimeoutList
{
public:
    /// Zero: never.
    void setTimeout(Nanoseconds timeout)
    {
        m_timeout = timeout;
        // In order also while there is none: a timeout that a reload brings must not meet a list of long ago.
        constexpr Nanoseconds longest = std::chrono::seconds(1);
        m_grain = timeout > Nanoseconds(0) ? std::min(timeout / 16, longest) : longest;
    }
    Nanoseconds timeout() const { return m_timeout; }

    template<typename S>
    void enter(S *session, MonoTime now)
    {
        session->listedAt = now;
        m_list.moveToBack(session);
    }
    template<typename S>
    void touch(S *session, MonoTime now)
    {
        if (now - session->listedAt >= m_grain)
            enter(session, now);
    }
    /// When the head expires at the earliest.
    template<typename S = Session>
    std::optional<MonoTime> nextExpiry() const
    {
        const S *head = m_list.front();
        if (!head || m_timeout == Nanoseconds(0))
            return std::nullopt;
        return head->listedAt + m_timeout + m_grain;
    }
    template<typename S = Session>
    S *expired(MonoTime now) const
    {
        const auto next = nextExpiry<S>();
        return next && *next <= now ? m_list.front() : nullptr;
    }
    const IntrusiveList<Session, TimeoutTag> &sessions() const { return m_list; }

private:
    IntrusiveList<Session, TimeoutTag> m_list;
    Nanoseconds m_timeout {0};
    Nanoseconds m_grain {0};
};

} // namespace lbfy
