// SPDX-License-Identifier: GPL-3.0-or-later
//
// One chart as a widget. The picture is drawn into a pixmap once for each change, in device pixels; moving the crosshair
// over it costs one copy and one line. It holds no data but the picture it was given, and does nothing of its own accord.
// Thread: the window's. Owner: ChartPanel.

#pragma once

#include "ui/chart/chartpainter.h"

#include <QPixmap>
#include <QWidget>

#include <optional>

namespace lbfy {

class TimeSeriesView final : public QWidget
{
    Q_OBJECT
public:
    explicit TimeSeriesView(ChartKind kind, TimeAxis axis, QWidget *parent = nullptr);
    ~TimeSeriesView() override;

    const ChartKind &kind() const { return m_picture.kind; }
    /// The kind is kept; what else is in it replaces what was shown.
    void setPicture(ChartPicture picture);
    const ChartPicture &picture() const { return m_picture; }
    void setColors(const Colors &colors);
    void setMargins(const ChartMargins &margins);
    /// `emphasis` 0 to 1, see ChartPainter.
    void setCrosshair(std::optional<std::size_t> point, double emphasis = 0);

    QRectF plot() const { return plotWithin(rect()); }
    /// Where the plot is when the chart is drawn into `area`.
    QRectF plotWithin(const QRectF &area) const;
    /// The point of the grid nearest to a place; unset beside the plot.
    std::optional<std::size_t> pointAt(QPointF place) const;
    double xOf(std::size_t point) const;
    /// The lines as the chart library holds them.
    std::vector<LinePlot::Line> drawnLines() const { return m_lines.lines(); }
    /// Draws it anew, into any painter, as large as `area`.
    void draw(QPainter &painter, const QRectF &area) const;

    QSize sizeHint() const override { return {600, 180}; }
    QSize minimumSizeHint() const override { return {240, 70}; }

Q_SIGNALS:
    /// The pointer is at this point of the grid, or has left the plot.
    void pointHovered(std::optional<std::size_t> point);
    /// The arrow keys: so many points to the right.
    void crosshairMoveRequested(int points);
    void crosshairToEndRequested(Qt::Edge edge);
    void crosshairHideRequested();
    void wheelTurned(int steps);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void redraw();
    void updateCache();
    ChartPainter painterFor() const;

    Colors m_colors;
    ChartMargins m_margins {60, 90};
    ChartPicture m_picture;
    LinePlot m_lines;
    QPixmap m_cache;
    bool m_cacheIsCurrent = false;
    std::optional<std::size_t> m_crosshair;
    double m_emphasis = 0;
    bool m_ring = false; ///< show the focus
    int m_wheelRest = 0; ///< of a step, for wheels finer than steps
};

} // namespace lbfy
