// SPDX-License-Identifier: GPL-3.0-or-later
//
// Qt's timers for a thread of ours: the part of QAbstractEventDispatcher that has nothing to do with descriptors. A
// thread has a handful, so an ordered set is plenty. Thread: the dispatcher's.

#pragma once

#include "core/balance/clock.h"

#include <QAbstractEventDispatcher>

#include <map>
#include <optional>
#include <set>
#include <utility>

namespace lbfy {

class TimerTable
{
public:
    void add(int id, qint64 intervalMs, Qt::TimerType type, QObject *object, MonoTime now);
    bool remove(int id);
    bool removeAllOf(QObject *object);
    QList<QAbstractEventDispatcher::TimerInfo> timersOf(QObject *object) const;
    /// Milliseconds until the timer fires, 0 if overdue, -1 if there is none of that id.
    int remaining(int id, MonoTime now) const;

    /// Time until the next timer fires, zero if one is due; nothing without timers.
    std::optional<Nanoseconds> untilNext(MonoTime now) const;
    /// Sends a QTimerEvent for every timer due at `now`, each once. Returns how many.
    int fireDue(MonoTime now);

private:
    struct Timer {
        qint64 intervalMs;
        Qt::TimerType type;
        QObject *object;
        MonoTime due;
        bool firing = false; ///< its event is being handled: not again from a nested event loop
    };
    std::map<int, Timer> m_timers;
    std::set<std::pair<MonoTime, int>> m_order;
};

} // namespace lbfy
