// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/sessionlist.h"

#include "core/proxy/session.h"

#include <algorithm>

namespace lbfy {

void SessionList::add(Session *session)
{
    m_sessions.add(session);
}

void SessionList::remove(Session *session)
{
    m_sessions.remove(session);
}

void SessionList::rewind()
{
    m_sessions.rewind();
}

bool SessionList::readSlice(std::size_t count, MonoTime now, std::vector<SessionRecord> &records)
{
    for (; m_sessions.bookmark() && count > 0; --count) {
        records.push_back(m_sessions.bookmark()->record(now));
        m_sessions.advance();
    }
    return m_sessions.bookmark() != nullptr;
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
