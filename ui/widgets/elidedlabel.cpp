// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/elidedlabel.h"
#include "ui/text/plaintip.h"
#include "ui/theme/palette.h"

#include <QPainter>

namespace lbfy {

ElidedLabel::ElidedLabel(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void ElidedLabel::setText(const QString &text, Tone tone)
{
    if (text == m_text && tone == m_tone)
        return;
    // Shorter texts keep the room, or the bar would move with every digit.
    const bool grows = fontMetrics().horizontalAdvance(text) > sizeHint().width();
    m_text = text;
    m_tone = tone;
    setAccessibleName(text);
    setToolTip(plainTip(text));
    setAccessibleDescription(text); // a tool tip would be read with its mark-up
    if (grows)
        updateGeometry();
    update();
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(m_text) + 2, fontMetrics().height() + 4};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.setPen(colorOf(m_tone, colors));
    painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignRight,
                     fontMetrics().elidedText(m_text, Qt::ElideRight, width()));
}

} // namespace lbfy
