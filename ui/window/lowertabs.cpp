// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/lowertabs.h"

#include "ui/lab/loadtab.h"
#include "ui/lab/testbackendstab.h"
#include "ui/tabs/connectionstab.h"
#include "ui/tabs/eventstab.h"
#include "ui/tabs/logtab.h"
#include "ui/tabs/pickstab.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

#include <algorithm>

namespace lbfy {

namespace {

/// A page lower than this shows too little of its list.
constexpr int leastHeight = 160;

} // namespace

LowerTabs::LowerTabs(const Timeline &timeline, Log &log, Demo *demo, QWidget *parent)
    : QTabWidget(parent)
    , m_timeline(timeline)
    , m_log(log)
    , m_inbox(std::make_shared<LogInbox>())
    , m_fold(new QToolButton(this))
    , m_connections(new ConnectionsTab(this))
    , m_events(new EventsTab(timeline, this))
    , m_picks(new PicksTab(this))
    , m_logTab(new LogTab(this))
    , m_load(new LoadTab(this))
    , m_stack(findChild<QStackedWidget *>(QStringLiteral("qt_tabwidget_stackedwidget")))
{
    setDocumentMode(true);
    addTab(m_connections, icon(IconName::Connections), tr("Connections"));
    addTab(m_events, icon(IconName::Events), tr("Events"));
    addTab(m_picks, icon(IconName::Picks), tr("Why this backend?"));
    addTab(m_logTab, icon(IconName::Log), tr("Log"));
    addTab(m_load, icon(IconName::Chart), tr("Load"));
    if (demo) {
        m_testBackends = new TestBackendsTab(*demo, this);
        addTab(m_testBackends, icon(IconName::Settings), tr("Test backends"));
    }
    setAccessibleName(tr("Connections, events, picks, log and load"));
    m_fold->setAutoRaise(true);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    setCornerWidget(m_fold);
    showFold();
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
    connect(m_fold, &QToolButton::clicked, this,
            [this] { choosePages(m_pages == Pages::Folded ? Pages::Shown : Pages::Folded); });
    // Whoever goes for a tab wants to see it.
    connect(this, &QTabWidget::tabBarClicked, this, [this](int tab) {
        if (tab >= 0)
            choosePages(Pages::Shown);
    });
    connect(this, &QTabWidget::currentChanged, this, [this] {
        if (tabBar()->hasFocus())
            choosePages(Pages::Shown);
    });
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
    if (m_testBackends)
        m_testBackends->tick();
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
    return m_connections->isVisible() ? Watch::Everything : Watch::Ended;
}

void LowerTabs::focusFilter()
{
    choosePages(Pages::Shown);
    if (currentWidget() == m_events)
        m_events->focusFilter();
    else if (currentWidget() == m_logTab)
        m_logTab->focusFilter();
    else {
        setCurrentWidget(m_connections);
        m_connections->focusFilter();
    }
}

void LowerTabs::suggestPages(Pages pages)
{
    if (!m_chosenPages)
        setPages(pages);
}

void LowerTabs::choosePages(Pages pages)
{
    if (pages == m_pages)
        return;
    m_chosenPages = pages;
    setPages(pages);
    Q_EMIT stateChanged();
}

void LowerTabs::setPages(Pages pages)
{
    if (pages == m_pages)
        return;
    m_pages = pages;
    const bool folded = pages == Pages::Folded;
    m_stack->setVisible(!folded);
    setSizePolicy(QSizePolicy::Expanding, folded ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    updateGeometry();
    showFold();
    Q_EMIT pagesChanged();
}

void LowerTabs::showFold()
{
    const bool folded = m_pages == Pages::Folded;
    m_fold->setIcon(icon(folded ? IconName::ChevronUp : IconName::ChevronDown));
    m_fold->setToolTip(folded ? tr("Show the lists") : tr("Fold the lists, which leaves more room to the charts"));
    m_fold->setAccessibleName(folded ? tr("Show the lists") : tr("Fold the lists"));
}

QSize LowerTabs::sizeHint() const
{
    const QSize size = QTabWidget::sizeHint();
    return m_pages == Pages::Folded ? QSize(size.width(), tabBar()->sizeHint().height()) : size;
}

QSize LowerTabs::minimumSizeHint() const
{
    const QSize size = QTabWidget::minimumSizeHint();
    return {size.width(),
            m_pages == Pages::Folded ? tabBar()->sizeHint().height() : std::max(size.height(), leastHeight)};
}

QVariantMap LowerTabs::saveState() const
{
    QVariantMap state {{QStringLiteral("current"), currentIndex()},
                       {QStringLiteral("connections"), m_connections->saveState()},
                       {QStringLiteral("events"), m_events->saveState()},
                       {QStringLiteral("picks"), m_picks->saveState()},
                       {QStringLiteral("log"), m_logTab->saveState()}};
    if (m_chosenPages)
        state.insert(QStringLiteral("folded"), *m_chosenPages == Pages::Folded);
    return state;
}

void LowerTabs::restoreState(const QVariantMap &state)
{
    setCurrentIndex(std::clamp(state.value(QStringLiteral("current")).toInt(), 0, count() - 1));
    m_connections->restoreState(state.value(QStringLiteral("connections")).toMap());
    m_events->restoreState(state.value(QStringLiteral("events")).toMap());
    m_picks->restoreState(state.value(QStringLiteral("picks")).toMap());
    m_logTab->restoreState(state.value(QStringLiteral("log")).toMap());
    if (const QVariant folded = state.value(QStringLiteral("folded")); folded.isValid()) {
        m_chosenPages = folded.toBool() ? Pages::Folded : Pages::Shown;
        setPages(*m_chosenPages);
    }
}

} // namespace lbfy
