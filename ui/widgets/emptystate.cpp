// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/emptystate.h"

#include "ui/theme/palette.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace lbfy {

namespace {

constexpr int iconSide = 40;
constexpr int sentenceWidth = 440;

} // namespace

EmptyState::EmptyState(QWidget *parent)
    : QWidget(parent)
    , m_picture(new QLabel(this))
    , m_title(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_actions(new QWidget(this))
{
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() * 1.3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_sentence->setWordWrap(true);
    m_sentence->setFixedWidth(sentenceWidth);
    for (QLabel *label : {m_picture, m_title, m_sentence}) {
        label->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
        label->setTextFormat(Qt::PlainText);
    }
    auto *buttons = new QHBoxLayout(m_actions);
    buttons->setContentsMargins(0, 8, 0, 0);
    buttons->setSpacing(8);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addStretch(1);
    for (QWidget *widget : {static_cast<QWidget *>(m_picture), static_cast<QWidget *>(m_title),
                            static_cast<QWidget *>(m_sentence), m_actions})
        layout->addWidget(widget, 0, Qt::AlignHCenter);
    layout->addStretch(1);
}

void EmptyState::setContent(IconName icon, const QString &title, const QString &sentence,
                            const QList<EmptyAction> &actions)
{
    m_icon = icon;
    m_title->setText(title);
    m_sentence->setText(sentence);
    setAccessibleName(title);
    setAccessibleDescription(sentence);
    qDeleteAll(m_actions->findChildren<QPushButton *>());
    for (const EmptyAction &action : actions) {
        auto *button = new QPushButton(lbfy::icon(action.icon), action.text, m_actions);
        button->setToolTip(action.toolTip);
        button->setAutoDefault(false);
        if (action.run)
            connect(button, &QPushButton::clicked, this, action.run);
        m_actions->layout()->addWidget(button);
    }
    m_actions->setVisible(!actions.isEmpty());
    paintIcon();
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paintIcon();
    QWidget::changeEvent(event);
}

void EmptyState::paintIcon()
{
    const Colors &colors = colorsFor(palette());
    QPalette faint = palette();
    faint.setColor(QPalette::WindowText, colors.axisText);
    m_sentence->setPalette(faint);
    m_picture->setPixmap(lbfy::icon(m_icon, colors.axisText).pixmap(QSize(iconSide, iconSide), devicePixelRatio()));
}

} // namespace lbfy
