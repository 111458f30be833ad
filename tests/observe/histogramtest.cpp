// SPDX-License-Identifier: GPL-3.0-or-later
//
// The histogram against sorted lists: what it reports is within 2 % of the truth, for any values.

#include "core/observe/histogram.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <thread>

using namespace lbfy;

namespace {

constexpr std::int64_t rangeEnd = std::int64_t {1} << Histogram::maxBits;

/// Durations over all powers of two alike, so that small ones are not left out.
rc::Gen<std::int64_t> anyDuration()
{
    return rc::gen::map(rc::gen::pair(rc::gen::inRange(0, Histogram::maxBits), rc::gen::arbitrary<std::uint64_t>()),
                        [](const std::pair<int, std::uint64_t> &drawn) {
                            const std::uint64_t leading = std::uint64_t {1} << drawn.first;
                            return static_cast<std::int64_t>(leading + drawn.second % leading);
                        });
}

rc::Gen<std::vector<std::int64_t>> anyDurations()
{
    return rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(anyDuration()));
}

HistogramCounts countsOf(const std::vector<std::int64_t> &values)
{
    Histogram histogram;
    for (const std::int64_t value : values)
        histogram.record(Nanoseconds(value));
    HistogramCounts counts;
    histogram.addTo(counts);
    return counts;
}

void expectSame(const HistogramCounts &a, const HistogramCounts &b)
{
    RC_ASSERT(a.count() == b.count());
    RC_ASSERT(std::abs(a.sumSeconds() - b.sumSeconds()) <= 1e-9 * (1 + std::abs(a.sumSeconds())));
    for (const double q : {0.0, 0.1, 0.5, 0.9, 0.99, 1.0})
        RC_ASSERT(a.quantile(q) == b.quantile(q));
}

} // namespace

TEST(Histogram, BucketsTileTheWholeRangeWithoutGap)
{
    EXPECT_EQ(Histogram::lowerBound(0), 0);
    EXPECT_EQ(Histogram::lowerBound(Histogram::bucketCount), rangeEnd);
    for (std::size_t i = 0; i < Histogram::bucketCount; ++i) {
        const std::int64_t first = Histogram::lowerBound(i);
        const std::int64_t end = Histogram::lowerBound(i + 1);
        ASSERT_LT(first, end);
        ASSERT_EQ(Histogram::bucketOf(Nanoseconds(first)), i);
        ASSERT_EQ(Histogram::bucketOf(Nanoseconds(end - 1)), i);
    }
}

TEST(Histogram, ValuesOutsideTheRangeGoToTheEnds)
{
    EXPECT_EQ(Histogram::bucketOf(Nanoseconds(-1)), 0U);
    EXPECT_EQ(Histogram::bucketOf(Nanoseconds::min()), 0U);
    EXPECT_EQ(Histogram::bucketOf(Nanoseconds(rangeEnd)), Histogram::bucketCount - 1);
    EXPECT_EQ(Histogram::bucketOf(Nanoseconds::max()), Histogram::bucketCount - 1);
}

TEST(Histogram, NegativeDurationCountsAsZeroInTheSumToo)
{
    const HistogramCounts counts = countsOf({-5'000'000'000});
    EXPECT_EQ(counts.count(), 1U);
    EXPECT_EQ(counts.sumSeconds(), 0);
    EXPECT_EQ(counts.quantile(0.5), 0);
}

RC_GTEST_PROP(Histogram, AnyValueInRangeIsReportedWithinTwoPercent, ())
{
    const std::int64_t value = *anyDuration();
    const double reported = countsOf({value}).quantile(0.5) * 1e9;
    RC_ASSERT(std::abs(reported - static_cast<double>(value)) <= 0.02 * static_cast<double>(value));
}

RC_GTEST_PROP(Histogram, QuantilesAreWithinTwoPercentOfTheSortedList, ())
{
    std::vector<std::int64_t> values = *anyDurations();
    const HistogramCounts counts = countsOf(values);
    std::sort(values.begin(), values.end());
    const double q = *rc::gen::map(rc::gen::inRange(0, 1001), [](int permille) { return permille / 1000.0; });
    const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(q * static_cast<double>(values.size()))));
    const auto truth = static_cast<double>(values[rank - 1]);
    RC_ASSERT(std::abs(counts.quantile(q) * 1e9 - truth) <= 0.02 * truth);
}

RC_GTEST_PROP(Histogram, CumulativeCountsAreMonotoneAndNearTheTruth, ())
{
    const std::vector<std::int64_t> values = *anyDurations();
    const HistogramCounts counts = countsOf(values);
    const std::vector<std::uint64_t> cumulative = counts.cumulative(prometheusBounds);
    RC_ASSERT(std::is_sorted(cumulative.begin(), cumulative.end()));
    RC_ASSERT(cumulative.back() <= counts.count());
    for (std::size_t i = 0; i < prometheusBounds.size(); ++i) {
        const double bound = prometheusBounds[i] * 1e9;
        const auto atMost = [&](double limit) {
            return static_cast<std::uint64_t>(std::count_if(values.begin(), values.end(), [limit](std::int64_t value) {
                return static_cast<double>(value) <= limit;
            }));
        };
        RC_ASSERT(cumulative[i] >= atMost(bound * 0.965));
        RC_ASSERT(cumulative[i] <= atMost(bound * 1.035));
    }
}

