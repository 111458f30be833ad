// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fusion, with edges that can be seen. Fusion derives outlines by darkening the window, which leaves fields, buttons and
// focus without a visible edge in the dark scheme; here those are drawn with the window's own colours (controls.h), and
// the focus is a ring of the accent colour everywhere. Metrics, text and all the rest stay Fusion's. Thread: UI.

#pragma once

#include <QProxyStyle>

namespace lbfy {

class Style final : public QProxyStyle
{
    Q_OBJECT
public:
    Style();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                         const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
};

} // namespace lbfy
