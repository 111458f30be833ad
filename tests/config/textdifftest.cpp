// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/textdiff.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace lbfy {

namespace {

/// One character for the kind, then the line.
std::string shown(const std::vector<DiffLine> &lines)
{
    std::string text;
    for (const DiffLine &line : lines)
        text += (line.kind == DiffKind::Same ? ' ' : line.kind == DiffKind::Removed ? '-' : '+') + line.text + '\n';
    return text;
}

TEST(TextDiff, keepsWhatIsCommon)
{
    EXPECT_EQ(shown(diffLines("", "")), "");
    EXPECT_EQ(shown(diffLines("a\nb\n", "a\nb\n")), " a\n b\n");
    EXPECT_EQ(shown(diffLines("", "a\n\n")), "+a\n+\n");
    EXPECT_EQ(shown(diffLines("a\nb\nc\nd\n", "a\nx\nc\ny\nd\n")), " a\n-b\n+x\n c\n+y\n d\n");
    EXPECT_EQ(shown(diffLines("a\na\na\n", "a\na\n")), " a\n a\n-a\n");
}

TEST(TextDiff, anotherLineEndIsAnotherLine)
{
    EXPECT_EQ(shown(diffLines("a\nb", "a\r\nb\n")), "-a\n-b\n+a\n+b\n");
}

TEST(TextDiff, thousandsOfDifferentLinesAreOneStretch)
{
    std::string before = "same\n";
    std::string after = before;
    for (int i = 0; i < 100'000; ++i) {
        before += std::to_string(i) + '\n';
        after += std::to_string(100'000 - i) + '\n';
    }
    const auto lines = diffLines(before + "end\n", after + "end\n");
    ASSERT_EQ(lines.size(), 200'002U);
    EXPECT_EQ(lines[100'000].kind, DiffKind::Removed);
    EXPECT_EQ(lines[100'001].kind, DiffKind::Added);
    EXPECT_EQ(lines.back(), (DiffLine {DiffKind::Same, "end"}));
}

TEST(TextDiff, bothTextsCanBeReadFromIt)
{
    EXPECT_TRUE(rc::check([] {
        const auto anyText = [] {
            std::string text;
            for (int i = *rc::gen::inRange(0, 20); i > 0; --i)
                text += std::string(1, *rc::gen::inRange('a', 'e')) + '\n';
            return text;
        };
        const std::string before = anyText();
        const std::string after = anyText();
        std::string old;
        std::string now;
        for (const DiffLine &line : diffLines(before, after)) {
            old += line.kind == DiffKind::Added ? "" : line.text + '\n';
            now += line.kind == DiffKind::Removed ? "" : line.text + '\n';
        }
        RC_ASSERT(old == before);
        RC_ASSERT(now == after);
    }));
}

} // namespace

} // namespace lbfy
