// SPDX-License-Identifier: GPL-3.0-or-later
//
// What happened, in one list: the engine's events and the user's edits, oldest first, at most `kept`. Charts draw it as
// markers, the Events tab as rows. Owner and thread: the window's.

#pragma once

#include "core/observe/snapshot.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <deque>

namespace lbfy {

struct TimelineEvent {
    enum class Kind : std::uint8_t { Up, Down, Ejected, Restored, Strategy, Edit, Reload, Shed, Mark, Other };

    std::uint64_t id = 0; ///< rises by one
    WallTime at {};
    Kind kind = Kind::Other;
    QString service; ///< empty: concerns all
    QString backend; ///< empty: concerns the service
    QString text; ///< plain words, with the cause
};

class Timeline final : public QObject
{
    Q_OBJECT
public:
    static constexpr std::size_t kept = 1000;

    using QObject::QObject;

    /// Takes over what the engine has told since the last call.
    void follow(const Snapshot &snapshot);
    /// Something the user did, or a marker set by hand.
    void add(TimelineEvent::Kind kind, WallTime at, const QString &service, const QString &backend,
             const QString &text);

    const std::deque<TimelineEvent> &events() const { return m_events; }

Q_SIGNALS:
    void added(const lbfy::TimelineEvent &event);

private:
    void append(TimelineEvent event);

    std::deque<TimelineEvent> m_events;
    std::uint64_t m_nextId = 1;
    std::uint64_t m_followed = 0; ///< Event::sequence of the newest taken over
    std::uint64_t m_snapshot = 0; ///< Snapshot::sequence of the last one followed
};

} // namespace lbfy
