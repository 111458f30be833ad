// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/pickstab.h"
#include "ui/tabs/dataview.h"
#include "ui/tabs/jumpbutton.h"
#include "ui/tabs/pickdetail.h"
#include "ui/tabs/pickmodel.h"

#include <QKeyEvent>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace lbfy {

PicksTab::PicksTab(QWidget *parent)
    : QWidget(parent)
    , m_model(new PickModel(this))
    , m_view(new DataView(tr("Last picks"), this))
    , m_detail(new PickDetail(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_jump(new JumpButton(JumpButton::Edge::Top, m_view))
{
    m_jump->setMost(PickModel::kept);
    m_view->setModel(m_model);
    m_view->setFillColumn(PickModel::Chosen);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->installEventFilter(this);

    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(m_detail);
    scroll->setAccessibleName(m_detail->accessibleName());
    scroll->setMinimumWidth(280);
    m_splitter->addWidget(m_view);
    m_splitter->addWidget(scroll);
    m_splitter->setStretchFactor(0, 2);
    m_splitter->setStretchFactor(1, 3);
    m_splitter->setSizes({420, 580});
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_splitter);

    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PicksTab::showDetail);
    connect(m_view, &DataView::placeholderActionTriggered, this, &PicksTab::startRequested);
    connect(&m_view->columns(), &ColumnHeader::arrangementChanged, this, &PicksTab::stateChanged);
    connect(m_splitter, &QSplitter::splitterMoved, this, &PicksTab::stateChanged);
    connect(m_jump, &QPushButton::clicked, this, &PicksTab::follow);
    describe();
}

bool PicksTab::isHeld() const
{
    return m_view->selectionModel()->hasSelection();
}

void PicksTab::setSnapshot(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    if (isVisible())
        refresh();
}

void PicksTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void PicksTab::refresh()
{
    static const std::vector<Pick> none;
    const std::vector<Pick> &picks = m_snapshot && m_snapshot->activity ? m_snapshot->activity->picks : none;
    if (isHeld()) {
        m_jump->setCount(m_model->freshIn(picks));
        return;
    }
    m_model->update(picks);
    showDetail();
    describe();
}

/// Lets go of the selected pick: the newest again.
void PicksTab::follow()
{
    m_view->clearSelection();
    m_jump->setCount(0);
    refresh();
    m_view->scrollToTop();
}

void PicksTab::showDetail()
{
    if (m_model->rowCount() == 0)
        return m_detail->setPick(std::nullopt);
    const QList<int> selected = m_view->selectedRows();
    m_detail->setPick(m_model->pickAt(selected.isEmpty() ? 0 : selected.front()));
}

void PicksTab::describe()
{
    if (m_model->rowCount() > 0)
        return m_view->sayNothing();
    if (!m_snapshot) {
        return m_view->say({tr("Stopped"), tr("Start the load balancer to see how it chooses."), tr("Start")});
    }
    m_view->say({tr("No backend has been picked yet"),
                 tr("With the next connection this shows which backends were weighed, and why one was chosen."),
                 {}});
}

bool PicksTab::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && isHeld()) {
        follow();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

QVariantMap PicksTab::saveState() const
{
    return {{QStringLiteral("columns"), m_view->saveColumns()}, {QStringLiteral("splitter"), m_splitter->saveState()}};
}

void PicksTab::restoreState(const QVariantMap &state)
{
    m_view->restoreColumns(state.value(QStringLiteral("columns")).toByteArray());
    m_splitter->restoreState(state.value(QStringLiteral("splitter")).toByteArray());
}

} // namespace lbfy
