// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/textlines.h"

#include <algorithm>

namespace lbfy {

std::vector<std::string_view> linesOfText(std::string_view text)
{
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
        lines.push_back(text.substr(begin, end - begin));
        begin = end;
    }
    return lines;
}

std::string_view lastLine(std::string_view text)
{
    return text.substr(text.rfind('\n') + 1);
}

bool isBlank(std::string_view text)
{
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool isComment(std::string_view line)
{
    const std::size_t first = line.find_first_not_of(blanks);
    return first != std::string_view::npos && line[first] == '#';
}

std::string_view withoutBlankEnd(std::string_view text)
{
    const auto lines = linesOfText(text);
    for (auto line = lines.rbegin(); line != lines.rend() && isBlank(*line); ++line)
        text.remove_suffix(line->size());
    return text;
}

std::string_view withoutBlankBegin(std::string_view text)
{
    for (const std::string_view line : linesOfText(text)) {
        if (!isBlank(line))
            break;
        text.remove_prefix(line.size());
    }
    return text;
}

std::size_t widthOf(std::string_view text)
{
    const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
    return static_cast<std::size_t>(std::ranges::count_if(text, begins));
}

} // namespace lbfy
