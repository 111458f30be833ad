// SPDX-License-Identifier: GPL-3.0-or-later
//
// The charts of one service: EWMA latency and active connections of each backend, on one time axis, with one crosshair and
// the same event marks, and a lane of events below. It reads History at each tick() and never of its own accord; while
// nobody can see it, a tick only notes the time, and the next paint catches up. Where there is no room for two charts, the
// latency has it alone.
//
// Frozen, it keeps its picture, and a copy of the past behind it, while History goes on. Thread: the window's.

#pragma once

#include "core/config/result.h"
#include "core/observe/history.h"
#include "ui/chart/chartframe.h"
#include "ui/chart/chartwords.h"
#include "ui/chart/eventlane.h"
#include "ui/chart/scale.h"
#include "ui/events/timeline.h"
#include "ui/theme/colors.h"

#include <QByteArray>
#include <QVariantAnimation>
#include <QWidget>

#include <array>
#include <deque>
#include <optional>
#include <vector>

namespace lbfy {

class CrosshairBox;
class TimeSeriesView;
struct ChartMargins;

class ChartPanel final : public QWidget
{
    Q_OBJECT
public:
    /// Points in a line at most: 300 steps. More cost time and show nothing.
    static constexpr std::size_t maxPoints = 301;
    static constexpr std::size_t chartCount = 2;

    /// `history` outlives the panel.
    ChartPanel(const History &history, const Colors &colors, QWidget *parent = nullptr);

    /// The backends in the order of the table. One that is left out stays in view until its past has gone by.
    void setBackends(const QString &service, std::vector<ChartBackend> backends);
    void setTimeWindow(std::chrono::seconds window);
    std::chrono::seconds timeWindow() const { return m_window; }
    /// Call it beside History::rename(), so that the line goes on in its colour.
    void renameBackend(const QString &from, const QString &to);
    /// Those of other services are left out.
    void setMarkers(const std::deque<TimelineEvent> &events);
    void setColors(const Colors &colors);
    /// Call it twice a second, and when something has changed that must be seen at once.
    void tick(MonoTime now, WallTime wall);
    bool isFrozen() const { return m_frozenAt.has_value(); }

    /// Freezes with that time in view and leads the eye there. False: History does not reach back so far.
    bool showTime(WallTime at);

    const TimeSeriesView &chart(std::size_t index) const { return *m_views[index]; }
    const EventLane &lane() const { return *m_lane; }
    const CrosshairBox &crosshairBox() const { return *m_box; }
    /// The crosshair as a point of the grid.
    std::optional<std::size_t> crosshair() const;
    /// How often History was read.
    std::uint64_t refreshes() const { return m_refreshes; }

    /// Both charts as they are shown, with service, time range and marks; `scale` 2: twice the pixels.
    Result<Done> exportPng(const QString &path, double scale = 1);
    Result<Done> exportSvg(const QString &path);
    /// The window's data, a row for each interval at History's own resolution, events in their own column.
    QByteArray csv() const;
    Result<Done> exportCsv(const QString &path) const;

    QSize sizeHint() const override { return {900, 420}; }
    QSize minimumSizeHint() const override { return {320, 130}; }

public Q_SLOTS:
    void setFrozen(bool frozen);
    /// The crosshair to this point of the grid, or away.
    void setCrosshair(std::optional<std::size_t> point);

Q_SIGNALS:
    void frozenChanged(bool frozen);
    /// Wheel over the charts: the window may become shorter (steps above 0) or longer.
    void windowWheel(int steps);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool canBeSeen() const;
    void refreshOrMark();
    void refresh();
    void layOut();
    std::size_t lowest() const;
    /// Seconds on the frame's axis; unset: not in view.
    std::optional<double> xWithin(const ChartFrame &frame, const TimelineEvent &event) const;
    std::vector<EventLane::Entry> entriesWithin(const QRectF &plot) const;
    void showCrosshair();
    void moveCrosshair(int points);
    void pulse();
    void speak(MonoTime now);
    void speakCrosshair(TimeSeriesView *view);
    void setRemoved(const QString &service, const std::vector<ChartBackend> &now);
    ChartFrameRequest request() const;
    void freezeAt(MonoTime end);
    const History &source() const { return m_frozenHistory ? *m_frozenHistory : m_history; }
    const ChartTime &shown() const { return m_frozenAt ? *m_frozenAt : m_now; }
    void catchUp();
    QString rangeText() const;
    void drawReport(QPainter &painter, QSizeF size) const;
    QSize reportSize() const;

    const History &m_history;
    Colors m_colors;
    QString m_service;
    std::vector<ChartBackend> m_backends;
    std::vector<ChartBackend> m_removed;
    std::chrono::seconds m_window {60};
    std::vector<TimelineEvent> m_events;

    ChartTime m_now; ///< the last tick
    std::optional<ChartTime> m_frozenAt; ///< right end of what is shown while frozen
    std::optional<History> m_frozenHistory; ///< what is in view must not be forgotten meanwhile
    WallTime m_frozenSince {};
    bool m_ticked = false;
    bool m_stale = true;
    std::uint64_t m_refreshes = 0;
    std::array<AxisTop, chartCount> m_tops;

    std::optional<Nanoseconds> m_crosshairAge; ///< before the newest point
    std::size_t m_pointed = 0; ///< the chart whose values sort the box
    QVariantAnimation m_pulse;
    double m_emphasis = 0;
    std::optional<MonoTime> m_spokenAt;

    std::array<TimeSeriesView *, chartCount> m_views {}; ///< children, like those below
    EventLane *m_lane;
    CrosshairBox *m_box;
};

} // namespace lbfy
