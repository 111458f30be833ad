// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reorders, removes and adds the elements of a list in a TOML text. Where elements are blocks, comments and blank lines
// that stand between them stay where they are, and each element takes its own comments along.

#pragma once

#include "core/config/tomllayout.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lbfy {

/// For each wanted element, which of the old ones it is; nothing: a new one.
using ElementOrder = std::vector<std::optional<std::size_t>>;

/// True if every element stays and none is new.
bool isUnchanged(const ElementOrder &order, std::size_t oldCount);

/// A list of blocks: what stands before each element and behind the last, and the elements.
struct TomlChain {
    std::vector<TomlPieces> gaps; ///< one more than elements
    std::vector<TomlPieces> elements;
};

/// makeElement gets the number of the wanted element.
TomlPieces rearranged(TomlChain chain, const ElementOrder &order, const std::string &lineEnd,
                      const std::function<TomlPieces(std::size_t)> &makeElement);

/// The same for the values of an array.
void rearrange(TomlValue &array, const ElementOrder &order, const std::function<TomlValue(std::size_t)> &makeElement);

/// Whether the text so far ends with a blank line or has not begun.
bool endsWithBlankLine(const TomlPieces &pieces);

} // namespace lbfy
