// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes Activity of what workers tell. While somebody watches, every worker is asked twice a second, and when all have
// answered the next Activity is made; a worker that is busy delays that and nothing else. Here records become text, and
// here alone rates of single connections are computed, from two pages that follow one another. Thread: control.

#pragma once

#include "core/balance/clock.h"
#include "core/engine/workerthread.h"
#include "core/observe/activity.h"
#include "core/proxy/activityrecord.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

namespace lbfy {

class ActivityMaker
{
public:
    using Workers = std::vector<std::unique_ptr<WorkerThread>>;

    void watch(Watch what, const Workers &workers);
    /// For a worker that was not there when watch() was called.
    void workerStarted(WorkerThread &worker) const;
    /// Asks if it is time to. To be called four times a second.
    void tick(const Workers &workers);
    void told(WorkerActivity activity);

    /// Null while nobody watches, and until the first answers are there.
    const ActivityPtr &latest() const { return m_latest; }

private:
    template<typename T>
    struct Timed {
        MonoTime at;
        T value;
    };
    /// A connection's counters in the last page.
    struct Reading {
        MonoTime at {0};
        std::uint64_t toBackend = 0;
        std::uint64_t toClient = 0;
    };
    /// One moment on both clocks.
    struct Now {
        MonoTime mono {0};
        WallTime wall {};
        WallTime wallOf(MonoTime at) const { return wall - std::chrono::duration_cast<WallTime::duration>(mono - at); }
    };

    void ask(const Workers &workers, MonoTime now);
    void make();
    std::vector<OpenConnection> openConnections(const Now &now);
    OpenConnection openConnection(const SessionRecord &record, const Now &now) const;
    void takeClosed(const Now &now);
    void takePicks(const Now &now);
    template<typename T>
    static void keepNewest(std::deque<Timed<T>> &list, std::size_t most);

    Watch m_watch = Watch::Nothing;
    std::uint64_t m_round = 0;
    MonoTime m_askedAt {0};
    std::size_t m_missing = 0; ///< answers of this round
    std::vector<WorkerActivity> m_answers;
    std::deque<Timed<ClosedConnection>> m_closed;
    std::uint64_t m_closedTotal = 0;
    std::deque<Timed<Pick>> m_picks;
    std::unordered_map<std::uint64_t, Reading> m_readings; ///< by connection
    MonoTime m_pageAt = MonoTime::max(); ///< when reading the last page began; max: there is none
    ActivityPtr m_latest;
};

} // namespace lbfy
