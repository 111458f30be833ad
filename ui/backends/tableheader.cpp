// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/backends/tableheader.h"

#include "ui/backends/cellpainter.h"
#include "ui/theme/palette.h"

#include <QPainter>

namespace lbfy {

namespace {

constexpr double arrowWidth = 7;

/// Points up for values that rise from row to row.
void drawArrow(QPainter &painter, QPointF middle, Qt::SortOrder order, const QColor &ink)
{
    const double tip = order == Qt::AscendingOrder ? -2 : 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF {middle + QPointF(-arrowWidth / 2, -tip), middle + QPointF(0, tip),
                                    middle + QPointF(arrowWidth / 2, -tip)});
    painter.restore();
}

} // namespace

TableHeader::TableHeader(QWidget *parent) : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setSectionsMovable(true);
    setMinimumSectionSize(40);
}

QSize TableHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), fontMetrics().height() + 12};
}

void TableHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const Colors &colors = colorsFor(palette());
    painter->fillRect(rect, colors.window);
    const bool isSorted = isSortIndicatorShown() && sortIndicatorSection() == section;
    const auto alignment = model()->headerData(section, orientation(), Qt::TextAlignmentRole).value<Qt::Alignment>();
    const QString title = model()->headerData(section, orientation()).toString();
    QRect area = rect.adjusted(cell::margin, 0, -cell::margin, -1);
    const QColor &ink = isSorted ? colors.text : colors.axisText;
    if (isSorted) {
        // Beside the title, on the side that has room.
        const double width = fontMetrics().horizontalAdvance(title) + 4 + arrowWidth / 2;
        const double x = alignment & Qt::AlignRight ? area.right() + 1 - width
                : alignment & Qt::AlignHCenter      ? area.center().x() + width / 2 + arrowWidth / 2
                                                    : area.left() + width;
        drawArrow(*painter, {x, QRectF(area).center().y() + 0.5}, sortIndicatorOrder(), colors.accent);
    }
    painter->setPen(ink);
    painter->setFont(font());
    painter->drawText(area, static_cast<int>(alignment), title);
}

void TableHeader::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), colorsFor(palette()).window);
    painter.end();
    QHeaderView::paintEvent(event);
    QPainter line(viewport());
    line.fillRect(QRect(0, height() - 1, width(), 1), colorsFor(palette()).border);
}

} // namespace lbfy
