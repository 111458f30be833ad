// SPDX-License-Identifier: GPL-3.0-or-later
//
// Draws one chart: the same code for the screen, a PNG and an SVG. The lines themselves are LinePlot's; grid, axes, down
// times, event marks, direct labels and the crosshair are drawn here. Nothing is kept between calls, and all of it fits
// into the area given: no text is cut off and none lies over another.

#pragma once

#include "ui/chart/chartframe.h"
#include "ui/chart/chartwords.h"
#include "ui/chart/lineplot.h"
#include "ui/events/timeline.h"
#include "ui/theme/colors.h"

#include <QFont>
#include <QFontMetricsF>
#include <QRectF>

#include <vector>

class QPainter;

namespace lbfy {

enum class TimeAxis : std::uint8_t {
    Hidden, ///< another chart below has it
    Ago, ///< seconds before now
    Clock, ///< time of day: when now stands still
};

struct ChartMark {
    double x = 0; ///< seconds, 0 or less
    TimelineEvent::Kind kind = TimelineEvent::Kind::Other;
};

/// Room beside the plot, the same for charts that share a time axis.
struct ChartMargins {
    double left = 0;
    double right = 0;

    bool operator==(const ChartMargins &) const = default;
};

/// All that is needed to draw a chart but the place.
struct ChartPicture {
    ChartKind kind;
    ChartFrame frame;
    double top = 1; ///< end of the value axis, in its unit
    std::vector<ChartMark> marks;
    ChartTime time; ///< the frame's end on both clocks
    TimeAxis axis = TimeAxis::Hidden;
    QString note; ///< "Frozen since …", or nothing

    /// Seconds to the axis' unit.
    double scaled(float value) const { return static_cast<double>(value) * kind.scale; }
    /// What the window lets Qt Charts draw.
    std::vector<LinePlot::Line> lines(const Colors &colors) const;
};

class ChartPainter
{
public:
    ChartPainter(const Colors &colors, const QFont &font);

    /// Margins that have room for these names and any value, and do not change with the values.
    ChartMargins margins(const std::vector<QString> &names) const;
    /// The room that a visible time axis takes below the plot.
    double timeAxisHeight() const;
    QRectF plotOf(const QRectF &area, const ChartMargins &margins, TimeAxis axis) const;

    void paint(QPainter &painter, const QRectF &area, const ChartMargins &margins, const ChartPicture &picture,
               LinePlot &lines) const;
    /// `emphasis` 0 to 1: a halo that leads the eye there.
    void paintCrosshair(QPainter &painter, const QRectF &plot, const ChartPicture &picture, std::size_t point,
                        double emphasis) const;

    const QFont &smallFont() const { return m_small; }

private:
    struct Label;
    /// A backend's time out: a strip of its own at the bottom of the plot.
    struct DownTime {
        QRectF strip;
        BackendState state = BackendState::Down;
        QString text;
    };

    void paintTitle(QPainter &painter, const QRectF &area, const QRectF &plot, const ChartPicture &picture) const;
    double paintNote(QPainter &painter, const QRectF &row, const QString &note) const;
    void paintGrid(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const;
    void paintTimeAxis(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const;
    std::vector<DownTime> downTimesOf(const QRectF &plot, const ChartPicture &picture) const;
    void paintHatching(QPainter &painter, const std::vector<DownTime> &times) const;
    void paintDownWords(QPainter &painter, const std::vector<DownTime> &times) const;
    void paintBand(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const;
    void paintShapes(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const;
    void paintMarks(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const;
    void paintEmpty(QPainter &painter, const QRectF &plot, const ChartPicture &picture) const;
    std::vector<Label> labelsOf(const QRectF &plot, const ChartPicture &picture) const;
    void paintLabels(QPainter &painter, const QRectF &plot, double right, const ChartPicture &picture) const;

    const Colors &m_colors;
    QFont m_font;
    QFont m_small;
    QFont m_bold; ///< small and bold
    QFont m_title;
    QFontMetricsF m_smallMetrics;
    QFontMetricsF m_titleMetrics;
};

/// Where a value or a time is within a plot.
double plotX(const QRectF &plot, const ChartPicture &picture, double seconds);
double plotY(const QRectF &plot, const ChartPicture &picture, double value);
/// The colour of a line: its own, or one that stands out for a selected one that has none.
const QColor &lineColor(const ChartLine &line, const Colors &colors);

} // namespace lbfy
