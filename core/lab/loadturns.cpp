// SPDX-License-Identifier: GPL-3.0-or-later
//
// The turns of a load thread: when each begins, and what follows from how it ended. Nothing here begins a turn from
// within one that failed: a target that refuses everything must cost neither stack nor a core.

#include "core/lab/loadthread.h"

#include <algorithm>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

// After so many failures in a row a connection of a closed loop pauses so long.
constexpr Nanoseconds pauseAfter(int failures)
{
    constexpr int doublings = 7;
    return std::min<Nanoseconds>(10ms * (1 << std::min(failures - 1, doublings)), 1s);
}

// A timeout comes late by a sixteenth at most: looking through all connections more often would cost more.
Nanoseconds sweepPause(const LoadPlan &plan)
{
    return std::clamp<Nanoseconds>(std::min(plan.connectTimeout, plan.turnTimeout), 16ms, 16s) / 16;
}

} // namespace

void LoadThread::begin(Slot &slot, MonoTime due, MonoTime now)
{
    if (!slot.isOpen())
        slot.target = m_nextTarget++ % m_orders.targets.size();
    if (m_order.answer == LoadAnswer::Http)
        m_order.request = m_requests.back()[slot.target];
    else
        m_order.request = {};
    slot.state = State::Busy;
    slot.due = due;
    slot.counts = due >= m_orders.countFrom;
    m_statistics.turnsUnderWay.add();
    conclude(slot, slot.LoadConnection::begin(m_io, m_orders.targets[slot.target], m_order, now), now);
}

void LoadThread::conclude(Slot &slot, LoadConnection::Progress progress, MonoTime now)
{
    switch (progress) {
    case LoadConnection::Progress::Pending:
    case LoadConnection::Progress::Dropped: // between turns: the next one connects
        break;
    case LoadConnection::Progress::Answered:
        answered(slot, now);
        break;
    case LoadConnection::Progress::Failed:
        if (slot.state == State::Busy)
            failed(slot, slot.error(), now);
        else
            countError(slot.error(), m_io.counting);
        break;
    }
}

void LoadThread::answered(Slot &slot, MonoTime now)
{
    m_statistics.turnsUnderWay.subtract();
    m_statistics.answeredEver.add();
    slot.failures = 0;
    if (slot.counts) {
        const Nanoseconds latency = now - slot.due;
        m_statistics.latency.record(latency);
        m_statistics.maxLatencyNs.raiseTo(static_cast<std::uint64_t>(std::max<std::int64_t>(latency.count(), 0)));
    }
    if (!slot.mayGoOn() || (m_plan.turnsPerConnection > 0 && slot.turns() >= m_plan.turnsPerConnection))
        slot.close(m_io);
    if (slot.index >= m_wanted) {
        setFree(slot);
    } else if (m_plan.loop == LoadLoop::Open) {
        if (m_waiting.empty())
            return setFree(slot);
        const MonoTime due = m_waiting.front();
        m_waiting.pop_front();
        m_statistics.turnsWaiting.set(m_waiting.size());
        begin(slot, due, now);
    } else if (now >= m_orders.end) {
        setFree(slot);
    } else if (m_plan.thinkTime > 0ms) {
        setAlarm(slot, now + m_plan.thinkTime);
    } else {
        begin(slot, now, now);
    }
}

void LoadThread::failed(Slot &slot, LoadError error, MonoTime now)
{
    m_statistics.turnsUnderWay.subtract();
    countError(error, slot.counts);
    ++slot.failures;
    if (slot.index < m_wanted && m_plan.loop == LoadLoop::Closed && now < m_orders.end)
        setAlarm(slot, now + pauseAfter(slot.failures));
    else
        setFree(slot);
}

void LoadThread::countError(LoadError error, bool counts)
{
    m_statistics.errorsEver[static_cast<std::size_t>(error)].add();
    if (counts)
        m_statistics.errors[static_cast<std::size_t>(error)].add();
}

void LoadThread::setFree(Slot &slot)
{
    slot.state = slot.index < m_wanted ? State::Free : State::Unused;
    if (slot.state == State::Unused)
        slot.close(m_io);
    else if (m_plan.loop == LoadLoop::Open && slot.isOpen())
        m_idle.push_back(&slot);
    else if (m_plan.loop == LoadLoop::Open)
        m_free.push_back(&slot);
}

LoadThread::Slot *LoadThread::takeFree()
{
    Slot *slot = nullptr;
    if (!m_idle.empty()) {
        slot = m_idle.front();
        m_idle.pop_front();
    } else if (!m_free.empty()) {
        slot = m_free.back();
        m_free.pop_back();
    }
    return slot;
}

void LoadThread::setAlarm(Slot &slot, MonoTime at)
{
    slot.state = State::Waiting;
    m_alarms.push({at, &slot, ++slot.alarm});
}

void LoadThread::ringAlarms(MonoTime now)
{
    while (!m_alarms.empty() && m_alarms.top().at <= now) {
        const Alarm alarm = m_alarms.top();
        m_alarms.pop();
        Slot &slot = *alarm.slot;
        if (alarm.number != slot.alarm || slot.state != State::Waiting)
            continue;
        if (now < m_orders.end)
            begin(slot, now, now);
        else
            setFree(slot);
    }
}

void LoadThread::takeArrivals(MonoTime now)
{
    const auto room = static_cast<std::size_t>(share(m_plan.maxWaiting)) + m_free.size() + m_idle.size();
    while (m_arrivals.next() <= now && m_arrivals.next() < m_orders.end) {
        const MonoTime due = m_arrivals.next();
        m_arrivals.advance();
        const bool counts = due >= m_orders.countFrom;
        if (counts)
            m_statistics.lateness.record(now - due);
        if (m_waiting.size() < room)
            m_waiting.push_back(due);
        else
            countError(LoadError::Overrun, counts);
    }
}

void LoadThread::startWaiting(MonoTime now)
{
    while (!m_waiting.empty()) {
        Slot *const slot = takeFree();
        if (!slot)
            break;
        const MonoTime due = m_waiting.front();
        m_waiting.pop_front();
        begin(*slot, due, now);
    }
    m_statistics.turnsWaiting.set(m_waiting.size());
}

void LoadThread::giveUpLate(MonoTime now)
{
    for (Slot &slot : m_slots) {
        if (slot.state != State::Busy)
            continue;
        const bool connectIsLate = slot.isConnecting() && now - slot.connectBegan() >= m_plan.connectTimeout;
        if (connectIsLate || now - slot.due >= m_plan.turnTimeout) {
            slot.close(m_io);
            failed(slot, LoadError::Timeout, now);
        }
    }
    while (!m_waiting.empty() && now - m_waiting.front() >= m_plan.turnTimeout) {
        countError(LoadError::Timeout, m_waiting.front() >= m_orders.countFrom);
        m_waiting.pop_front();
    }
    m_statistics.turnsWaiting.set(m_waiting.size());
    m_nextSweep = now + sweepPause(m_plan);
}

} // namespace lbfy
