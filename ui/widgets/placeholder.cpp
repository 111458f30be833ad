// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/placeholder.h"

#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace lbfy {

Placeholder::Placeholder(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_text(new QLabel(this))
    , m_action(new QPushButton(this))
{
    QFont bold = m_title->font();
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_text->setWordWrap(true);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    for (QLabel *label : {m_title, m_text})
        label->setTextFormat(Qt::PlainText);

    auto *column = new QVBoxLayout(this);
    // In the smallest window there are three lines for it.
    column->setContentsMargins(24, 4, 24, 4);
    column->setSpacing(4);
    column->addStretch(2);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(4);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);

    connect(m_action, &QPushButton::clicked, this, &Placeholder::actionTriggered);
    parent->installEventFilter(this);
    setGeometry(parent->rect());
    hide();
}

void Placeholder::say(const Words &words)
{
    if (m_words != words) {
        m_words = words;
        m_title->setText(words.title);
        m_text->setText(words.text);
        m_action->setText(words.action);
        m_action->setVisible(!words.action.isEmpty());
        setAccessibleName(words.title);
        setAccessibleDescription(words.text);
    }
    setGeometry(parentWidget()->rect());
    show();
    raise();
}

bool Placeholder::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace lbfy
