// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table's behaviour. Its columns: backendstablecolumns.cpp; its commands: backendstablecommands.cpp.

#include "ui/backends/backendstable.h"

#include "ui/backends/backenddelegate.h"
#include "ui/backends/cellpainter.h"
#include "ui/theme/palette.h"
#include "ui/widgets/tableheader.h"

#include <QAction>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>

#include <algorithm>

namespace lbfy {

BackendsTable::BackendsTable(BackendModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
    , m_delegate(new BackendDelegate(model, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setAccessibleName(tr("Backends"));
    setAccessibleDescription(tr("One row for each backend of the service, with its settings and what it does now"));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setMouseTracking(true);
    setTabKeyNavigation(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(DoubleClicked | EditKeyPressed | SelectedClicked);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setCornerButtonEnabled(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);

    auto *header = new TableHeader(cell::margin, this);
    setHorizontalHeader(header);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorClearable(true);
    header->setAccessibleName(tr("Columns of the backends table"));
    setSortingEnabled(true);
    connect(header, &QHeaderView::customContextMenuRequested, this,
            [this, header](QPoint at) { showColumnMenu(header->mapToGlobal(at)); });
    connect(header, &QHeaderView::sectionResized, this, [this](int section, int, int size) {
        if (!m_layingOut && size > 0)
            m_userWidths[static_cast<std::size_t>(section)] = size;
    });

    connect(&model, &QAbstractItemModel::rowsInserted, this, &BackendsTable::layOutColumns);
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, change, this, &BackendsTable::updateGeometry);
    connect(&model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
        // Not with the live columns, which change all the time and need the same room always.
        if (from.column() <= toInt(Column::Address) && to.column() >= toInt(Column::Name))
            layOutColumns();
    });

    createActions();
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &BackendsTable::updateActions);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &BackendsTable::updateActions);
    verticalHeader()->setDefaultSectionSize(heightOfRows(font()));
    layOutColumns();
}

BackendsTable::~BackendsTable()
{
    // An editor that is open loses its focus as it goes; nobody is left to commit to.
    const auto editors = viewport()->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    for (QWidget *editor : editors)
        editor->removeEventFilter(m_delegate);
}

QSize BackendsTable::sizeHint() const
{
    const int rows = std::clamp(m_model.rowCount(), 2, 8);
    return {1200, horizontalHeader()->sizeHint().height() + rows * heightOfRows(font()) + 2};
}

QSize BackendsTable::minimumSizeHint() const
{
    return {320, horizontalHeader()->sizeHint().height() + 2 * heightOfRows(font())};
}

void BackendsTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        verticalHeader()->setDefaultSectionSize(heightOfRows(font()));
        layOutColumns();
    }
}

void BackendsTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
}

void BackendsTable::holdWhatIsInUse()
{
    m_model.setHeld(underMouse() || state() == EditingState || m_pinned);
    m_model.setKept(targets());
}

void BackendsTable::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && state() != EditingState && event->modifiers() == Qt::NoModifier) {
        run(Command::Edit);
        return;
    }
    QTableView::keyPressEvent(event);
}

/// Tab in an editor leads to the next cell that can be edited, at the end of a row to the next row's first.
QModelIndex BackendsTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (action == MoveNext)
        return nextEditable(1);
    if (action == MovePrevious)
        return nextEditable(-1);
    return QTableView::moveCursor(action, modifiers);
}

QModelIndex BackendsTable::nextEditable(int step) const
{
    QModelIndex cell = currentIndex();
    const QHeaderView *header = horizontalHeader();
    const int count = m_model.columnCount();
    int visual = cell.isValid() ? header->visualIndex(cell.column()) : 0;
    int row = std::max(0, cell.row());
    for (int tries = count * 2; tries > 0; --tries) {
        visual += step;
        if (visual < 0 || visual >= count) {
            visual = (visual + count) % count;
            row += step;
        }
        cell = m_model.index(row, header->logicalIndex(visual));
        if (!cell.isValid())
            return {};
        if (!isColumnHidden(cell.column()) && cell.flags().testFlag(Qt::ItemIsEditable))
            return cell;
    }
    return {};
}

std::vector<BackendId> BackendsTable::targets() const
{
    if (m_pinned)
        return *m_pinned;
    std::vector<int> rows;
    const QModelIndexList selected = selectionModel()->selectedRows();
    for (const QModelIndex &cell : selected)
        rows.push_back(cell.row());
    if (rows.empty() && currentIndex().isValid())
        rows.push_back(currentIndex().row());
    std::ranges::sort(rows);
    std::vector<BackendId> ids;
    for (const int row : rows)
        ids.push_back(m_model.idAt(row));
    return ids;
}

void BackendsTable::select(const std::vector<BackendId> &ids)
{
    QItemSelection selection;
    QModelIndex first;
    for (const BackendId id : ids) {
        const int row = m_model.rowOf(id);
        if (row < 0)
            continue;
        selection.select(m_model.index(row, 0), m_model.index(row, m_model.columnCount() - 1));
        first = first.isValid() ? first : m_model.index(row, toInt(Column::Name));
    }
    if (!first.isValid())
        return;
    selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    scrollTo(first);
}

QString BackendsTable::emptyText() const
{
    if (m_model.total() == 0)
        return tr("No backends");
    return m_model.isProblemsOnly() && !m_model.isFiltered()
            ? tr("No problems: none of the %n backends is down, ejected or failing", nullptr, m_model.total())
            : tr("None of the %n backends matches the filter", nullptr, m_model.total());
}

void BackendsTable::paintEvent(QPaintEvent *event)
{
    QTableView::paintEvent(event);
    if (m_model.rowCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setPen(colorsFor(palette()).axisText);
    painter.drawText(viewport()->rect().adjusted(16, 0, -16, 0), static_cast<int>(Qt::AlignCenter) | Qt::TextWordWrap,
                     emptyText());
}

} // namespace lbfy
