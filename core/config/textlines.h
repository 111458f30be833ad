// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lines of a text, with their line ends, as what changes texts in place and what compares them need them.

#pragma once

#include <string_view>
#include <vector>

namespace lbfy {

/// What may stand between two things on a line.
inline constexpr std::string_view blanks = " \t";

/// Each with its line end, which the last may lack.
std::vector<std::string_view> linesOfText(std::string_view text);

/// The text after the last line feed.
std::string_view lastLine(std::string_view text);

/// Nothing but blanks and line ends.
bool isBlank(std::string_view text);

/// The first that is not blank begins a comment.
bool isComment(std::string_view line);

/// Without the blank lines at the end, or at the beginning.
std::string_view withoutBlankEnd(std::string_view text);
std::string_view withoutBlankBegin(std::string_view text);

/// In characters: bytes that continue one do not count.
std::size_t widthOf(std::string_view text);

} // namespace lbfy
