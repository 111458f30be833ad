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

/// Filled as it is.
void plain(QPainter &painter, const QColor &ink)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
}

void outlined(QPainter &painter, const QColor &ink)
{
    painter.setPen(markPen(ink, 1.8));
    painter.setBrush(Qt::NoBrush);
}

void disc(QPainter &painter, const QColor &ink, double radius)
{
    plain(painter, ink);
    painter.drawEllipse(QPointF(8, 8), radius, radius);
}

/// A shape of state, filled, with a mark in it.
void drawMarked(QPainter &painter, Glyph glyph, const QColor &ink, const QColor &ground)
{
    switch (glyph) {
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
    case Glyph::SquareMinus:
        plain(painter, ink);
        painter.drawRoundedRect(QRectF(2, 2, 12, 12), 1.5, 1.5);
        painter.setPen(markPen(ground));
        painter.drawLine(QPointF(5, 8), QPointF(11, 8));
        break;
    case Glyph::Info:
        disc(painter, ink, 7);
        painter.setPen(markPen(ground));
        painter.drawPoint(QPointF(8, 4.8));
        painter.drawLine(QPointF(8, 7.7), QPointF(8, 11.4));
        break;
    default:
        disc(painter, ink, 7);
        painter.setPen(markPen(ground));
        painter.setBrush(Qt::NoBrush);
        painter.drawPolyline(QPolygonF {{4.8, 8.3}, {7.1, 10.6}, {11.3, 5.8}});
        break;
    }
}

/// What somebody did.
void drawDeed(QPainter &painter, Glyph glyph, const QColor &ink)
{
    switch (glyph) {
    case Glyph::Flag:
        outlined(painter, ink);
        painter.drawLine(QPointF(3.5, 1.5), QPointF(3.5, 15));
        plain(painter, ink);
        painter.drawPolygon(QPolygonF {{3.5, 1}, {14.5, 4.6}, {3.5, 8.6}});
        break;
    case Glyph::Pencil:
        plain(painter, ink);
        painter.drawPolygon(QPolygonF {{1.5, 14.5}, {2.6, 10.4}, {5.6, 13.4}});
        painter.drawPolygon(QPolygonF {{3.6, 9.4}, {10.2, 2.8}, {13.2, 5.8}, {6.6, 12.4}});
        painter.drawPolygon(QPolygonF {{11.2, 1.8}, {12.6, 0.6}, {15.4, 3.4}, {14.2, 4.8}});
        break;
    case Glyph::Turn:
        outlined(painter, ink);
        painter.drawArc(QRectF(2.5, 2.5, 11, 11), 60 * 16, 290 * 16);
        plain(painter, ink);
        painter.drawPolygon(QPolygonF {{9.2, 0}, {15, 2.8}, {9.6, 6.2}});
        break;
    default:
        plain(painter, ink);
        painter.drawPolygon(QPolygonF {{8, 1}, {15, 8}, {8, 15}, {1, 8}});
        break;
    }
}

void drawInSquare(QPainter &painter, Glyph glyph, const QColor &ink, const QColor &ground)
{
    switch (glyph) {
    case Glyph::None:
        break;
    case Glyph::CircleCheck:
    case Glyph::Triangle:
    case Glyph::Octagon:
    case Glyph::SquareMinus:
    case Glyph::Info:
        drawMarked(painter, glyph, ink, ground);
        break;
    case Glyph::HalfCircle:
        outlined(painter, ink);
        painter.drawEllipse(QPointF(8, 8), 6.2, 6.2);
        plain(painter, ink);
        painter.drawPie(QRectF(1.8, 1.8, 12.4, 12.4), 90 * 16, 180 * 16);
        break;
    case Glyph::Square:
        outlined(painter, ink);
        painter.drawRoundedRect(QRectF(2.4, 2.4, 11.2, 11.2), 1.5, 1.5);
        break;
    case Glyph::Ring:
        outlined(painter, ink);
        painter.drawEllipse(QPointF(8, 8), 5, 5);
        break;
    case Glyph::Disc:
        disc(painter, ink, 4.5);
        break;
    case Glyph::Dot:
        disc(painter, ink, 2.5);
        break;
    case Glyph::Flag:
    case Glyph::Diamond:
    case Glyph::Pencil:
    case Glyph::Turn:
        drawDeed(painter, glyph, ink);
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
    drawInSquare(painter, glyph, ink, ground);
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
