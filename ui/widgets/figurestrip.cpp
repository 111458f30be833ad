// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figurestrip.h"

#include "ui/theme/glyphs.h"
#include "ui/theme/palette.h"
#include "ui/widgets/accessible.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>

namespace lbfy {

namespace {

constexpr int sideMargin = 14;
/// Of the first, which stands under and over text that begins there.
constexpr int firstMargin = 8;
constexpr int topMargin = 7;
constexpr int gap = 5;

Glyph glyphOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return Glyph::CircleCheck;
    case Tone::Warning:
        return Glyph::Triangle;
    case Tone::Bad:
        return Glyph::Octagon;
    default:
        return Glyph::None;
    }
}

} // namespace

/// One figure: the label small above the value, the note small beside it.
class FigureView final : public QWidget
{
public:
    FigureView(int leftMargin, QWidget *parent) : QWidget(parent), m_leftMargin(leftMargin)
    {
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
        speakAs(this, QAccessible::StaticText);
    }

    const KeyFigure &figure() const { return m_figure; }

    void setFigure(const KeyFigure &figure)
    {
        if (figure == m_figure)
            return;
        m_figure = figure;
        setToolTip(figure.toolTip);
        QString spoken = figure.label + QStringLiteral(": ") + figure.value;
        if (!figure.note.isEmpty())
            spoken += QStringLiteral(", ") + figure.note;
        setAccessibleName(spoken);
        setAccessibleDescription(figure.toolTip);
        grow();
        update();
    }

    QSize sizeHint() const override
    {
        return {m_room, 2 * topMargin + QFontMetrics(smallFont()).height() + QFontMetrics(valueFont()).height()};
    }
    /// Where room is short, the note gives way.
    QSize minimumSizeHint() const override { return {m_least, sizeHint().height()}; }

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::FontChange) {
            m_room = m_least = 0;
            grow();
        }
        QWidget::changeEvent(event);
    }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const Colors &colors = colorsFor(palette());
        const Glyph glyph = glyphOf(m_figure.tone);
        const QColor &ink = colorOf(m_figure.tone, colors);
        const QFontMetrics labelMetrics(smallFont());
        const QFontMetrics valueMetrics(valueFont());
        QRect line(m_leftMargin, topMargin, width() - m_leftMargin - sideMargin, labelMetrics.height());
        painter.setFont(smallFont());
        painter.setPen(colors.axisText);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_figure.label);

        line = QRect(m_leftMargin, line.bottom() + 1, line.width(), valueMetrics.height());
        if (glyph != Glyph::None) {
            const int side = valueMetrics.ascent() * 3 / 4;
            drawGlyph(painter, QRectF(line.left(), line.top() + (line.height() - side) / 2.0, side, side), glyph, ink,
                      palette().color(QPalette::Window));
            line.setLeft(line.left() + side + gap);
        }
        painter.setFont(valueFont());
        painter.setPen(colors.text);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, m_figure.value);
        if (m_figure.note.isEmpty())
            return;
        line.setLeft(line.left() + valueMetrics.horizontalAdvance(m_figure.value) + gap + 2);
        painter.setFont(smallFont());
        painter.setPen(ink);
        // On the base line of the value, as small print after a large figure is.
        // Whole or not at all; the tone's shape says the most of it.
        if (labelMetrics.horizontalAdvance(m_figure.note) <= line.width())
            painter.drawText(QPoint(line.left(), line.top() + valueMetrics.ascent()), m_figure.note);
    }

private:
    QFont valueFont() const
    {
        QFont large = font();
        large.setPointSizeF(large.pointSizeF() * 1.55);
        large.setWeight(QFont::DemiBold);
        return large;
    }
    QFont smallFont() const
    {
        QFont small = font();
        small.setPointSizeF(small.pointSizeF() * 0.92);
        return small;
    }

    void grow()
    {
        const QFontMetrics small(smallFont());
        const QFontMetrics large(valueFont());
        int value = std::max(large.horizontalAdvance(m_figure.value), large.horizontalAdvance(m_figure.widest));
        if (glyphOf(m_figure.tone) != Glyph::None)
            value += large.ascent() * 3 / 4 + gap;
        const int around = m_leftMargin + sideMargin;
        const int least = around + std::max(value, small.horizontalAdvance(m_figure.label));
        if (!m_figure.note.isEmpty())
            value += gap + 2 + small.horizontalAdvance(m_figure.note);
        const int wanted = std::max(least, around + value);
        if (wanted <= m_room && least <= m_least)
            return;
        m_room = std::max(m_room, wanted);
        m_least = std::max(m_least, least);
        updateGeometry();
    }

    const int m_leftMargin;
    KeyFigure m_figure;
    int m_room = 0;
    int m_least = 0;
};

namespace {

/// A hair line between two figures.
class Divider final : public QWidget
{
public:
    using QWidget::QWidget;
    QSize sizeHint() const override { return {1, 1}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(rect().adjusted(0, 8, 0, -8), colorsFor(palette()).border);
    }
};

} // namespace

FigureStrip::FigureStrip(int count, QWidget *parent) : QWidget(parent)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < count; ++i) {
        if (i > 0) {
            auto *divider = new Divider(this);
            divider->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
            layout->addWidget(divider);
        }
        auto *view = new FigureView(i == 0 ? firstMargin : sideMargin, this);
        layout->addWidget(view, 1);
        m_views.append(view);
    }
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    speakAs(this, QAccessible::Grouping);
    setAccessibleName(tr("Key figures"));
}

void FigureStrip::setFigure(int index, const KeyFigure &figure)
{
    m_views.at(index)->setFigure(figure);
}

const KeyFigure &FigureStrip::figure(int index) const
{
    return m_views.at(index)->figure();
}

QRect FigureStrip::figureRect(int index) const
{
    return m_views.at(index)->geometry();
}

} // namespace lbfy
