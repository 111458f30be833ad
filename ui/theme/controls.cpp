// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/controls.h"

#include "ui/theme/palette.h"

#include <QPainter>
#include <QStyleOption>

#include <algorithm>

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

/// The tip of an arrow, downwards or upwards, in the middle of `area`.
void drawChevron(QPainter &painter, const QRect &area, const QColor &ink, Qt::ArrowType direction, double size = 3.5)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = QRectF(area).center();
    const double tip = (direction == Qt::DownArrow ? size : -size) / 2;
    painter.drawPolyline(
            QPolygonF {middle + QPointF(-size, -tip), middle + QPointF(0, tip), middle + QPointF(size, -tip)});
    painter.restore();
}

constexpr int shortestSlider = 28;

/// Where the slider begins and how long it is, along the bar.
std::pair<int, int> sliderOf(const QStyleOptionSlider &option)
{
    const int length = option.orientation == Qt::Horizontal ? option.rect.width() : option.rect.height();
    const auto range = static_cast<qint64>(option.maximum) - option.minimum;
    if (range <= 0)
        return {0, length};
    const auto share = static_cast<int>(qint64 {option.pageStep} * length / (range + option.pageStep));
    const int size = std::min(std::max(share, shortestSlider), length);
    return {QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition, length - size,
                                            option.upsideDown),
            size};
}

} // namespace

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

void drawFieldFrame(const QStyleOption &option, QPainter &painter, const Colors &colors)
{
    drawBox(painter, option.rect, {Qt::transparent, edgeOf(option, colors), has(option, QStyle::State_HasFocus)},
            colors);
}

void drawComboBox(const QStyleOptionComboBox &option, QPainter &painter, const Colors &colors, const QRect &arrow)
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
    drawChevron(painter, arrow, option.palette.color(option.editable ? QPalette::Text : QPalette::ButtonText),
                Qt::DownArrow);
}

void drawSpinBox(const QStyleOptionSpinBox &option, QPainter &painter, const Colors &colors, const QRect &up,
                 const QRect &down)
{
    const bool enabled = has(option, QStyle::State_Enabled);
    const QColor base = option.palette.color(QPalette::Base);
    if (option.frame)
        drawBox(painter, option.rect, {base, edgeOf(option, colors), has(option, QStyle::State_HasFocus) && enabled},
                colors);
    else
        painter.fillRect(option.rect, base);
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto inkOf = [&](QAbstractSpinBox::StepEnabledFlag step) {
        return option.palette.color(option.stepEnabled.testFlag(step) ? QPalette::Active : QPalette::Disabled,
                                    QPalette::Text);
    };
    drawChevron(painter, up, inkOf(QAbstractSpinBox::StepUpEnabled), Qt::UpArrow, 3);
    drawChevron(painter, down, inkOf(QAbstractSpinBox::StepDownEnabled), Qt::DownArrow, 3);
}

void drawScrollBar(const QStyleOptionSlider &option, QPainter &painter, const Colors &colors, const QRect &slider)
{
    painter.fillRect(option.rect, option.palette.color(QPalette::Window));
    if (option.maximum <= option.minimum)
        return;
    const bool held = has(option, QStyle::State_Sunken) && option.activeSubControls == QStyle::SC_ScrollBarSlider;
    const bool hovered = has(option, QStyle::State_MouseOver);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(held ? colors.axisText : hovered ? mixed(colors.control, colors.axisText, 0.5) : colors.control);
    const QRectF bar = QRectF(slider).adjusted(3, 3, -3, -3);
    painter.drawRoundedRect(bar, std::min(bar.width(), bar.height()) / 2, std::min(bar.width(), bar.height()) / 2);
    painter.restore();
}

QRect scrollBarPart(const QStyleOptionSlider &option, QStyle::SubControl part)
{
    const auto [begin, size] = sliderOf(option);
    const QRect all = option.rect;
    const auto stretch = [&](int from, int to) {
        return option.orientation == Qt::Horizontal ? QRect(all.x() + from, all.y(), to - from, all.height())
                                                    : QRect(all.x(), all.y() + from, all.width(), to - from);
    };
    const int length = option.orientation == Qt::Horizontal ? all.width() : all.height();
    switch (part) {
    case QStyle::SC_ScrollBarGroove:
        return all;
    case QStyle::SC_ScrollBarSlider:
        return stretch(begin, begin + size);
    case QStyle::SC_ScrollBarSubPage:
        return stretch(0, begin);
    case QStyle::SC_ScrollBarAddPage:
        return stretch(begin + size, length);
    default:
        return {};
    }
}

void drawTab(const QStyleOptionTab &option, QPainter &painter, const Colors &colors)
{
    const bool selected = has(option, QStyle::State_Selected);
    if (has(option, QStyle::State_MouseOver) && has(option, QStyle::State_Enabled) && !selected)
        painter.fillRect(option.rect.adjusted(0, 0, 0, -1),
                         mixed(option.palette.color(QPalette::Window), colors.text, 0.06));
    if (selected)
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom() - 2, option.rect.width(), 3), colors.accent);
}

void drawHeaderSection(const QStyleOptionHeader &option, QPainter &painter, const Colors &colors)
{
    QColor fill = option.palette.color(QPalette::Window);
    if (has(option, QStyle::State_MouseOver) || has(option, QStyle::State_Sunken))
        fill = mixed(fill, colors.text, has(option, QStyle::State_Sunken) ? 0.12 : 0.05);
    painter.fillRect(option.rect, fill);
    const QRect &all = option.rect;
    if (option.orientation == Qt::Vertical) {
        painter.fillRect(QRect(all.right(), all.top(), 1, all.height()), colors.border);
        return;
    }
    painter.fillRect(QRect(all.left(), all.bottom(), all.width(), 1), colors.border);
    const bool isLast = option.position == QStyleOptionHeader::End
            || option.position == QStyleOptionHeader::OnlyOneSection;
    if (!isLast)
        painter.fillRect(QRect(all.right(), all.top() + 5, 1, all.height() - 10), colors.border);
}

} // namespace lbfy
