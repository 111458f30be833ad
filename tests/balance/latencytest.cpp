// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/balance/latency.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <limits>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

const Decay decay(10s);
constexpr MonoTime start = 1h;
constexpr double tick = 1.0 / 16384;

struct Step {
    std::int64_t gap; ///< ns
    double sample;
};

std::vector<Step> anySteps()
{
    const auto gap = rc::gen::oneOf(rc::gen::just<std::int64_t>(0), rc::gen::inRange<std::int64_t>(0, 200'000),
                                    rc::gen::inRange<std::int64_t>(0, 20'000'000'000),
                                    rc::gen::inRange<std::int64_t>(0, 315'360'000'000'000'000),
                                    rc::gen::inRange<std::int64_t>(-100'000'000, 0));
    const auto sample = rc::gen::oneOf(rc::gen::just(0.0),
                                       rc::gen::map(rc::gen::inRange(0, 1'000'000), [](int i) { return i * 1e-5; }));
    const auto step = rc::gen::apply([](std::int64_t g, double s) { return Step {g, s}; }, gap, sample);
    return *rc::gen::container<std::vector<Step>>(step);
}

} // namespace

TEST(LatencyEstimate, UnknownUntilTheFirstSampleWhichIsTakenAsItIs)
{
    LatencyEstimate estimate;
    EXPECT_FALSE(estimate.known());
    EXPECT_EQ(estimate.at(start, decay, 1), std::nullopt);
    estimate.add(0.25, start, decay, 1);
    EXPECT_TRUE(estimate.known());
    EXPECT_EQ(estimate.at(start, decay, 1), 0.25);
    estimate.reset();
    EXPECT_FALSE(estimate.known());
}

TEST(LatencyEstimate, SampleOfZeroAtTickZeroIsKnown)
{
    LatencyEstimate estimate;
    estimate.add(0, MonoTime {0}, decay, 0);
    EXPECT_TRUE(estimate.known());
    EXPECT_EQ(estimate.at(MonoTime {0}, decay, 0), 0);
}

TEST(LatencyEstimate, StaysBetweenLowestAndHighestSampleWhateverTheTimes)
{
    ASSERT_TRUE(rc::check([] {
        LatencyEstimate estimate;
        MonoTime now = start;
        double low = std::numeric_limits<double>::infinity();
        double high = 0;
        for (const Step &step : anySteps()) {
            now = std::max(now + Nanoseconds(step.gap), MonoTime {0});
            if (now > 2'000'000h)
                now = start;
            estimate.add(step.sample, now, decay, 0);
            low = std::min(low, double {static_cast<float>(step.sample)});
            high = std::max(high, double {static_cast<float>(step.sample)});
            const auto value = estimate.at(now, decay, 0);
            RC_ASSERT(value.has_value());
            RC_ASSERT(std::isfinite(*value));
            RC_ASSERT(*value >= low && *value <= high);
        }
    }));
}

TEST(LatencyEstimate, DriftKeepsItBetweenSamplesAndMedian)
{
    ASSERT_TRUE(rc::check([] {
        LatencyEstimate estimate;
        const double median = 0.5;
        MonoTime now = start;
        double low = double {static_cast<float>(median)};
        double high = low;
        for (const Step &step : anySteps()) {
            now = std::max(now + Nanoseconds(step.gap), MonoTime {0});
            if (now > 2'000'000h)
                now = start;
            low = std::min(low, double {static_cast<float>(step.sample)});
            high = std::max(high, double {static_cast<float>(step.sample)});
            estimate.add(step.sample, now, decay, median);
            estimate.refresh(now, decay, median);
            const auto value = estimate.at(now + Nanoseconds(step.gap), decay, median);
            RC_ASSERT(std::isfinite(value.value()));
            RC_ASSERT(*value >= low && *value <= high);
        }
    }));
}

TEST(LatencyEstimate, AgreesWithTheFormulaInDoublePrecision)
{
    ASSERT_TRUE(rc::check([](std::vector<std::pair<std::uint16_t, std::uint16_t>> steps) {
        LatencyEstimate estimate;
        double expected = 0;
        std::int64_t ticks = 16384 * 100;
        bool first = true;
        for (const auto &[gap, raw] : steps) {
            ticks += gap;
            const double sample = raw * 1e-4;
            // Times on whole ticks, so that only the float's rounding is between the two.
            const MonoTime now(static_cast<std::int64_t>(std::ceil(static_cast<double>(ticks) * tick * 1e9)));
            estimate.add(sample, now, decay, 0);
            const double w = std::exp(-gap * tick / 10.0);
            expected = first ? sample : sample * (1 - w) + expected * w;
            first = false;
            RC_ASSERT(std::abs(estimate.at(now, decay, 0).value() - expected) <= 1e-5 * (expected + 1e-3));
        }
    }));
}

TEST(LatencyEstimate, NonsenseSamplesDoNoHarm)
{
    LatencyEstimate estimate;
    estimate.add(std::nan(""), start, decay, 0);
    EXPECT_FALSE(estimate.known());
    estimate.add(std::numeric_limits<double>::infinity(), start, decay, 0);
    EXPECT_TRUE(std::isfinite(estimate.at(start, decay, 0).value()));
    estimate.reset();
    estimate.add(-1, start, decay, 0);
    EXPECT_EQ(estimate.at(start, decay, 0), 0);
}

TEST(LatencyEstimate, TimeReadEarlierByAnotherWorkerCountsAsNow)
{
    LatencyEstimate estimate;
    estimate.add(0.1, start, decay, 0);
    estimate.add(9, start - 50ms, decay, 0);
    EXPECT_NEAR(estimate.at(start - 1s, decay, 9).value(), 0.1, 1e-6);
}

TEST(LatencyEstimate, SamplesWithinOneTickAreSkipped)
{
    LatencyEstimate estimate;
    estimate.add(0.1, start, decay, 0);
    estimate.add(50, start + 30us, decay, 0);
    EXPECT_NEAR(estimate.at(start, decay, 0).value(), 0.1, 1e-6);
}

TEST(LatencyEstimate, DriftsToTheMedianAfterAGraceAndFiveTimesAsFastAsTheDecay)
{
    LatencyEstimate estimate;
    estimate.add(0.1, start, decay, 0.001);
    const double fresh = estimate.at(start, decay, 0.001).value();
    EXPECT_EQ(estimate.at(start + 490ms, decay, 0.001), fresh) << "no drift in the gaps of ordinary traffic";
    EXPECT_NEAR(estimate.at(start + 500ms + 2s, decay, 0.001).value(), 0.001 + 0.099 * std::exp(-1.0), 1e-5);
    EXPECT_NEAR(estimate.at(start + 60s, decay, 0.001).value(), 0.001, 1e-6);
    EXPECT_EQ(estimate.at(start + 60s, decay, 0), fresh) << "no median, no drift";
    // A sample after the pause is mixed into what the drift has left.
    estimate.add(0.001, start + 60s, decay, 0.001);
    EXPECT_NEAR(estimate.at(start + 60s, decay, 0.001).value(), 0.001, 1e-6);
}

TEST(LatencyEstimate, SampleAsBadAsBeforeTakesTheDriftBack)
{
    // After 2.5 s of quiet, 0.1 has faded to 0.0374 towards the median; a sample then has a weight of 0.22.
    const auto after = [](double sample) {
        LatencyEstimate estimate;
        estimate.add(0.1, start, decay, 0.001);
        estimate.add(sample, start + 2500ms, decay, 0.001);
        return estimate.at(start + 2500ms, decay, 0.001).value();
    };
    EXPECT_NEAR(after(0.1), 0.1, 1e-4) << "as slow as ever";
    EXPECT_NEAR(after(0.05), 0.05, 1e-4) << "better than it was, worse than was hoped";
    EXPECT_NEAR(after(0.001), 0.0294, 1e-4) << "what was hoped: mixed into what the drift has left";
    EXPECT_NEAR(after(0.2), 0.1221, 1e-4) << "worse: mixed into what was known";
}

TEST(LatencyEstimate, RefreshKeepsALongIdleEstimateFromLookingFresh)
{
    // The 32-bit tick wraps after 2^18 s: without refresh() the estimate would then look as if just taken.
    LatencyEstimate estimate;
    estimate.add(5, start, decay, 0.001);
    MonoTime now = start;
    for (int round = 0; round < 8; ++round) {
        for (int hour = 1; hour <= 72; ++hour)
            estimate.refresh(now + hour * 1h, decay, 0.001);
        now += 262'144s;
        ASSERT_NEAR(estimate.at(now + 100ms, decay, 0.001).value(), 0.001, 1e-6) << round;
    }
    estimate.add(0.002, now, decay, 0.001);
    EXPECT_NEAR(estimate.at(now, decay, 0).value(), 0.002, 1e-6) << "a sample after a long pause counts in full";
}

TEST(LatencyEstimate, RefreshLeavesARecentEstimateAlone)
{
    LatencyEstimate estimate;
    estimate.add(5, start, decay, 0.001);
    estimate.refresh(start + 10s, decay, 0.001);
    EXPECT_EQ(estimate.at(start, decay, 0.001), 5);
}

TEST(FailureSample, IsAtLeastFiveSecondsAndDoesNotGrowOnItself)
{
    EXPECT_EQ(failureSample(0), 5);
    EXPECT_EQ(failureSample(0.001), 5);
    EXPECT_EQ(failureSample(4), 12);
    double median = 1;
    for (int round = 0; round < 100; ++round)
        median = failureSample(median);
    EXPECT_EQ(median, 60);
    EXPECT_EQ(failureSample(100), 100) << "failing never looks faster than answering";
}

TEST(Quantum, IsOneMillisecondBelowTwentyAndFivePercentAbove)
{
    EXPECT_TRUE(withinQuantum(0.0001, 0.001));
    EXPECT_TRUE(withinQuantum(0.001, 0.00199));
    EXPECT_FALSE(withinQuantum(0.001, 0.0021));
    EXPECT_TRUE(withinQuantum(0.1, 0.0951));
    EXPECT_FALSE(withinQuantum(0.1, 0.0949));
    ASSERT_TRUE(rc::check([](std::uint32_t x, std::uint32_t y) {
        const double a = x * 1e-6;
        const double b = y * 1e-6;
        RC_ASSERT(withinQuantum(a, b) == withinQuantum(b, a));
        RC_ASSERT(withinQuantum(a, a));
    }));
}
