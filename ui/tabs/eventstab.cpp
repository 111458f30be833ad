// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/eventstab.h"
#include "ui/tabs/controlrow.h"
#include "ui/tabs/dataview.h"
#include "ui/tabs/jumpbutton.h"
#include "ui/text/format.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/eventlook.h"
#include "ui/widgets/filteredit.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace lbfy {

EventsTab::EventsTab(const Timeline &timeline, QWidget *parent)
    : QWidget(parent)
    , m_model(new EventModel(this))
    , m_view(new DataView(tr("Events"), this))
    , m_kind(new QComboBox(this))
    , m_filter(new FilterEdit(tr("Filter events"), tr("Filter by text"), this))
    , m_count(new ElidedLabel(this))
    , m_mark(new QPushButton(tr("Set marker…"), this))
    , m_jump(new JumpButton(JumpButton::Edge::Top, m_view))
{
    m_model->setTimeline(timeline);
    m_view->setModel(m_model);
    m_view->setFillColumn(EventModel::Text);
    build();

    connect(m_model, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { keepPlace(first, last); });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &EventsTab::describe);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &EventsTab::describe);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &EventsTab::describe);
    connect(m_kind, &QComboBox::activated, this, &EventsTab::applyFilter);
    connect(m_filter, &FilterEdit::filterChanged, this, &EventsTab::applyFilter);
    connect(m_filter, &FilterEdit::left, this, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(m_view, &QAbstractItemView::clicked, this, &EventsTab::choose);
    connect(m_view, &DataView::placeholderActionTriggered, this, &EventsTab::clearFilter);
    connect(m_view, &DataView::menuOpened, this, [this](QMenu &menu, const QModelIndex &at) {
        if (at.isValid()) {
            const WallTime time = m_model->rowAt(at.row()).first;
            menu.addAction(tr("Show on the charts"), this, [this, time] { Q_EMIT timeChosen(time); });
        }
    });
    connect(&m_view->columns(), &ColumnHeader::arrangementChanged, this, &EventsTab::stateChanged);
    connect(m_mark, &QPushButton::clicked, this, &EventsTab::markRequested);
    connect(m_jump, &QPushButton::clicked, this, [this] { m_view->scrollToTop(); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, [this](int value) {
        if (value == 0)
            m_jump->setCount(0);
    });
    describe();
}

void EventsTab::build()
{
    m_view->installEventFilter(this);
    m_kind->setAccessibleName(tr("Kind of events"));
    m_kind->addItem(tr("All kinds"));
    for (const TimelineEvent::Kind kind : eventKinds)
        m_kind->addItem(wordOf(kind), static_cast<int>(kind));
    m_filter->setMaximumWidth(360);
    m_mark->setToolTip(tr("Marks this moment on the charts (M)"));
    m_mark->setAutoDefault(false);

    auto *bar = new ControlRow(this);
    bar->add(m_kind);
    bar->add(m_filter, 3);
    bar->add(m_count, 2);
    bar->add(m_mark);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_view, 1);
    // As they stand on screen.
    setTabOrder(m_kind, m_filter);
    setTabOrder(m_filter, m_mark);
    setTabOrder(m_mark, m_view);
    setTabOrder(m_view, m_jump);
}

void EventsTab::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void EventsTab::applyFilter()
{
    const QVariant kind = m_kind->currentData();
    m_model->setFilter({kind.isValid() ? std::optional(static_cast<TimelineEvent::Kind>(kind.toInt())) : std::nullopt,
                        m_filter->text().trimmed()});
    m_jump->setCount(0);
    describe();
    Q_EMIT stateChanged();
}

void EventsTab::clearFilter()
{
    m_kind->setCurrentIndex(0);
    m_filter->setFilter({});
}

void EventsTab::choose(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT timeChosen(m_model->rowAt(index.row()).first);
}

bool EventsTab::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            choose(m_view->currentIndex());
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

/// At the top the newest comes into sight; further down, what is being read stays where it is.
void EventsTab::keepPlace(int first, int last)
{
    QScrollBar *bar = m_view->verticalScrollBar();
    if (bar->value() == 0 || first != 0)
        return;
    const int rows = last - first + 1;
    m_jump->setCount(m_jump->count() + rows);
    // The range grows with the layout, which the view would otherwise put off until after this.
    static_cast<QAbstractItemView *>(m_view)->doItemsLayout();
    bar->setValue(bar->value() + rows * m_view->verticalHeader()->defaultSectionSize());
}

void EventsTab::describe()
{
    const int shown = m_model->rowCount();
    m_count->setText(tr("Events: %1").arg(formatCount(static_cast<std::uint64_t>(shown))));
    if (shown > 0)
        m_view->sayNothing();
    else if (m_model->total() > 0)
        m_view->say({tr("No event matches the filter"), tr("Events of other kinds or with other words are hidden."),
                     tr("Clear the filter")});
    else
        m_view->say(
                {tr("Nothing has happened yet"),
                 tr("State changes, edits, switches of the strategy and refusals are listed here, with their cause."),
                 {}});
}

QVariantMap EventsTab::saveState() const
{
    return {{QStringLiteral("kind"), m_kind->currentData()},
            {QStringLiteral("filter"), m_filter->text()},
            {QStringLiteral("columns"), m_view->saveColumns()}};
}

void EventsTab::restoreState(const QVariantMap &state)
{
    m_view->restoreColumns(state.value(QStringLiteral("columns")).toByteArray());
    const QVariant kind = state.value(QStringLiteral("kind"));
    m_kind->setCurrentIndex(kind.isValid() ? std::max(0, m_kind->findData(kind.toInt())) : 0);
    m_filter->setFilter(state.value(QStringLiteral("filter")).toString());
}

} // namespace lbfy
