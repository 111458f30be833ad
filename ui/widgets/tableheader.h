// SPDX-License-Identifier: GPL-3.0-or-later
//
// The titles of a table's columns, quiet and in line with what stands under them; what has no room ends in an ellipsis.
// Owner and thread: the table's.

#pragma once

#include <QHeaderView>

namespace lbfy {

class TableHeader : public QHeaderView
{
    Q_OBJECT
public:
    /// `margin`: that of the cells, in points, left and right.
    TableHeader(int margin, QWidget *parent);

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void paintEvent(QPaintEvent *event) override;

    static constexpr int arrowWidth = 7;
    static constexpr int arrowGap = 4;

private:
    const int m_margin;
};

} // namespace lbfy
