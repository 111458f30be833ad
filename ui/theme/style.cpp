// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style.h"

#include "ui/theme/palette.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QWidget>

namespace lbfy {

namespace {

constexpr double radius = 4;

/// How one box is drawn: its fill, its edge, and whether it has the focus.
struct Box {
    QColor fill;
    QColor edge;
    bool focus = false;
};

void drawBox(QPainter &painter, const QRectF &rect, const Box &box, const Colors &colors, double round = radius)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const double width = box.focus ? 2 : 1;
    const double inset = width / 2;
    painter.setPen(QPen(box.focus ? colors.accent : box.edge, width));
    painter.setBrush(box.fill);
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), round, round);
    painter.restore();
}

bool has(const QStyleOption &option, QStyle::StateFlag flag)
{
    return option.state.testFlag(flag);
}

/// Fields show their focus always, what is clicked only to those who use the keyboard.
bool keyboardFocus(const QStyleOption &option)
{
    return has(option, QStyle::State_HasFocus) && has(option, QStyle::State_KeyboardFocusChange);
}

QColor edgeOf(const QStyleOption &option, const Colors &colors)
{
    return has(option, QStyle::State_Enabled) ? colors.control : colors.border;
}

void drawField(const QStyleOption &option, QPainter &painter, const Colors &colors)
{
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(&option);
    const QColor base = option.palette.color(QPalette::Base);
    if (frame && frame->lineWidth <= 0)
        return painter.fillRect(option.rect, base);
    const bool focus = has(option, QStyle::State_HasFocus) && has(option, QStyle::State_Enabled);
    drawBox(painter, option.rect, {base, edgeOf(option, colors), focus}, colors);
}

void drawPushButton(const QStyleOption &option, QPainter &painter, const Colors &colors)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(&option);
    const bool isDefault = button && button->features.testFlag(QStyleOptionButton::DefaultButton);
    const bool isFlat = button && button->features.testFlag(QStyleOptionButton::Flat);
    const bool down = has(option, QStyle::State_Sunken) || has(option, QStyle::State_On);
    const bool hovered = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    QColor fill = option.palette.color(QPalette::Button);
    fill = mixed(fill, colors.text, down ? 0.16 : hovered ? 0.07 : 0);
    if (isFlat && !down && !hovered)
        fill = Qt::transparent;
    QColor edge = isFlat ? QColor(Qt::transparent) : edgeOf(option, colors);
    if (isDefault && has(option, QStyle::State_Enabled))
        edge = colors.accent;
    drawBox(painter, option.rect, {fill, edge, keyboardFocus(option)}, colors);
}

void drawToolButton(const QStyleOption &option, QPainter &painter, const Colors &colors)
{
    const bool down = has(option, QStyle::State_Sunken);
    const bool on = has(option, QStyle::State_On);
    const bool hovered = has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled);
    const QColor ground = option.palette.color(QPalette::Window);
    Box box {Qt::transparent, Qt::transparent, keyboardFocus(option)};
    if (on)
        box = {mixed(ground, colors.accent, 0.18), colors.accent, box.focus};
    if (down || hovered)
        box.fill = mixed(on ? box.fill : ground, colors.text, down ? 0.16 : 0.08);
    if (on || down || hovered || box.focus)
        drawBox(painter, option.rect, box, colors);
}

void drawTick(QPainter &painter, const QRectF &rect, const QStyleOption &option, const QColor &ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, std::max(1.5, rect.width() / 8), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&rect](double x, double y) {
        return QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height());
    };
    if (has(option, QStyle::State_NoChange))
        painter.drawLine(at(0.28, 0.5), at(0.72, 0.5));
    else
        painter.drawPolyline(QPolygonF {at(0.25, 0.53), at(0.43, 0.71), at(0.76, 0.32)});
    painter.restore();
}

void drawCheckBox(const QStyleOption &option, QPainter &painter, const Colors &colors)
{
    const bool on = has(option, QStyle::State_On) || has(option, QStyle::State_NoChange);
    const bool enabled = has(option, QStyle::State_Enabled);
    const QColor ground = option.palette.color(QPalette::Base);
    const QColor filled = enabled ? colors.accent : colors.border;
    const QColor fill = on ? filled : has(option, QStyle::State_Sunken) ? mixed(ground, colors.text, 0.16) : ground;
    drawBox(painter, option.rect, {fill, on ? filled : edgeOf(option, colors)}, colors, 3);
    if (on)
        drawTick(painter, option.rect, option, enabled ? colors.onAccent : colors.text);
}

void drawRadioButton(const QStyleOption &option, QPainter &painter, const Colors &colors)
{
    const bool on = has(option, QStyle::State_On);
    const QColor ink = has(option, QStyle::State_Enabled) ? colors.accent : colors.border;
    const QRectF rect = option.rect;
    drawBox(painter, rect, {option.palette.color(QPalette::Base), on ? ink : edgeOf(option, colors)}, colors,
            rect.width() / 2);
    if (!on)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(rect.center(), rect.width() / 4, rect.width() / 4);
    painter.restore();
}

void drawFocusRing(const QStyleOption &option, QPainter &painter, const Colors &colors)
{
    drawBox(painter, option.rect, {Qt::transparent, colors.accent, true}, colors, 3);
}

void drawChevron(QPainter &painter, const QRect &area, const QColor &ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = QRectF(area).center();
    painter.drawPolyline(
            QPolygonF {middle + QPointF(-3.5, -1.75), middle + QPointF(0, 1.75), middle + QPointF(3.5, -1.75)});
    painter.restore();
}

void drawComboBox(const QStyleOptionComboBox &option, QPainter &painter, const Colors &colors, const QStyle &style,
                  const QWidget *widget)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const bool hovered = has(option, QStyle::State_MouseOver) && enabled;
    QColor fill = option.palette.color(option.editable ? QPalette::Base : QPalette::Button);
    if (!option.editable)
        fill = mixed(fill, colors.text, has(option, QStyle::State_On) ? 0.16 : hovered ? 0.07 : 0);
    const bool focus = has(option, QStyle::State_HasFocus) && enabled
            && (option.editable || has(option, QStyle::State_KeyboardFocusChange));
    if (option.frame)
        drawBox(painter, option.rect, {fill, edgeOf(option, colors), focus}, colors);
    else
        painter.fillRect(option.rect, fill);
    drawChevron(painter, style.subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxArrow, widget),
                option.palette.color(option.editable ? QPalette::Text : QPalette::ButtonText));
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
        return drawBox(*painter, option->rect, {Qt::transparent, edgeOf(*option, colors), has(*option, State_HasFocus)},
                       colors);
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
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option); box && control == CC_ComboBox)
        return drawComboBox(*box, *painter, colorsFor(option->palette), *proxy(), widget);
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
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
