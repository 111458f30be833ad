// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labloop.h"

#include "core/proxy/monotonic.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

namespace lbfy {

namespace {

/// Handled between two looks at deadlines, so that a flood of traffic does not make them late.
constexpr int batch = 128;

timespec toTimespec(Nanoseconds time)
{
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    return {static_cast<time_t>(seconds.count()), static_cast<long>((time - seconds).count())};
}

} // namespace

LabLoop::LabLoop() : m_epoll(epoll_create1(EPOLL_CLOEXEC)), m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
    epoll_event event {};
    event.events = EPOLLIN;
    event.data.ptr = nullptr; // stands for the wake-up
    if (!m_epoll || !m_wake || epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, m_wake.get(), &event) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot set up an event loop");
}

LabLoop::~LabLoop() = default;

bool LabLoop::watch(int fd, LabEvents &target, std::uint32_t events)
{
    epoll_event event {};
    event.events = events;
    event.data.ptr = &target;
    return epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event) == 0;
}

void LabLoop::unwatch(int fd)
{
    epoll_event event {};
    epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, fd, &event);
}

void LabLoop::post(std::function<void()> task)
{
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
    }
    wake();
}

void LabLoop::stop()
{
    m_stop.store(true, std::memory_order_release);
    wake();
}

void LabLoop::wake()
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto put = ::write(m_wake.get(), &one, sizeof one);
}

void LabLoop::run()
{
    // By default the kernel may be 50 µs late to save power; that is 2 % of the delays we promise.
    prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
    std::array<epoll_event, batch> events;
    while (!m_stop.load(std::memory_order_acquire)) {
        const int count = wait(events.data(), static_cast<int>(events.size()));
        for (int i = 0; i < count; ++i) {
            const epoll_event &event = events[static_cast<std::size_t>(i)];
            if (auto *target = static_cast<LabEvents *>(event.data.ptr)) {
                target->ready(event.events);
                continue;
            }
            std::uint64_t woken = 0;
            [[maybe_unused]] const auto got = ::read(m_wake.get(), &woken, sizeof woken);
        }
        runTasks();
        expireDue();
        m_more = m_roundEnd && m_roundEnd();
    }
    while (runTasks()) { }
}

int LabLoop::wait(epoll_event *events, int count)
{
    Nanoseconds left {0};
    const bool forEver = !m_more && m_deadlines.empty();
    if (!m_more && !forEver)
        left = std::max(Nanoseconds(0), m_deadlines.first()->due() - monotonicNow());
    if (forEver || left == Nanoseconds(0))
        return epoll_wait(m_epoll.get(), events, count, forEver ? -1 : 0);
    const timespec timeout = toTimespec(left);
    if (m_preciseWait) {
        const int ready = epoll_pwait2(m_epoll.get(), events, count, &timeout, nullptr);
        if (ready >= 0 || errno != ENOSYS)
            return ready;
        m_preciseWait = false;
    }
    pollfd set {m_epoll.get(), POLLIN, 0};
    if (ppoll(&set, 1, &timeout, nullptr) <= 0)
        return 0;
    return epoll_wait(m_epoll.get(), events, count, 0);
}

bool LabLoop::runTasks()
{
    std::vector<std::function<void()>> tasks;
    {
        const std::lock_guard lock(m_mutex);
        tasks.swap(m_tasks);
    }
    for (const auto &task : tasks)
        task();
    return !tasks.empty();
}

void LabLoop::expireDue()
{
    if (m_deadlines.empty())
        return;
    // One look at the clock: what falls due meanwhile comes in the next round, after the sockets had their turn.
    const MonoTime now = monotonicNow();
    while (!m_deadlines.empty() && m_deadlines.first()->due() <= now) {
        auto *target = static_cast<LabEvents *>(m_deadlines.first());
        m_deadlines.cancel(*target);
        target->expired();
    }
}

} // namespace lbfy
