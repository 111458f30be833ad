// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keyspec.h"

#include "ui/settings/escapedtext.h"

#include <QCoreApplication>

namespace lbfy {

Result<Value> valueOfText(const KeySpec &spec, const QString &text)
{
    if (text.isEmpty() && spec.hasStandard())
        return spec.standard;
    std::string given = text.toStdString();
    if (spec.takesEscapes()) {
        const auto plain = unescapedText(text);
        if (!plain)
            return plain.failure();
        given = *plain;
    }
    const auto value = valueFromText(spec.type, spec.min, spec.max, given);
    return value ? spec.check(*value) : value;
}

QString textOfValue(const KeySpec &spec, const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        return spec.takesEscapes() ? escapedText(*text) : QString::fromStdString(*text);
    return QString::fromStdString(toToml(value));
}

QString shownValue(const KeySpec &spec, const Value &value)
{
    for (const WordChoice &word : spec.words) {
        if (word.value == value)
            return word.title;
    }
    if (const auto *truth = std::get_if<bool>(&value))
        return *truth ? QCoreApplication::translate("lbfy::keys", "Yes")
                      : QCoreApplication::translate("lbfy::keys", "No");
    return textOfValue(spec, value);
}

} // namespace lbfy
