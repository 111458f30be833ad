// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/pickdetail.h"
#include "ui/tabs/pickwords.h"
#include "ui/text/format.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/palette.h"

#include <QPainter>

#include <algorithm>

namespace lbfy {

namespace {

constexpr int margin = 16;
constexpr int gap = 10;
constexpr int widestName = 160;
/// Longer bars are no easier to compare.
constexpr int widestBar = 420;

QFont bold(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

PickDetail::PickDetail(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("The pick in detail"));
}

void PickDetail::setPick(const std::optional<Pick> &pick)
{
    m_pick = pick;
    setAccessibleDescription(pick ? sentenceOf(*pick) : QString());
    fitHeight();
    update();
}

int PickDetail::rowHeight() const
{
    return fontMetrics().height() + 8;
}

int PickDetail::ruleHeight() const
{
    if (!m_pick)
        return 0;
    const QRect room(0, 0, std::max(80, width() - 2 * margin), 10'000);
    return fontMetrics()
            .boundingRect(room, Qt::TextWordWrap, ruleOf(m_pick->strategy, m_pick->candidates.size()))
            .height();
}

void PickDetail::fitHeight()
{
    const int rows = m_pick ? static_cast<int>(m_pick->candidates.size()) : 0;
    setMinimumHeight(2 * margin + 2 * fontMetrics().height() + 2 * gap + rows * rowHeight() + gap + ruleHeight());
}

void PickDetail::resizeEvent(QResizeEvent *)
{
    fitHeight();
}

void PickDetail::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), colors.base);
    if (!m_pick)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    int y = margin;
    paintHeading(painter, y);
    paintCandidates(painter, y);
    paintRule(painter, y + gap);
}

void PickDetail::paintHeading(QPainter &painter, int &y) const
{
    const Colors &colors = colorsFor(palette());
    const QRect line(margin, y, width() - 2 * margin, fontMetrics().height());
    const QString client = QString::fromStdString(m_pick->client);
    const QString chosen = QString::fromStdString(m_pick->chosen);
    painter.setFont(bold(font()));
    painter.setPen(m_pick->chosen.empty() ? colors.down : colors.text);
    const QString heading = m_pick->chosen.empty() ? tr("%1 was refused: no backend was usable").arg(client)
                                                   : QString(client + QStringLiteral(" → ") + chosen);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(heading, Qt::ElideMiddle, line.width()));
    painter.setFont(font());
    painter.setPen(colors.axisText);
    const QString facts = QStringList {formatTimeOfDay(m_pick->at), QString::fromStdString(m_pick->service),
                                       titleOf(m_pick->strategy)}
                                  .join(QStringLiteral(" · "));
    painter.drawText(line.translated(0, line.height() + 2), Qt::AlignVCenter | Qt::AlignLeft, facts);
    y += 2 * line.height() + 2 + gap;
}

void PickDetail::paintCandidates(QPainter &painter, int &y) const
{
    const bool compares = comparesCosts(*m_pick);
    int names = 0;
    int costs = 0;
    const QFontMetrics wide(bold(font()));
    for (const PickedCandidate &candidate : m_pick->candidates) {
        names = std::max(names, wide.horizontalAdvance(QString::fromStdString(candidate.backend)));
        if (compares)
            costs = std::max(costs, wide.horizontalAdvance(costText(*m_pick, candidate.cost)));
    }
    names = std::min(names, widestName);
    for (const PickedCandidate &candidate : m_pick->candidates) {
        paintCandidate(painter, QRect(margin, y, width() - 2 * margin, rowHeight()), names, costs, candidate);
        y += rowHeight();
    }
}

/// Mark, name, cost, bar: the numbers stand before the bars, so that they form a column of their own.
void PickDetail::paintCandidate(QPainter &painter, const QRect &row, int names, int costs,
                                const PickedCandidate &candidate) const
{
    const Colors &colors = colorsFor(palette());
    const bool chosen = candidate.backend == m_pick->chosen;
    const int mark = fontMetrics().ascent();
    if (chosen)
        drawGlyph(painter, QRectF(row.left(), row.center().y() - mark / 2. + 0.5, mark, mark), Glyph::CircleCheck,
                  colors.accent, colors.onAccent);
    painter.setFont(chosen ? bold(font()) : font());
    painter.setPen(colors.text);
    QRect name(row.left() + mark + 8, row.top(), names, row.height());
    painter.drawText(
            name, Qt::AlignVCenter | Qt::AlignLeft,
            painter.fontMetrics().elidedText(QString::fromStdString(candidate.backend), Qt::ElideRight, names));
    if (costs == 0)
        return;
    const QRect cost(name.right() + 2 * gap, row.top(), costs, row.height());
    painter.drawText(cost, Qt::AlignVCenter | Qt::AlignRight, costText(*m_pick, candidate.cost));
    double most = 0;
    for (const PickedCandidate &each : m_pick->candidates)
        most = std::max(most, each.cost);
    const int room = std::min(widestBar, row.right() - cost.right() - gap);
    if (room < 24 || most <= 0)
        return;
    const double length = std::max(2., room * candidate.cost / most);
    const QRectF bar(cost.right() + gap, row.center().y() - 4.5, length, 10);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colors.grid);
    painter.drawRoundedRect(QRectF(bar.left(), bar.top(), room, bar.height()), 3, 3);
    painter.setBrush(chosen ? colors.accent : colors.otherSeries);
    painter.drawRoundedRect(bar, 3, 3);
    painter.setFont(font());
}

void PickDetail::paintRule(QPainter &painter, int y) const
{
    const Colors &colors = colorsFor(palette());
    painter.setFont(font());
    painter.setPen(colors.axisText);
    painter.drawText(QRect(margin, y, width() - 2 * margin, ruleHeight() + 4), Qt::TextWordWrap,
                     ruleOf(m_pick->strategy, m_pick->candidates.size()));
}

} // namespace lbfy
