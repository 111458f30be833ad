// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/lowertabs.h"

#include "ui/tabs/connectionstab.h"
#include "ui/tabs/eventstab.h"
#include "ui/tabs/logtab.h"
#include "ui/tabs/pickstab.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

#include <algorithm>

namespace lbfy {

LowerTabs::LowerTabs(const Timeline &timeline, Log &log, QWidget *parent)
    : QTabWidget(parent)
    , m_timeline(timeline)
    , m_log(log)
    , m_inbox(std::make_shared<LogInbox>())
    , m_connections(new ConnectionsTab(this))
    , m_events(new EventsTab(timeline, this))
    , m_picks(new PicksTab(this))
    , m_logTab(new LogTab(this))
{
    setDocumentMode(true);
    addTab(m_connections, icon(IconName::Connections), tr("Connections"));
    addTab(m_events, icon(IconName::Events), tr("Events"));
    addTab(m_picks, icon(IconName::Picks), tr("Why this backend?"));
    addTab(m_logTab, icon(IconName::Log), tr("Log"));
    setAccessibleName(tr("Connections, events, picks and log"));
    m_log.setListener([inbox = m_inbox](const LogRecord &record) { inbox->push(record); });

    connect(m_connections, &ConnectionsTab::closeRequested, this, &LowerTabs::closeRequested);
    connect(m_connections, &ConnectionsTab::startRequested, this, &LowerTabs::startRequested);
    connect(m_picks, &PicksTab::startRequested, this, &LowerTabs::startRequested);
    connect(m_events, &EventsTab::timeChosen, this, &LowerTabs::timeChosen);
    connect(m_events, &EventsTab::markRequested, this, &LowerTabs::markRequested);
    connect(m_connections, &ConnectionsTab::stateChanged, this, &LowerTabs::stateChanged);
    connect(m_events, &EventsTab::stateChanged, this, &LowerTabs::stateChanged);
    connect(m_picks, &PicksTab::stateChanged, this, &LowerTabs::stateChanged);
    connect(m_logTab, &LogTab::stateChanged, this, &LowerTabs::stateChanged);
    connect(this, &QTabWidget::currentChanged, this, &LowerTabs::stateChanged);
}

LowerTabs::~LowerTabs()
{
    m_log.setListener({});
}

void LowerTabs::tick(const SnapshotPtr &snapshot)
{
    m_connections->setSnapshot(snapshot);
    m_picks->setSnapshot(snapshot);
    m_logTab->append(m_inbox->take());
    retitle();
}

void LowerTabs::retitle()
{
    const auto title = [this](QWidget *tab, const QString &text) {
        const int index = indexOf(tab);
        if (tabText(index) != text)
            setTabText(index, text);
    };
    const std::uint64_t open = m_connections->open();
    title(m_connections, open > 0 ? tr("Connections (%1)").arg(formatCount(open)) : tr("Connections"));
    const auto events = static_cast<std::uint64_t>(m_timeline.events().size());
    title(m_events, events > 0 ? tr("Events (%1)").arg(formatCount(events)) : tr("Events"));
}

void LowerTabs::setPicture(Picture picture)
{
    m_connections->setPicture(picture == Picture::Frozen ? ConnectionsTab::Picture::Frozen
                                                         : ConnectionsTab::Picture::Live);
    retitle();
}

Watch LowerTabs::wanted() const
{
    return isVisible() && currentWidget() == m_connections ? Watch::Everything : Watch::Ended;
}

void LowerTabs::focusFilter()
{
    if (currentWidget() == m_events)
        m_events->focusFilter();
    else if (currentWidget() == m_logTab)
        m_logTab->focusFilter();
    else {
        setCurrentWidget(m_connections);
        m_connections->focusFilter();
    }
}

QVariantMap LowerTabs::saveState() const
{
    return {{QStringLiteral("current"), currentIndex()},
            {QStringLiteral("connections"), m_connections->saveState()},
            {QStringLiteral("events"), m_events->saveState()},
            {QStringLiteral("picks"), m_picks->saveState()},
            {QStringLiteral("log"), m_logTab->saveState()}};
}

void LowerTabs::restoreState(const QVariantMap &state)
{
    setCurrentIndex(std::clamp(state.value(QStringLiteral("current")).toInt(), 0, count() - 1));
    m_connections->restoreState(state.value(QStringLiteral("connections")).toMap());
    m_events->restoreState(state.value(QStringLiteral("events")).toMap());
    m_picks->restoreState(state.value(QStringLiteral("picks")).toMap());
    m_logTab->restoreState(state.value(QStringLiteral("log")).toMap());
}

} // namespace lbfy
