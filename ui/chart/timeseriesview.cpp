// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/timeseriesview.h"

#include "ui/chart/chartaccessible.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace lbfy {

TimeSeriesView::TimeSeriesView(ChartKind kind, TimeAxis axis, QWidget *parent)
    : QWidget(parent)
    , m_colors(colorsOf(Scheme::Light))
{
    // Before anything that makes Qt ask what this is: it asks once.
    installChartAccessibility();
    m_picture.axis = axis;
    setAccessibleName(kind.title);
    m_picture.kind = std::move(kind);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

TimeSeriesView::~TimeSeriesView() = default;

void TimeSeriesView::setPicture(ChartPicture picture)
{
    picture.kind = std::move(m_picture.kind);
    m_picture = std::move(picture);
    m_lines.setRange(m_picture.frame.seconds(), m_picture.top);
    m_lines.setLines(m_picture.lines(m_colors));
    redraw();
}

void TimeSeriesView::setColors(const Colors &colors)
{
    m_colors = colors;
    m_lines.setLines(m_picture.lines(m_colors));
    redraw();
}

void TimeSeriesView::setMargins(const ChartMargins &margins)
{
    if (margins == m_margins)
        return;
    m_margins = margins;
    redraw();
}

void TimeSeriesView::setCrosshair(std::optional<std::size_t> point, double emphasis)
{
    if (point == m_crosshair && emphasis == m_emphasis)
        return;
    m_crosshair = point;
    m_emphasis = emphasis;
    update();
}

ChartPainter TimeSeriesView::painterFor() const
{
    return {m_colors, font()};
}

QRectF TimeSeriesView::plotWithin(const QRectF &area) const
{
    return painterFor().plotOf(area, m_margins, m_picture.axis);
}

std::optional<std::size_t> TimeSeriesView::pointAt(QPointF place) const
{
    const HistoryGrid &grid = m_picture.frame.grid;
    const QRectF area = plot();
    if (grid.points == 0 || !area.adjusted(-3, 0, 3, 0).contains(place))
        return std::nullopt;
    const double ago = (area.right() - place.x()) / area.width() * m_picture.frame.seconds();
    const auto back = static_cast<std::size_t>(std::lround(std::max(0.0, ago) / toSeconds(grid.step)));
    return grid.points - 1 - std::min(back, grid.points - 1);
}

double TimeSeriesView::xOf(std::size_t point) const
{
    return plotX(plot(), m_picture, m_picture.frame.xOf(point));
}

void TimeSeriesView::draw(QPainter &painter, const QRectF &area) const
{
    LinePlot lines;
    const ChartPainter chart = painterFor();
    lines.setPlot(chart.plotOf(area, m_margins, m_picture.axis));
    lines.setRange(m_picture.frame.seconds(), m_picture.top);
    lines.setLines(m_picture.lines(m_colors));
    chart.paint(painter, area, m_margins, m_picture, lines);
}

void TimeSeriesView::redraw()
{
    m_cacheIsCurrent = false;
    update();
}

void TimeSeriesView::updateCache()
{
    const QSize wanted = (QSizeF(size()) * devicePixelRatioF()).toSize();
    if (m_cacheIsCurrent && m_cache.size() == wanted)
        return;
    if (m_cache.size() != wanted)
        m_cache = QPixmap(wanted);
    m_cache.setDevicePixelRatio(devicePixelRatioF());
    QPainter painter(&m_cache);
    painter.setFont(font());
    painterFor().paint(painter, rect(), m_margins, m_picture, m_lines);
    m_cacheIsCurrent = true;
}

void TimeSeriesView::paintEvent(QPaintEvent *)
{
    updateCache();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_cache);
    if (m_crosshair && !m_picture.frame.empty())
        painterFor().paintCrosshair(painter, plot(), m_picture, *m_crosshair, m_emphasis);
    if (m_ring && hasFocus()) {
        painter.setPen(QPen(m_colors.accent, 2));
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void TimeSeriesView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange)
        redraw();
    QWidget::changeEvent(event);
}

void TimeSeriesView::mouseMoveEvent(QMouseEvent *event)
{
    Q_EMIT pointHovered(pointAt(event->position()));
}

void TimeSeriesView::leaveEvent(QEvent *event)
{
    Q_EMIT pointHovered(std::nullopt);
    QWidget::leaveEvent(event);
}

void TimeSeriesView::wheelEvent(QWheelEvent *event)
{
    m_wheelRest += event->angleDelta().y();
    if (const int steps = m_wheelRest / QWheelEvent::DefaultDeltasPerStep) {
        m_wheelRest -= steps * QWheelEvent::DefaultDeltasPerStep;
        Q_EMIT wheelTurned(steps);
    }
    event->accept();
}

void TimeSeriesView::keyPressEvent(QKeyEvent *event)
{
    m_ring = true;
    const int step = event->modifiers() & Qt::ShiftModifier ? 10 : 1;
    switch (event->key()) {
    case Qt::Key_Left:
        Q_EMIT crosshairMoveRequested(-step);
        return;
    case Qt::Key_Right:
        Q_EMIT crosshairMoveRequested(step);
        return;
    case Qt::Key_Home:
        Q_EMIT crosshairToEndRequested(Qt::LeftEdge);
        return;
    case Qt::Key_End:
        Q_EMIT crosshairToEndRequested(Qt::RightEdge);
        return;
    case Qt::Key_Escape:
        if (m_crosshair) {
            Q_EMIT crosshairHideRequested();
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void TimeSeriesView::focusInEvent(QFocusEvent *event)
{
    // Who came by mouse sees where the pointer is.
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        m_ring = event->reason() != Qt::MouseFocusReason;
    update();
    QWidget::focusInEvent(event);
}

void TimeSeriesView::focusOutEvent(QFocusEvent *event)
{
    update();
    QWidget::focusOutEvent(event);
}

} // namespace lbfy
