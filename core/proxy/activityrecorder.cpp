// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/activityrecorder.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lbfy {

namespace {

/// Sessions read in one round: some 50 µs.
constexpr std::size_t slice = 256;

template<typename Record>
void push(std::deque<Record> &ring, Record record, std::size_t most)
{
    if (ring.size() == most)
        ring.pop_front();
    ring.push_back(std::move(record));
}

template<typename Record>
std::vector<Record> takeAll(std::deque<Record> &ring)
{
    std::vector<Record> all(std::make_move_iterator(ring.begin()), std::make_move_iterator(ring.end()));
    ring.clear();
    return all;
}

} // namespace

void ActivityRecorder::start()
{
    m_on = true;
}

void ActivityRecorder::stop()
{
    *this = {}; // memory included
}

void ActivityRecorder::picked(PickRecord pick)
{
    pick.candidates = m_candidates; // a copy as large as needed; the buffer stays
    push(m_picks, std::move(pick), mostPicks);
}

void ActivityRecorder::closed(ClosedRecord record)
{
    ++m_closedTotal;
    push(m_closed, std::move(record), mostClosed);
}

void ActivityRecorder::request(std::uint64_t round, Page page, SessionList &sessions)
{
    if (!m_on)
        return;
    m_answer.emplace().round = round;
    m_pageWanted = page == Page::Open;
    if (m_pageWanted) {
        m_answer->open.reserve(std::min(sessions.size(), mostOpen));
        sessions.rewind();
    }
}

std::optional<WorkerActivity> ActivityRecorder::readOn(SessionList &sessions, MonoTime now)
{
    std::vector<SessionRecord> &open = m_answer->open;
    const bool more = m_pageWanted && sessions.readSlice(std::min(slice, mostOpen - open.size()), now, open);
    if (more && open.size() < mostOpen)
        return std::nullopt;
    // Last, so that what was closed while the page was read is told together with it.
    m_answer->openTotal = sessions.size();
    m_answer->closed = takeAll(m_closed);
    m_answer->closedTotal = std::exchange(m_closedTotal, 0);
    m_answer->picks = takeAll(m_picks);
    return std::exchange(m_answer, std::nullopt);
}

} // namespace lbfy
