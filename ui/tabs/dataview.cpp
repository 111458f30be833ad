// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/dataview.h"
#include "ui/tabs/celldelegate.h"
#include "ui/tabs/copytext.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDataStream>
#include <QIODevice>
#include <QKeyEvent>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <numeric>

namespace lbfy {

namespace {

/// Rises when saved states can no longer be read.
constexpr quint32 stateVersion = 1;

void copy(const QString &text)
{
    QApplication::clipboard()->setText(text);
}

} // namespace

DataView::DataView(const QString &name, QWidget *parent)
    : QTableView(parent)
    , m_header(new ColumnHeader(this))
    , m_delegate(new CellDelegate(this))
    , m_placeholder(new Placeholder(viewport()))
{
    setAccessibleName(name);
    setHorizontalHeader(m_header);
    setItemDelegate(m_delegate);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setEditTriggers(NoEditTriggers);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(0);
    verticalHeader()->setDefaultSectionSize(std::max(24, fontMetrics().height() + 7));
    verticalScrollBar()->setSingleStep(verticalHeader()->defaultSectionSize());
    connect(m_placeholder, &Placeholder::actionTriggered, this, &DataView::placeholderActionTriggered);
    connect(m_header, &ColumnHeader::arrangementChanged, this, &DataView::fill);
}

void DataView::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    m_header->resetColumns();
}

void DataView::setFillColumn(int column, int least)
{
    m_fillColumn = column;
    m_leastFill = least;
    fill();
}

void DataView::setWideningColumn(int column, const QString &widest)
{
    m_wideningColumn = column;
    m_widest = widest;
    fill();
}

void DataView::widen()
{
    const int least = m_wideningColumn < 0 ? 0 : m_header->defaultWidth(m_wideningColumn);
    const int now = m_wideningColumn < 0 ? 0 : m_header->sectionSize(m_wideningColumn);
    if (now == 0 || (now != least && now != m_widened))
        return;
    const int others = m_header->length() - m_header->sectionSize(m_fillColumn) - now;
    const int wanted = fontMetrics().horizontalAdvance(m_widest) + 2 * CellDelegate::padding;
    m_widened = std::max(least, std::min(wanted, viewport()->width() - others - m_leastFill));
    m_header->resizeSection(m_wideningColumn, m_widened);
}

/// Sets the fill column's width; a resize of another column ends up here again and finds nothing to do.
void DataView::fill()
{
    if (m_filling || m_fillColumn < 0 || !model() || isColumnHidden(m_fillColumn))
        return;
    m_filling = true;
    widen();
    const int others = m_header->length() - m_header->sectionSize(m_fillColumn);
    const int width = std::max(m_leastFill, viewport()->width() - others);
    m_header->resizeSection(m_fillColumn, width);
    m_filling = false;
}

QByteArray DataView::saveColumns() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream.setVersion(QDataStream::Qt_6_0);
    stream << stateVersion << qint32(m_header->count()) << m_header->saveState();
    return state;
}

bool DataView::restoreColumns(const QByteArray &state)
{
    QDataStream stream(state);
    stream.setVersion(QDataStream::Qt_6_0);
    quint32 version = 0;
    qint32 count = 0;
    QByteArray header;
    stream >> version >> count >> header;
    if (stream.status() != QDataStream::Ok || version != stateVersion || count != m_header->count())
        return false;
    if (!m_header->restoreState(header))
        return false;
    fill();
    return true;
}

QList<int> DataView::selectedRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.push_back(index.row());
    std::sort(rows.begin(), rows.end());
    return rows;
}

QList<int> DataView::visibleColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int section = m_header->logicalIndex(visual);
        if (!m_header->isSectionHidden(section))
            columns.push_back(section);
    }
    return columns;
}

QString DataView::selectedAsTsv() const
{
    return tsvOf(*model(), selectedRows(), visibleColumns());
}

QString DataView::allAsCsv() const
{
    QList<int> rows(model()->rowCount());
    std::iota(rows.begin(), rows.end(), 0);
    return csvOf(*model(), rows, visibleColumns());
}

void DataView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex at = byKey ? currentIndex() : indexAt(event->pos());
    QMenu menu(this);
    // The menu is about what is under it now; rows may move while it is open.
    m_inMenu = true;
    Q_EMIT pointed(true);
    Q_EMIT menuOpened(menu, at);
    if (!menu.isEmpty())
        menu.addSeparator();
    const QString cell = at.data().toString();
    const QString rows = selectedAsTsv();
    QAction *copyCell = menu.addAction(tr("Copy cell"), this, [cell] { copy(cell); });
    copyCell->setEnabled(at.isValid());
    QAction *copyRows = menu.addAction(tr("Copy rows"), this, [rows] { copy(rows); });
    copyRows->setShortcut(QKeySequence::Copy);
    copyRows->setEnabled(!rows.isEmpty());
    QAction *copyAll = menu.addAction(tr("Copy all as CSV"), this, [this] { copy(allAsCsv()); });
    copyAll->setEnabled(model()->rowCount() > 0);
    menu.exec(byKey ? viewport()->mapToGlobal(visualRect(at).bottomLeft()) : event->globalPos());
    m_inMenu = false;
    Q_EMIT pointed(viewport()->underMouse());
}

void DataView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy(selectedAsTsv());
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fill();
}

bool DataView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Enter)
        Q_EMIT pointed(true);
    else if (event->type() == QEvent::Leave && !m_inMenu)
        Q_EMIT pointed(false);
    return QTableView::viewportEvent(event);
}

/// Selected rows look different without the focus.
void DataView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    viewport()->update();
}

void DataView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    viewport()->update();
}

} // namespace lbfy
