// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/connectionstab.h"
#include "ui/tabs/controlrow.h"
#include "ui/tabs/dataview.h"
#include "ui/text/format.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/filteredit.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QTextDocumentFragment>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace lbfy {

ConnectionsTab::ConnectionsTab(QWidget *parent)
    : QWidget(parent)
    , m_switch(new SegmentedControl(tr("Which connections"), {{tr("Open"), {}, {}, {}}, {tr("Closed"), {}, {}, {}}},
                                    this))
    , m_filter(new FilterEdit(tr("Filter connections"), tr("Filter, e.g. backend:b2 age>10s"), this))
    , m_count(new ElidedLabel(this))
    , m_frozen(new ElidedLabel(this))
    , m_close(new QPushButton(tr("Close selected"), this))
    , m_more(new QToolButton(this))
    , m_moreMenu(new QMenu(this))
    , m_stack(new QStackedWidget(this))
{
    m_pages = {addPage(ConnectionModel::Shows::Open, tr("Open connections")),
               addPage(ConnectionModel::Shows::Closed, tr("Closed connections"))};
    buildBar();
    connect(m_switch, &SegmentedControl::chosen, this, &ConnectionsTab::showPage);
    connect(m_filter, &FilterEdit::filterChanged, this, &ConnectionsTab::applyFilter);
    connect(m_filter, &QLineEdit::editingFinished, this, [this] { applyFilter(m_filter->text()); });
    connect(m_filter, &FilterEdit::left, this, [this] { page().view->setFocus(Qt::OtherFocusReason); });
    connect(m_close, &QPushButton::clicked, this, &ConnectionsTab::closeSelected);
    connect(m_moreMenu, &QMenu::aboutToShow, this, &ConnectionsTab::fillMoreMenu);
    describe();
}

/// A filter that loses the focus as the window goes must not speak to pages that are gone.
ConnectionsTab::~ConnectionsTab()
{
    m_filter->disconnect(this);
}

ConnectionsTab::Page ConnectionsTab::addPage(ConnectionModel::Shows shows, const QString &name)
{
    auto *model = new ConnectionModel(shows, this);
    auto *view = new DataView(name, this);
    view->setModel(model);
    view->setFillColumn(model->indexOf(ConnectionColumn::Client));
    // A backend without a name of its own goes by its address.
    view->setWideningColumn(model->indexOf(ConnectionColumn::Backend), QStringLiteral("192.168.188.88:8888"));
    const bool open = shows == ConnectionModel::Shows::Open;
    view->setObjectName(open ? QStringLiteral("open") : QStringLiteral("closed"));
    const auto first = open ? ConnectionColumn::Age : ConnectionColumn::ClosedAt;
    view->columns().setSortIndicator(model->indexOf(first), Qt::DescendingOrder);
    view->setSortingEnabled(true);
    m_stack->addWidget(view);

    connect(view, &DataView::menuOpened, this, &ConnectionsTab::fillRowMenu);
    connect(view, &DataView::pointed, this, &ConnectionsTab::rest);
    connect(view, &DataView::placeholderActionTriggered, this, &ConnectionsTab::actOnPlaceholder);
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ConnectionsTab::describe);
    connect(&view->columns(), &ColumnHeader::chooserOpened, this, &ConnectionsTab::fillOrderMenu);
    connect(&view->columns(), &ColumnHeader::arrangementChanged, this, &ConnectionsTab::stateChanged);
    if (open) {
        auto *close = new QAction(tr("Close selected"), view);
        close->setShortcut(QKeySequence::Delete);
        close->setShortcutContext(Qt::WidgetShortcut);
        connect(close, &QAction::triggered, this, &ConnectionsTab::closeSelected);
        view->addAction(close);
    }
    return {model, view};
}

void ConnectionsTab::buildBar()
{
    m_filter->setToolTip(tr("<p>Words are searched for in all columns of text. Terms are joined by <b>and</b>; "
                            "a minus before a term turns it round; quotes keep blanks.</p>"
                            "<p><tt>client: service: backend: state: reason:</tt> contains, "
                            "<tt>backend=b2</tt> is exactly<br/>"
                            "<tt>age&gt;10s idle&gt;1m bytes&gt;1MiB rate&gt;64KiB turns&gt;5 turn&gt;50ms</tt></p>"));
    m_filter->setAccessibleDescription(QTextDocumentFragment::fromHtml(m_filter->toolTip()).toPlainText());
    m_filter->setMaximumWidth(520);
    m_close->setToolTip(tr("Closes the selected connections at once (Del)"));
    m_close->setAutoDefault(false);
    m_more->setText(QStringLiteral("⋯"));
    m_more->setAccessibleName(tr("More for connections"));
    m_more->setToolTip(tr("Copy, order and columns"));
    connect(m_more, &QToolButton::clicked, this,
            [this] { m_moreMenu->popup(m_more->mapToGlobal(QPoint(0, m_more->height()))); });
    m_more->setFocusPolicy(Qt::StrongFocus);
    m_frozen->hide();

    auto *bar = new ControlRow(this);
    bar->add(m_switch);
    bar->add(m_filter, 3);
    bar->add(m_frozen);
    bar->add(m_count, 2);
    bar->add(m_close);
    bar->add(m_more);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_stack, 1);
}

