// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/helprow.h"

namespace lbfy {

namespace {

constexpr std::size_t leftWidth = 28;
constexpr std::size_t lineWidth = 100;

} // namespace

std::string helpRow(std::string left, const std::string &text)
{
    const std::string indent(leftWidth, ' ');
    if (left.size() + 2 > leftWidth)
        left += '\n' + indent;
    else
        left.resize(leftWidth, ' ');
    std::size_t begin = 0;
    while (text.size() - begin > lineWidth - leftWidth) {
        const std::size_t blank = text.rfind(' ', begin + lineWidth - leftWidth);
        left += text.substr(begin, blank - begin) + '\n' + indent;
        begin = blank + 1;
    }
    return left + text.substr(begin) + '\n';
}

} // namespace lbfy
