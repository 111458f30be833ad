// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/inlinemessage.h"

#include "ui/theme/glyphs.h"
#include "ui/theme/palette.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

namespace lbfy {

namespace {

constexpr int margin = 8;
constexpr int glyphSize = 16;

} // namespace

InlineMessage::InlineMessage(QWidget *parent) : QWidget(parent), m_label(new QLabel(this))
{
    m_label->setTextFormat(Qt::PlainText);
    m_label->setWordWrap(true);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(2 * margin + glyphSize, 6, margin, 6);
    layout->addWidget(m_label);
    hide();
}

QString InlineMessage::text() const
{
    return m_label->text();
}

void InlineMessage::say(const QString &text)
{
    if (text == m_label->text())
        return;
    m_label->setText(text);
    m_label->setAccessibleName(text);
    setVisible(!text.isEmpty());
    if (!text.isEmpty()) {
        QAccessibleEvent event(m_label, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void InlineMessage::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), mixed(colors.base, colors.down, 0.1));
    const double top = m_label->y() + (fontMetrics().height() - glyphSize) / 2.0;
    drawGlyph(painter, QRectF(margin, top, glyphSize, glyphSize), Glyph::Octagon, colors.down, colors.base);
}

} // namespace lbfy
