// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is shown and when. Crosshair and keys are in chartpanelcrosshair.cpp, files in chartpanelexport.cpp.

#include "ui/chart/chartpanel.h"

#include "ui/chart/chartaccessible.h"
#include "ui/chart/crosshairbox.h"
#include "ui/chart/eventlane.h"
#include "ui/chart/timeseriesview.h"
#include "ui/text/format.h"

#include <QResizeEvent>
#include <QWindow>

#include <algorithm>
#include <cmath>

namespace lbfy {

namespace {

/// Two pixels a point are as fine as a line can show.
constexpr double pixelsPerPoint = 2;

/// Below it a chart shows nothing that could be read: then one alone has the room of two.
constexpr int leastHeight = 72;

ChartKind latencyKind()
{
    ChartKind kind;
    kind.figure = Figure::Ewma;
    kind.title = ChartPanel::tr("EWMA latency, ms");
    kind.hint = ChartPanel::tr("lower is better");
    kind.column = ChartPanel::tr("Latency, ms");
    kind.scale = 1000;
    kind.leastTop = 0.05;
    return kind;
}

ChartKind activeKind()
{
    ChartKind kind;
    kind.figure = Figure::Active;
    kind.title = ChartPanel::tr("Active connections");
    kind.column = ChartPanel::tr("Active");
    kind.leastTop = 5;
    kind.whole = true;
    return kind;
}

} // namespace

ChartPanel::ChartPanel(const History &history, const Colors &colors, QWidget *parent)
    : QWidget(parent)
    , m_history(history)
    , m_colors(colors)
    , m_tops {AxisTop(latencyKind().leastTop), AxisTop(activeKind().leastTop)}
    , m_views {new TimeSeriesView(latencyKind(), TimeAxis::Hidden, this),
               new TimeSeriesView(activeKind(), TimeAxis::Ago, this)}
    , m_lane(new EventLane(this))
    , m_box(new CrosshairBox(this))
{
    for (std::size_t i = 0; i < chartCount; ++i) {
        TimeSeriesView *view = m_views[i];
        view->installEventFilter(this);
        connect(view, &TimeSeriesView::pointHovered, this, [this, i](std::optional<std::size_t> point) {
            m_pointed = i;
            setCrosshair(point);
        });
        connect(view, &TimeSeriesView::crosshairMoveRequested, this, [this, i, view](int points) {
            m_pointed = i;
            moveCrosshair(points);
            speakCrosshair(view);
        });
        connect(view, &TimeSeriesView::crosshairToEndRequested, this, [this, i, view](Qt::Edge edge) {
            m_pointed = i;
            const std::size_t points = view->picture().frame.grid.points;
            if (points > 0)
                setCrosshair(edge == Qt::LeftEdge ? 0 : points - 1);
            speakCrosshair(view);
        });
        connect(view, &TimeSeriesView::crosshairHideRequested, this, [this] { setCrosshair(std::nullopt); });
        connect(view, &TimeSeriesView::wheelTurned, this, &ChartPanel::windowWheel);
    }
    connect(m_lane, &EventLane::hovered, this, [this](std::optional<double> x) {
        const QRectF plot = m_views[0]->plot();
        setCrosshair(x ? m_views[0]->pointAt({*x, plot.center().y()}) : std::nullopt);
    });
    connect(m_lane, &EventLane::activated, this, [this](const TimelineEvent &event) { showTime(event.at); });
    m_pulse.setStartValue(1.0);
    m_pulse.setEndValue(0.0);
    m_pulse.setDuration(1200);
    m_pulse.setEasingCurve(QEasingCurve::InQuad);
    connect(&m_pulse, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_emphasis = value.toDouble();
        showCrosshair();
    });
    setColors(colors);
}

void ChartPanel::setColors(const Colors &colors)
{
    m_colors = colors;
    for (TimeSeriesView *view : m_views)
        view->setColors(colors);
    m_lane->setColors(colors);
    m_box->setColors(colors);
    showCrosshair();
}

void ChartPanel::setBackends(const QString &service, std::vector<ChartBackend> backends)
{
    if (service == m_service && backends == m_backends)
        return;
    const bool another = service != m_service;
    setRemoved(service, backends);
    m_service = service;
    m_backends = std::move(backends);
    if (another) {
        if (m_frozenHistory)
            m_frozenHistory = m_history.copyOf(m_service.toStdString());
        for (AxisTop &top : m_tops)
            top.reset();
        m_crosshairAge.reset();
    }
    layOut();
    refreshOrMark();
}

void ChartPanel::renameBackend(const QString &from, const QString &to)
{
    for (std::vector<ChartBackend> *backends : {&m_backends, &m_removed}) {
        for (ChartBackend &backend : *backends) {
            if (backend.name == from)
                backend.name = to;
        }
    }
    if (m_frozenHistory)
        m_frozenHistory->rename(m_service.toStdString(), from.toStdString(), to.toStdString());
    layOut();
    refreshOrMark();
}

void ChartPanel::setRemoved(const QString &service, const std::vector<ChartBackend> &now)
{
    if (service != m_service)
        m_removed.clear();
    else
        m_removed.insert(m_removed.end(), m_backends.begin(), m_backends.end());
    for (ChartBackend &backend : m_removed)
        backend.selected = false;
    const std::vector<KnownBackend> known = m_history.backends(service.toStdString());
    std::erase_if(m_removed, [&](const ChartBackend &backend) {
        const std::string name = backend.name.toStdString();
        return std::ranges::find(now, backend.name, &ChartBackend::name) != now.end()
                || std::ranges::find(known, name, &KnownBackend::name) == known.end();
    });
}

