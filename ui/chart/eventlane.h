// SPDX-License-Identifier: GPL-3.0-or-later
//
// The row below the charts in which every event has its shape, under its line in the charts, with its words where there is
// room. Events too close for that are counted; a tool tip has all of them. By keys: the arrows go from event to event,
// also within a cluster, and Enter leads to it as a click does. Thread: the window's. Owner: ChartPanel.

#pragma once

#include "ui/chart/spread.h"
#include "ui/events/timeline.h"
#include "ui/theme/colors.h"

#include <QWidget>

#include <optional>
#include <vector>

namespace lbfy {

class EventLane final : public QWidget
{
    Q_OBJECT
public:
    /// An event and where it is, in the lane's coordinates.
    struct Entry {
        double x = 0;
        TimelineEvent event;
    };
    /// Nearer than this, events are one.
    static constexpr double clusterDistance = 20;

    explicit EventLane(QWidget *parent = nullptr);

    void setColors(const Colors &colors);
    /// `plot`: where the time axis is, from left to right.
    void setEntries(std::vector<Entry> entries, double plotLeft, double plotRight);
    const std::vector<Cluster> &clusters() const { return m_clusters; }
    /// All that is said about the events at a place; empty: there is none.
    QString tipAt(QPointF place) const;
    void draw(QPainter &painter, const QRectF &area) const;
    /// The one the keys have gone to; null: none, or it has left the view.
    const TimelineEvent *current() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void activated(const lbfy::TimelineEvent &event);
    /// The pointer is here, or has left.
    void hovered(std::optional<double> x);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    std::optional<std::size_t> currentIndex() const;
    void step(int by);
    void goTo(std::size_t index);
    void drawFocus(QPainter &painter) const;
    const Cluster *clusterAt(QPointF place) const;
    /// The event that stands for a cluster: the gravest, and of those the newest.
    const TimelineEvent &gravest(const Cluster &cluster) const;
    QString words(const Cluster &cluster) const;

    Colors m_colors;
    std::vector<Entry> m_entries; ///< by x
    std::vector<Cluster> m_clusters;
    double m_plotLeft = 0;
    double m_plotRight = 0;
    std::optional<std::uint64_t> m_current; ///< the id of the event that the keys have gone to
    bool m_ring = false; ///< show the focus
};

/// "14:02:11  b4 down: connection refused".
QString eventLine(const TimelineEvent &event);

} // namespace lbfy
