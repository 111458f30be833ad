// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bytes that one line of a form cannot hold, as TOML would escape them: a line feed is typed \n. Quotes stand for
// themselves, since nothing round the text needs them. Pure.

#pragma once

#include "core/config/result.h"

#include <QString>

#include <string>

namespace lbfy {

QString escapedText(const std::string &text);
/// Reads back what escapedText() wrote, or says which escape there is not.
Result<std::string> unescapedText(const QString &text);

} // namespace lbfy
