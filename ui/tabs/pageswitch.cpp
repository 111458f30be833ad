// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/pageswitch.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>

namespace lbfy {

class PageSwitch::Button final : public QAbstractButton
{
public:
    enum class Place : std::uint8_t { First, Middle, Last };

    Button(const QString &title, Place place, QWidget *parent)
        : QAbstractButton(parent)
        , m_place(place)
        , m_colors(colorsOf(Scheme::Light))
    {
        setText(title);
        setCheckable(true);
        setAutoExclusive(true); // a radio button to a screen reader
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    void setColors(const Colors &colors)
    {
        m_colors = colors;
        update();
    }

    void setCount(const QString &count)
    {
        if (count == m_count)
            return;
        // Room for as many digits as there ever were, so that the bar does not breathe with the numbers.
        m_room = std::max(m_room, fontMetrics().horizontalAdvance(QString(count.size(), u'0')));
        m_count = count;
        setAccessibleName(text() + QStringLiteral(" ") + count);
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        const int counted = m_count.isEmpty() ? 0 : gap + m_room;
        return {fontMetrics().horizontalAdvance(text()) + counted + 2 * margin,
                std::max(26, fontMetrics().height() + 10)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        // The round ends reach beyond the edges that are shared with a neighbour.
        constexpr double radius = 4;
        QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        QRectF outline = area;
        if (m_place != Place::First)
            outline.setLeft(area.left() - radius - 2);
        if (m_place != Place::Last)
            outline.setRight(area.right() + radius + 2);
        painter.setPen(QPen(m_colors.border, 1));
        painter.setBrush(isChecked()                        ? m_colors.accent
                                 : isDown() || underMouse() ? m_colors.alternate
                                                            : m_colors.button);
        if (isChecked())
            painter.setPen(QPen(m_colors.accent, 1));
        painter.drawRoundedRect(outline, radius, radius);
        if (hasFocus()) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(isChecked() ? m_colors.onAccent : m_colors.accent, 1));
            painter.drawRoundedRect(area.adjusted(2, 2, -2, -2), radius - 1, radius - 1);
        }
        const QRect inside = rect().adjusted(margin, 0, -margin, 0);
        painter.setPen(isChecked() ? m_colors.onAccent : m_colors.text);
        painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft, text());
        if (!isChecked())
            painter.setPen(m_colors.axisText);
        painter.drawText(inside, Qt::AlignVCenter | Qt::AlignRight, m_count);
    }

private:
    static constexpr int margin = 12;
    static constexpr int gap = 8;

    const Place m_place;
    Colors m_colors;
    QString m_count;
    int m_room = 0;
};

PageSwitch::PageSwitch(const QString &name, const QList<QString> &titles, QWidget *parent)
    : QWidget(parent)
    , m_group(new QButtonGroup(this))
{
    setAccessibleName(name);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    for (qsizetype i = 0; i < titles.size(); ++i) {
        const auto place = i == 0        ? Button::Place::First
                : i + 1 == titles.size() ? Button::Place::Last
                                         : Button::Place::Middle;
        auto *button = new Button(titles[i], place, this);
        row->addWidget(button);
        m_group->addButton(button, static_cast<int>(i));
        m_buttons.push_back(button);
    }
    m_buttons.front()->setChecked(true);
    connect(m_group, &QButtonGroup::idToggled, this, [this](int page, bool checked) {
        if (checked)
            Q_EMIT pageChosen(page);
    });
}

void PageSwitch::setColors(const Colors &colors)
{
    for (Button *button : m_buttons)
        button->setColors(colors);
}

void PageSwitch::setCount(int page, const QString &count)
{
    m_buttons[page]->setCount(count);
}
int PageSwitch::page() const
{
    return m_group->checkedId();
}
void PageSwitch::setPage(int page)
{
    m_buttons[page]->setChecked(true);
}

} // namespace lbfy
