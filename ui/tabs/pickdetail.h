// SPDX-License-Identifier: GPL-3.0-or-later
//
// One pick drawn: the candidates with a bar for each cost, the one chosen, and the rule in a sentence. Thread: the
// window's.

#pragma once

#include "core/observe/activity.h"

#include <QWidget>

#include <optional>

namespace lbfy {

class PickDetail final : public QWidget
{
    Q_OBJECT
public:
    explicit PickDetail(QWidget *parent);

    /// Unset: nothing to be shown.
    void setPick(const std::optional<Pick> &pick);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void paintHeading(QPainter &painter, int &y) const;
    void paintCandidates(QPainter &painter, int &y) const;
    void paintCandidate(QPainter &painter, const QRect &row, int names, int costs,
                        const PickedCandidate &candidate) const;
    void paintRule(QPainter &painter, int y) const;
    int ruleHeight() const;
    int rowHeight() const;
    void fitHeight();

    std::optional<Pick> m_pick;
};

} // namespace lbfy
