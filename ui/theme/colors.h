// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's own colours, light and dark. The series keep the hues of Okabe and Ito, moved until each has a contrast of
// at least 3:1 with the plot's background and each pair stays apart under normal, protan, deutan and tritan vision.
// Status colours are never series colours, and never stand alone: a word and a shape go with them.

#pragma once

#include "core/observe/snapshot.h"

#include <QColor>
#include <QMetaType>

#include <array>
#include <cstdint>

namespace lbfy {

enum class Scheme { Light, Dark };

struct Colors {
    static constexpr std::size_t seriesCount = 6;

    QColor plot; ///< background of charts
    QColor grid;
    QColor axisText;
    QColor text;
    QColor window;
    QColor base; ///< background of tables and fields
    QColor alternate; ///< every other row
    QColor button;
    QColor border; ///< between areas; decoration only
    QColor control; ///< outline of fields, buttons and boxes to tick
    QColor accent; ///< selection, focus, the chosen segment
    QColor onAccent; ///< text on it
    std::array<QColor, seriesCount> series; ///< by a backend's colour index, for life
    QColor otherSeries; ///< backends beyond seriesCount
    QColor up;
    QColor slow; ///< degraded: warnings, ejected
    QColor down;
    QColor drain;
    QColor disabled;

    /// Ejected is shown as `slow`: it is out for a while, not gone.
    const QColor &of(BackendState state) const;
    /// `index` may be any number; from seriesCount on it is otherSeries.
    const QColor &seriesColor(std::size_t index) const;
};

const Colors &colorsOf(Scheme scheme);

/// What a word or a figure is, for whoever draws it; a shape goes with each that says more than Plain.
enum class Tone : std::uint8_t { Plain, Muted, Good, Warning, Bad, Notice, Accent };

const QColor &colorOf(Tone tone, const Colors &colors);

} // namespace lbfy

Q_DECLARE_METATYPE(lbfy::Tone)
