// SPDX-License-Identifier: GPL-3.0-or-later
//
// Words in messages: quoting what a user wrote so that a message stays one line, checking names, and finding the
// known word that a mistyped one was probably meant to be.

#pragma once

#include "core/config/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace lbfy {

/// As a TOML basic string: in double quotes, control characters, quotes and backslashes escaped. Reads back equal.
std::string quoted(std::string_view text);

/// The same for messages: no more than some 80 characters, then "…".
std::string quotedShort(std::string_view text);

/// Fit for one line of output: what is not printable or not UTF-8 becomes U+FFFD. For file names and foreign texts.
std::string oneLine(std::string_view text);

/// Names of services and backends: 1 to 64 printable characters of valid UTF-8.
Result<std::string> checkName(std::string_view name);

/// Edit distance: characters to insert, remove, replace, or swap with their neighbour.
std::size_t editDistance(std::string_view a, std::string_view b);

/// The known word nearest to a mistyped one, if any is near enough to be what was meant. Ties: the first.
std::optional<std::string_view> nearestWord(std::string_view word, std::span<const std::string_view> known);

/// "; did you mean X?" with the nearest word between two marks (such as quotes), or nothing.
std::string suggestion(std::string_view word, std::span<const std::string_view> known, std::string_view mark = "\"");

/// `"a", "b" or "c"` for messages.
std::string alternatives(std::span<const std::string_view> words);

} // namespace lbfy
