// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/copybutton.h"

#include "ui/theme/icons.h"
#include "ui/theme/palette.h"
#include "ui/widgets/accessible.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QToolTip>

namespace lbfy {

CopyButton::CopyButton(const QString &label, std::function<QString()> text, QWidget *parent)
    : QToolButton(parent)
    , m_label(label)
    , m_textToCopy(std::move(text))
{
    setAutoRaise(true);
    setIconSize({16, 16});
    setMinimumSize(26, 26);
    m_feedback.setSingleShot(true);
    m_feedback.setInterval(std::chrono::seconds(2));
    connect(this, &QToolButton::clicked, this, &CopyButton::copy);
    connect(&m_feedback, &QTimer::timeout, this, &CopyButton::rest);
    rest();
}

void CopyButton::copy()
{
    const QString text = m_textToCopy();
    QGuiApplication::clipboard()->setText(text);
    setIcon(lbfy::icon(IconName::Check, colorsFor(palette()).up));
    setToolTip(tr("Copied"));
    setAccessibleName(tr("Copied"));
    announce(this);
    m_feedback.start();
    // Said at the button, where the eye is.
    if (isVisible())
        QToolTip::showText(mapToGlobal(QPoint(0, height())), toolTip(), this, {}, m_feedback.interval());
    Q_EMIT copied(text);
}

void CopyButton::rest()
{
    setIcon(lbfy::icon(IconName::Copy));
    setToolTip(m_label);
    setAccessibleName(m_label);
}

} // namespace lbfy
