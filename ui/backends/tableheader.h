// SPDX-License-Identifier: GPL-3.0-or-later
//
// The titles of the columns, quiet and in line with what stands under them. Owner and thread: the table's.

#pragma once

#include <QHeaderView>

namespace lbfy {

class TableHeader final : public QHeaderView
{
    Q_OBJECT
public:
    explicit TableHeader(QWidget *parent);

    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace lbfy
