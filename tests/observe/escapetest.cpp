// SPDX-License-Identifier: GPL-3.0-or-later
//
// The UTF-8 decoder at its borders, and what counts as unprintable.

#include "core/observe/escape.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

using namespace lbfy;

namespace {

std::string escaped(std::string_view text)
{
    std::string out;
    appendEscaped(out, text);
    return out;
}

std::string encode(char32_t c)
{
    std::string out;
    const auto put = [&out](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
    return out;
}

} // namespace

TEST(Escape, EveryCodePointButSurrogatesDecodesToItself)
{
    for (char32_t c = 0; c < 0x110000; ++c) {
        const std::string text = encode(c);
        const Utf8Step step = decodeUtf8(text);
        if (c >= 0xD800 && c <= 0xDFFF) {
            ASSERT_FALSE(step.valid) << static_cast<unsigned>(c);
            continue;
        }
        ASSERT_TRUE(step.valid) << static_cast<unsigned>(c);
        ASSERT_EQ(step.codePoint, c);
        ASSERT_EQ(step.length, text.size());
    }
}

TEST(Escape, MalformedSequencesAreOneInvalidByteAtATime)
{
    for (const std::string_view text : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE2\x80", "\xF0\x80\x80\x80",
                                        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xC3("}) {
        const Utf8Step step = decodeUtf8(text);
        EXPECT_FALSE(step.valid) << escaped(text);
        EXPECT_EQ(step.length, 1);
    }
}

TEST(Escape, WhatSteersATerminalOrTurnsTextRoundIsEscaped)
{
    EXPECT_EQ(escaped("a\nb\r\tc"), "a\\nb\\r\\tc");
    EXPECT_EQ(escaped(std::string_view("\0\x1b[31m\x7f", 7)), "\\u0000\\u001b[31m\\u007f");
    EXPECT_EQ(escaped("\u0085\u009b"), "\\u0085\\u009b");
    EXPECT_EQ(escaped("\u2028\u2029"), "\\u2028\\u2029");
    EXPECT_EQ(escaped("\u202a\u202e\u2066\u2069\u200e\u200f\u061c\ufeff"),
              "\\u202a\\u202e\\u2066\\u2069\\u200e\\u200f\\u061c\\ufeff");
    EXPECT_EQ(escaped("say \"hi\" c:\\"), "say \\\"hi\\\" c:\\\\");
    EXPECT_EQ(escaped("Zürich 東京 🙂"), "Zürich 東京 🙂");
}

TEST(Escape, InvalidBytesStayVisible)
{
    EXPECT_EQ(escaped("a\xff"
                      "b"),
              "a\\\\xffb");
    EXPECT_EQ(toValidUtf8("a\xff\xc3"
                          "b"),
              "a\\xff\\xc3b");
    EXPECT_EQ(toValidUtf8("a\nb"), "a\nb");
}

RC_GTEST_PROP(Escape, AnyBytesBecomeValidPrintableUtf8, (const std::string &bytes))
{
    const std::string text = escaped(bytes);
    for (std::string_view rest = text; !rest.empty();) {
        const Utf8Step step = decodeUtf8(rest);
        RC_ASSERT(step.valid);
        RC_ASSERT(!isUnprintable(step.codePoint));
        rest.remove_prefix(step.length);
    }
}