void ChartPanel::setTimeWindow(std::chrono::seconds window)
{
    if (window == m_window)
        return;
    m_window = window;
    for (AxisTop &top : m_tops)
        top.reset();
    refreshOrMark();
}

void ChartPanel::setMarkers(const std::deque<TimelineEvent> &events)
{
    m_events.clear();
    for (const TimelineEvent &event : events) {
        if (event.service.isEmpty() || event.service == m_service)
            m_events.push_back(event);
    }
    refreshOrMark();
}

void ChartPanel::tick(MonoTime now, WallTime wall)
{
    m_now = {now, wall};
    m_ticked = true;
    if (!m_frozenAt)
        refreshOrMark();
}

void ChartPanel::setFrozen(bool frozen)
{
    if (frozen == isFrozen() || !m_ticked)
        return;
    if (frozen) {
        freezeAt(m_now.mono);
    } else {
        m_frozenAt.reset();
        m_frozenHistory.reset();
        m_pulse.stop();
        m_emphasis = 0;
    }
    refreshOrMark();
    Q_EMIT frozenChanged(frozen);
}

void ChartPanel::freezeAt(MonoTime end)
{
    if (!m_frozenAt)
        m_frozenSince = m_now.wall;
    m_frozenAt = ChartTime {end, m_now.wallOf(end)};
    m_frozenHistory = m_history.copyOf(m_service.toStdString());
}

bool ChartPanel::canBeSeen() const
{
    if (!isVisible() || window()->isMinimized())
        return false;
    const QWindow *handle = window()->windowHandle();
    return !handle || handle->isExposed();
}

void ChartPanel::refreshOrMark()
{
    m_stale = true;
    if (canBeSeen())
        refresh();
}

ChartFrameRequest ChartPanel::request() const
{
    const auto fitting = static_cast<std::size_t>(std::max(2.0, m_views[0]->plot().width() / pixelsPerPoint));
    return {m_service, m_backends, m_removed, m_window, shown().mono, std::min(maxPoints, fitting)};
}

void ChartPanel::refresh()
{
    m_stale = false;
    ++m_refreshes;
    const ChartFrameRequest request = this->request();
    for (std::size_t i = 0; i < chartCount; ++i) {
        ChartPicture picture;
        picture.frame = m_ticked ? makeFrame(source(), m_views[i]->kind().figure, request) : ChartFrame {};
        picture.frame.window = m_window;
        const std::optional<float> highest = picture.frame.highest();
        const double scale = m_views[i]->kind().scale;
        picture.top = m_tops[i].update(highest ? std::optional(scale * static_cast<double>(*highest)) : std::nullopt,
                                       m_now.mono);
        picture.time = shown();
        picture.axis = i != lowest() ? TimeAxis::Hidden : isFrozen() ? TimeAxis::Clock : TimeAxis::Ago;
        if (i == 0 && isFrozen())
            picture.note = tr("Frozen since %1").arg(formatTimeOfDay(m_frozenSince));
        for (const TimelineEvent &event : m_events) {
            if (const std::optional<double> x = xWithin(picture.frame, event))
                picture.marks.push_back({*x, event.kind});
        }
        m_views[i]->setPicture(std::move(picture));
    }
    const QRectF plot = m_views[0]->plot();
    m_lane->setEntries(entriesWithin(plot), plot.left(), plot.right());
    showCrosshair();
    speak(m_now.mono);
}

std::optional<double> ChartPanel::xWithin(const ChartFrame &frame, const TimelineEvent &event) const
{
    // The newest point stands for all of its step: what happens within it is at its place.
    const double x = std::min(0.0, frame.xOf(shown().monoOf(event.at)));
    if (event.at > shown().wall || x < -frame.seconds())
        return std::nullopt;
    return x;
}

std::vector<EventLane::Entry> ChartPanel::entriesWithin(const QRectF &plot) const
{
    const ChartPicture &picture = m_views[0]->picture();
    std::vector<EventLane::Entry> entries;
    for (const TimelineEvent &event : m_events) {
        if (const std::optional<double> x = xWithin(picture.frame, event))
            entries.push_back({plotX(plot, picture, *x), event});
    }
    return entries;
}

/// The chart that has the time axis.
std::size_t ChartPanel::lowest() const
{
    return m_views[1]->isHidden() ? 0 : 1;
}

void ChartPanel::layOut()
{
    const ChartPainter painter(m_colors, font());
    std::vector<QString> names;
    for (const ChartBackend &backend : m_backends)
        names.push_back(backend.name);
    const int axis = static_cast<int>(painter.timeAxisHeight());
    const int lane = m_lane->sizeHint().height();
    // Both plots get the same height: the lower chart has the time axis on top of that.
    const int each = std::max(2, height() - lane - axis) / 2;
    const bool both = each >= leastHeight;
    m_views[0]->setGeometry(0, 0, width(), both ? each : std::max(2, height() - lane));
    m_views[1]->setGeometry(0, each, width(), height() - lane - each);
    m_views[1]->setVisible(both);
    m_lane->setGeometry(0, height() - lane, width(), lane);
    const ChartMargins margins = painter.margins(names);
    for (TimeSeriesView *view : m_views)
        view->setMargins(margins);
}

void ChartPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut();
    refreshOrMark();
}

void ChartPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    layOut();
    if (m_stale)
        refresh();
}

bool ChartPanel::eventFilter(QObject *watched, QEvent *event)
{
    // A chart is asked for its picture: a window that was minimised or covered is back.
    if (event->type() == QEvent::Paint && m_stale)
        refresh();
    return QWidget::eventFilter(watched, event);
}

void ChartPanel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LocaleChange) {
        layOut();
        refreshOrMark();
    }
    QWidget::changeEvent(event);
}

} // namespace lbfy
