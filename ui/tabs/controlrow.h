// SPDX-License-Identifier: GPL-3.0-or-later
//
// The row of controls above a tab's list. Thread: the window's.

#pragma once

#include <QHBoxLayout>
#include <QWidget>

#include <algorithm>

namespace lbfy {

class ControlRow final : public QWidget
{
    Q_OBJECT
public:
    explicit ControlRow(QWidget *parent) : QWidget(parent), m_row(new QHBoxLayout(this))
    {
        m_row->setContentsMargins(8, 6, 8, 6);
        m_row->setSpacing(8);
    }

    /// All controls get one height, whatever the style gives each kind.
    void add(QWidget *widget, int stretch = 0)
    {
        widget->setMinimumHeight(std::max(28, fontMetrics().height() + 10));
        m_row->addWidget(widget, stretch);
    }

private:
    QHBoxLayout *m_row;
};

} // namespace lbfy
