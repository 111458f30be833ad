// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/plaintip.h"

namespace lbfy {

QString plainTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    QString escaped = text.toHtmlEscaped();
    escaped.replace(QChar(u'\n'), QStringLiteral("<br/>"));
    return QStringLiteral("<qt>") + escaped + QStringLiteral("</qt>");
}

} // namespace lbfy
