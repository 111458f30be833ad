// SPDX-License-Identifier: GPL-3.0-or-later
//
// The icon in the desktop's tray, for those who want it: what is up at a glance, show, freeze, quit; and, if wanted, one
// notification a minute at most when a backend goes down while nobody looks at the window. Thread: the window's.

#pragma once

#include "core/observe/snapshot.h"
#include "ui/events/timeline.h"

#include <QObject>
#include <QSystemTrayIcon>

#include <chrono>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QMainWindow;
QT_END_NAMESPACE

namespace lbfy {

class Preferences;

class Tray final : public QObject
{
    Q_OBJECT
public:
    Tray(Preferences &preferences, const Timeline &timeline, QMainWindow &window, QAction *freeze, QAction *quit);

    /// Whether closing the window may leave lbfy there.
    bool isShown() const { return m_icon.isVisible(); }
    /// Null: not running.
    void tick(const SnapshotPtr &snapshot);

private:
    void update();
    void notify(const TimelineEvent &event);
    void showWindow();

    Preferences &m_preferences;
    QMainWindow &m_window;
    QSystemTrayIcon m_icon;
    std::optional<std::chrono::steady_clock::time_point> m_notifiedAt;
};

} // namespace lbfy
