// SPDX-License-Identifier: GPL-3.0-or-later
//
// The decoder follows table 3-7 of the Unicode standard: the second byte's range depends on the first.

#include "core/observe/escape.h"

#include <array>
#include <cstddef>

namespace lbfy {

namespace {

constexpr std::string_view hexDigits = "0123456789abcdef";

/// What may follow a lead byte: how many bytes, and the range of the first of them.
struct Lead {
    int following = -1;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
};

constexpr Lead leadOf(unsigned char byte)
{
    if (byte < 0x80)
        return {.following = 0};
    if (byte < 0xC2)
        return {};
    if (byte < 0xE0)
        return {.following = 1};
    if (byte < 0xF0) {
        return {.following = 2,
                .low = static_cast<unsigned char>(byte == 0xE0 ? 0xA0 : 0x80),
                .high = static_cast<unsigned char>(byte == 0xED ? 0x9F : 0xBF)};
    }
    if (byte < 0xF5) {
        return {.following = 3,
                .low = static_cast<unsigned char>(byte == 0xF0 ? 0x90 : 0x80),
                .high = static_cast<unsigned char>(byte == 0xF4 ? 0x8F : 0xBF)};
    }
    return {};
}

void appendInvalidByte(std::string &out, char byte)
{
    const auto value = static_cast<unsigned char>(byte);
    out += 'x';
    out += hexDigits[value >> 4];
    out += hexDigits[value & 15];
}

void appendCodePointEscape(std::string &out, char32_t codePoint)
{
    switch (codePoint) {
    case U'\n':
        out += "\\n";
        return;
    case U'\r':
        out += "\\r";
        return;
    case U'\t':
        out += "\\t";
        return;
    default:
        break;
    }
    out += "\\u"; // everything unprintable lies in the first 65536 code points
    for (int shift = 12; shift >= 0; shift -= 4)
        out += hexDigits[(codePoint >> shift) & 15];
}

} // namespace

Utf8Step decodeUtf8(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    const Lead lead = leadOf(first);
    if (lead.following < 0 || text.size() < static_cast<std::size_t>(lead.following) + 1)
        return {.codePoint = first};
    if (lead.following == 0)
        return {.codePoint = first, .length = 1, .valid = true};

    char32_t codePoint = first & (0x3FU >> lead.following);
    for (int i = 1; i <= lead.following; ++i) {
        const auto byte = static_cast<unsigned char>(text[static_cast<std::size_t>(i)]);
        if (byte < (i == 1 ? lead.low : 0x80) || byte > (i == 1 ? lead.high : 0xBF))
            return {.codePoint = first};
        codePoint = (codePoint << 6) | (byte & 0x3FU);
    }
    return {.codePoint = codePoint, .length = static_cast<std::uint8_t>(lead.following + 1), .valid = true};
}

bool isUnprintable(char32_t codePoint)
{
    struct Range {
        char32_t first;
        char32_t last;
    };
    static constexpr std::array ranges {
            Range {0x00, 0x1F},     Range {0x7F, 0x9F},     Range {0x61C, 0x61C},   Range {0x200E, 0x200F},
            Range {0x2028, 0x202E}, Range {0x2066, 0x2069}, Range {0xFEFF, 0xFEFF},
    };
    for (const Range &range : ranges) {
        if (codePoint >= range.first && codePoint <= range.last)
            return true;
    }
    return false;
}

void appendEscaped(std::string &out, std::string_view text)
{
    while (!text.empty()) {
        const Utf8Step step = decodeUtf8(text);
        if (!step.valid) {
            out += "\\\\";
            appendInvalidByte(out, text.front());
        } else if (step.codePoint == U'"' || step.codePoint == U'\\') {
            out += '\\';
            out += text.front();
        } else if (isUnprintable(step.codePoint)) {
            appendCodePointEscape(out, step.codePoint);
        } else {
            out += text.substr(0, step.length);
        }
        text.remove_prefix(step.length);
    }
}

std::string toValidUtf8(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const Utf8Step step = decodeUtf8(text);
        if (step.valid) {
            out += text.substr(0, step.length);
        } else {
            out += '\\';
            appendInvalidByte(out, text.front());
        }
        text.remove_prefix(step.length);
    }
    return out;
}

} // namespace lbfy
