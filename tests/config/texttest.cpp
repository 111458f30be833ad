// SPDX-License-Identifier: GPL-3.0-or-later
//
// Names, quotes and suggestions.

#include "core/config/text.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>

namespace lbfy {

namespace {

TEST(Name, isOneTo64PrintableCharactersNotBytes)
{
    std::string umlauts;
    for (int i = 0; i < 64; ++i)
        umlauts += "ä";
    for (const std::string &name : {std::string("a"), std::string(64, 'x'), umlauts, std::string("web 1 (old)=,\"")})
        EXPECT_TRUE(checkName(name)) << name;
    const std::string nul("a\0b", 3);
    for (const std::string &name : {std::string(), std::string(65, 'x'), umlauts + 'x', std::string("a\tb"), nul,
                                    std::string("\x7f"), std::string("\xc2\x85"), std::string("\xff"),
                                    std::string("\xe2\x80\xae"
                                                "abc"),
                                    std::string("\xe2\x80\xa8")}) {
        ASSERT_FALSE(checkName(name)) << name;
        EXPECT_EQ(checkName(name).message(), "a name is 1 to 64 printable characters");
    }
}

TEST(Quote, escapesWhatWouldBreakALine)
{
    EXPECT_EQ(quoted("a\"b\\c\n\r\t\x01\x7f"), R"("a\"b\\c\n\r\t\u0001\u007F")");
}

TEST(Quote, shortensBetweenCharacters)
{
    const std::string text = std::string(79, 'x') + "ä tail";
    EXPECT_EQ(quotedShort(text), '"' + std::string(79, 'x') + "…\"");
    EXPECT_EQ(quotedShort(std::string(80, 'x')), '"' + std::string(80, 'x') + '"');
}

TEST(OneLine, holdsNoControlCharacterWhateverGoesIn)
{
    EXPECT_TRUE(rc::check([](const std::string &text) {
        for (const char c : oneLine(text))
            RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
    }));
}

TEST(Suggestion, findsTheWordThatWasMeant)
{
    constexpr std::array<std::string_view, 6> known {"listen",          "backend", "strategy",
                                                     "max-connections", "weight",  "help"};
    EXPECT_EQ(nearestWord("strateegy", known), "strategy");
    EXPECT_EQ(nearestWord("wieght", known), "weight");
    EXPECT_EQ(nearestWord("backends", known), "backend");
    EXPECT_EQ(nearestWord("max", known), "max-connections");
    EXPECT_EQ(nearestWord("LISTEN", known), std::nullopt);
    EXPECT_EQ(nearestWord("zzz", known), std::nullopt);
    EXPECT_EQ(nearestWord(std::string(1'000'000, 'x'), known), std::nullopt);
}

TEST(EditDistance, countsSwapsOnceAndIsSymmetric)
{
    EXPECT_EQ(editDistance("", "abc"), 3U);
    EXPECT_EQ(editDistance("wieght", "weight"), 1U);
    EXPECT_EQ(editDistance("kitten", "sitting"), 3U);
    EXPECT_TRUE(rc::check([](const std::string &a, const std::string &b) {
        RC_ASSERT(editDistance(a, b) == editDistance(b, a));
        RC_ASSERT((editDistance(a, b) == 0) == (a == b));
        RC_ASSERT(editDistance(a, b) <= std::max(a.size(), b.size()));
    }));
}

} // namespace

} // namespace lbfy