ConnectionsTab::Page &ConnectionsTab::page()
{
    return m_pages[static_cast<std::size_t>(m_switch->currentIndex())];
}
const ConnectionsTab::Page &ConnectionsTab::page() const
{
    return m_pages[static_cast<std::size_t>(m_switch->currentIndex())];
}

void ConnectionsTab::setSnapshot(const SnapshotPtr &snapshot)
{
    m_latest = snapshot;
    if (m_picture == Picture::Live || !m_shown) {
        m_shown = snapshot;
        refresh();
    }
    describe();
}

void ConnectionsTab::setPicture(Picture picture)
{
    m_picture = picture;
    if (picture == Picture::Live)
        m_shown = m_latest;
    refresh();
    describe();
}

/// What workers tell of their connections is a little older than the total: one number, not both.
std::uint64_t ConnectionsTab::open() const
{
    if (!m_shown)
        return 0;
    return m_shown->activity ? m_shown->activity->openTotal : m_shown->active;
}

/// Only what is in sight costs anything; the rest catches up when it comes into sight.
void ConnectionsTab::refresh()
{
    if (!isVisible())
        return;
    showServicesIfSeveral();
    page().model->setActivity(m_shown ? m_shown->activity : nullptr);
}

void ConnectionsTab::showServicesIfSeveral()
{
    if (m_columnsChosen || !m_shown || m_shown->services.size() < 2)
        return;
    m_columnsChosen = true;
    for (const Page &each : m_pages) {
        const int column = each.model->indexOf(ConnectionColumn::Service);
        each.view->columns().showSection(column);
    }
}

void ConnectionsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    describe();
}

void ConnectionsTab::showPage(int index)
{
    m_stack->setCurrentIndex(index);
    m_close->setVisible(index == openPage);
    refresh();
    rest(m_pointed);
    describe();
    Q_EMIT stateChanged();
}

void ConnectionsTab::applyFilter(const QString &text)
{
    const ConnectionFilter filter = ConnectionFilter::parse(text);
    QList<FilterEdit::Mark> marks;
    m_problem.clear();
    for (const FilterProblem &problem : filter.problems()) {
        // Nobody needs to be told of a term that is still being written.
        if (m_filter->hasFocus() && problem.start + problem.length == m_filter->cursorPosition())
            continue;
        marks.push_back({static_cast<int>(problem.start), static_cast<int>(problem.length)});
        if (m_problem.isEmpty())
            m_problem = problem.message;
    }
    m_filter->setMarks(marks);
    for (const Page &each : m_pages)
        each.model->setFilter(filter);
    describe();
    Q_EMIT stateChanged();
}

QString ConnectionsTab::filterText() const
{
    return m_filter->text();
}
void ConnectionsTab::setFilterText(const QString &text)
{
    m_filter->setFilter(text);
}

void ConnectionsTab::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ConnectionsTab::addFilterTerm(const QString &field, const QString &value)
{
    const QString before = m_filter->text().trimmed();
    const QString term = exactTerm(field, value);
    setFilterText(before.isEmpty() ? term : QString(before + QStringLiteral(" ") + term));
}

/// Nothing moves under the pointer: rows keep their order while it is over them.
void ConnectionsTab::rest(bool pointed)
{
    m_pointed = pointed;
    const bool rests = pointed || !m_keepSorted;
    page().model->setOrder(rests ? ConnectionModel::Order::Rest : ConnectionModel::Order::Sorted);
}

