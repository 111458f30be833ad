// SPDX-License-Identifier: GPL-3.0-or-later
//
// One thread of a load generator: its share of the connections and of the arrivals, and when each turn begins, fails or
// is given up. It looks at the clock at known times only: at arrivals, ends of thinking, and in steps for timeouts,
// which come late by a sixteenth at most.
//
// Thread: made by the owner, then run() in a thread of its own. Owner: LoadGenerator.

#pragma once

#include "core/lab/arrivals.h"
#include "core/lab/loadconnection.h"

#include <sys/epoll.h>

#include <array>
#include <atomic>
#include <deque>
#include <mutex>
#include <queue>
#include <vector>

namespace lbfy {

/// What the owner tells all threads of a run. Constant but for what says otherwise.
struct LoadOrders {
    std::vector<LoadTarget> targets;
    MonoTime begin {0};
    MonoTime countFrom {0}; ///< the warm-up is over
    MonoTime end {0}; ///< nothing is begun from then on; MonoTime::max(): never
    std::atomic<bool> stop {false};
    std::atomic<std::uint64_t> changes {0}; ///< of `plan`; written after it
    mutable std::mutex mutex;
    LoadPlan plan; ///< under the mutex
};

class LoadThread
{
public:
    /// Throws std::system_error if the system gives no epoll set.
    LoadThread(const LoadOrders &orders, int index, int count);

    /// Until the end of the orders, or stop.
    void run();
    /// Look at the orders: they have changed. Any thread.
    void wake();

    const LoadStatistics &statistics() const { return m_statistics; }
    /// run() has returned. Any thread.
    bool isOver() const { return m_over.load(std::memory_order_acquire); }

private:
    enum class State : std::uint8_t {
        Unused, ///< not to be used: more than the plan wants now
        Free, ///< no turn, to be used; perhaps connected
        Busy,
        Waiting, ///< closed loop: thinks, or has failed and pauses
    };
    struct Slot : LoadConnection {
        State state = State::Unused;
        int index = 0;
        std::size_t target = 0;
        int failures = 0; ///< in a row
        std::uint32_t alarm = 0; ///< the one that is set; others are stale
        bool counts = false; ///< the turn under way began after the warm-up
        MonoTime due {0};
    };
    struct Alarm {
        MonoTime at;
        Slot *slot;
        std::uint32_t number;
        bool operator>(const Alarm &other) const { return at > other.at; }
    };

    int share(int total) const;
    bool goesOn(MonoTime now) const;
    void round(MonoTime now);
    void adoptPlan(MonoTime now);
    void adoptOrder();
    void adoptConnections();
    void adoptArrivals(const LoadPlan &old, MonoTime now);
    void watchClock(MonoTime now);
    void openMore(MonoTime now);
    void ringAlarms(MonoTime now);
    void takeArrivals(MonoTime now);
    void startWaiting(MonoTime now);
    void giveUpLate(MonoTime now);
    MonoTime nextLook() const;
    int waitForEvents(MonoTime now);
    void handle(const epoll_event &event);

    void begin(Slot &slot, MonoTime due, MonoTime now);
    void conclude(Slot &slot, LoadConnection::Progress progress, MonoTime now);
    void answered(Slot &slot, MonoTime now);
    void failed(Slot &slot, LoadError error, MonoTime now);
    void countError(LoadError error, bool counts);
    void setFree(Slot &slot);
    Slot *takeFree();
    void setAlarm(Slot &slot, MonoTime at);
    void finish();

    const LoadOrders &m_orders;
    const int m_index;
    const int m_count;
    LoadStatistics m_statistics;
    LoadIo m_io;
    Descriptor m_epoll;
    Descriptor m_wake;
    std::atomic<bool> m_over {false};

    LoadPlan m_plan;
    std::uint64_t m_changes = 0;
    LoadConnection::Order m_order;
    std::deque<std::vector<std::string>> m_requests; ///< Http: one a target; older ones may still be on their way
    std::deque<Slot> m_slots; ///< a deque never moves what it holds
    int m_wanted = 0; ///< of m_slots, from the first
    int m_opened = 0; ///< closed loop: slots that have begun, from the first
    MonoTime m_openNext {0};
    // Open loop: what the next turn may take. Connected ones in turn, so that all of them, and whatever is behind them,
    // get the same share.
    std::deque<Slot *> m_idle; ///< connected, longest idle first
    std::vector<Slot *> m_free; ///< to be connected
    std::size_t m_nextTarget;
    std::deque<MonoTime> m_waiting; ///< open loop: when those turns were due
    ArrivalSchedule m_arrivals;
    std::priority_queue<Alarm, std::vector<Alarm>, std::greater<>> m_alarms;
    MonoTime m_nextSweep {0};
    std::array<epoll_event, 256> m_events;
    bool m_exactWait = true; ///< the kernel has epoll_pwait2
};

} // namespace lbfy
