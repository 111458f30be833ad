// SPDX-License-Identifier: GPL-3.0-or-later
//
// The two columns of every --help.

#pragma once

#include <string>

namespace lbfy {

/// The left column, then the text, broken at blanks and indented.
std::string helpRow(std::string left, const std::string &text);

} // namespace lbfy
