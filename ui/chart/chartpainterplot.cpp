// SPDX-License-Identifier: GPL-3.0-or-later
//
// What ChartPainter draws within the plot, below and above the lines.

#include "ui/chart/chartpainter.h"

#include "ui/chart/seriesshape.h"
#include "ui/widgets/eventlook.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace lbfy {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::Chart)
};

/// A backend's time out, and the row at the bottom of the plot that it is drawn in.
struct Strip {
    const ChartLine *line = nullptr;
    StateSpan span;
    std::size_t lane = 0;
};

/// Gives each span the lowest lane that is free for all of its time.
std::vector<Strip> stripsOf(const ChartFrame &frame)
{
    std::vector<Strip> strips;
    for (const ChartLine &line : frame.lines) {
        for (const StateSpan &span : line.notUp)
            strips.push_back({&line, span});
    }
    std::ranges::stable_sort(strips, {}, [](const Strip &strip) { return strip.span.from; });
    std::vector<MonoTime> busyUntil;
    for (Strip &strip : strips) {
        while (strip.lane < busyUntil.size() && busyUntil[strip.lane] > strip.span.from)
            ++strip.lane;
        if (strip.lane == busyUntil.size())
            busyUntil.emplace_back();
        busyUntil[strip.lane] = strip.span.to;
    }
    return strips;
}

/// Slanted lines, cut off at the strip's edges by hand: an SVG knows no clipping.
void hatch(QPainter &painter, const QRectF &strip)
{
    constexpr double distance = 6;
    const double height = strip.height();
    for (double foot = strip.left() - height + distance / 2; foot < strip.right(); foot += distance) {
        const double from = std::max(foot, strip.left());
        const double to = std::min(foot + height, strip.right());
        painter.drawLine(QPointF(from, strip.bottom() - (from - foot)), QPointF(to, strip.bottom() - (to - foot)));
    }
}

QPolygonF outlineOf(const QRectF &plot, const ChartPicture &picture,
                    const std::vector<std::optional<std::pair<float, float>>> &band, std::size_t from, std::size_t to)
{
    QPolygonF outline;
    for (std::size_t i = from; i < to; ++i)
        outline << QPointF(plotX(plot, picture, picture.frame.xOf(i)),
                           plotY(plot, picture, picture.scaled(band[i]->second)));
    for (std::size_t i = to; i > from; --i) {
        outline << QPointF(plotX(plot, picture, picture.frame.xOf(i - 1)),
                           plotY(plot, picture, picture.scaled(band[i - 1]->first)));
    }
    return outline;
}

} // namespace

std::vector<ChartPainter::DownTime> ChartPainter::downTimesOf(const QRectF &plot, const ChartPicture &picture) const
{
    const double height = std::ceil(m_smallMetrics.height()) + 2;
    const auto lanes = std::max<std::size_t>(1, static_cast<std::size_t>(plot.height() / height));
    const std::vector<Strip> strips = stripsOf(picture.frame);
    const bool allFit = std::ranges::all_of(strips, [lanes](const Strip &strip) { return strip.lane < lanes; });
    // Else the topmost lane is kept for the number of those that find no room, while any of them is out.
    const std::size_t own = allFit ? lanes : lanes - 1;
    const auto placeOf = [&](const StateSpan &span, std::size_t lane) {
        const double left = std::max(plot.left(), plotX(plot, picture, picture.frame.xOf(span.from)));
        const double right = std::min(plot.right(), plotX(plot, picture, picture.frame.xOf(span.to)));
        const double top = plot.bottom() - height * static_cast<double>(lane + 1);
        return QRectF(left, top + 1, std::max(1.0, right - left), height - 1);
    };
    std::vector<DownTime> times;
    QRectF others;
    std::size_t leftOut = 0;
    for (const Strip &strip : strips) {
        if (strip.lane < own) {
            times.push_back({placeOf(strip.span, strip.lane), strip.span.state,
                             Words::tr("%1 %2").arg(strip.line->name, stateWord(strip.span.state))});
        } else {
            ++leftOut;
            others |= placeOf(strip.span, own);
        }
    }
    if (leftOut > 0)
        times.push_back({others, BackendState::Disabled,
                         own > 0 ? Words::tr("+%1 more out").arg(leftOut) : Words::tr("%1 out").arg(leftOut)});
    return times;
}

