// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/seriesshape.h"

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include <cmath>
#include <numbers>

namespace lbfy {

namespace {

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

} // namespace

void drawSeriesShape(QPainter &painter, QPointF centre, double size, std::size_t color, const QColor &fill,
                     const QColor &behind)
{
    painter.setPen(QPen(behind, 1));
    painter.setBrush(fill);
    painter.drawPath(seriesPath(centre, size, color));
}

} // namespace lbfy
