// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/escapedtext.h"

#include "core/config/text.h"

namespace lbfy {

namespace {

/// What stands for one character after the backslash, or nothing.
QString plainEscape(QChar c)
{
    switch (c.unicode()) {
    case u'b':
        return QStringLiteral("\b");
    case u't':
        return QStringLiteral("\t");
    case u'n':
        return QStringLiteral("\n");
    case u'f':
        return QStringLiteral("\f");
    case u'r':
        return QStringLiteral("\r");
    case u'"':
        return QStringLiteral("\"");
    case u'\\':
        return QStringLiteral("\\");
    default:
        return {};
    }
}

/// The character of \u1234 or \U00012345, or nothing.
QString hexEscape(QStringView digits)
{
    bool ok = false;
    const uint code = digits.toUInt(&ok, 16);
    const bool isCharacter = ok && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    const auto character = static_cast<char32_t>(code);
    return isCharacter ? QString::fromUcs4(&character, 1) : QString();
}

} // namespace

QString escapedText(const std::string &text)
{
    const std::string whole = quoted(text);
    QString inside = QString::fromStdString(whole.substr(1, whole.size() - 2));
    return inside.replace(QStringLiteral("\\\""), QStringLiteral("\""));
}

Result<std::string> unescapedText(const QString &text)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] != u'\\') {
            result += text[i];
            continue;
        }
        const QChar kind = i + 1 < text.size() ? text[i + 1] : QChar();
        const qsizetype length = kind == u'u' ? 4 : kind == u'U' ? 8 : 0;
        const QStringView digits = QStringView(text).mid(i + 2, length);
        const bool isWhole = digits.size() == length;
        const QString character = length == 0 ? plainEscape(kind) : isWhole ? hexEscape(digits) : QString();
        if (character.isEmpty())
            return Failure {"no such escape: \"" + text.mid(i, 2 + length).toStdString()
                            + R"("; there are \n, \r, \t, \\ and \u1234)"};
        result += character;
        i += 1 + length;
    }
    return result.toStdString();
}

} // namespace lbfy
