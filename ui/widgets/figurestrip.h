// SPDX-License-Identifier: GPL-3.0-or-later
//
// The few figures that matter, large, in one row. The room of a figure grows with its text and never shrinks, so that
// nothing moves when digits change. A tone is a shape and a word as well as a colour. Thread: UI.

#pragma once

#include "ui/theme/colors.h"

#include <QList>
#include <QString>
#include <QWidget>

namespace lbfy {

class FigureView;

struct KeyFigure {
    QString label; ///< "New connections"
    QString value; ///< "412 /s"; formatted by ui/text
    Tone tone = Tone::Plain;
    QString note; ///< beside a tone that is not plain, the word for it: "1 down"
    QString toolTip; ///< what the figure is, for people and screen readers
    QString widest; ///< a value as wide as they usually get: that much room from the start

    bool operator==(const KeyFigure &) const = default;
};

class FigureStrip final : public QWidget
{
    Q_OBJECT
public:
    explicit FigureStrip(int count, QWidget *parent = nullptr);

    int count() const { return static_cast<int>(m_views.size()); }
    /// Paints anew only what differs.
    void setFigure(int index, const KeyFigure &figure);
    const KeyFigure &figure(int index) const;
    /// Where it is shown, in the strip's coordinates.
    QRect figureRect(int index) const;

private:
    QList<FigureView *> m_views;
};

} // namespace lbfy
