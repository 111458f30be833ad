// SPDX-License-Identifier: GPL-3.0-or-later
//
// The lines of a chart, drawn by Qt Charts. This header names nothing of Qt Charts and lineplot.cpp is the only file
// that includes it: the module is deprecated upstream, and whoever replaces it replaces that one file.
//
// What measuring taught: a series is rebuilt as a whole by every change of a point or of an axis, so points are only
// replaced, once a tick, and an axis is only touched when its end moves. Axes, grid, labels and the rest are drawn by
// ChartPainter; Qt Charts lays axis labels out as rich text on every change and moves the plot meanwhile.
// Thread: the window's.

#pragma once

#include <QColor>
#include <QList>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <memory>
#include <vector>

class QPainter;

namespace lbfy {

class LinePlot
{
public:
    struct Line {
        QColor color;
        double width = 1.5;
        /// Unbroken parts: x in seconds up to 0, ascending, y in the axis' unit.
        std::vector<QList<QPointF>> runs;
    };

    LinePlot();
    ~LinePlot();
    LinePlot(const LinePlot &) = delete;
    LinePlot &operator=(const LinePlot &) = delete;

    /// Where the lines are, in the coordinates of the painter.
    void setPlot(const QRectF &plot);
    /// x from -seconds to 0, y from 0 to top.
    void setRange(double seconds, double top);
    void setLines(const std::vector<Line> &lines);
    void paint(QPainter &painter) const;

    /// The lines as Qt Charts holds them, in the order they are drawn.
    std::vector<Line> lines() const;

private:
    struct Charts;
    std::unique_ptr<Charts> m_charts;
};

} // namespace lbfy
