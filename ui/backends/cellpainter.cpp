// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/backends/cellpainter.h"

#include "ui/text/format.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/palette.h"

#include <algorithm>

namespace lbfy {

namespace {

/// The lines of a cell are pulled together a little: font heights have air of their own.
constexpr int linePull = 1;

const QString widestActive = QStringLiteral("88,888");
const QString widestEwma = QStringLiteral("888.8");

} // namespace

QFont secondLineFont(const QFont &font)
{
    QFont small = font;
    if (font.pointSizeF() > 0)
        small.setPointSizeF(std::max(7.0, font.pointSizeF() * 0.85));
    else
        small.setPixelSize(std::max(9, font.pixelSize() * 85 / 100));
    return small;
}

int heightOfRows(const QFont &font)
{
    return QFontMetrics(font).height() + QFontMetrics(secondLineFont(font)).height() - linePull + 8;
}

int widthOfColumn(const QFont &font, const ColumnInfo &info)
{
    const QFontMetrics metrics(font);
    // Beside the title stands the arrow of the sort order.
    constexpr int arrow = 14;
    const int title = metrics.horizontalAdvance(info.translatedTitle()) + arrow;
    int content = metrics.horizontalAdvance(QString::fromUtf8(info.widest));
    // The words of states are longer in some languages.
    for (int state = 0; info.column == Column::State && state <= static_cast<int>(BackendState::Disabled); ++state) {
        const QString text = stateName(static_cast<BackendState>(state)) + QString::fromUtf8(info.widest);
        content = std::max(content, metrics.horizontalAdvance(text));
    }
    if (info.column == Column::State || info.column == Column::Name)
        content += cell::glyph + cell::gap;
    if (info.column == Column::Failures || info.column == Column::Bytes)
        content = QFontMetrics(secondLineFont(font)).horizontalAdvance(QString::fromUtf8(info.widest));
    return std::max(title, content) + 2 * cell::margin;
}

CellPainter::CellPainter(QPainter &painter, const QRect &rect, const QFont &font, const QPalette &palette)
    : m_painter(painter)
    , m_rect(rect)
    , m_font(font)
    , m_colors(colorsFor(palette))
{ }

/// Rows stay neutral, so that shapes of state can be read on a selected row too: selection tints, the current cell has a
/// frame.
void CellPainter::background(QStyle::State state, bool current)
{
    QColor ground = m_colors.base;
    if (state & QStyle::State_Selected)
        ground = mixed(ground, m_colors.accent, state & QStyle::State_Active ? 0.14 : 0.09);
    else if (state & QStyle::State_MouseOver)
        ground = mixed(ground, m_colors.text, 0.035);
    m_painter.fillRect(m_rect, ground);
    m_painter.fillRect(QRect(m_rect.left(), m_rect.bottom(), m_rect.width(), 1), m_colors.grid);
    if (!current)
        return;
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(m_colors.accent, 1.5));
    m_painter.drawRoundedRect(QRectF(m_rect).adjusted(1.75, 1.75, -1.75, -2.75), 3, 3);
    m_painter.restore();
}

QRect CellPainter::inner() const
{
    return m_rect.adjusted(cell::margin, 0, -cell::margin, -1);
}

void CellPainter::content(const BackendRow &row, Column column, const CellScale &scale)
{
    switch (column) {
    case Column::State:
        return state(row);
    case Column::Name:
        return name(row);
    case Column::Active:
        return active(row, scale);
    case Column::Ewma:
        return ewma(row, scale);
    case Column::Backup: // a check box, drawn by the style
        return;
    default:
        break;
    }
    if (column == Column::Bytes && row.cell(column).first != noValue())
        m_font = secondLineFont(m_font); // two numbers of one rank
    const bool isUnlimited = column == Column::Max && row.config.maxConnections == 0;
    const bool isUnknown = row.cell(column).first == noValue();
    lines(inner(), row.cell(column), infoOf(column).alignment,
          isUnlimited || isUnknown ? m_colors.axisText : m_colors.text,
          column == Column::Bytes ? Rank::Equal : Rank::Lower);
}

/// One line in the middle, or two around it. What does not fit ends with "…".
void CellPainter::lines(const QRect &area, const CellText &text, Qt::Alignment alignment, const QColor &ink,
                        Rank secondLine)
{
    const bool isPair = secondLine == Rank::Equal;
    const Qt::Alignment horizontal = alignment & Qt::AlignHorizontal_Mask;
    const QFontMetrics metrics(m_font);
    m_painter.setFont(m_font);
    m_painter.setPen(ink);
    const QString first = metrics.elidedText(text.first, Qt::ElideRight, area.width());
    if (text.second.isEmpty()) {
        m_painter.drawText(area, static_cast<int>(horizontal | Qt::AlignVCenter), first);
        return;
    }
    const QFont small = isPair ? m_font : secondLineFont(m_font);
    const QFontMetrics smallMetrics(small);
    const int height = metrics.height() + smallMetrics.height() - linePull;
    const int top = area.top() + (area.height() - height) / 2;
    // Fonts may be a pixel higher at 2× than twice what they are at 1×: not to be cut off by these rectangles.
    const int flags = static_cast<int>(horizontal | Qt::AlignTop) | Qt::TextDontClip;
    m_painter.drawText(QRect(area.left(), top, area.width(), metrics.height()), flags, first);
    m_painter.setFont(small);
    m_painter.setPen(isPair ? ink : m_colors.axisText);
    m_painter.drawText(QRect(area.left(), top + metrics.height() - linePull, area.width(), smallMetrics.height()),
                       flags, smallMetrics.elidedText(text.second, Qt::ElideRight, area.width()));
}

