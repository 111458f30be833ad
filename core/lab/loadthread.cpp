// SPDX-License-Identifier: GPL-3.0-or-later
//
// The loop of a load thread, and how it adopts a plan; its turns are in loadturns.cpp.

#include "core/lab/loadthread.h"

#include "core/proxy/monotonic.h"

#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t scratchSize = 256 * 1024;
// A target's listen queue is short: connections are opened so many at a time.
constexpr int openStep = 128;
constexpr Nanoseconds openPause = 1ms;

std::string requestText(const LoadPlan &plan, const LoadTarget &target)
{
    return "GET " + plan.httpPath + " HTTP/1.1\r\nHost: " + target.name + "\r\n\r\n";
}

} // namespace

LoadThread::LoadThread(const LoadOrders &orders, int index, int count)
    : m_orders(orders)
    , m_index(index)
    , m_count(count)
    , m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    , m_nextTarget(static_cast<std::size_t>(index))
    , m_arrivals(ArrivalKind::Constant, 1, orders.begin, index, count, orders.plan.seed)
{
    epoll_event event {};
    event.events = EPOLLIN;
    event.data.ptr = nullptr;
    if (!m_epoll || !m_wake || ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, m_wake.get(), &event) != 0)
        throw std::system_error(errno, std::generic_category());
    m_io.epoll = m_epoll.get();
    m_io.statistics = &m_statistics;
    m_io.scratch.resize(scratchSize);
}

void LoadThread::wake()
{
    const std::uint64_t one = 1;
    // It can only fail when there is a wake-up already.
    [[maybe_unused]] const ssize_t written = ::write(m_wake.get(), &one, sizeof one);
}

void LoadThread::run()
{
    // A wait may end up to 50 µs late by default, to save a laptop's battery.
    ::prctl(PR_SET_TIMERSLACK, 1UL);
    MonoTime now = m_orders.begin;
    adoptPlan(now);
    do {
        now = monotonicNow();
        round(now);
        const int count = waitForEvents(now);
        for (int i = 0; i < count; ++i)
            handle(m_events[static_cast<std::size_t>(i)]);
    } while (goesOn(monotonicNow()));
    finish();
    m_over.store(true, std::memory_order_release);
}

bool LoadThread::goesOn(MonoTime now) const
{
    if (m_orders.stop.load(std::memory_order_relaxed))
        return false;
    return now < m_orders.end || m_statistics.turnsUnderWay.value() > 0 || !m_waiting.empty()
            || (m_plan.loop == LoadLoop::Open && m_arrivals.next() < m_orders.end);
}

void LoadThread::round(MonoTime now)
{
    if (m_orders.changes.load(std::memory_order_acquire) != m_changes)
        adoptPlan(now);
    watchClock(now);
    ringAlarms(now);
    if (m_plan.loop == LoadLoop::Closed) {
        openMore(now);
    } else {
        takeArrivals(now);
        startWaiting(now);
    }
    if (now >= m_nextSweep)
        giveUpLate(now);
}

void LoadThread::watchClock(MonoTime now)
{
    m_io.counting = now >= m_orders.countFrom;
    if (now >= m_orders.end && !m_statistics.inTimeIsFinal.load(std::memory_order_relaxed))
        m_statistics.closeInTime();
}

int LoadThread::share(int total) const
{
    return total / m_count + (m_index < total % m_count ? 1 : 0);
}

void LoadThread::adoptPlan(MonoTime now)
{
    if (m_plan.loop == LoadLoop::Open)
        takeArrivals(now); // those that are due came under the old plan
    const LoadPlan old = m_plan;
    {
        const std::lock_guard lock(m_orders.mutex);
        m_changes = m_orders.changes.load(std::memory_order_relaxed);
        m_plan = m_orders.plan;
    }
    adoptOrder();
    adoptConnections();
    adoptArrivals(old, now);
    m_nextSweep = now;
}

void LoadThread::adoptOrder()
{
    m_order.answer = m_plan.answer;
    m_order.sendBytes = m_plan.sendBytes;
    m_order.answerBytes = m_plan.answer == LoadAnswer::Echo ? m_plan.sendBytes : m_plan.answerBytes;
    if (m_plan.answer != LoadAnswer::Http)
        return;
    std::vector<std::string> requests;
    for (const LoadTarget &target : m_orders.targets)
        requests.push_back(requestText(m_plan, target));
    if (m_requests.empty() || m_requests.back() != requests)
        m_requests.push_back(std::move(requests));
}

