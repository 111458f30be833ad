// SPDX-License-Identifier: GPL-3.0-or-later
//
// The direct labels at the right end of the lines. They push each other apart, never leave the chart, and when there are
// more than there is room for, the least important ones are counted instead.

#include "ui/chart/chartpainter.h"

#include "ui/chart/seriesshape.h"
#include "ui/chart/spread.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lbfy {

namespace {

constexpr double leader = 10; ///< from the plot to the shape
constexpr double shapeRoom = 14;
constexpr double mostNameWidth = 110;
constexpr std::size_t noShape = static_cast<std::size_t>(-1);

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::Chart)
};

/// Where the band of the others ends, if it reaches the right edge.
std::optional<float> bandEnd(const ChartFrame &frame)
{
    const auto band = frame.band();
    if (band.empty() || !band.back())
        return std::nullopt;
    return (band.back()->first + band.back()->second) / 2;
}

} // namespace

struct ChartPainter::Label {
    QString name;
    QString value;
    double y = 0;
    std::size_t shape = noShape;
    QColor color;
    bool bold = false;
    bool quiet = false;
};

ChartMargins ChartPainter::margins(const std::vector<QString> &names) const
{
    const QFontMetricsF bold(m_bold);
    double widest = 0;
    for (const QString &name : names)
        widest = std::max(widest, bold.horizontalAdvance(name));
    widest = std::max(std::min(widest, mostNameWidth), bold.horizontalAdvance(QStringLiteral("88")));
    double value = bold.horizontalAdvance(QLocale().toString(8888));
    for (int state = 0; state <= static_cast<int>(BackendState::Disabled); ++state)
        value = std::max(value, bold.horizontalAdvance(stateWord(static_cast<BackendState>(state))));
    const double space = bold.horizontalAdvance(QChar(u' '));
    return {std::ceil(m_smallMetrics.horizontalAdvance(QLocale().toString(88888)) + 12),
            std::ceil(leader + shapeRoom + widest + space + value + 8)};
}

std::vector<ChartPainter::Label> ChartPainter::labelsOf(const QRectF &plot, const ChartPicture &picture) const
{
    std::vector<Label> labels;
    for (const ChartLine &line : picture.frame.lines) {
        if (line.removed || !line.coloured())
            continue;
        Label &label = labels.emplace_back();
        label.name = line.name;
        label.shape = line.color;
        label.color = lineColor(line, m_colors);
        label.bold = line.selected;
        label.quiet = !line.current;
        label.value = line.current || !line.state || *line.state == BackendState::Up
                ? valueText(picture.kind, line.current)
                : stateWord(*line.state);
        label.y = plotY(plot, picture, picture.scaled(line.current.value_or(0)));
    }
    // Where not all fit: the selected ones and those with the largest values first.
    std::ranges::stable_sort(labels, [](const Label &a, const Label &b) {
        if (a.bold != b.bold)
            return a.bold;
        if (a.quiet != b.quiet)
            return b.quiet;
        return a.y < b.y;
    });
    std::size_t others = picture.frame.othersCount();
    const double height = std::ceil(m_smallMetrics.height());
    const auto room = static_cast<std::size_t>((plot.height() + height) / height);
    const std::size_t most = others > 0 || labels.size() > room ? std::max<std::size_t>(1, room - 1) : room;
    if (labels.size() > most) {
        others += labels.size() - most;
        labels.resize(most);
    }
    if (others > 0) {
        Label &label = labels.emplace_back();
        label.name = others == 1 ? Words::tr("1 other") : Words::tr("%1 others").arg(others);
        label.color = m_colors.otherSeries;
        label.quiet = true;
        label.y = plotY(plot, picture, picture.scaled(bandEnd(picture.frame).value_or(0)));
    }
    return labels;
}

void ChartPainter::paintLabels(QPainter &painter, const QRectF &plot, double right, const ChartPicture &picture) const
{
    const std::vector<Label> labels = labelsOf(plot, picture);
    std::vector<double> wanted;
    for (const Label &label : labels)
        wanted.push_back(label.y);
    const double height = std::ceil(m_smallMetrics.height());
    const std::vector<double> placed = spreadLabels(wanted, height, plot.top() - height / 2,
                                                    plot.bottom() + height / 2);
    for (std::size_t i = 0; i < labels.size(); ++i) {
        const Label &label = labels[i];
        const double y = placed[i];
        const double x = plot.right() + leader;
        if (std::abs(y - label.y) > 2 && !label.quiet) {
            painter.setPen(QPen(label.color, 1));
            painter.drawLine(QPointF(plot.right() + 1, label.y), QPointF(x - 2, y));
        }
        if (label.shape != noShape)
            drawSeriesShape(painter, QPointF(x + 4, y), 7, label.shape, label.color, m_colors.plot);
        else
            painter.fillRect(QRectF(x, y - 3.5, 8, 7), label.color);
        painter.setFont(label.bold ? m_bold : m_small);
        painter.setPen(label.quiet ? m_colors.axisText : m_colors.text);
        const QFontMetricsF metrics(painter.font());
        const QRectF place(x + shapeRoom, y - height / 2, right - x - shapeRoom - 2, height);
        const QString value = label.value.isEmpty() ? QString() : QString(QChar(u' ') + label.value);
        const double nameWidth = place.width() - metrics.horizontalAdvance(value);
        const QString text = metrics.elidedText(label.name, Qt::ElideMiddle, nameWidth) + value;
        painter.drawText(place, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, text);
    }
}

} // namespace lbfy
