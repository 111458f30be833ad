// SPDX-License-Identifier: GPL-3.0-or-later
//
// How cells of the tabs say more than text: a tone (which of the window's colours) and a shape before the word, so that
// colour never stands alone. Models answer with these values; what they look like is decided here. Pure painting.

#pragma once

#include "ui/theme/colors.h"

#include <QMetaType>
#include <QRectF>

class QPainter;

namespace lbfy {

enum class Tone : std::uint8_t { Plain, Muted, Good, Warning, Bad, Notice, Accent };

enum class Shape : std::uint8_t {
    None,
    Check, ///< a disc with a tick: fine
    Triangle, ///< a warning
    Octagon, ///< an error, down
    HalfDisc, ///< half-closed, half done
    Ring, ///< on its way
    Disc, ///< open, plain
    Square, ///< refused, shut off
    Flag, ///< a marker, a switch
    Pencil, ///< an edit
    Turn, ///< read again
    Dot, ///< something small
};

const QColor &colorOf(Tone tone, const Colors &colors);
/// Draws in the middle of `area`, as large as fits.
void drawShape(QPainter &painter, const QRectF &area, Shape shape, const QColor &ink, const QColor &ground);

} // namespace lbfy

Q_DECLARE_METATYPE(lbfy::Tone)
Q_DECLARE_METATYPE(lbfy::Shape)
