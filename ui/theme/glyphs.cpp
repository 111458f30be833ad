// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/glyphs.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lbfy {

namespace {

/// All shapes are drawn in a square from (0, 0) to (16, 16).
constexpr double side = 16;

QPainterPath octagon()
{
    QPolygonF corners;
    for (int i = 0; i < 8; ++i) {
        const double angle = (i + 0.5) * std::numbers::pi / 4;
        corners << QPointF(8 + 7.6 * std::cos(angle), 8 + 7.6 * std::sin(angle));
    }
    QPainterPath path;
    path.addPolygon(corners);
    path.closeSubpath();
    return path;
}

QPainterPath triangle()
{
    QPainterPath path;
    path.addPolygon(QPolygonF {{8, 1.6}, {15, 14}, {1, 14}});
    path.closeSubpath();
    return path;
}

QPen markPen(const QColor &color, double width = 1.9)
{
    return {color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin};
}

/// Filled with rounded corners: the same outline, stroked as well.
void fill(QPainter &painter, const QPainterPath &path, const QColor &ink, double round)
{
    painter.setPen(markPen(ink, round));
    painter.setBrush(ink);
    painter.drawPath(path);
}

void fillCircle(QPainter &painter, const QColor &ink)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(QPointF(8, 8), 7, 7);
}

void drawShape(QPainter &painter, Glyph glyph, const QColor &ink, const QColor &ground)
{
    switch (glyph) {
    case Glyph::CircleCheck:
        fillCircle(painter, ink);
        painter.setPen(markPen(ground));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(QPolygonF {{4.8, 8.3}, {7.1, 10.6}, {11.3, 5.8}});
        break;
    case Glyph::Triangle:
        fill(painter, triangle(), ink, 1.6);
        painter.setPen(markPen(ground));
        painter.drawLine(QPointF(8, 6), QPointF(8, 9.4));
        painter.drawPoint(QPointF(8, 12));
        break;
    case Glyph::Octagon:
        fill(painter, octagon(), ink, 0.6);
        painter.setPen(markPen(ground));
        painter.drawLine(QPointF(5.5, 5.5), QPointF(10.5, 10.5));
        painter.drawLine(QPointF(10.5, 5.5), QPointF(5.5, 10.5));
        break;
    case Glyph::HalfCircle:
        painter.setPen(markPen(ink, 1.8));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(QPointF(8, 8), 6.2, 6.2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ink);
        painter.drawPie(QRectF(1.8, 1.8, 12.4, 12.4), 90 * 16, 180 * 16);
        break;
    case Glyph::Square:
        painter.setPen(markPen(ink, 1.8));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(2.4, 2.4, 11.2, 11.2), 1.5, 1.5);
        break;
    case Glyph::Info:
        fillCircle(painter, ink);
        painter.setPen(markPen(ground));
        painter.drawPoint(QPointF(8, 4.8));
        painter.drawLine(QPointF(8, 7.7), QPointF(8, 11.4));
        break;
    }
}

} // namespace

Glyph glyphOf(BackendState state)
{
    switch (state) {
    case BackendState::Up:
        return Glyph::CircleCheck;
    case BackendState::Down:
        return Glyph::Octagon;
    case BackendState::Ejected:
        return Glyph::Triangle;
    case BackendState::Drain:
        return Glyph::HalfCircle;
    case BackendState::Disabled:
        return Glyph::Square;
    }
    return Glyph::Square;
}

void drawGlyph(QPainter &painter, const QRectF &area, Glyph glyph, const QColor &ink, const QColor &ground)
{
    const double size = std::min(area.width(), area.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.center() - QPointF(size / 2, size / 2));
    painter.scale(size / side, size / side);
    drawShape(painter, glyph, ink, ground);
    painter.restore();
}

QPixmap glyphPixmap(Glyph glyph, int size, const QColor &ink, const QColor &ground, double devicePixelRatio)
{
    QPixmap pixmap(QSize(size, size) * devicePixelRatio);
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    drawGlyph(painter, QRectF(0, 0, size, size), glyph, ink, ground);
    return pixmap;
}

} // namespace lbfy
