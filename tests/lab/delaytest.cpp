// SPDX-License-Identifier: GPL-3.0-or-later
//
// Delays: samples have the distribution that the text says, texts read back equal, and what is not a delay is refused
// with a message that says why. Bounds on samples are some five standard errors wide, and seeds are fixed.

#include "core/lab/delay.h"
#include "core/lab/behaviour.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t many = 100'000;

/// Sorted samples in seconds.
std::vector<double> samplesOf(const Delay &delay, std::uint64_t seed)
{
    Random random(seed);
    std::vector<double> samples;
    for (std::size_t i = 0; i < many; ++i)
        samples.push_back(toSeconds(sample(delay, random)));
    std::ranges::sort(samples);
    return samples;
}

double quantileOf(const std::vector<double> &sorted, double q)
{
    return sorted[static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1))];
}

double averageOf(const std::vector<double> &samples)
{
    double sum = 0;
    for (const double value : samples)
        sum += value;
    return sum / static_cast<double>(samples.size());
}

rc::Gen<Nanoseconds> anyTime()
{
    // From microseconds to seconds, each size as likely as the other.
    return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 1000), rc::gen::element(1us, 10us, 1000us, 60000us)),
                        [](const auto &pair) { return Nanoseconds(pair.first * pair.second); });
}

rc::Gen<double> anyShare()
{
    return rc::gen::map(rc::gen::inRange(0, 10001), [](int tenThousandths) { return tenThousandths / 10000.0; });
}

rc::Gen<Delay> anyDelay()
{
    return rc::gen::exec([]() -> Delay {
        switch (*rc::gen::inRange(0, 4)) {
        case 0:
            return ConstantDelay {*anyTime()};
        case 1:
            return NormalDelay {*anyTime(), *anyTime()};
        case 2:
            return LogNormalDelay {*anyTime(), *rc::gen::inRange(0, 301) / 100.0};
        default:
            return TwoPointDelay {*anyTime(), *anyTime(), *anyShare()};
        }
    });
}

std::string messageFor(std::string_view text)
{
    const auto delay = parseDelay(text);
    return delay ? "a delay: " + formatDelay(*delay) : delay.message();
}

} // namespace

TEST(Delay, AConstantIsAlwaysItself)
{
    const auto samples = samplesOf(ConstantDelay {8ms}, 1);
    EXPECT_EQ(samples.front(), 0.008);
    EXPECT_EQ(samples.back(), 0.008);
}

TEST(Delay, ANormalOneHasItsMeanAndQuantiles)
{
    const auto samples = samplesOf(NormalDelay {8ms, 2ms}, 2);
    EXPECT_NEAR(averageOf(samples), 0.008, 0.00003);
    EXPECT_NEAR(quantileOf(samples, 0.5), 0.008, 0.00005);
    EXPECT_NEAR(quantileOf(samples, 0.8413), 0.010, 0.0001); // one standard deviation
    EXPECT_NEAR(quantileOf(samples, 0.99), 0.008 + 2.326 * 0.002, 0.0002);
}

TEST(Delay, ANormalOneIsNeverNegative)
{
    const auto samples = samplesOf(NormalDelay {1ms, 2ms}, 3);
    EXPECT_EQ(samples.front(), 0);
    EXPECT_NEAR(static_cast<double>(std::ranges::count(samples, 0.0)) / many, 0.3085, 0.01); // P(Z < -1/2)
}

TEST(Delay, ALogNormalOneHasItsMedianSkewAndMean)
{
    const auto samples = samplesOf(LogNormalDelay {8ms, 0.5}, 4);
    EXPECT_NEAR(quantileOf(samples, 0.5), 0.008, 0.0001);
    EXPECT_NEAR(quantileOf(samples, 0.9), 0.008 * std::exp(0.5 * 1.2816), 0.0003);
    EXPECT_NEAR(quantileOf(samples, 0.99), 0.008 * std::exp(0.5 * 2.3263), 0.001);
    EXPECT_NEAR(averageOf(samples), 0.008 * std::exp(0.125), 0.0001);
}

TEST(Delay, ATwoPointOneHasTwoValuesInTheirShares)
{
    const auto samples = samplesOf(TwoPointDelay {5ms, 80ms, 0.02}, 5);
    const auto rare = static_cast<double>(std::ranges::count(samples, 0.080));
    EXPECT_EQ(static_cast<double>(std::ranges::count(samples, 0.005)) + rare, static_cast<double>(many));
    EXPECT_NEAR(rare / many, 0.02, 0.0025);
    EXPECT_EQ(meanOf(TwoPointDelay {5ms, 80ms, 0.02}), 6500us);
}

TEST(Delay, AnyMeanIsThatOfTheSamplesAndAllAreWithinLimits)
{
    ASSERT_TRUE(rc::check([](std::uint64_t seed) {
        const Delay delay = *anyDelay();
        Random random(seed);
        for (int i = 0; i < 200; ++i) {
            const Nanoseconds value = sample(delay, random);
            RC_ASSERT(value >= 0ns && value <= longestDelay);
        }
        RC_ASSERT(meanOf(delay) >= 0ns);
    }));
}

TEST(Delay, AnyTextReadsBackEqual)
{
    ASSERT_TRUE(rc::check([] {
        const Delay delay = *anyDelay();
        const auto again = parseDelay(formatDelay(delay));
        RC_ASSERT(again.ok());
        RC_ASSERT(formatDelay(*again) == formatDelay(delay));
        RC_ASSERT(*again == delay);
    }));
}

