// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmentedcontrol.h"

#include "ui/theme/palette.h"
#include "ui/widgets/accessible.h"

#include <QButtonGroup>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QRadioButton>

namespace lbfy {

namespace {

constexpr int padding = 12;
constexpr int iconGap = 6;
constexpr int numberGap = 8;
constexpr double radius = 4;

/// One of the choices. A radio button in all but looks: keys, groups and accessibility come with it.
class Segment final : public QRadioButton
{
public:
    using QRadioButton::QRadioButton;

    QSize sizeHint() const override
    {
        const int iconWidth = icon().isNull() ? 0 : iconSize().width() + (text().isEmpty() ? 0 : iconGap);
        const QFontMetrics metrics = fontMetrics();
        const int number = m_numberRoom > 0 ? numberGap + m_numberRoom : 0;
        return {2 * padding + iconWidth + metrics.size(Qt::TextShowMnemonic, text()).width() + number,
                std::max(28, metrics.height() + 10)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

    /// True if it needs more room than before. As many digits as there ever were keep theirs, or the bar would breathe.
    bool setNumber(const QString &number)
    {
        m_number = number;
        setAccessibleName(number.isEmpty() ? text() : QString(text() + QChar(u' ') + number));
        update();
        const int room = fontMetrics().horizontalAdvance(QString(number.size(), u'0'));
        if (room <= m_numberRoom)
            return false;
        m_numberRoom = room;
        updateGeometry();
        return true;
    }
    const QString &number() const { return m_number; }

protected:
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const Colors &colors = colorsFor(palette());
        paintGround(painter, colors);
        paintContent(painter, colors);
        if (hasFocus() && window()->testAttribute(Qt::WA_KeyboardFocusChange)) {
            painter.setPen(QPen(isChecked() ? colors.onAccent : colors.accent, 1.5));
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(rect()).adjusted(3, 3, -3, -3), radius - 1, radius - 1);
        }
    }

private:
    bool isFirst() const { return x() == 0; }
    bool isLast() const { return geometry().right() == parentWidget()->rect().right(); }

    void paintGround(QPainter &painter, const Colors &colors)
    {
        const bool lit = underMouse() && isEnabled();
        QColor fill = palette().color(QPalette::Button);
        if (isChecked())
            fill = isEnabled() ? colors.accent : colors.border;
        else
            fill = mixed(fill, colors.text, isDown() ? 0.16 : lit ? 0.07 : 0);
        // The outline belongs to the whole: each draws a box that reaches beyond its inner sides.
        const QRectF box = QRectF(rect()).adjusted(isFirst() ? 0.5 : -radius - 1, 0.5, isLast() ? -0.5 : radius + 1,
                                                   -0.5);
        painter.setPen(QPen(isEnabled() ? colors.control : colors.border, 1));
        painter.setBrush(fill);
        painter.drawRoundedRect(box, radius, radius);
        if (!isFirst() && !isChecked()) {
            painter.setPen(QPen(colors.border, 1));
            painter.drawLine(QPointF(0.5, 6), QPointF(0.5, height() - 6));
        }
    }

    void paintContent(QPainter &painter, const Colors &colors)
    {
        QColor ink = palette().color(QPalette::ButtonText);
        if (isChecked())
            ink = isEnabled() ? colors.onAccent : colors.text;
        QRect area = rect();
        if (!icon().isNull()) {
            const QRect place(QPoint(text().isEmpty() ? (width() - iconSize().width()) / 2 : padding,
                                     (height() - iconSize().height()) / 2),
                              iconSize());
            icon().paint(&painter, place, Qt::AlignCenter,
                         !isEnabled()          ? QIcon::Disabled
                                 : isChecked() ? QIcon::Selected
                                               : QIcon::Normal);
            area.setLeft(place.right() + iconGap - padding);
        }
        painter.setPen(ink);
        if (m_numberRoom == 0) {
            painter.drawText(area, Qt::AlignCenter | Qt::TextShowMnemonic, text());
            return;
        }
        area.adjust(padding, 0, -padding, 0);
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextShowMnemonic, text());
        if (!isChecked())
            painter.setPen(colors.axisText);
        painter.drawText(area, Qt::AlignVCenter | Qt::AlignRight, m_number);
    }