void ConnectionsTab::describe()
{
    const ActivityPtr activity = m_shown ? m_shown->activity : nullptr;
    m_switch->setNumber(openPage, activity ? formatCount(activity->openTotal) : QString());
    m_switch->setNumber(closedPage, activity ? formatCount(activity->closed.size()) : QString());

    if (m_problem.isEmpty())
        m_count->setText(countText());
    else
        m_count->setText(m_problem, Tone::Bad);

    const bool frozen = m_picture == Picture::Frozen && m_shown && m_latest;
    m_frozen->setVisible(frozen);
    if (frozen) {
        const bool restarted = m_latest->connections < m_shown->connections;
        const std::uint64_t more = m_latest->connections - (restarted ? 0 : m_shown->connections);
        m_frozen->setText(tr("Frozen %1 · +%2 new").arg(formatTimeOfDay(m_shown->at), formatCount(more)), Tone::Notice);
    }
    m_close->setEnabled(page().view->selectionModel()->hasSelection());

    const Placeholder::Words words = placeholderWords();
    if (words.title.isEmpty())
        page().view->sayNothing();
    else
        page().view->say(words);
}

QString ConnectionsTab::countText() const
{
    const ActivityPtr activity = m_shown ? m_shown->activity : nullptr;
    if (!activity)
        return {};
    const bool open = m_switch->currentIndex() == openPage;
    const std::uint64_t total = open ? activity->openTotal : activity->closedTotal;
    const std::uint64_t listed = page().model->listed();
    QStringList parts {open ? tr("%1 open").arg(formatCount(total)) : tr("%1 closed").arg(formatCount(total))};
    if (listed > 0 && listed < total)
        parts.push_back(tr("%1 of them listed").arg(formatCount(listed)));
    if (!page().model->filter().isEmpty())
        parts.push_back(tr("%1 shown").arg(formatCount(static_cast<std::uint64_t>(page().model->rowCount()))));
    return parts.join(QStringLiteral(" · "));
}

Placeholder::Words ConnectionsTab::placeholderWords() const
{
    if (page().model->rowCount() > 0)
        return {};
    if (!m_shown)
        return {tr("Stopped"), tr("Start the load balancer to see who connects."), tr("Start")};
    if (page().model->listed() > 0) {
        return {tr("No connection matches the filter"),
                tr("%1 are hidden by it.", nullptr, pluralOf(page().model->listed()))
                        .arg(formatCount(page().model->listed())),
                tr("Clear the filter")};
    }
    // The engine lists them only while somebody looks, which it learns of a moment after he does.
    if (m_switch->currentIndex() == openPage && open() > 0)
        return {tr("Listing the connections…"), {}, {}};
    if (m_switch->currentIndex() == closedPage)
        return {tr("Nothing has been closed yet"),
                tr("The last 1,000 connections are kept here, with the reason."),
                {}};
    QStringList addresses;
    for (const ServiceSnapshot &service : m_shown->services) {
        if (service.listening)
            addresses.push_back(QString::fromStdString(service.listen));
    }
    if (addresses.isEmpty())
        return {tr("No connection is open"), tr("No service is listening."), {}};
    return {tr("No connection is open"),
            tr("Clients of %1 appear here as soon as they connect.").arg(addresses.join(QStringLiteral(", "))),
            {}};
}

void ConnectionsTab::actOnPlaceholder()
{
    if (!m_shown) {
        Q_EMIT startRequested();
        return;
    }
    setFilterText({});
    page().view->setFocus(Qt::OtherFocusReason);
}

std::vector<std::uint64_t> ConnectionsTab::selectedIds() const
{
    std::vector<std::uint64_t> ids;
    for (const int row : page().view->selectedRows())
        ids.push_back(page().model->factsAt(row).id);
    return ids;
}

void ConnectionsTab::closeSelected()
{
    const std::vector<std::uint64_t> ids = selectedIds();
    if (m_switch->currentIndex() == openPage && !ids.empty())
        Q_EMIT closeRequested(ids);
}

QVariantMap ConnectionsTab::saveState() const
{
    return {{QStringLiteral("page"), m_switch->currentIndex()},
            {QStringLiteral("filter"), m_filter->text()},
            {QStringLiteral("keepSorted"), m_keepSorted},
            {QStringLiteral("openColumns"), m_pages[openPage].view->saveColumns()},
            {QStringLiteral("closedColumns"), m_pages[closedPage].view->saveColumns()}};
}

void ConnectionsTab::restoreState(const QVariantMap &state)
{
    const bool open = m_pages[openPage].view->restoreColumns(state.value(QStringLiteral("openColumns")).toByteArray());
    const bool closed = m_pages[closedPage].view->restoreColumns(
            state.value(QStringLiteral("closedColumns")).toByteArray());
    m_columnsChosen = open || closed;
    m_keepSorted = state.value(QStringLiteral("keepSorted"), true).toBool();
    m_switch->setCurrentIndex(state.value(QStringLiteral("page")).toInt() == closedPage ? closedPage : openPage);
    showPage(m_switch->currentIndex());
    setFilterText(state.value(QStringLiteral("filter")).toString());
    rest(m_pointed);
}

} // namespace lbfy
