// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text from outside (names in a file, messages of the system) made safe to print: always valid UTF-8, never anything
// that ends a line, steers a terminal or turns the reading direction round. Used by the log, /metrics and /readyz.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lbfy {

/// One step through UTF-8 text: a code point and its length, or an invalid byte (length 1).
struct Utf8Step {
    char32_t codePoint = 0;
    std::uint8_t length = 1;
    bool valid = false;
};

/// Decodes the start of `text`, which must not be empty. Overlong forms, surrogates and values above U+10FFFF are invalid.
Utf8Step decodeUtf8(std::string_view text);

/// True for what must not reach a terminal or a log as it is: C0 and C1 controls, DEL, line and paragraph separators,
/// direction marks, embeddings, overrides and isolates, the byte order mark.
bool isUnprintable(char32_t codePoint);

/// Appends `text` as the inside of a quoted string with JSON's escapes: quotes, backslashes and what isUnprintable() names.
/// An invalid byte becomes the four characters \xNN (their backslash escaped in turn).
void appendEscaped(std::string &out, std::string_view text);

/// `text` with every invalid byte replaced by the four characters \xNN; nothing else changes.
std::string toValidUtf8(std::string_view text);

} // namespace lbfy
