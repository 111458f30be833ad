// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/jumpbutton.h"
#include "ui/text/format.h"
#include "ui/theme/palette.h"

#include <QAbstractItemView>
#include <QEvent>
#include <QPainter>

namespace lbfy {

JumpButton::JumpButton(Edge edge, QAbstractItemView *view) : QPushButton(view), m_edge(edge), m_view(view)
{
    setCursor(Qt::PointingHandCursor);
    view->viewport()->installEventFilter(this);
    hide();
}

void JumpButton::setCount(int count)
{
    m_count = count;
    if (count <= 0) {
        hide();
        return;
    }
    const QString arrow = m_edge == Edge::Top ? QStringLiteral("↑ ") : QStringLiteral("↓ ");
    const QString number = formatCount(static_cast<std::uint64_t>(count));
    const QString words = tr("%1 new").arg(count < m_most ? number : QString(number + QStringLiteral("+")));
    setText(arrow + words);
    setAccessibleName(tr("%1, go there").arg(words));
    place();
    show();
    raise();
}

void JumpButton::place()
{
    const QRect area = m_view->viewport()->geometry();
    const QSize size(fontMetrics().horizontalAdvance(text()) + 28, std::max(24, fontMetrics().height() + 8));
    const int x = area.center().x() - size.width() / 2;
    const int y = m_edge == Edge::Top ? area.top() + 8 : area.bottom() - size.height() - 8;
    setGeometry(QRect(QPoint(x, y), size));
}

bool JumpButton::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && m_count > 0)
        place();
    return QPushButton::eventFilter(watched, event);
}

void JumpButton::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(hasFocus() ? QPen(colors.text, 1.5) : Qt::NoPen);
    painter.setBrush(isDown() || underMouse() ? colors.accent.darker(112) : colors.accent);
    painter.drawRoundedRect(area, area.height() / 2, area.height() / 2);
    painter.setPen(colors.onAccent);
    painter.drawText(rect(), Qt::AlignCenter, text());
}

} // namespace lbfy