void CellPainter::state(const BackendRow &row)
{
    const QRect area = inner();
    const QRectF shape(area.left(), area.center().y() - cell::glyph / 2 + 1, cell::glyph, cell::glyph);
    const QColor &ink = row.live ? m_colors.of(row.state) : m_colors.disabled;
    drawGlyph(m_painter, shape, row.live ? glyphOf(row.state) : Glyph::Square, ink, m_colors.base);
    const QRect text = area.adjusted(cell::glyph + cell::gap, 0, 0, 0);
    const QString word = row.stateWord();
    const CellText &texts = row.cell(Column::State);
    lines(text, {word, texts.second}, Qt::AlignLeft, ink);
    // Since when stands behind the word, in the quieter colour of the second line.
    const QRect rest = text.adjusted(QFontMetrics(m_font).horizontalAdvance(word), 0, 0, 0);
    const CellText age {texts.first.mid(word.size()), texts.second.isEmpty() ? QString() : QStringLiteral(" ")};
    if (rest.width() > cell::glyph)
        lines(rest, age, Qt::AlignLeft, m_colors.axisText);
}

void CellPainter::name(const BackendRow &row)
{
    const QRect area = inner();
    constexpr double size = 10;
    const QRectF swatch(area.left(), area.center().y() - size / 2 + 1, size, size);
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_colors.seriesColor(static_cast<std::size_t>(row.color)));
    m_painter.drawRoundedRect(swatch, 2.5, 2.5);
    m_painter.restore();
    const bool isOut = row.config.mode == BackendMode::Disabled;
    lines(area.adjusted(static_cast<int>(size) + cell::gap, 0, 0, 0), row.cell(Column::Name), Qt::AlignLeft,
          isOut ? m_colors.axisText : m_colors.text);
}

QRect CellPainter::numberArea(const QString &widest) const
{
    QRect area = inner();
    area.setWidth(std::min(area.width(), QFontMetrics(m_font).horizontalAdvance(widest)));
    return area;
}

void CellPainter::active(const BackendRow &row, const CellScale &scale)
{
    const QRect number = numberArea(widestActive);
    const CellText &text = row.cell(Column::Active);
    lines(number, text, Qt::AlignRight, text.first == noValue() ? m_colors.axisText : m_colors.text);
    const int left = number.right() + 1 + cell::gap;
    const int room = inner().right() + 1 - left;
    if (room < 12 || scale.greatestActive == 0 || row.active == 0)
        return;
    const double share = static_cast<double>(row.active) / static_cast<double>(scale.greatestActive);
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(m_colors.seriesColor(static_cast<std::size_t>(row.color)));
    m_painter.drawRoundedRect(QRectF(left, m_rect.center().y() - 3.5, std::max(2.0, room * share), 8), 2, 2);
    m_painter.restore();
}

void CellPainter::ewma(const BackendRow &row, const CellScale &scale)
{
    const QRect number = numberArea(widestEwma);
    const CellText &text = row.cell(Column::Ewma);
    lines(number, text, Qt::AlignRight, text.first == noValue() ? m_colors.axisText : m_colors.text);
    const double left = number.right() + 1 + cell::gap;
    const double room = inner().right() + 1 - left;
    if (room < 20 || scale.greatestEwma <= 0)
        return;
    const QRectF area(left, m_rect.top() + 7, room, m_rect.height() - 15);
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(QPen(m_colors.seriesColor(static_cast<std::size_t>(row.color)), 1.5, Qt::SolidLine, Qt::RoundCap,
                          Qt::RoundJoin));
    QPolygonF run;
    const auto flush = [this, &run] {
        if (run.size() == 1)
            m_painter.drawPoint(run.front());
        else if (!run.isEmpty())
            m_painter.drawPolyline(run);
        run.clear();
    };
    // A gap of a second or two is the rhythm of the samples, not of the backend.
    int missing = 0;
    for (std::size_t i = 0; i < row.ewma.size(); ++i) {
        if (!row.ewma[i]) {
            if (++missing > 2)
                flush();
            continue;
        }
        missing = 0;
        run << QPointF(area.left() + area.width() * static_cast<double>(i) / (RecentMinute::seconds - 1),
                       area.bottom() - area.height() * *row.ewma[i] / scale.greatestEwma);
    }
    flush();
    m_painter.restore();
}

} // namespace lbfy
