// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/lineplot.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLineSeries>
#include <QPainter>
#include <QPen>
#include <QValueAxis>

namespace lbfy {

struct LinePlot::Charts {
    QGraphicsScene scene;
    QChart *chart = nullptr; ///< owned by the scene
    QValueAxis *x = nullptr; ///< the axes and series are owned by the chart
    QValueAxis *y = nullptr;
    QRectF plot;
    /// One series for each unbroken part. They are kept for later when there are fewer parts: making one costs more than
    /// a tick.
    std::vector<QLineSeries *> pool;
    std::vector<std::size_t> runsOfLine;

    QLineSeries *series(std::size_t index);
};

QLineSeries *LinePlot::Charts::series(std::size_t index)
{
    while (pool.size() <= index) {
        auto *made = new QLineSeries(chart);
        made->setUseOpenGL(false);
        chart->addSeries(made);
        made->attachAxis(x);
        made->attachAxis(y);
        pool.push_back(made);
    }
    return pool[index];
}

LinePlot::LinePlot() : m_charts(std::make_unique<Charts>())
{
    Charts &charts = *m_charts;
    charts.scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    charts.chart = new QChart;
    charts.scene.addItem(charts.chart);
    charts.chart->setAnimationOptions(QChart::NoAnimation);
    charts.chart->setBackgroundVisible(false);
    charts.chart->setPlotAreaBackgroundVisible(false);
    charts.chart->setMargins({});
    charts.chart->layout()->setContentsMargins(0, 0, 0, 0);
    charts.chart->legend()->hide();
    charts.chart->setAcceptHoverEvents(false);
    charts.x = new QValueAxis(charts.chart);
    charts.y = new QValueAxis(charts.chart);
    charts.chart->addAxis(charts.x, Qt::AlignBottom);
    charts.chart->addAxis(charts.y, Qt::AlignLeft);
    charts.x->setVisible(false);
    charts.y->setVisible(false);
    charts.x->setRange(-60, 0);
    charts.y->setRange(0, 1);
}

LinePlot::~LinePlot() = default;

void LinePlot::setPlot(const QRectF &plot)
{
    Charts &charts = *m_charts;
    if (plot == charts.plot)
        return;
    charts.plot = plot;
    // The chart is exactly its plot; paint() puts it in place.
    const QRectF area(QPointF(), plot.size());
    charts.scene.setSceneRect(area);
    charts.chart->resize(plot.size());
    charts.chart->setPlotArea(area);
}

void LinePlot::setRange(double seconds, double top)
{
    Charts &charts = *m_charts;
    if (charts.x->min() != -seconds)
        charts.x->setRange(-seconds, 0);
    if (charts.y->max() != top)
        charts.y->setRange(0, top);
}

void LinePlot::setLines(const std::vector<Line> &lines)
{
    Charts &charts = *m_charts;
    // The whole scene is drawn anew anyway. Told so, it keeps no list of what has changed, which nobody would ever empty.
    charts.scene.update();
    charts.runsOfLine.clear();
    std::size_t next = 0;
    for (const Line &line : lines) {
        QPen pen(line.color, line.width);
        // Each of the line's three hundred segments is stroked by itself: round ends would cost half of all painting.
        pen.setCapStyle(Qt::SquareCap);
        pen.setJoinStyle(Qt::BevelJoin);
        charts.runsOfLine.push_back(line.runs.size());
        for (const QList<QPointF> &run : line.runs) {
            QLineSeries *series = charts.series(next++);
            if (series->pen() != pen)
                series->setPen(pen);
            series->replace(run);
            if (!series->isVisible())
                series->setVisible(true);
        }
    }
    for (; next < charts.pool.size(); ++next) {
        QLineSeries *spare = charts.pool[next];
        if (!spare->isVisible())
            continue;
        spare->setVisible(false);
        spare->replace(QList<QPointF>());
    }
}

void LinePlot::paint(QPainter &painter) const
{
    if (m_charts->plot.isEmpty())
        return;
    painter.save();
    m_charts->scene.render(&painter, m_charts->plot, m_charts->scene.sceneRect(), Qt::IgnoreAspectRatio);
    painter.restore();
}

std::vector<LinePlot::Line> LinePlot::lines() const
{
    std::vector<Line> lines;
    std::size_t next = 0;
    for (const std::size_t count : m_charts->runsOfLine) {
        Line &line = lines.emplace_back();
        for (std::size_t i = 0; i < count; ++i) {
            const QLineSeries *series = m_charts->pool[next++];
            line.color = series->color();
            line.width = series->pen().widthF();
            line.runs.push_back(series->points());
        }
    }
    return lines;
}

} // namespace lbfy
