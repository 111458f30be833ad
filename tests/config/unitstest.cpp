// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers, durations and sizes: strict syntax, ends of ranges, overflow, and printing that reads back.

#include "core/config/units.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cerrno>
#include <cstdlib>

namespace lbfy {

namespace {

const std::string durationSyntax = R"(must be a number with a unit, as in "250ms", "5s", "10m" or "1h")";

TEST(Duration, unitsAndTheirCombinationsAddUp)
{
    using namespace std::chrono_literals;
    const std::pair<std::string_view, Milliseconds> rows[] = {
            {"1ms", 1ms},
            {"250ms", 250ms},
            {"5s", 5s},
            {"10m", 10min},
            {"1h", 1h},
            {"24h", 24h},
            {"1m30s", 90s},
            {"1h1m1s1ms", 3'661'001ms},
            {"1h1ms", 3'600'001ms},
            {"86400000ms", 24h},
            {"90m", 90min},
            {"0h5s", 5s},
    };
    for (const auto &[text, value] : rows) {
        const auto parsed = parseDuration(text, ZeroDuration::Refused);
        ASSERT_TRUE(parsed) << text;
        EXPECT_EQ(parsed->count(), value.count()) << text;
    }
}

TEST(Duration, anythingButPlainNumbersWithUnitsIsASyntaxError)
{
    for (const std::string_view text : {"", "5", "s", "5 s", " 5s", "5s ", "+5s", "-5s", "1.5s", "5S", "5sec", "1s1m",
                                        "1s1s", "1s2", "5us", "1d", "0", "0x1s", "1h30"}) {
        const auto parsed = parseDuration(text, ZeroDuration::Allowed);
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.message(), durationSyntax) << text;
    }
}

TEST(Duration, zeroIsAcceptedOnlyWhereItMeansSomething)
{
    for (const std::string_view text : {"0s", "0ms", "0h"}) {
        EXPECT_EQ(parseDuration(text, ZeroDuration::Refused).message(), "must be 1ms to 24h") << text;
        EXPECT_EQ(parseDuration(text, ZeroDuration::Allowed).value().count(), 0) << text;
    }
    EXPECT_EQ(parseDuration("25h", ZeroDuration::Allowed).message(), "must be 1ms to 24h, or \"0s\"");
}

TEST(Duration, overflowIsOutOfRangeAndDoesNotWrap)
{
    // 2^64 ms is 0 when it wraps; the others wrap in the multiplication, in the sum, and in the number itself.
    for (const std::string_view text : {"18446744073709551616ms", "5124095576030432h", "18446744073709551615ms1",
                                        "99999999999999999999999999s", "18446744073709551s616ms", "24h1ms"}) {
        const auto parsed = parseDuration(text, ZeroDuration::Allowed);
        ASSERT_FALSE(parsed) << text;
        if (text.back() != '1') {
            EXPECT_EQ(parsed.message(), "must be 1ms to 24h, or \"0s\"") << text;
        }
    }
}

TEST(Duration, everyOneReadsBackAsPrinted)
{
    EXPECT_TRUE(rc::check([] {
        const Milliseconds duration {*rc::gen::inRange<std::int64_t>(0, longestDuration.count() + 1)};
        const auto parsed = parseDuration(formatDuration(duration), ZeroDuration::Allowed);
        RC_ASSERT(parsed.ok());
        RC_ASSERT(parsed->count() == duration.count());
    }));
}

TEST(Duration, printsTheLargestUnitThatDividesIt)
{
    using namespace std::chrono_literals;
    EXPECT_EQ(formatDuration(0ms), "0s");
    EXPECT_EQ(formatDuration(1500ms), "1500ms");
    EXPECT_EQ(formatDuration(90s), "90s");
    EXPECT_EQ(formatDuration(300s), "5m");
    EXPECT_EQ(formatDuration(24h), "24h");
}

TEST(Size, binaryUnitsAndRange)
{
    EXPECT_EQ(parseSize("64KiB", 1, 1 << 20).value(), 65536U);
    EXPECT_EQ(parseSize("1MiB", 1, 1 << 20).value(), 1048576U);
    EXPECT_EQ(parseSize("512B", 1, 1 << 20).value(), 512U);
    EXPECT_EQ(parseSize("2GiB", 1, UINT64_MAX).value(), 2147483648U);
    EXPECT_EQ(parseSize("1025KiB", 1, 1 << 20).message(), "must be 1B to 1MiB");
    EXPECT_EQ(parseSize("0B", 1, 1 << 20).message(), "must be 1B to 1MiB");
    EXPECT_EQ(parseSize("17179869184GiB", 0, UINT64_MAX).message(), "must be 0B to 18446744073709551615B");
    for (const std::string_view text : {"", "64", "KiB", "64KB", "64kib", "64 KiB", "1.5MiB", "1MiB1KiB", "-1B"})
        EXPECT_EQ(parseSize(text, 1, 1 << 20).message(),
                  R"(must be a number with a unit, as in "512B", "64KiB", "1MiB" or "1GiB")")
                << text;
}

TEST(Size, everyOneReadsBackAsPrinted)
{
    EXPECT_TRUE(rc::check([] {
        const auto size = *rc::gen::arbitrary<std::uint64_t>() / 2;
        RC_ASSERT(parseSize(formatSize(size), 0, UINT64_MAX).value() == size);
    }));
}

TEST(Integer, agreesWithStrtollOnEveryTextOfDigits)
{
    EXPECT_TRUE(rc::check([] {
        const auto digits = *rc::gen::container<std::string>(rc::gen::inRange('0', char {'9' + 1}));
        const std::string text = (*rc::gen::arbitrary<bool>() ? "-" : "") + digits;
        RC_PRE(!digits.empty());
        errno = 0;
        const long long reference = std::strtoll(text.c_str(), nullptr, 10);
        const bool inRange = errno == 0 && reference >= -1000 && reference <= 1'000'000;
        const auto parsed = parseInteger(text, -1000, 1'000'000);
        RC_ASSERT(parsed.ok() == inRange);
        if (inRange)
            RC_ASSERT(parsed.value() == reference);
        else
            RC_ASSERT(parsed.message() == "must be -1000 to 1000000");
    }));
}

TEST(Integer, whatIsNotOneIsSaidToBeNone)
{
    for (const std::string_view text : {"", "x", "1x", " 1", "1 ", "+1", "1.0", "0x10", "--1", "-"})
        EXPECT_EQ(parseInteger(text, 1, 64).message(), "must be a whole number, 1 to 64") << text;
}

} // namespace

} // namespace lbfy
