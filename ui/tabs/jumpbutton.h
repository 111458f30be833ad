// SPDX-License-Identifier: GPL-3.0-or-later
//
// The small button over a list that keeps growing: while the user reads elsewhere, it counts what is new and brings them
// back to where new rows appear. Owner: the view it lies over; thread: the window's.

#pragma once

#include <QPushButton>

#include <limits>

class QAbstractItemView;

namespace lbfy {

class JumpButton final : public QPushButton
{
    Q_OBJECT
public:
    enum class Edge : std::uint8_t { Top, Bottom };

    JumpButton(Edge edge, QAbstractItemView *view);

    /// What is counted no further: shown as "100+".
    void setMost(int most) { m_most = most; }
    /// 0 hides it.
    void setCount(int count);
    int count() const { return m_count; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();

    const Edge m_edge;
    QAbstractItemView *m_view;
    int m_count = 0;
    int m_most = std::numeric_limits<int>::max();
};

} // namespace lbfy
