// SPDX-License-Identifier: GPL-3.0-or-later
//
// One I/O thread and the Worker in it: started together, ended together. Owner and thread of this object: the control
// thread, or whoever made it; the Worker inside belongs to its own thread and is reached by queued calls only.

#pragma once

#include "core/engine/joinedthread.h"
#include "core/proxy/worker.h"

#include <functional>
#include <utility>

namespace lbfy {

class WorkerThread
{
public:
    /// Throws std::system_error or std::bad_alloc if the system has no descriptors, thread or memory to give.
    WorkerThread(int index, WorkerShared shared, std::uint64_t seed);
    /// Ends the thread; sessions left are reset.
    ~WorkerThread();
    WorkerThread(const WorkerThread &) = delete;
    WorkerThread &operator=(const WorkerThread &) = delete;

    const WorkerLoopStats &stats() const { return m_worker->loopStats(); }

    /// Runs `call(Worker &)` in the worker's thread, in the order of the calls.
    template<typename Call>
    void post(Call call)
    {
        Worker *worker = m_worker;
        QMetaObject::invokeMethod(
                worker, [worker, call = std::move(call)]() mutable { call(*worker); }, Qt::QueuedConnection);
    }

private:
    JoinedThread m_thread;
    Worker *m_worker; ///< deleted in its thread when that ends
};

} // namespace lbfy
