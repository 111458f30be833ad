// SPDX-License-Identifier: GPL-3.0-or-later
//
// A worker's memory of what it just did: the connections closed and the backends picked since it was last asked, as many
// as anybody will show, and the page of open connections that is being read. While nobody watches it costs one test of
// a bool at the end of a connection and one at a pick. Owner and thread: the Worker.

#pragma once

#include "core/proxy/activityrecord.h"
#include "core/proxy/sessionlist.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace lbfy {

class ActivityRecorder
{
public:
    /// What of each kind is shown at most, and kept at most until it is asked for.
    static constexpr std::size_t mostOpen = 10'000;
    static constexpr std::size_t mostClosed = 1'000;
    static constexpr std::size_t mostPicks = 100;

    void start();
    /// Forgets everything.
    void stop();
    bool on() const { return m_on; }

    /// Where a pick is to write its candidates; null: nobody wants them.
    std::vector<PickCandidate> *candidates() { return m_on ? &m_candidates : nullptr; }
    /// `pick` without candidates: those are what was written to candidates().
    void picked(PickRecord pick);
    void closed(ClosedRecord record);

    enum class Page : std::uint8_t { None, Open };
    /// A request for everything gathered so far; with Page::Open also for a page of `sessions`.
    void request(std::uint64_t round, Page page, SessionList &sessions);
    /// True until the request is answered: readOn() is to be called once a round.
    bool reading() const { return m_answer.has_value(); }
    /// Reads a slice of the page; the answer when it is complete.
    std::optional<WorkerActivity> readOn(SessionList &sessions, MonoTime now);

private:
    bool m_on = false;
    std::vector<PickCandidate> m_candidates;
    std::deque<ClosedRecord> m_closed;
    std::uint64_t m_closedTotal = 0;
    std::deque<PickRecord> m_picks;
    std::optional<WorkerActivity> m_answer; ///< being filled
    bool m_pageWanted = false;
};

} // namespace lbfy
