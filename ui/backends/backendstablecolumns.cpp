// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which columns the table shows and how wide they are. Until the user chooses, the less important ones make room, so
// that no horizontal scroll bar is needed; name and address take what is left.

#include "ui/backends/backendstable.h"

#include "ui/backends/cellpainter.h"

#include <QDataStream>
#include <QHeaderView>
#include <QIODevice>
#include <QMenu>

#include <algorithm>

namespace lbfy {

namespace {

/// Of the saved state; another one is not read.
constexpr quint32 stateVersion = 1;

bool stretches(Column column)
{
    return column == Column::Name || column == Column::Address;
}

} // namespace

/// Whether there is room for a column beside those that matter more.
bool BackendsTable::isWanted(Column column, int room) const
{
    const int importance = infoOf(column).importance;
    if (importance == 0)
        return true;
    int needed = 0;
    for (const ColumnInfo &info : columns()) {
        if (info.importance == 0 || info.importance >= importance)
            needed += widthOfColumn(font(), info);
    }
    return needed <= room;
}

/// What the column's longest text needs, up to a width beyond which names are read no better.
int BackendsTable::widthOfTexts(Column column) const
{
    const int most = 40 * fontMetrics().averageCharWidth();
    int width = 0;
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const QString text = m_model.index(row, toInt(column)).data().toString();
        width = std::max(width, fontMetrics().horizontalAdvance(text));
    }
    const int around = 2 * cell::margin + (column == Column::Name ? cell::glyph + cell::gap : 0);
    return std::min(width, most) + around;
}

void BackendsTable::layOutColumns()
{
    if (m_layingOut)
        return;
    m_layingOut = true;
    const int room = viewport()->width();
    QHeaderView *header = horizontalHeader();
    int fixed = 0;
    int flexible = 0;
    for (const ColumnInfo &info : columns()) {
        const int section = toInt(info.column);
        if (m_automaticColumns)
            setColumnHidden(section, !isWanted(info.column, room));
        if (isColumnHidden(section))
            continue;
        const int own = m_userWidths[static_cast<std::size_t>(section)];
        const int width = own > 0 ? own : widthOfColumn(font(), info);
        header->resizeSection(section, width);
        if (own == 0 && stretches(info.column))
            flexible += width;
        else
            fixed += width;
    }
    // What tells rows apart comes first.
    int left = room - fixed - flexible;
    for (const Column column : {Column::Name, Column::Address}) {
        const int section = toInt(column);
        if (isColumnHidden(section) || m_userWidths[static_cast<std::size_t>(section)] > 0)
            continue;
        const int lacking = std::clamp(widthOfTexts(column) - header->sectionSize(section), 0, std::max(0, left));
        header->resizeSection(section, header->sectionSize(section) + lacking);
        left -= lacking;
    }
    // Beyond a point wide columns only pull apart what belongs together.
    std::vector<Column> growing;
    for (const ColumnInfo &info : columns()) {
        const int section = toInt(info.column);
        if (!isColumnHidden(section) && m_userWidths[static_cast<std::size_t>(section)] == 0
            && (stretches(info.column) || info.column == Column::State || info.column == Column::Active
                || info.column == Column::Ewma))
            growing.push_back(info.column);
    }
    for (std::size_t i = 0; i < growing.size() && left > 0; ++i) {
        const int share = left / static_cast<int>(growing.size() - i);
        header->resizeSection(toInt(growing[i]), header->sectionSize(toInt(growing[i])) + share);
        left -= share;
    }
    m_layingOut = false;
}

void BackendsTable::showColumnMenu(QPoint at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ColumnInfo &info : columns()) {
        const int section = toInt(info.column);
        QAction *action = menu->addAction(info.translatedTitle());
        action->setToolTip(info.translatedExplanation());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(section));
        // Without them a row could not be told from another.
        action->setEnabled(info.column != Column::Name);
        connect(action, &QAction::triggered, this, [this, section](bool shown) {
            m_automaticColumns = false;
            setColumnHidden(section, !shown);
            layOutColumns();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Columns that fit")), &QAction::triggered, this, [this] {
        m_automaticColumns = true;
        m_userWidths = {};
        layOutColumns();
    });
    menu->popup(at);
}

QByteArray BackendsTable::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << stateVersion << horizontalHeader()->saveState() << m_automaticColumns << m_model.keepsSorted();
    for (const int width : m_userWidths)
        stream << qint32 {width};
    return state;
}

bool BackendsTable::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    quint32 version = 0;
    QByteArray header;
    bool automatic = true;
    bool keepSorted = false;
    std::array<qint32, columnCount> widths {};
    stream >> version;
    if (version != stateVersion)
        return false;
    stream >> header >> automatic >> keepSorted;
    for (qint32 &width : widths)
        stream >> width;
    if (stream.status() != QDataStream::Ok)
        return false;
    m_layingOut = true;
    const bool restored = horizontalHeader()->restoreState(header);
    m_layingOut = false;
    if (!restored)
        return false;
    m_automaticColumns = automatic;
    std::ranges::transform(widths, m_userWidths.begin(), [](qint32 width) { return std::clamp(width, 0, 4000); });
    m_model.setKeepSorted(keepSorted);
    m_model.sort(horizontalHeader()->sortIndicatorSection(), horizontalHeader()->sortIndicatorOrder());
    layOutColumns();
    return true;
}

} // namespace lbfy