RC_GTEST_PROP(Histogram, CumulativeCountsNeverFallWhileValuesAreAdded, ())
{
    const HistogramCounts before = countsOf(*anyDurations());
    HistogramCounts after = before;
    after += countsOf(*anyDurations());
    const std::vector<std::uint64_t> earlier = before.cumulative(prometheusBounds);
    const std::vector<std::uint64_t> later = after.cumulative(prometheusBounds);
    for (std::size_t i = 0; i < earlier.size(); ++i)
        RC_ASSERT(earlier[i] <= later[i]);
}

TEST(Histogram, ValueEqualToABoundIsCountedInIt)
{
    // Every bound, as whole nanoseconds, must be in its own Prometheus bucket once its histogram bucket is full.
    for (std::size_t i = 0; i < prometheusBounds.size(); ++i) {
        const auto bound = static_cast<std::int64_t>(std::llround(prometheusBounds[i] * 1e9));
        const std::size_t bucket = Histogram::bucketOf(Nanoseconds(bound));
        const auto values = static_cast<std::uint64_t>(Histogram::lowerBound(bucket + 1)
                                                       - Histogram::lowerBound(bucket));
        HistogramCounts counts;
        counts.add(bucket, values);
        EXPECT_EQ(counts.cumulative(prometheusBounds)[i],
                  static_cast<std::uint64_t>(bound + 1 - Histogram::lowerBound(bucket)));
    }
}

RC_GTEST_PROP(Histogram, AddingThenSubtractingGivesBackWhatWasThere, ())
{
    const HistogramCounts first = countsOf(*rc::gen::container<std::vector<std::int64_t>>(anyDuration()));
    const HistogramCounts second = countsOf(*rc::gen::container<std::vector<std::int64_t>>(anyDuration()));
    HistogramCounts both = first;
    both += second;
    RC_ASSERT(both.count() == first.count() + second.count());
    HistogramCounts rest = both;
    rest -= first;
    expectSame(rest, second);
}

TEST(Histogram, EmptyCountsAnswerZeroEverywhere)
{
    HistogramCounts empty;
    empty += HistogramCounts {};
    empty -= HistogramCounts {};
    EXPECT_EQ(empty.count(), 0U);
    EXPECT_EQ(empty.quantile(0.99), 0);
    EXPECT_EQ(empty.cumulative(prometheusBounds), std::vector<std::uint64_t>(prometheusBounds.size()));
}

TEST(Histogram, ReadersSeeCountsThatOnlyGrowWhileTheWriterRecords)
{
    constexpr std::uint64_t values = 200'000;
    Histogram histogram;
    const auto read = [&] {
        std::uint64_t last = 0;
        while (last < values) {
            HistogramCounts counts;
            histogram.addTo(counts);
            ASSERT_GE(counts.count(), last);
            last = counts.count();
        }
        EXPECT_EQ(last, values);
    };
    std::jthread first(read);
    std::jthread second(read);
    for (std::uint64_t i = 0; i < values; ++i)
        histogram.record(Nanoseconds(static_cast<std::int64_t>(i * 977)));
}

RC_GTEST_PROP(WindowedQuantiles, WindowHoldsExactlyTheLastSlices, ())
{
    const auto slices = *rc::gen::inRange<std::size_t>(1, 6);
    const auto readings = *rc::gen::container<std::vector<std::vector<std::int64_t>>>(
            rc::gen::container<std::vector<std::int64_t>>(anyDuration()));
    WindowedQuantiles windowed(slices);
    HistogramCounts total;
    for (const auto &reading : readings) {
        total += countsOf(reading);
        windowed.update(total);
    }
    HistogramCounts expected;
    for (std::size_t i = readings.size() - std::min(slices, readings.size()); i < readings.size(); ++i)
        expected += countsOf(readings[i]);
    RC_ASSERT(windowed.window().count() == expected.count());
    for (const double q : {0.0, 0.5, 0.9, 0.99, 1.0})
        RC_ASSERT(windowed.window().quantile(q) == expected.quantile(q));
}

TEST(WindowedQuantiles, OldValuesLeaveAfterAsManyReadingsAsThereAreSlices)
{
    WindowedQuantiles windowed(3);
    HistogramCounts total = countsOf({5'000'000'000});
    windowed.update(total);
    for (int reading = 0; reading < 2; ++reading) {
        windowed.update(total);
        EXPECT_EQ(windowed.window().count(), 1U);
    }
    windowed.update(total);
    EXPECT_EQ(windowed.window().count(), 0U);
    EXPECT_EQ(windowed.window().sumSeconds(), 0);
}
