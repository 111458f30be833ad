// SPDX-License-Identifier: GPL-3.0-or-later
//
// The text of a configuration file, or the reason why it is none. A path may name anything: a FIFO must not block, a
// device must not be read for ever, and a text must not be able to exhaust the parser's stack.

#pragma once

#include "core/config/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace lbfy {

inline constexpr std::size_t largestConfigFile = 1024 * 1024;

/// The content of a regular file (or a symbolic link to one) of at most largestConfigFile bytes. Does not block.
Result<std::string> readRegularFile(const std::string &path);

/// What is wrong with a text before its grammar is looked at. Line 0: the text as a whole.
struct TextProblem {
    std::string message;
    int line = 0;
    int column = 0;
};

/// Byte order marks, NUL bytes, and keys of more than 16 parts.
std::optional<TextProblem> checkConfigText(std::string_view text);

} // namespace lbfy
