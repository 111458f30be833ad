// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/tableheader.h"

#include "ui/theme/palette.h"

#include <QPainter>

namespace lbfy {

namespace {

/// Points up for values that rise from row to row.
void drawArrow(QPainter &painter, QPointF middle, double width, Qt::SortOrder order, const QColor &ink)
{
    const double tip = order == Qt::AscendingOrder ? -2 : 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPolyline(QPolygonF {middle + QPointF(-width / 2, -tip), middle + QPointF(0, tip),
                                    middle + QPointF(width / 2, -tip)});
    painter.restore();
}

} // namespace

TableHeader::TableHeader(int margin, QWidget *parent) : QHeaderView(Qt::Horizontal, parent), m_margin(margin)
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
    const QRect area = rect.adjusted(m_margin, 0, -m_margin, -1);
    const int room = area.width() - (isSorted ? arrowWidth + arrowGap : 0);
    const QString title = fontMetrics().elidedText(model()->headerData(section, orientation()).toString(),
                                                   Qt::ElideRight, room);
    const QColor &ink = isSorted ? colors.text : colors.axisText;
    if (isSorted) {
        // Beside the title, on the side that has room.
        const double width = fontMetrics().horizontalAdvance(title) + arrowGap + arrowWidth / 2.;
        const double x = alignment & Qt::AlignRight ? area.right() + 1 - width
                : alignment & Qt::AlignHCenter      ? area.center().x() + width / 2 + arrowWidth / 2.
                                                    : area.left() + width;
        drawArrow(*painter, {x, QRectF(area).center().y() + 0.5}, arrowWidth, sortIndicatorOrder(), colors.accent);
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
