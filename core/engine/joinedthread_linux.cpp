// SPDX-License-Identifier: GPL-3.0-or-later
//
// That a detached thread has gone is known to the kernel alone: no signal can be sent to it any more.

#include "core/engine/joinedthread.h"

#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <system_error>
#include <thread>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

/// A thread's way out takes well below a millisecond.
constexpr auto pause = 50us;

} // namespace

void JoinedThread::begin()
{
    start();
    // QThread only warns, and whoever then waits for the thread waits for ever.
    if (!isRunning())
        throw std::system_error(EAGAIN, std::generic_category(), "no thread");
}

void JoinedThread::end()
{
    quit();
    wait();
    waitUntilGone();
}

void JoinedThread::run()
{
    m_id.store(::gettid(), std::memory_order_relaxed);
    exec();
}

void JoinedThread::waitUntilGone()
{
    const int id = m_id.exchange(0, std::memory_order_relaxed);
    while (id != 0 && ::tgkill(::getpid(), id, 0) == 0)
        std::this_thread::sleep_for(pause);
}

} // namespace lbfy
