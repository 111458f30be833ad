// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a layout means: tables, lists of tables, and where in the text each key of them stands. One table may be written
// in several places and forms (a header, dotted keys, braces); all of them end up in one TomlTable here.

#pragma once

#include "core/config/tomllayout.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lbfy {

struct TomlTable;

/// Where a key of a table stands, or could stand.
struct TomlPlace {
    TomlValue *body = nullptr;
    TomlBlock *block = nullptr; ///< whose lines the body is; null: inside braces
    TomlPath prefix; ///< what a key of this table begins with here
};

struct TomlKey {
    TomlItem *item = nullptr;
    TomlValue *body = nullptr; ///< that holds it
};

/// A list of tables.
struct TomlList {
    std::vector<std::unique_ptr<TomlTable>> elements;
    TomlItem *item = nullptr; ///< "key = [ … ]"; null: [[blocks]]
};

struct TomlTable {
    std::map<std::string, TomlKey, std::less<>> keys; ///< those with values, arrays of values included
    std::map<std::string, std::unique_ptr<TomlTable>, std::less<>> tables;
    std::map<std::string, std::unique_ptr<TomlList>, std::less<>> lists;
    std::vector<TomlPlace> places;

    /// Null if there is none of that name.
    TomlTable *table(std::string_view name) const;
    TomlList *list(std::string_view name) const;
};

/// Points into the layout, which has to outlive it. For a layout of valid TOML.
TomlTable viewOf(const TomlLayout &layout);

} // namespace lbfy
