// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is new in a TOML text looks like what stands beside it: quotes, indentation, the column of the equals signs.

#pragma once

#include "core/config/keys.h"
#include "core/config/tomlview.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

/// A key that is to be written. Its value is never std::monostate.
struct NewKey {
    std::string name;
    Value value;
};
using NewKeys = std::vector<NewKey>;

/// In the spelling of the old value, as far as it can hold the new one.
std::string spellLike(std::string_view old, const Value &value, std::string_view lineEnd);

/// Of "key = value".
struct LineStyle {
    std::string before = " "; ///< the equals sign
    std::string after = " ";
    std::size_t column = 0; ///< of the equals sign, where it has one in common with its neighbours; else 0
    std::string quote = "\"";
};

struct BlockStyle {
    std::string headerIndent;
    std::string keyIndent;
    LineStyle line;
};
BlockStyle styleOf(const TomlBlock &block);

struct NewBlock {
    TomlPath path;
    bool isArray = false;
    NewKeys keys;
};
std::unique_ptr<TomlBlock> makeBlock(const NewBlock &block, const BlockStyle &style, const std::string &lineEnd);

/// One in braces, spaced like another if there is one. Items can be appended.
TomlValue makeInlineTable(const NewKeys &keys, const TomlValue *like);
void appendInline(TomlValue &table, const std::string &name, TomlValue value);

/// At the table's first place, behind its last key there. The table must have a place.
void insertKey(TomlTable &table, const NewKey &key, const std::string &lineEnd);

/// Its line goes; comments above it and beside it stay.
void removeKey(TomlTable &table, const std::string &name);

} // namespace lbfy
