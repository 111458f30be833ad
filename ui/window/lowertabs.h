// SPDX-License-Identifier: GPL-3.0-or-later
//
// The tabs below the charts: connections, events, why a backend was chosen, log, load and, in the demo, its backends. Only
// the one in front is fed with what changes all the time. They can be folded, so that only their titles take room. Thread:
// the window's.

#pragma once

#include "core/engine/balancer.h"
#include "ui/events/timeline.h"
#include "ui/tabs/loginbox.h"

#include <QTabWidget>
#include <QVariantMap>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace lbfy {

class ConnectionsTab;
class Demo;
class EventsTab;
class LoadTab;
class LogTab;
class PicksTab;
class TestBackendsTab;

class LowerTabs final : public QTabWidget
{
    Q_OBJECT
public:
    enum class Picture { Live, Frozen };
    enum class Pages { Shown, Folded };

    /// `timeline` and `log` outlive it; the log's listener is this until the end.
    /// `demo`: null, or one that outlives it, whose backends have a tab.
    LowerTabs(const Timeline &timeline, Log &log, Demo *demo, QWidget *parent = nullptr);
    ~LowerTabs() override;

    /// Null: not running.
    void tick(const SnapshotPtr &snapshot);
    void setPicture(Picture picture);
    /// What the engine must collect for what is in front.
    Watch wanted() const;
    void focusFilter();
    LoadTab &load() { return *m_load; }
    TestBackendsTab *testBackends() { return m_testBackends; }
    void retitle();

    Pages pages() const { return m_pages; }
    /// The titles alone, or all of it. What the user chooses holds; until then, what the window suggests.
    void suggestPages(Pages pages);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

Q_SIGNALS:
    void closeRequested(const std::vector<std::uint64_t> &ids);
    void timeChosen(lbfy::WallTime at);
    void markRequested();
    void startRequested();
    void stateChanged();
    void pagesChanged();

private:
    void choosePages(Pages pages);
    void setPages(Pages pages);
    void showFold();

    const Timeline &m_timeline;
    Log &m_log;
    std::shared_ptr<LogInbox> m_inbox;
    QToolButton *m_fold; ///< made before the pages: the Tab key comes to it first
    ConnectionsTab *m_connections;
    EventsTab *m_events;
    PicksTab *m_picks;
    LogTab *m_logTab;
    LoadTab *m_load;
    TestBackendsTab *m_testBackends = nullptr; ///< null: it is not the demo
    QWidget *m_stack; ///< the pages
    Pages m_pages = Pages::Shown;
    std::optional<Pages> m_chosenPages;
};

} // namespace lbfy
