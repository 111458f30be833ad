// SPDX-License-Identifier: GPL-3.0-or-later
//
// The frame of a chart: title, grid, axes, crosshair. What lies in the plot is in chartpainterplot.cpp, the direct labels
// in chartlabels.cpp.

#include "ui/chart/chartpainter.h"

#include "ui/chart/scale.h"
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lbfy {

namespace {

constexpr double padding = 8;
/// Two grid lines nearer than this are more than help.
constexpr double leastGridDistance = 26;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::Chart)
};

QFont resized(const QFont &font, double factor, QFont::Weight weight)
{
    QFont made = font;
    if (font.pointSizeF() > 0)
        made.setPointSizeF(font.pointSizeF() * factor);
    else
        made.setPixelSize(static_cast<int>(std::lround(font.pixelSize() * factor)));
    made.setWeight(weight);
    return made;
}

int decimalsOf(double step)
{
    int decimals = 0;
    for (double scaled = step; decimals < 6 && std::abs(scaled - std::round(scaled)) > 1e-6; scaled *= 10)
        ++decimals;
    return decimals;
}

/// One unit for the whole axis.
QString tickText(double seconds, double window)
{
    if (seconds == 0)
        return Words::tr("now");
    const QString age = window <= 120 ? Words::tr("%1 s").arg(seconds) : Words::tr("%1 min").arg(seconds / 60);
    return QStringLiteral("\u2212") + age;
}

/// Whole device pixels, so that thin lines are sharp.
double sharp(double position)
{
    return std::floor(position) + 0.5;
}

} // namespace

double plotX(const QRectF &plot, const ChartPicture &picture, double seconds)
{
    return plot.right() + seconds / picture.frame.seconds() * plot.width();
}

double plotY(const QRectF &plot, const ChartPicture &picture, double value)
{
    return plot.bottom() - std::clamp(value / picture.top, 0.0, 1.0) * plot.height();
}

const QColor &lineColor(const ChartLine &line, const Colors &colors)
{
    return line.selected && line.color >= Colors::seriesCount ? colors.text : colors.seriesColor(line.color);
}

std::vector<LinePlot::Line> ChartPicture::lines(const Colors &colors) const
{
    std::vector<LinePlot::Line> lines;
    // The selected line is drawn last, so that no other lies over it.
    for (const bool selected : {false, true}) {
        for (const ChartLine &line : frame.lines) {
            if (line.selected != selected || !line.coloured())
                continue;
            LinePlot::Line &drawn = lines.emplace_back();
            drawn.color = lineColor(line, colors);
            drawn.width = selected ? 2.5 : 1.5;
            for (const HistoryRun &run : runsOf(line.curve)) {
                QList<QPointF> &points = drawn.runs.emplace_back();
                points.reserve(static_cast<qsizetype>(run.count));
                for (std::size_t i = run.first; i < run.first + run.count; ++i)
                    points.append({frame.xOf(i), scaled(line.curve[i]->range.max)});
            }
        }
    }
    return lines;
}

ChartPainter::ChartPainter(const Colors &colors, const QFont &font)
    : m_colors(colors)
    , m_font(font)
    , m_small(resized(font, 0.9, QFont::Normal))
    , m_bold(resized(font, 0.9, QFont::Bold))
    , m_title(resized(font, 1.0, QFont::DemiBold))
    , m_smallMetrics(m_small)
    , m_titleMetrics(m_title)
{ }

double ChartPainter::timeAxisHeight() const
{
    return std::ceil(m_smallMetrics.height()) + 5;
}

QRectF ChartPainter::plotOf(const QRectF &area, const ChartMargins &margins, TimeAxis axis) const
{
    const double top = std::ceil(m_titleMetrics.height() + m_smallMetrics.height() / 2) + 6;
    const double bottom = axis == TimeAxis::Hidden ? padding : timeAxisHeight() + 1;
    const QRectF plot = area.adjusted(margins.left, top, -margins.right, -bottom);
    return {plot.topLeft(), QSizeF(std::max(1.0, plot.width()), std::max(1.0, plot.height()))};
}

void ChartPainter::paint(QPainter &painter, const QRectF &area, const ChartMargins &margins,
                         const ChartPicture &picture, LinePlot &lines) const
{
    const QRectF plot = plotOf(area, margins, picture.axis);
    painter.fillRect(area, m_colors.plot);
    paintTitle(painter, area, plot, picture);
    if (picture.frame.empty()) {
        paintEmpty(painter, plot, picture);
        return;
    }
    paintGrid(painter, plot, picture);
    if (picture.axis != TimeAxis::Hidden)
        paintTimeAxis(painter, plot, picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const std::vector<DownTime> downTimes = downTimesOf(plot, picture);
    paintHatching(painter, downTimes);
    paintBand(painter, plot, picture);
    paintMarks(painter, plot, picture);
    lines.setPlot(plot);
    lines.setRange(picture.frame.seconds(), picture.top);
    lines.paint(painter);
    paintShapes(painter, plot, picture);
    paintDownWords(painter, downTimes);
    paintLabels(painter, plot, area.right(), picture);
}

void ChartPainter::paintTitle(QPainter &painter, const QRectF &area, const QRectF &plot,
                              const ChartPicture &picture) const
{
    QRectF row(area.left() + padding, area.top() + 4, area.width() - 2 * padding, std::ceil(m_titleMetrics.height()));
    if (!picture.note.isEmpty())
        row.setRight(row.right() - paintNote(painter, row, picture.note) - padding);
    painter.setFont(m_title);
    painter.setPen(m_colors.text);
    const QString title = m_titleMetrics.elidedText(picture.kind.title, Qt::ElideRight, row.width());
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, title);
    row.setLeft(row.left() + m_titleMetrics.horizontalAdvance(title) + padding);

    painter.setFont(m_small);
    painter.setPen(m_colors.axisText);
    // What there is no room for as a whole is left out.
    if (!picture.kind.hint.isEmpty() && m_smallMetrics.horizontalAdvance(picture.kind.hint) <= row.width()) {
        painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, picture.kind.hint);
        row.setLeft(row.left() + m_smallMetrics.horizontalAdvance(picture.kind.hint) + 2 * padding);
    }
    if (const std::optional<float> highest = picture.frame.highest()) {
        const QString text = Words::tr("highest %1").arg(valueText(picture.kind, *highest));
        row.setRight(std::min(row.right(), picture.note.isEmpty() ? plot.right() : row.right()));
        if (m_smallMetrics.horizontalAdvance(text) <= row.width())
            painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
    }
}

