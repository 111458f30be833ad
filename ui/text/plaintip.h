// SPDX-License-Identifier: GPL-3.0-or-later
//
// Texts from outside as tool tips. Qt takes a tool tip for markup when it looks like it, and for plain text otherwise, so
// that neither a text nor its escaped form is safe: "<b>" would vanish from the one, &quot; would appear in the other.
// Pure.

#pragma once

#include <QString>

namespace lbfy {

/// `text` as markup that shows it to the letter; empty stays empty.
QString plainTip(const QString &text);

} // namespace lbfy
