// SPDX-License-Identifier: GPL-3.0-or-later
//
// Between the window's colours and Qt's palette, both ways: the palette that gives every standard widget our colours,
// and our colours for whoever has a palette at hand. A widget therefore needs no pointer to the theme: it paints with
// colorsFor(palette()) and is told by QEvent::PaletteChange.

#pragma once

#include "ui/theme/colors.h"

#include <QPalette>

namespace lbfy {

QPalette paletteOf(const Colors &colors);

/// A palette whose text is lighter than its window is dark.
Scheme schemeOf(const QPalette &palette);
const Colors &colorsFor(const QPalette &palette);

/// `over` laid on `under`; `share` from 0 (nothing of it) to 1.
QColor mixed(const QColor &under, const QColor &over, double share);

} // namespace lbfy
