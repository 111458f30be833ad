// SPDX-License-Identifier: GPL-3.0-or-later
//
// One small shape for each series colour, so that lines can be told apart without it. Pure painting.

#pragma once

#include <QPointF>

#include <cstddef>

class QColor;
class QPainter;

namespace lbfy {

/// The shape of a series, filled with its colour and set off from what is behind it.
void drawSeriesShape(QPainter &painter, QPointF centre, double size, std::size_t color, const QColor &fill,
                     const QColor &behind);

} // namespace lbfy