void LoadThread::adoptConnections()
{
    // At least one each: a part of the arrivals comes here in any case.
    m_wanted = std::max(share(m_plan.connections), 1);
    while (static_cast<int>(m_slots.size()) < m_wanted) {
        Slot &slot = m_slots.emplace_back();
        slot.index = static_cast<int>(m_slots.size()) - 1;
    }
    m_idle.clear();
    m_free.clear();
    m_opened = 0;
    for (Slot &slot : m_slots) {
        if (slot.state == State::Busy)
            continue;
        if (slot.state == State::Waiting && slot.index < m_wanted && m_plan.loop == LoadLoop::Closed)
            continue;
        ++slot.alarm;
        setFree(slot);
    }
}

void LoadThread::adoptArrivals(const LoadPlan &old, MonoTime now)
{
    if (m_plan.loop == LoadLoop::Closed) {
        m_statistics.unfinished.add(m_waiting.size());
        m_waiting.clear();
        m_statistics.turnsWaiting.set(0);
    } else if (old.loop == LoadLoop::Closed || old.rate != m_plan.rate || old.arrivals != m_plan.arrivals) {
        m_arrivals.change(m_plan.arrivals, m_plan.rate, now);
    }
}

void LoadThread::openMore(MonoTime now)
{
    if (now < m_openNext || now >= m_orders.end)
        return;
    for (int begun = 0; begun < openStep && m_opened < m_wanted; ++m_opened) {
        Slot &slot = m_slots[static_cast<std::size_t>(m_opened)];
        if (slot.state != State::Free)
            continue;
        begin(slot, now, now);
        ++begun;
    }
    m_openNext = now + openPause;
}

MonoTime LoadThread::nextLook() const
{
    MonoTime next = m_nextSweep;
    const MonoTime end = m_orders.end;
    if (!m_io.counting)
        next = std::min(next, m_orders.countFrom);
    if (!m_statistics.inTimeIsFinal.load(std::memory_order_relaxed))
        next = std::min(next, end);
    if (!m_alarms.empty())
        next = std::min(next, m_alarms.top().at);
    if (m_plan.loop == LoadLoop::Closed && m_opened < m_wanted)
        next = std::min(next, m_openNext);
    if (m_plan.loop == LoadLoop::Open && m_arrivals.next() < end)
        next = std::min(next, m_arrivals.next());
    return next;
}

int LoadThread::waitForEvents(MonoTime now)
{
    const Nanoseconds time = std::max(nextLook() - now, Nanoseconds(0));
    const auto room = static_cast<int>(m_events.size());
    if (m_exactWait) {
        const auto whole = std::chrono::duration_cast<std::chrono::seconds>(time);
        const timespec timeout {whole.count(), (time - whole).count()};
        const int count = ::epoll_pwait2(m_epoll.get(), m_events.data(), room, &timeout, nullptr);
        if (count >= 0 || errno != ENOSYS)
            return count;
        m_exactWait = false;
    }
    // Rounded down: the last millisecond is spent looking again and again, which is exact at the price of a core.
    return ::epoll_wait(m_epoll.get(), m_events.data(), room,
                        static_cast<int>(std::chrono::duration_cast<Milliseconds>(time).count()));
}

void LoadThread::handle(const epoll_event &event)
{
    if (event.data.ptr == nullptr) {
        std::uint64_t wakes = 0;
        [[maybe_unused]] const ssize_t got = ::read(m_wake.get(), &wakes, sizeof wakes);
        return;
    }
    auto &slot = static_cast<Slot &>(*static_cast<LoadConnection *>(event.data.ptr));
    const LoadConnection::Progress progress = slot.ready(m_io);
    if (progress != LoadConnection::Progress::Pending)
        conclude(slot, progress, monotonicNow());
}

void LoadThread::finish()
{
    if (!m_statistics.inTimeIsFinal.load(std::memory_order_relaxed))
        m_statistics.closeInTime();
    m_statistics.unfinished.add(m_statistics.turnsUnderWay.value() + m_waiting.size());
    m_statistics.turnsUnderWay.subtract(m_statistics.turnsUnderWay.value());
    m_statistics.turnsWaiting.set(0);
    for (Slot &slot : m_slots)
        slot.close(m_io);
}

} // namespace lbfy