void ChartPainter::paintHatching(QPainter &painter, const std::vector<DownTime> &times) const
{
    for (const DownTime &time : times) {
        QColor tint = m_colors.of(time.state);
        tint.setAlphaF(0.07F);
        painter.fillRect(time.strip, tint);
        tint.setAlphaF(0.28F);
        painter.setPen(QPen(tint, 1));
        hatch(painter, time.strip);
    }
}

void ChartPainter::paintDownWords(QPainter &painter, const std::vector<DownTime> &times) const
{
    painter.setFont(m_small);
    for (const DownTime &time : times) {
        const double width = m_smallMetrics.horizontalAdvance(time.text) + 8;
        if (width > time.strip.width())
            continue;
        // The words stand on nearly plain ground, else hatching and lines would cross them.
        const QRectF place(time.strip.center().x() - width / 2, time.strip.top(), width, time.strip.height());
        QColor ground = m_colors.plot;
        ground.setAlphaF(0.85F);
        painter.fillRect(place, ground);
        painter.setPen(m_colors.of(time.state));
        painter.drawText(place, Qt::AlignCenter | Qt::TextSingleLine, time.text);
    }
}

void ChartPainter::paintBand(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const
{
    const auto band = picture.frame.band();
    QColor fill = m_colors.otherSeries;
    fill.setAlphaF(0.22F);
    QColor edge = m_colors.otherSeries;
    edge.setAlphaF(0.7F);
    painter.setBrush(fill);
    painter.setPen(QPen(edge, 1));
    // A background need not be smooth, and smooth edges cost as much as three lines.
    painter.setRenderHint(QPainter::Antialiasing, false);
    for (std::size_t from = 0; from < band.size();) {
        std::size_t to = from;
        while (to < band.size() && band[to])
            ++to;
        if (to > from)
            painter.drawPolygon(outlineOf(plot, picture, band, from, to));
        from = to + 1;
    }
    painter.setRenderHint(QPainter::Antialiasing);
}

void ChartPainter::paintShapes(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const
{
    const HistoryGrid &grid = picture.frame.grid;
    // A shape every quarter of the window, each series at its own time so that they do not hide one another.
    const std::int64_t every = std::max<std::int64_t>(1, picture.frame.window / 4 / grid.step);
    for (const ChartLine &line : picture.frame.lines) {
        if (!line.coloured())
            continue;
        const auto slot = static_cast<std::int64_t>(std::min(line.color, Colors::seriesCount));
        const std::int64_t offset = every * slot / static_cast<std::int64_t>(Colors::seriesCount + 1);
        for (std::size_t i = 0; i < line.curve.size(); ++i) {
            const std::optional<float> value = line.valueAt(i);
            if (!value)
                continue;
            const bool before = i > 0 && line.curve[i - 1] && line.curve[i]->joined;
            const bool after = i + 1 < line.curve.size() && line.curve[i + 1] && line.curve[i + 1]->joined;
            const QPointF at(plotX(plot, picture, picture.frame.xOf(i)), plotY(plot, picture, picture.scaled(*value)));
            if ((grid.at(i) / grid.step) % every == offset) {
                drawSeriesShape(painter, at, line.selected ? 9 : 7, line.color, lineColor(line, m_colors),
                                m_colors.plot);
            } else if (!before && !after) {
                painter.setPen(Qt::NoPen); // a value alone between two gaps makes no line
                painter.setBrush(lineColor(line, m_colors));
                painter.drawEllipse(at, 1.5, 1.5);
            }
        }
    }
}

void ChartPainter::paintMarks(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const
{
    for (const ChartMark &mark : picture.marks) {
        const double x = std::floor(plotX(plot, picture, mark.x)) + 0.5;
        if (x < plot.left() || x > plot.right() + 1)
            continue;
        QColor color = colorOf(toneOf(mark.kind), m_colors);
        color.setAlphaF(0.6F);
        painter.setPen(QPen(color, 1, Qt::CustomDashLine));
        QPen pen = painter.pen();
        pen.setDashPattern({3, 3});
        painter.setPen(pen);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    }
}

} // namespace lbfy
