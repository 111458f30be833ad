// SPDX-License-Identifier: GPL-3.0-or-later
//
// The small shapes of the charts: one for each series colour, so that lines can be told apart without colour, and one
// for each kind of event. Drawn by hand: no font is sure to have them, and they stay vectors in an SVG.

#pragma once

#include "ui/events/timeline.h"
#include "ui/theme/colors.h"

#include <QPointF>

class QPainter;

namespace lbfy {

/// The shape of a series, filled with its colour and set off from what is behind it.
void drawSeriesShape(QPainter &painter, QPointF centre, double size, std::size_t color, const QColor &fill,
                     const QColor &behind);

/// An event's shape in its colour.
void drawEventGlyph(QPainter &painter, QPointF centre, double size, TimelineEvent::Kind kind, const Colors &colors);
const QColor &eventColor(TimelineEvent::Kind kind, const Colors &colors);

} // namespace lbfy
