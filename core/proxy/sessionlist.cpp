// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/sessionlist.h"

#include "core/proxy/session.h"

#include <algorithm>

namespace lbfy {

void SessionList::add(Session *session)
{
    m_sessions.moveToBack(session);
    ++m_size;
}

void SessionList::remove(Session *session)
{
    if (m_next == session)
        m_next = m_sessions.next(session);
    static_cast<ListNode<AgeTag> *>(session)->unlink();
    --m_size;
}

void SessionList::rewind()
{
    m_next = m_sessions.front();
}

bool SessionList::readSlice(std::size_t count, MonoTime now, std::vector<SessionRecord> &records)
{
    for (; m_next && count > 0; --count) {
        records.push_back(m_next->record(now));
        m_next = m_sessions.next(m_next);
    }
    return m_next != nullptr;
}

void SessionList::kill(std::vector<std::uint64_t> ids, MonoTime now)
{
    std::sort(ids.begin(), ids.end());
    auto wanted = ids.begin();
    for (Session *session = m_sessions.front(); session && wanted != ids.end();) {
        Session *following = m_sessions.next(session);
        wanted = std::lower_bound(wanted, ids.end(), session->id());
        if (wanted != ids.end() && *wanted == session->id())
            session->abort(CloseReason::Killed, now);
        session = following;
    }
}

} // namespace lbfy