    QString m_number;
    int m_numberRoom = 0;
};

QString tipOf(const SegmentChoice &choice)
{
    if (choice.shortcut.isEmpty())
        return choice.toolTip;
    const QString keys = choice.shortcut.toString(QKeySequence::NativeText);
    if (choice.toolTip.isEmpty())
        return keys;
    return choice.toolTip + QStringLiteral(" (") + keys + QLatin1Char(')');
}

/// Content with a few letters' room: it gets what there is, and the list that opens takes what it needs.
QComboBox *makeCombo(const QString &name, const QList<SegmentChoice> &choices, QWidget *parent)
{
    auto *combo = new QComboBox(parent);
    combo->setAccessibleName(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    combo->setMinimumContentsLength(8);
    for (int i = 0; i < choices.size(); ++i) {
        combo->addItem(choices[i].icon, choices[i].text);
        combo->setItemData(i, tipOf(choices[i]), Qt::ToolTipRole);
    }
    return combo;
}

} // namespace

SegmentedControl::SegmentedControl(const QString &name, const QList<SegmentChoice> &choices, QWidget *parent)
    : QWidget(parent)
    , m_choices(choices)
    , m_row(new QWidget(this))
    , m_buttons(new QButtonGroup(this))
    , m_combo(makeCombo(name, choices, this))
{
    setAccessibleName(name);
    speakAs(m_row, QAccessible::Grouping);
    m_row->setAccessibleName(name);
    auto *layout = new QHBoxLayout(m_row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    for (int i = 0; i < m_choices.size(); ++i) {
        auto *segment = new Segment(m_choices[i].text, m_row);
        segment->setIcon(m_choices[i].icon);
        segment->setToolTip(tipOf(m_choices[i]));
        segment->setAccessibleDescription(tipOf(m_choices[i]));
        segment->setAttribute(Qt::WA_Hover);
        segment->setChecked(i == 0);
        m_buttons->addButton(segment, i);
        layout->addWidget(segment);
    }
    connect(m_buttons, &QButtonGroup::idToggled, this, [this](int index, bool on) {
        if (on)
            take(index);
    });
    connect(m_combo, &QComboBox::activated, this, &SegmentedControl::take);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    arrange();
}

void SegmentedControl::setCurrentIndex(int index)
{
    if (index < 0 || index >= count())
        return;
    m_current = index;
    const QSignalBlocker silence(m_buttons);
    m_buttons->button(index)->setChecked(true);
    m_combo->setCurrentIndex(index);
    m_combo->setToolTip(tipOf(m_choices[index]));
}

void SegmentedControl::setNumber(int index, const QString &number)
{
    auto *segment = static_cast<Segment *>(m_buttons->button(index));
    if (number == segment->number())
        return;
    m_combo->setItemText(index, number.isEmpty() ? segment->text() : QString(segment->text() + QChar(u' ') + number));
    if (!segment->setNumber(number))
        return;
    // After the layout has given the room, if it has any: else it would be a combo box for a moment.
    updateGeometry();
    QMetaObject::invokeMethod(this, &SegmentedControl::arrange, Qt::QueuedConnection);
}

void SegmentedControl::take(int index)
{
    if (index == m_current)
        return;
    setCurrentIndex(index);
    Q_EMIT chosen(index);
}

bool SegmentedControl::isNarrow() const
{
    return m_row->isHidden();
}

int SegmentedControl::narrowWidth() const
{
    return m_combo->sizeHint().width();
}

QSize SegmentedControl::sizeHint() const
{
    const QSize row = m_row->sizeHint();
    return {row.width(), std::max(row.height(), m_combo->sizeHint().height())};
}

QSize SegmentedControl::minimumSizeHint() const
{
    return {std::min(m_combo->minimumSizeHint().width(), m_row->sizeHint().width()), sizeHint().height()};
}

void SegmentedControl::resizeEvent(QResizeEvent *)
{
    arrange();
}

void SegmentedControl::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        updateGeometry();
        arrange();
    }
    QWidget::changeEvent(event);
}

void SegmentedControl::arrange()
{
    const bool narrow = width() < m_row->sizeHint().width();
    const bool hadFocus = m_combo->hasFocus() || (m_buttons->checkedButton() && m_buttons->checkedButton()->hasFocus());
    m_row->setVisible(!narrow);
    m_combo->setVisible(narrow);
    QWidget *front = narrow ? static_cast<QWidget *>(m_combo) : m_row;
    QWidget *focus = narrow ? static_cast<QWidget *>(m_combo) : m_buttons->checkedButton();
    setFocusProxy(focus);
    if (hadFocus && !focus->hasFocus())
        focus->setFocus();
    const int wide = narrow ? std::min(width(), narrowWidth()) : m_row->sizeHint().width();
    const int high = std::max(front->sizeHint().height(), m_row->sizeHint().height());
    front->setGeometry(0, (height() - high) / 2, wide, high);
}

} // namespace lbfy
