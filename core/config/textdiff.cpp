// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/textdiff.h"

#include "core/config/textlines.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace lbfy {

namespace {

using Lines = std::span<const std::string_view>;

/// Cells of the table below: some 8 MB. So one side has at most 2000 lines, which fits the cell's type.
constexpr std::size_t mostCells = 4'000'000;

void add(std::vector<DiffLine> &result, DiffKind kind, Lines lines)
{
    for (std::string_view line : lines) {
        while (line.ends_with('\n') || line.ends_with('\r'))
            line.remove_suffix(1);
        result.push_back({kind, std::string(line)});
    }
}

/// The longest common subsequence by the usual table.
void addDifferent(std::vector<DiffLine> &result, Lines before, Lines after)
{
    if (before.empty() || after.empty() || before.size() + 1 > mostCells / (after.size() + 1)) {
        add(result, DiffKind::Removed, before);
        add(result, DiffKind::Added, after);
        return;
    }
    const std::size_t width = after.size() + 1;
    std::vector<std::uint16_t> table((before.size() + 1) * width, 0); // [i, j]: of what follows i and j
    const auto cell = [&](std::size_t i, std::size_t j) -> std::uint16_t & { return table[i * width + j]; };
    for (std::size_t i = before.size(); i-- > 0;) {
        for (std::size_t j = after.size(); j-- > 0;) {
            const bool same = before[i] == after[j];
            cell(i, j) = same ? static_cast<std::uint16_t>(cell(i + 1, j + 1) + 1)
                              : std::max(cell(i + 1, j), cell(i, j + 1));
        }
    }
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && j < after.size() && before[i] == after[j]) {
            add(result, DiffKind::Same, before.subspan(i++, 1));
            ++j;
        } else if (j == after.size() || (i < before.size() && cell(i + 1, j) >= cell(i, j + 1))) {
            add(result, DiffKind::Removed, before.subspan(i++, 1));
        } else {
            add(result, DiffKind::Added, after.subspan(j++, 1));
        }
    }
}

} // namespace

std::vector<DiffLine> diffLines(std::string_view before, std::string_view after)
{
    const auto oldLines = linesOfText(before);
    const auto newLines = linesOfText(after);
    const Lines old = oldLines;
    const Lines now = newLines;
    const std::size_t shorter = std::min(old.size(), now.size());
    std::size_t begin = 0;
    while (begin < shorter && old[begin] == now[begin])
        ++begin;
    std::size_t end = 0;
    while (end < shorter - begin && old[old.size() - 1 - end] == now[now.size() - 1 - end])
        ++end;
    std::vector<DiffLine> result;
    add(result, DiffKind::Same, old.first(begin));
    addDifferent(result, old.subspan(begin, old.size() - begin - end), now.subspan(begin, now.size() - begin - end));
    add(result, DiffKind::Same, old.last(end));
    return result;
}

} // namespace lbfy
