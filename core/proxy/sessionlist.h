// SPDX-License-Identifier: GPL-3.0-or-later
//
// A worker's sessions by age, which is by id. They can be read in slices, a few hundred a round of the event loop, so
// that listing ten thousand holds up nobody; sessions may come and go between two slices. Thread: the worker's.

#pragma once

#include "core/balance/clock.h"
#include "core/proxy/activityrecord.h"
#include "core/proxy/pagedlist.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lbfy {

class Session;
struct AgeTag;

class SessionList
{
public:
    /// `session` is younger than all others.
    void add(Session *session);
    void remove(Session *session);
    std::size_t size() const { return m_sessions.size(); }

    /// The next slice begins at the oldest.
    void rewind();
    /// Appends records of the next `count` sessions; false if there are no more behind them.
    bool readSlice(std::size_t count, MonoTime now, std::vector<SessionRecord> &records);

    /// Resets both ends of those among `ids` that are still open.
    void kill(std::vector<std::uint64_t> ids, MonoTime now);

private:
    PagedList<Session, AgeTag> m_sessions;
};

} // namespace lbfy
