// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a user does with a form of settings: type into a field, find a button.

#pragma once

#include "ui/settings/settingsform.h"

#include <QLineEdit>
#include <QPushButton>

#include <string_view>

namespace lbfy {

inline QLineEdit *edit(const SettingsForm &form, std::string_view section, std::string_view key)
{
    return form.field(section, key)->lineEdit();
}

inline void type(const SettingsForm &form, std::string_view section, std::string_view key, const char *text)
{
    edit(form, section, key)->setText(QString::fromUtf8(text));
}

inline QPushButton *button(const QWidget &in, const char *text)
{
    for (QPushButton *candidate : in.findChildren<QPushButton *>()) {
        if (candidate->text().remove(u'&') == QString::fromLatin1(text))
            return candidate;
    }
    return nullptr;
}

} // namespace lbfy
