// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the cells of the backends table look: lines of text, shapes of state, the bar of a number and the line of its last
// minute. Given rectangle, font and palette it paints; it keeps nothing.

#pragma once

#include "ui/backends/backendrow.h"
#include "ui/theme/colors.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPalette>
#include <QRect>
#include <QStyle>

namespace lbfy {

/// Distances in the table, in logical pixels.
namespace cell {
inline constexpr int margin = 8; ///< left and right of every cell
inline constexpr int gap = 8; ///< between a shape and its text
inline constexpr int glyph = 16;
} // namespace cell

QFont secondLineFont(const QFont &font);
/// Two lines and room around them, the same for every row.
int heightOfRows(const QFont &font);
/// What a column needs for its title and its widest content.
int widthOfColumn(const QFont &font, const ColumnInfo &info);

struct CellScale {
    std::uint64_t greatestActive = 0;
    double greatestEwma = 0;
};

class CellPainter
{
public:
    CellPainter(QPainter &painter, const QRect &rect, const QFont &font, const QPalette &palette);

    void background(QStyle::State state, bool current);
    void content(const BackendRow &row, Column column, const CellScale &scale);

private:
    void state(const BackendRow &row);
    void name(const BackendRow &row);
    /// Of a second line beside the first.
    enum class Rank { Lower, Equal };
    void lines(const QRect &area, const CellText &text, Qt::Alignment alignment, const QColor &ink,
               Rank secondLine = Rank::Lower);
    void active(const BackendRow &row, const CellScale &scale);
    void ewma(const BackendRow &row, const CellScale &scale);
    QRect inner() const;
    QRect numberArea(const QString &widest) const;

    QPainter &m_painter;
    QRect m_rect;
    QFont m_font;
    const Colors &m_colors;
};

} // namespace lbfy
