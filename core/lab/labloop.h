// SPDX-License-Identifier: GPL-3.0-or-later
//
// The loop of a test backend's thread. It differs from the workers' EventDispatcher in one thing that a backend stands
// and falls with: deadlines are met to some ten microseconds, not to Qt's whole milliseconds, for an answer after 2 ms
// must not come after 3. Free of Qt, so that ThreadSanitizer sees all of it.
//
// Thread: run() and all that is not marked belong to the one thread that runs it.

#pragma once

#include "core/lab/deadlineheap.h"
#include "core/proxy/descriptor.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <vector>

struct epoll_event;

namespace lbfy {

/// Waits for a descriptor and for a deadline. Must stay valid until the round in which it left the loop is over.
class LabEvents : public Deadline
{
public:
    virtual void ready(std::uint32_t events) = 0; ///< EPOLLIN and others, as epoll reports them
    virtual void expired() = 0; ///< the deadline has passed; it is not set any more

protected:
    ~LabEvents() = default;
};

class LabLoop
{
public:
    /// Throws std::system_error if the kernel gives no descriptors.
    LabLoop();
    ~LabLoop();

    /// `events` as epoll_ctl() takes them. False with errno set if the kernel refuses. Closing the descriptor ends it.
    bool watch(int fd, LabEvents &target, std::uint32_t events);
    void unwatch(int fd);
    void setDeadline(LabEvents &target, MonoTime due) { m_deadlines.set(target, due); }
    void cancelDeadline(LabEvents &target) { m_deadlines.cancel(target); }

    /// Called after every round, before the next wait: true if there is more to do, so that it does not wait.
    void setRoundEnd(std::function<bool()> roundEnd) { m_roundEnd = std::move(roundEnd); }

    /// Any thread: `task` runs in the loop's thread, in order; those left when run() returns are run then.
    void post(std::function<void()> task);
    /// Rounds until stop(). A round: wait, tasks, what is ready, deadlines.
    void run();
    /// Any thread.
    void stop();

private:
    int wait(epoll_event *events, int count);
    void wake();
    bool runTasks();
    void expireDue();

    Descriptor m_epoll;
    Descriptor m_wake;
    DeadlineHeap m_deadlines;
    std::function<bool()> m_roundEnd;
    bool m_more = false;
    bool m_preciseWait = true; ///< the kernel has epoll_pwait2 (5.11)
    std::atomic<bool> m_stop {false};
    std::mutex m_mutex; ///< of the tasks alone
    std::vector<std::function<void()>> m_tasks;
};

} // namespace lbfy
