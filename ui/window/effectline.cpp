// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/effectline.h"

#include "ui/text/format.h"
#include "ui/text/strategywords.h"
#include "ui/theme/icons.h"
#include "ui/window/effecttext.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace lbfy {

EffectLine::EffectLine(QWidget *parent) : QWidget(parent), m_head(new QLabel(this)), m_text(new QLabel(this))
{
    auto *close = new QToolButton(this);
    close->setIcon(icon(IconName::Close));
    close->setAutoRaise(true);
    close->setToolTip(tr("Put this comparison away"));
    close->setAccessibleName(close->toolTip());
    QFont bold = font();
    bold.setBold(true);
    m_head->setFont(bold);
    for (QLabel *label : {m_head, m_text})
        label->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 0, 0, 0);
    layout->addWidget(m_head);
    layout->addWidget(m_text, 1);
    layout->addWidget(close);
    setVisible(false);
    connect(close, &QToolButton::clicked, this, &EffectLine::dismissed);
}

void EffectLine::setEffect(const SwitchEffect::Effect *effect)
{
    setVisible(effect != nullptr);
    if (!effect)
        return;
    m_head->setText(tr("Since %1 at %2:").arg(strategyTitle(effect->to), formatTimeOfDay(effect->at)));
    m_text->setText(effectText(*effect));
    const QString details = effectDetails(*effect);
    m_text->setToolTip(details);
    m_head->setToolTip(details);
}

} // namespace lbfy
