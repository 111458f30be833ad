// SPDX-License-Identifier: GPL-3.0-or-later
//
// How two texts differ, line by line, for people to look at.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

enum class DiffKind { Same, Removed, Added };

struct DiffLine {
    DiffKind kind = DiffKind::Same;
    std::string text; ///< without its line end

    bool operator==(const DiffLine &) const = default;
};

/// From one text to the other, with as many lines the same as can be; lines that differ only in their ends differ.
/// Where thousands of lines differ, the whole stretch is given as removed and added: time and memory are bounded.
std::vector<DiffLine> diffLines(std::string_view before, std::string_view after);

} // namespace lbfy
