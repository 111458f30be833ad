// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tabs below the charts: connections, events, why a backend was chosen, log. Only the one in front is fed with what
// changes all the time. Thread: the window's.

#pragma once

#include "core/engine/balancer.h"
#include "ui/events/timeline.h"
#include "ui/tabs/loginbox.h"

#include <QTabWidget>
#include <QVariantMap>

#include <cstdint>
#include <memory>
#include <vector>

namespace lbfy {

class ConnectionsTab;
class EventsTab;
class LogTab;
class PicksTab;

class LowerTabs final : public QTabWidget
{
    Q_OBJECT
public:
    enum class Picture { Live, Frozen };

    /// `timeline` and `log` outlive it; the log's listener is this until the end.
    LowerTabs(const Timeline &timeline, Log &log, QWidget *parent = nullptr);
    ~LowerTabs() override;

    /// Null: not running.
    void tick(const SnapshotPtr &snapshot);
    void setPicture(Picture picture);
    /// What the engine must collect for what is in front.
    Watch wanted() const;
    void focusFilter();
    void retitle();

    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

Q_SIGNALS:
    void closeRequested(const std::vector<std::uint64_t> &ids);
    void timeChosen(lbfy::WallTime at);
    void markRequested();
    void startRequested();
    void stateChanged();

private:
    const Timeline &m_timeline;
    Log &m_log;
    std::shared_ptr<LogInbox> m_inbox;
    ConnectionsTab *m_connections;
    EventsTab *m_events;
    PicksTab *m_picks;
    LogTab *m_logTab;
};

} // namespace lbfy