double ChartPainter::paintNote(QPainter &painter, const QRectF &row, const QString &note) const
{
    const double bars = 14;
    const double width = m_smallMetrics.horizontalAdvance(note) + bars + 2 * padding;
    const QRectF pill(row.right() - width, row.top() - 1, width, row.height() + 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_colors.accent);
    painter.drawRoundedRect(pill, 4, 4);
    painter.setBrush(m_colors.onAccent);
    const double height = 8;
    for (const double x : {pill.left() + padding, pill.left() + padding + 5})
        painter.drawRect(QRectF(x, pill.center().y() - height / 2, 3, height));
    painter.setFont(m_small);
    painter.setPen(m_colors.onAccent);
    painter.drawText(pill.adjusted(padding + bars, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     note);
    painter.restore();
    return width;
}

void ChartPainter::paintGrid(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setFont(m_small);
    const int most = std::clamp(static_cast<int>(plot.height() / leastGridDistance), 1, 5);
    std::vector<double> ticks = picture.kind.whole ? wholeTicks(picture.top, most) : valueTicks(picture.top, most);
    const int decimals = decimalsOf(ticks.front());
    ticks.insert(ticks.begin(), 0);
    const double half = m_smallMetrics.height() / 2;
    for (const double value : ticks) {
        const double y = sharp(plotY(plot, picture, value));
        painter.setPen(value == 0 ? m_colors.border : m_colors.grid);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(m_colors.axisText);
        const QRectF place(0, y - half, plot.left() - 6, 2 * half);
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine,
                         QLocale().toString(value, 'f', value == 0 ? 0 : decimals));
    }
    painter.setPen(m_colors.grid);
    const double step = timeTick(picture.frame.seconds());
    for (double ago = step; ago < picture.frame.seconds() - step / 2; ago += step) {
        const double x = sharp(plotX(plot, picture, -ago));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
    painter.restore();
}

void ChartPainter::paintTimeAxis(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const
{
    painter.setFont(m_small);
    painter.setPen(m_colors.axisText);
    const double seconds = picture.frame.seconds();
    const double step = timeTick(seconds);
    const QRectF row(plot.left(), plot.bottom() + 4, plot.width(), m_smallMetrics.height());
    const WallTime end = picture.time.wallOf(picture.frame.grid.last);
    double freeUntil = row.right() + 2 * padding; // the labels right of it are drawn
    for (double ago = 0; ago <= seconds; ago += step) {
        const QString text = picture.axis == TimeAxis::Ago
                ? tickText(ago, seconds)
                : formatTimeOfDay(end - std::chrono::milliseconds(std::llround(ago * 1000)));
        const double width = m_smallMetrics.horizontalAdvance(text);
        const double x = std::clamp(plotX(plot, picture, -ago) - width / 2, row.left(), row.right() - width);
        if (x + width + padding > freeUntil)
            continue;
        freeUntil = x;
        painter.drawText(QRectF(x, row.top(), width + 1, row.height()), Qt::AlignLeft | Qt::TextSingleLine, text);
    }
}

void ChartPainter::paintEmpty(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const
{
    painter.setPen(m_colors.grid);
    painter.drawLine(QPointF(plot.left(), sharp(plot.bottom())), QPointF(plot.right(), sharp(plot.bottom())));
    painter.setFont(m_font);
    painter.setPen(m_colors.axisText);
    const QString text = picture.frame.lines.empty() ? Words::tr("No backends to show")
                                                     : Words::tr("No data yet: figures appear once the service runs");
    painter.drawText(plot, Qt::AlignCenter | Qt::TextWordWrap, text);
}

void ChartPainter::paintCrosshair(QPainter &painter, const QRectF &plot, const ChartPicture &picture, std::size_t point,
                                  double emphasis) const
{
    if (point >= picture.frame.grid.points)
        return;
    const double x = plotX(plot, picture, picture.frame.xOf(point));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (emphasis > 0) {
        QColor halo = m_colors.accent;
        halo.setAlphaF(static_cast<float>(0.35 * emphasis));
        const double width = 6 + 18 * emphasis;
        painter.fillRect(QRectF(x - width / 2, plot.top(), width, plot.height()).intersected(plot), halo);
    }
    painter.setPen(QPen(m_colors.axisText, 1));
    painter.drawLine(QPointF(sharp(x), plot.top()), QPointF(sharp(x), plot.bottom()));
    for (const bool selected : {false, true}) {
        for (const ChartLine &line : picture.frame.lines) {
            const std::optional<float> value = line.valueAt(point);
            if (!value || !line.coloured() || line.selected != selected)
                continue;
            painter.setPen(QPen(m_colors.plot, 1.5));
            painter.setBrush(lineColor(line, m_colors));
            const double radius = selected ? 5 : 4;
            painter.drawEllipse(QPointF(x, plotY(plot, picture, picture.scaled(*value))), radius, radius);
        }
    }
    painter.restore();
}

} // namespace lbfy
