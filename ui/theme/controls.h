// SPDX-License-Identifier: GPL-3.0-or-later
//
// The drawings of Style: one function for each kind of control that Fusion would leave without a visible edge or in
// shades of its own. Pure painting from a style option.

#pragma once

#include "ui/theme/colors.h"

#include <QStyle>

class QPainter;
class QStyleOption;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;

namespace lbfy {

void drawField(const QStyleOption &option, QPainter &painter, const Colors &colors);
void drawFieldFrame(const QStyleOption &option, QPainter &painter, const Colors &colors);
void drawPushButton(const QStyleOption &option, QPainter &painter, const Colors &colors);
void drawToolButton(const QStyleOption &option, QPainter &painter, const Colors &colors);
void drawCheckBox(const QStyleOption &option, QPainter &painter, const Colors &colors);
void drawRadioButton(const QStyleOption &option, QPainter &painter, const Colors &colors);
void drawFocusRing(const QStyleOption &option, QPainter &painter, const Colors &colors);
/// `arrow` and the like: where the style puts that part.
void drawComboBox(const QStyleOptionComboBox &option, QPainter &painter, const Colors &colors, const QRect &arrow);
void drawSpinBox(const QStyleOptionSpinBox &option, QPainter &painter, const Colors &colors, const QRect &up,
                 const QRect &down);
void drawScrollBar(const QStyleOptionSlider &option, QPainter &painter, const Colors &colors, const QRect &slider);
void drawTab(const QStyleOptionTab &option, QPainter &painter, const Colors &colors);
void drawHeaderSection(const QStyleOptionHeader &option, QPainter &painter, const Colors &colors);

/// The parts of a scroll bar that has no arrows.
QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part);

} // namespace lbfy
