// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/crosshairbox.h"

#include "ui/chart/chartpainter.h"
#include "ui/chart/seriesshape.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lbfy {

namespace {

constexpr double padding = 10;
constexpr double columnGap = 16;
constexpr double shapeRoom = 16;
constexpr double mostNameWidth = 180;
constexpr double distance = 14; ///< from the crosshair

QFont boldOf(QFont font)
{
    font.setBold(true);
    return font;
}

} // namespace

CrosshairBox::CrosshairBox(QWidget *parent) : QWidget(parent), m_colors(colorsOf(Scheme::Light))
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
    hide();
}

void CrosshairBox::setColors(const Colors &colors)
{
    m_colors = colors;
    update();
}

void CrosshairBox::showBeside(Content content, double x, const QRectF &area)
{
    m_content = std::move(content);
    const QSizeF size = layoutNow().size;
    const bool fitsRight = x + distance + size.width() <= area.right();
    double left = fitsRight ? x + distance : x - distance - size.width();
    left = std::max(area.left(), std::min(left, area.right() - size.width()));
    const double top = area.top() + std::max(0.0, std::min(12.0, area.height() - size.height()));
    setGeometry(QRectF(QPointF(left, top), size).toAlignedRect());
    update();
    if (isHidden()) {
        show();
        raise();
    }
}

CrosshairBox::Layout CrosshairBox::layoutNow() const
{
    const QFontMetricsF metrics(font());
    const QFontMetricsF bold(boldOf(font()));
    Layout layout;
    layout.rowHeight = std::ceil(metrics.height()) + 2;
    for (const QString &column : m_content.columns)
        layout.columnWidths.push_back(metrics.horizontalAdvance(column));
    for (const Row &row : m_content.rows) {
        layout.nameWidth = std::max(layout.nameWidth, std::min(mostNameWidth, bold.horizontalAdvance(row.name)));
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            layout.columnWidths[i] = std::max(layout.columnWidths[i], bold.horizontalAdvance(row.cells[i].text));
    }
    double width = shapeRoom + layout.nameWidth;
    for (const double column : layout.columnWidths)
        width += columnGap + column;
    const double head = bold.horizontalAdvance(m_content.clock) + columnGap + metrics.horizontalAdvance(m_content.ago);
    width = std::max({width, head, metrics.horizontalAdvance(m_content.foot)});
    const std::size_t rows = m_content.rows.size() + 2 + (m_content.foot.isEmpty() ? 0 : 1);
    layout.size = QSizeF(std::ceil(width + 2 * padding), layout.rowHeight * static_cast<double>(rows) + padding + 6);
    return layout;
}

void CrosshairBox::paintEvent(QPaintEvent *)
{
    const Layout layout = layoutNow();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_colors.border, 1));
    painter.setBrush(m_colors.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);

    QRectF line(padding, padding / 2, width() - 2 * padding, layout.rowHeight);
    painter.setFont(boldOf(font()));
    painter.setPen(m_colors.text);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_content.clock);
    painter.setFont(font());
    painter.setPen(m_colors.axisText);
    painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, m_content.ago);

    line.translate(0, layout.rowHeight);
    double right = line.right();
    for (std::size_t i = m_content.columns.size(); i > 0; --i) {
        painter.drawText(QRectF(line.left(), line.top(), right - line.left(), line.height()),
                         Qt::AlignRight | Qt::AlignVCenter, m_content.columns[i - 1]);
        right -= layout.columnWidths[i - 1] + columnGap;
    }
    painter.setPen(m_colors.grid);
    painter.drawLine(QPointF(line.left(), line.bottom()), QPointF(line.right(), line.bottom()));
    double top = line.bottom() + 2;
    for (const Row &row : m_content.rows) {
        paintRow(painter, layout, row, top);
        top += layout.rowHeight;
    }
    painter.setFont(font());
    painter.setPen(m_colors.axisText);
    painter.drawText(QRectF(padding, top, line.width(), layout.rowHeight), Qt::AlignLeft | Qt::AlignVCenter,
                     m_content.foot);
}

void CrosshairBox::paintRow(QPainter &painter, const Layout &layout, const Row &row, double top) const
{
    const double middle = top + layout.rowHeight / 2;
    drawSeriesShape(painter, QPointF(padding + 4, middle), 8, row.shape, row.color, m_colors.base);
    const QFont used = row.bold ? boldOf(font()) : font();
    painter.setFont(used);
    painter.setPen(m_colors.text);
    painter.drawText(QRectF(padding + shapeRoom, top, layout.nameWidth + 1, layout.rowHeight),
                     Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(used).elidedText(row.name, Qt::ElideMiddle, layout.nameWidth + 1));
    double right = width() - padding;
    for (std::size_t i = row.cells.size(); i > 0; --i) {
        const Cell &cell = row.cells[i - 1];
        painter.setPen(cell.missing ? m_colors.axisText : m_colors.text);
        painter.drawText(QRectF(padding, top, right - padding, layout.rowHeight), Qt::AlignRight | Qt::AlignVCenter,
                         cell.text);
        right -= layout.columnWidths[i - 1] + columnGap;
    }
}

} // namespace lbfy
