// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include "ui/theme/controls.h"
#include "ui/theme/palette.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace lbfy {

namespace {

constexpr int scrollBarWidth = 12;
constexpr int textMargin = 4;

bool isNorth(const QStyleOptionTab &tab)
{
    return tab.shape == QTabBar::RoundedNorth;
}

} // namespace

Style::Style() : QProxyStyle(QStringLiteral("fusion")) { }

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    const Colors &colors = colorsFor(option->palette);
    switch (element) {
    case PE_PanelLineEdit:
        return drawField(*option, *painter, colors);
    case PE_FrameLineEdit:
        return drawFieldFrame(*option, *painter, colors);
    case PE_PanelButtonCommand:
        return drawPushButton(*option, *painter, colors);
    case PE_PanelButtonTool:
        return drawToolButton(*option, *painter, colors);
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return drawCheckBox(*option, *painter, colors);
    case PE_IndicatorRadioButton:
        return drawRadioButton(*option, *painter, colors);
    case PE_FrameFocusRect:
        return drawFocusRing(*option, *painter, colors);
    case PE_Frame:
        painter->save();
        painter->setPen(colors.border);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    // Tabs are underlined; what they lead to needs no frame but the line they stand on.
    case PE_FrameTabWidget:
        return painter->fillRect(QRect(option->rect.topLeft(), QSize(option->rect.width(), 1)), colors.border);
    case PE_FrameTabBarBase:
        return painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                                 colors.border);
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const Colors &colors = colorsFor(option->palette);
    if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option);
        tab && element == CE_TabBarTabShape && isNorth(*tab))
        return drawTab(*tab, *painter, colors);
    if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
        header && element == CE_HeaderSection)
        return drawHeaderSection(*header, *painter, colors);
    if (element == CE_HeaderEmptyArea) {
        painter->fillRect(option->rect, option->palette.color(QPalette::Window));
        return painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                                 colors.border);
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    const Colors &colors = colorsFor(option->palette);
    const auto part = [&](SubControl of) { return proxy()->subControlRect(control, option, of, widget); };
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option); box && control == CC_ComboBox)
        return drawComboBox(*box, *painter, colors, part(SC_ComboBoxArrow));
    if (const auto *box = qstyleoption_cast<const QStyleOptionSpinBox *>(option); box && control == CC_SpinBox)
        return drawSpinBox(*box, *painter, colors, part(SC_SpinBoxUp), part(SC_SpinBoxDown));
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option); bar && control == CC_ScrollBar)
        return drawScrollBar(*bar, *painter, colors, part(SC_ScrollBarSlider));
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option); bar && control == CC_ScrollBar)
        return scrollBarPart(*bar, part);
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    const bool isField = element == SE_LineEditContents && frame && frame->lineWidth > 0;
    return isField ? rect.adjusted(textMargin, 0, -textMargin, 0) : rect;
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_ScrollBarExtent:
        return scrollBarWidth;
    // A pressed button changes its shade; its text stays where it is.
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    // Mnemonics are underlined at all times: whoever uses them should not have to find them first.
    if (hint == SH_UnderlineShortcut)
        return 1;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

} // namespace lbfy
