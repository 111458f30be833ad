// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the tabs' models answer beside Qt's own roles, and DataView, CellDelegate and the copying functions ask.

#pragma once

#include <qnamespace.h>

namespace lbfy {

enum CellRole : int {
    ToneRole = Qt::UserRole + 1, ///< Tone
    GlyphRole, ///< Glyph before the text
    ExportRole, ///< the value for other programs: numbers without unit, times as ISO; invalid where there is none
    DetailRole, ///< text that follows the cell's own, in a muted tone
    MonospaceRole, ///< bool
    LineRole, ///< the whole row as text, where that is more than its cells joined
    // Of the header:
    SampleRole, ///< texts for the widest of which the column is to have room
    HiddenRole, ///< bool: not shown unless asked for
};

} // namespace lbfy
