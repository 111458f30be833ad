// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/timertable.h"

#include <QCoreApplication>
#include <QTimerEvent>

#include <algorithm>
#include <vector>

namespace lbfy {

void TimerTable::add(int id, qint64 intervalMs, Qt::TimerType type, QObject *object, MonoTime now)
{
    const MonoTime due = now + std::chrono::milliseconds(intervalMs);
    m_timers.insert_or_assign(id, Timer {intervalMs, type, object, due});
    m_order.emplace(due, id);
}

bool TimerTable::remove(int id)
{
    const auto it = m_timers.find(id);
    if (it == m_timers.end())
        return false;
    m_order.erase({it->second.due, id});
    m_timers.erase(it);
    return true;
}

bool TimerTable::removeAllOf(QObject *object)
{
    std::vector<int> ids;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            ids.push_back(id);
    }
    for (int id : ids)
        remove(id);
    return !ids.empty();
}

QList<QAbstractEventDispatcher::TimerInfo> TimerTable::timersOf(QObject *object) const
{
    QList<QAbstractEventDispatcher::TimerInfo> result;
    for (const auto &[id, timer] : m_timers) {
        if (timer.object == object)
            result.append({id, static_cast<int>(timer.intervalMs), timer.type});
    }
    return result;
}

int TimerTable::remaining(int id, MonoTime now) const
{
    const auto it = m_timers.find(id);
    if (it == m_timers.end())
        return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(it->second.due - now);
    return static_cast<int>(std::max<std::int64_t>(0, left.count()));
}

std::optional<Nanoseconds> TimerTable::untilNext(MonoTime now) const
{
    for (const auto &[due, id] : m_order) {
        if (m_timers.at(id).firing)
            continue;
        return std::max(Nanoseconds(0), due - now);
    }
    return std::nullopt;
}

int TimerTable::fireDue(MonoTime now)
{
    if (m_order.empty() || m_order.begin()->first > now)
        return 0;
    std::vector<int> due;
    for (auto it = m_order.begin(); it != m_order.end() && it->first <= now; ++it) {
        if (!m_timers.at(it->second).firing)
            due.push_back(it->second);
    }
    int fired = 0;
    for (int id : due) {
        // An earlier timer's handler may have stopped or restarted this one.
        auto it = m_timers.find(id);
        if (it == m_timers.end() || it->second.firing || it->second.due > now)
            continue;
        Timer &timer = it->second;
        m_order.erase({timer.due, id});
        const Nanoseconds interval = std::chrono::milliseconds(timer.intervalMs);
        // Keeps the rhythm; what was missed while the thread was busy is not made up for.
        timer.due = std::max(timer.due + interval, interval > Nanoseconds(0) ? now : timer.due);
        m_order.emplace(timer.due, id);
        timer.firing = true;
        QTimerEvent event(id);
        QCoreApplication::sendEvent(timer.object, &event);
        ++fired;
        it = m_timers.find(id);
        if (it != m_timers.end())
            it->second.firing = false;
    }
    return fired;
}

} // namespace lbfy
