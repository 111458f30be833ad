// SPDX-License-Identifier: GPL-3.0-or-later
//
// The box beside the crosshair: the time, and every backend with its value in both charts. It floats over the charts and
// is transparent for the mouse. Thread: the window's. Owner: ChartPanel.

#pragma once

#include "ui/theme/colors.h"

#include <QString>
#include <QWidget>

#include <vector>

namespace lbfy {

class CrosshairBox final : public QWidget
{
    Q_OBJECT
public:
    struct Cell {
        QString text;
        bool missing = false; ///< "no data" and the like
    };
    struct Row {
        QString name;
        std::size_t shape = 0;
        QColor color;
        bool bold = false;
        std::vector<Cell> cells; ///< one for each column
    };
    struct Content {
        QString clock;
        QString ago;
        std::vector<QString> columns;
        std::vector<Row> rows;
        QString foot; ///< may be empty
    };

    explicit CrosshairBox(QWidget *parent);

    void setColors(const Colors &colors);
    /// Takes the size that it needs, and shows itself beside `x`, within `area` of its parent.
    void showBeside(Content content, double x, const QRectF &area);
    const Content &content() const { return m_content; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Layout {
        double nameWidth = 0;
        std::vector<double> columnWidths;
        double rowHeight = 0;
        QSizeF size;
    };
    Layout layoutNow() const;
    void paintRow(QPainter &painter, const Layout &layout, const Row &row, double top) const;

    Colors m_colors;
    Content m_content;
};

} // namespace lbfy
