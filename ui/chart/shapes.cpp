// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/shapes.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <cmath>
#include <numbers>

namespace lbfy {

namespace {

using Kind = TimelineEvent::Kind;

/// A regular polygon; `turn` in degrees from the top.
QPolygonF regular(QPointF centre, double radius, int corners, double turn)
{
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = (turn + 360.0 * i / corners) * std::numbers::pi / 180;
        polygon << centre + QPointF(std::sin(angle), -std::cos(angle)) * radius;
    }
    return polygon;
}

QPainterPath seriesPath(QPointF centre, double size, std::size_t color)
{
    const double radius = size / 2;
    QPainterPath path;
    switch (color) {
    case 0:
        path.addEllipse(centre, radius, radius);
        break;
    case 1:
        path.addRect(QRectF(centre - QPointF(radius, radius) * 0.88, QSizeF(size, size) * 0.88));
        break;
    case 2:
        path.addPolygon(regular(centre + QPointF(0, radius * 0.2), radius * 1.25, 3, 0));
        break;
    case 3:
        path.addPolygon(regular(centre, radius * 1.2, 4, 0));
        break;
    case 4:
        path.addPolygon(regular(centre - QPointF(0, radius * 0.2), radius * 1.25, 3, 180));
        break;
    case 5: {
        QPolygonF star;
        for (int i = 0; i < 5; ++i) {
            star << regular(centre, radius * 1.35, 5, 0)[i] << regular(centre, radius * 0.6, 5, 36)[i];
        }
        path.addPolygon(star);
        break;
    }
    default:
        path.addPolygon(regular(centre, radius * 1.05, 6, 0));
    }
    path.closeSubpath();
    return path;
}

void drawCheck(QPainter &painter, QPointF c, double u)
{
    painter.drawPolyline(QPolygonF {{c.x() - 2.2 * u, c.y() + 0.1 * u},
                                    {c.x() - 0.6 * u, c.y() + 1.8 * u},
                                    {c.x() + 2.4 * u, c.y() - 1.7 * u}});
}

/// The white mark inside a filled shape; `u` is a tenth of the shape's size.
void drawInside(QPainter &painter, QPointF c, double u, Kind kind)
{
    switch (kind) {
    case Kind::Up:
    case Kind::Restored:
        drawCheck(painter, c, u);
        break;
    case Kind::Down:
        painter.drawLine(c + QPointF(-1.8, -1.8) * u, c + QPointF(1.8, 1.8) * u);
        painter.drawLine(c + QPointF(-1.8, 1.8) * u, c + QPointF(1.8, -1.8) * u);
        break;
    case Kind::Ejected:
        painter.drawLine(c + QPointF(0, -1.2) * u, c + QPointF(0, 1.0) * u);
        painter.drawPoint(c + QPointF(0, 2.8) * u);
        break;
    case Kind::Shed:
        painter.drawLine(c + QPointF(-2.2, 0) * u, c + QPointF(2.2, 0) * u);
        break;
    case Kind::Strategy:
    case Kind::Edit:
    case Kind::Reload:
    case Kind::Mark:
    case Kind::Other:
        break;
    }
}

void drawFlag(QPainter &painter, QPointF c, double u)
{
    painter.drawLine(c + QPointF(-3, -4.5) * u, c + QPointF(-3, 4.8) * u);
    painter.drawPolygon(QPolygonF {c + QPointF(-3, -4.5) * u, c + QPointF(4, -2) * u, c + QPointF(-3, 0.5) * u});
}

void drawPencil(QPainter &painter, QPointF c, double u)
{
    painter.drawPolygon(QPolygonF {c + QPointF(-4.2, 4.2) * u, c + QPointF(-3.4, 1.2) * u, c + QPointF(2, -4.2) * u,
                                   c + QPointF(4.2, -2) * u, c + QPointF(-1.2, 3.4) * u});
}

void drawTurn(QPainter &painter, QPointF c, double u, const QColor &color)
{
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(QRectF(c - QPointF(3.6, 3.6) * u, QSizeF(7.2, 7.2) * u), 60 * 16, 270 * 16);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF {c + QPointF(1, -5.4) * u, c + QPointF(4.8, -3.2) * u, c + QPointF(1, -0.8) * u});
}

QPolygonF outlineOf(QPointF c, double size, Kind kind)
{
    switch (kind) {
    case Kind::Down:
        return regular(c, size * 0.52, 8, 22.5);
    case Kind::Ejected:
        return regular(c + QPointF(0, size * 0.08), size * 0.6, 3, 0);
    case Kind::Mark:
        return regular(c, size * 0.5, 4, 0);
    default:
        return regular(c, size * 0.48, 24, 0);
    }
}

} // namespace

void drawSeriesShape(QPainter &painter, QPointF centre, double size, std::size_t color, const QColor &fill,
                     const QColor &behind)
{
    painter.setPen(QPen(behind, 1));
    painter.setBrush(fill);
    painter.drawPath(seriesPath(centre, size, color));
}

const QColor &eventColor(TimelineEvent::Kind kind, const Colors &colors)
{
    switch (kind) {
    case Kind::Up:
    case Kind::Restored:
        return colors.up;
    case Kind::Down:
        return colors.down;
    case Kind::Ejected:
    case Kind::Shed:
        return colors.slow;
    case Kind::Strategy:
    case Kind::Mark:
        return colors.accent;
    case Kind::Edit:
    case Kind::Reload:
    case Kind::Other:
        break;
    }
    return colors.disabled;
}

void drawEventGlyph(QPainter &painter, QPointF centre, double size, TimelineEvent::Kind kind, const Colors &colors)
{
    const QColor &color = eventColor(kind, colors);
    const double unit = size / 10;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(color, 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(color);
    if (kind == Kind::Strategy) {
        drawFlag(painter, centre, unit);
    } else if (kind == Kind::Edit) {
        drawPencil(painter, centre, unit);
    } else if (kind == Kind::Reload) {
        drawTurn(painter, centre, unit, color);
    } else {
        painter.setPen(Qt::NoPen);
        painter.drawPolygon(outlineOf(centre, kind == Kind::Other ? size * 0.6 : size, kind));
        painter.setPen(QPen(colors.plot, 1.3, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        drawInside(painter, centre, unit, kind);
    }
    painter.restore();
}

} // namespace lbfy
