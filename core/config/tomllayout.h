// SPDX-License-Identifier: GPL-3.0-or-later
//
// A TOML text cut into pieces, so that one value can be changed and every other byte kept. The parser library knows
// what a text means, but not where keys, comments, commas and blank lines are, nor reliably where a value ends. This is
// the complement: it knows where everything stands and nothing of what it means. Written out, the pieces give the text
// again, byte for byte; what is wrong with a text is left to the library, which is to be asked first.
//
// Ownership: a layout owns all its parts; blocks and items stay at their addresses while pieces are moved about.

#pragma once

#include "core/config/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

struct TomlItem;

enum class TomlKind {
    Scalar,
    Array, ///< [ … ]
    Table, ///< { … }, or the lines below a header
};

struct TomlValue {
    TomlKind kind = TomlKind::Scalar;
    std::string text; ///< Scalar: as it is written
    std::vector<std::unique_ptr<TomlItem>> items;
    std::string tail; ///< after the last item, before what closes the value
};

using TomlPath = std::vector<std::string>;

/// "key = value", as a line or inside braces, or one value of an array.
struct TomlItem {
    std::string lead; ///< comments and blanks before it; ends with the indentation
    TomlPath path; ///< the parts of the key, as they are meant; empty in an array
    std::string key; ///< as it is written
    std::string equals; ///< with the blanks around it
    TomlValue value;
    std::string after; ///< blanks before the comma
    bool comma = false;
    std::string trail; ///< the rest of the line: a comment, and the line end where the item is a line
};

/// A header with the lines that belong to it, or the lines before the first header.
struct TomlBlock {
    std::string lead; ///< the comment lines directly above the header
    std::string header; ///< the whole line; empty: before the first header
    TomlPath path;
    bool isArray = false; ///< [[ … ]]
    TomlValue body; ///< its tail: comment lines directly below the last item
};

/// Either a block, or blank lines and comments that belong to none.
struct TomlPiece {
    std::string text;
    std::unique_ptr<TomlBlock> block;
};

using TomlPieces = std::vector<TomlPiece>;

struct TomlLayout {
    TomlPieces pieces; ///< there is always one block without a header, before those with one
    std::string lineEnd = "\n"; ///< as the text's first line has it
    bool endsLastLine = true;
};

/// For a text that is valid TOML.
Result<TomlLayout> parseLayout(std::string_view text);

std::string toText(const TomlValue &value);
std::string toText(const TomlLayout &layout);

} // namespace lbfy
