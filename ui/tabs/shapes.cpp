// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/shapes.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace lbfy {

namespace {

/// All shapes are drawn in a square from -8 to 8.
constexpr double half = 8;

QPen line(const QColor &color, double width)
{
    return QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
}

QPolygonF octagon(double radius)
{
    QPolygonF corners;
    for (int i = 0; i < 8; ++i) {
        const double angle = (i + 0.5) * 3.14159265358979 / 4;
        corners << QPointF(radius * std::cos(angle), radius * std::sin(angle));
    }
    return corners;
}

void fill(QPainter &painter, const QColor &ink)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
}

void drawTurn(QPainter &painter, const QColor &ink)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(line(ink, 2));
    painter.drawArc(QRectF(-5.5, -5.5, 11, 11), 60 * 16, 290 * 16);
    fill(painter, ink);
    painter.drawPolygon(QPolygonF {{1.2, -8}, {7, -5.2}, {1.6, -1.8}});
}

void drawPencil(QPainter &painter, const QColor &ink)
{
    fill(painter, ink);
    painter.drawPolygon(QPolygonF {{-6.5, 6.5}, {-5.4, 2.4}, {-2.4, 5.4}});
    painter.drawPolygon(QPolygonF {{-4.4, 1.4}, {2.2, -5.2}, {5.2, -2.2}, {-1.4, 4.4}});
    painter.drawPolygon(QPolygonF {{3.2, -6.2}, {4.6, -7.4}, {7.4, -4.6}, {6.2, -3.2}});
}

void drawFlag(QPainter &painter, const QColor &ink)
{
    painter.setPen(line(ink, 1.8));
    painter.drawLine(QPointF(-4.5, -6.5), QPointF(-4.5, 7));
    fill(painter, ink);
    painter.drawPolygon(QPolygonF {{-4.5, -7}, {6.5, -3.4}, {-4.5, 0.6}});
}

void drawMarked(QPainter &painter, Shape shape, const QColor &ink, const QColor &ground)
{
    fill(painter, ink);
    if (shape == Shape::Check) {
        painter.drawEllipse(QPointF(), 7, 7);
        painter.setPen(line(ground, 2));
        painter.drawPolyline(QPolygonF {{-3.2, 0.2}, {-0.9, 2.6}, {3.4, -2.4}});
    } else if (shape == Shape::Triangle) {
        painter.drawPolygon(QPolygonF {{0, -7}, {7.6, 6.4}, {-7.6, 6.4}});
        painter.setPen(line(ground, 2));
        painter.drawLine(QPointF(0, -2), QPointF(0, 1.4));
        painter.drawPoint(QPointF(0, 4.2));
    } else {
        painter.drawPolygon(octagon(7.6));
        painter.setPen(line(ground, 2));
        painter.drawLine(QPointF(-2.6, -2.6), QPointF(2.6, 2.6));
        painter.drawLine(QPointF(-2.6, 2.6), QPointF(2.6, -2.6));
    }
}

void drawRound(QPainter &painter, Shape shape, const QColor &ink)
{
    painter.setBrush(Qt::NoBrush);
    if (shape == Shape::Disc || shape == Shape::Dot) {
        fill(painter, ink);
        const double radius = shape == Shape::Disc ? 4.5 : 2.5;
        painter.drawEllipse(QPointF(), radius, radius);
        return;
    }
    painter.setPen(line(ink, 1.8));
    painter.drawEllipse(QPointF(), 5, 5);
    if (shape == Shape::HalfDisc) {
        fill(painter, ink);
        painter.drawPie(QRectF(-5, -5, 10, 10), 90 * 16, 180 * 16);
    }
}

} // namespace

const QColor &colorOf(Tone tone, const Colors &colors)
{
    switch (tone) {
    case Tone::Plain:
        return colors.text;
    case Tone::Muted:
        return colors.axisText;
    case Tone::Good:
        return colors.up;
    case Tone::Warning:
        return colors.slow;
    case Tone::Bad:
        return colors.down;
    case Tone::Notice:
        return colors.drain;
    case Tone::Accent:
        return colors.accent;
    }
    return colors.text;
}

void drawShape(QPainter &painter, const QRectF &area, Shape shape, const QColor &ink, const QColor &ground)
{
    if (shape == Shape::None)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.center());
    const double scale = std::min(area.width(), area.height()) / (2 * half);
    painter.scale(scale, scale);
    switch (shape) {
    case Shape::None:
        break;
    case Shape::Check:
    case Shape::Triangle:
    case Shape::Octagon:
        drawMarked(painter, shape, ink, ground);
        break;
    case Shape::HalfDisc:
    case Shape::Ring:
    case Shape::Disc:
    case Shape::Dot:
        drawRound(painter, shape, ink);
        break;
    case Shape::Square:
        fill(painter, ink);
        painter.drawRoundedRect(QRectF(-6, -6, 12, 12), 1.5, 1.5);
        painter.setPen(line(ground, 2));
        painter.drawLine(QPointF(-3, 0), QPointF(3, 0));
        break;
    case Shape::Flag:
        drawFlag(painter, ink);
        break;
    case Shape::Pencil:
        drawPencil(painter, ink);
        break;
    case Shape::Turn:
        drawTurn(painter, ink);
        break;
    }
    painter.restore();
}

} // namespace lbfy