TEST(Delay, TextsAreReadAndPrintedInTheirShortestForm)
{
    const std::vector<std::pair<std::string, std::string>> table {
            {"0", "0ms"},
            {"0s", "0ms"},
            {"8ms", "8ms"},
            {"1.5ms", "1500us"},
            {"0.25s", "250ms"},
            {"60s", "60s"},
            {"250us", "250us"},
            {"normal:8ms,2000us", "normal:8ms,2ms"},
            {"lognormal:8ms,0.5", "lognormal:8ms,0.5"},
            {"lognormal:8ms,3", "lognormal:8ms,3"},
            {"two-point:5ms,80ms,2%", "two-point:5ms,80ms,2%"},
            {"two-point:5ms,80ms,0.0001%", "two-point:5ms,80ms,0.0001%"},
    };
    for (const auto &[text, printed] : table) {
        const auto delay = parseDelay(text);
        ASSERT_TRUE(delay.ok()) << text << ": " << delay.message();
        EXPECT_EQ(formatDelay(*delay), printed);
    }
}

TEST(Delay, WhatIsNoDelayIsRefusedWithTheReason)
{
    const std::string syntax = R"(must be a time with a unit, as in "250us", "8ms" or "1.5s")";
    const std::string more = R"(, or "normal:…", "lognormal:…", "two-point:…")";
    const std::vector<std::pair<std::string, std::string>> table {
            {"", syntax + more},
            {"8", syntax + more},
            {"-1ms", syntax + more},
            {"8 ms", syntax + more},
            {"ms", syntax + more},
            {"8m", syntax + more},
            {"8msx", syntax + more},
            {"nanms", syntax + more},
            {"1e3ms", syntax + more},
            {"61s", "must be 0 to 60s" + more},
            {std::string(400, '9') + "ms", {}},
            {"normal:8ms", "must look like normal:8ms,2ms (mean, deviation)"},
            {"normal:", "must look like normal:8ms,2ms (mean, deviation)"},
            {"normal:8ms,2", "\"2\" " + syntax},
            {"normal:8ms,2ms,1ms", "must look like normal:8ms,2ms (mean, deviation)"},
            {"lognormal:8ms,3.1", "\"3.1\" must be a sigma of 0 to 3, as in 0.5"},
            {"lognormal:8ms,x", "\"x\" must be a sigma of 0 to 3, as in 0.5"},
            {"lognormal:8ms,-1", "\"-1\" must be a sigma of 0 to 3, as in 0.5"},
            {"two-point:5ms,80ms", "must look like two-point:5ms,80ms,2% (usual, rare, share of rare)"},
            {"two-point:5ms,80ms,2", "\"2\" must be 0% to 100%"},
            {"two-point:5ms,80ms,101%", "\"101%\" must be 0% to 100%"},
            {"two-point:5ms,80ms,-1%", "\"-1%\" must be 0% to 100%"},
            {"uniform:1ms,2ms", R"(unknown distribution "uniform"; known are "normal", "lognormal" or "two-point")"},
    };
    for (const auto &[text, message] : table) {
        if (message.empty())
            EXPECT_FALSE(parseDelay(text).ok()) << text;
        else
            EXPECT_EQ(messageFor(text), message) << text;
    }
}

TEST(Behaviour, WhatIsOutOfRangeIsNamed)
{
    const auto messageOf = [](void (*change)(BackendBehaviour &)) {
        BackendBehaviour behaviour;
        change(behaviour);
        const auto checked = checkBehaviour(behaviour);
        return checked ? std::string() : checked.message();
    };
    EXPECT_EQ(messageOf([](BackendBehaviour &) {}), "");
    EXPECT_EQ(messageOf([](BackendBehaviour &b) { b.answerBytes = 0; }), "the size of an answer must be 1B to 1GiB");
    EXPECT_EQ(messageOf([](BackendBehaviour &b) { b.requestBytes = largestAnswer + 1; }),
              "the size of a request must be 0B to 1GiB");
    EXPECT_EQ(messageOf([](BackendBehaviour &b) { b.bandwidth = 1023; }),
              "the bandwidth must be 1KiB to 100GiB a second, or no limit");
    EXPECT_EQ(messageOf([](BackendBehaviour &b) { b.concurrency = largestConcurrency + 1; }),
              "the concurrency must be 0 to 1000000");
    EXPECT_EQ(messageOf([](BackendBehaviour &b) { b.failures.refuse = 1.1; }), "a failure rate must be 0% to 100%");
    EXPECT_EQ(messageOf([](BackendBehaviour &b) { b.failures.hang = std::nan(""); }),
              "a failure rate must be 0% to 100%");
    EXPECT_EQ(messageOf([](BackendBehaviour &b) {
                  b.failures.reset = 0.5;
                  b.failures.hang = 0.3;
                  b.failures.close = 0.3;
              }),
              "the rates of reset, hang and close must be 100% together at most");
    // Thirds that miss 1 by a rounding error are fine.
    EXPECT_EQ(messageOf([](BackendBehaviour &b) {
                  b.failures.reset = 0.333;
                  b.failures.hang = 0.333;
                  b.failures.close = 0.334;
              }),
              "");
}

} // namespace lbfy
