// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/columnheader.h"
#include "ui/tabs/celldelegate.h"
#include "ui/tabs/cellroles.h"
#include "ui/theme/palette.h"

#include <QContextMenuEvent>
#include <QMenu>
#include <QPainter>

namespace lbfy {

namespace {

constexpr int arrowWidth = 7;
constexpr int arrowGap = 4;

} // namespace

ColumnHeader::ColumnHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setMinimumSectionSize(32);
    setStretchLastSection(false);
    connect(this, &QHeaderView::sectionResized, this, &ColumnHeader::arrangementChanged);
    connect(this, &QHeaderView::sectionMoved, this, &ColumnHeader::arrangementChanged);
    connect(this, &QHeaderView::sortIndicatorChanged, this, &ColumnHeader::arrangementChanged);
}

QSize ColumnHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), fontMetrics().height() + 10};
}

int ColumnHeader::defaultWidth(int section) const
{
    const QFontMetrics metrics = fontMetrics();
    const QString title = model()->headerData(section, orientation()).toString();
    const QString sample = model()->headerData(section, orientation(), SampleRole).toString();
    const int heading = metrics.horizontalAdvance(title) + arrowWidth + arrowGap;
    return std::max(heading, metrics.horizontalAdvance(sample)) + 2 * CellDelegate::padding;
}

void ColumnHeader::resetColumns()
{
    for (int section = 0; section < count(); ++section) {
        moveSection(visualIndex(section), section);
        setSectionHidden(section, model()->headerData(section, orientation(), HiddenRole).toBool());
        if (!isSectionHidden(section))
            resizeSection(section, defaultWidth(section));
    }
}

void ColumnHeader::fillChooser(QMenu &menu)
{
    const bool oneLeft = count() - hiddenSectionCount() <= 1;
    for (int visual = 0; visual < count(); ++visual) {
        const int section = logicalIndex(visual);
        QAction *entry = menu.addAction(model()->headerData(section, orientation()).toString());
        entry->setToolTip(model()->headerData(section, orientation(), Qt::ToolTipRole).toString());
        entry->setCheckable(true);
        entry->setChecked(!isSectionHidden(section));
        entry->setEnabled(isSectionHidden(section) || !oneLeft);
        connect(entry, &QAction::toggled, this, [this, section](bool shown) {
            setSectionHidden(section, !shown);
            // A column hidden from the start has never got a width.
            if (shown && sectionSize(section) < defaultWidth(section))
                resizeSection(section, defaultWidth(section));
            Q_EMIT arrangementChanged();
        });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Reset columns")), &QAction::triggered, this, [this] {
        resetColumns();
        Q_EMIT arrangementChanged();
    });
}

void ColumnHeader::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    fillChooser(menu);
    Q_EMIT chooserOpened(menu);
    menu.exec(event->globalPos());
}

void ColumnHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Colors &colors = colorsFor(palette());
    painter->save();
    painter->fillRect(rect, colors.window);
    painter->setPen(colors.border);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    painter->setPen(colors.grid);
    painter->drawLine(rect.topRight() + QPoint(0, 6), rect.bottomRight() - QPoint(0, 6));

    const bool sorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const auto alignment = model()->headerData(section, orientation(), Qt::TextAlignmentRole).value<Qt::Alignment>();
    const bool right = alignment & Qt::AlignRight;
    const QRect area = rect.adjusted(CellDelegate::padding, 0, -CellDelegate::padding, -1);
    const int room = area.width() - (sorted ? arrowWidth + arrowGap : 0);
    const QString title = painter->fontMetrics().elidedText(model()->headerData(section, orientation()).toString(),
                                                            Qt::ElideRight, room);
    painter->setPen(sorted ? colors.text : colors.axisText);
    painter->drawText(area, static_cast<int>(Qt::AlignVCenter | (right ? Qt::AlignRight : Qt::AlignLeft)), title);
    if (sorted) {
        const int width = painter->fontMetrics().horizontalAdvance(title);
        const double x = right ? area.right() - width - arrowGap - arrowWidth / 2.
                               : area.left() + width + arrowGap + arrowWidth / 2.;
        const double up = sortIndicatorOrder() == Qt::AscendingOrder ? -1 : 1;
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(colors.text, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        const double y = area.center().y() + 0.5;
        painter->drawPolyline(QPolygonF {{x - 3.5, y - 1.75 * up}, {x, y + 1.75 * up}, {x + 3.5, y - 1.75 * up}});
    }
    painter->restore();
}

} // namespace lbfy
