// SPDX-License-Identifier: GPL-3.0-or-later
//
// The shapes that stand beside words, drawn as vectors so that they are sharp at every size and scale: in tables, bars,
// charts and their export. Each meaning has a shape of its own, so that it can be told apart without its colour. Pure
// painting: no state, no font.

#pragma once

#include "ui/theme/colors.h"

#include <QMetaType>
#include <QPixmap>
#include <QRectF>

#include <cstdint>

class QPainter;

namespace lbfy {

enum class Glyph : std::uint8_t {
    None,
    CircleCheck, ///< up, fine
    Triangle, ///< slow, ejected, a warning
    Octagon, ///< down, an error
    HalfCircle, ///< draining, half-closed
    Square, ///< disabled
    SquareMinus, ///< refused, cut off
    Info, ///< something to know
    Ring, ///< on its way
    Disc, ///< open, plain
    Dot, ///< something small
    Flag, ///< a switch
    Diamond, ///< a marker set by hand
    Pencil, ///< an edit
    Turn, ///< read again
};

Glyph glyphOf(BackendState state);

/// Fills the largest square in the middle of `area`. `ink` is the shape's colour, `ground` that of the mark inside it.
void drawGlyph(QPainter &painter, const QRectF &area, Glyph glyph, const QColor &ink, const QColor &ground);

/// The same as a pixmap of `size` × `size` points, for labels.
QPixmap glyphPixmap(Glyph glyph, int size, const QColor &ink, const QColor &ground, double devicePixelRatio);

} // namespace lbfy

Q_DECLARE_METATYPE(lbfy::Glyph)
