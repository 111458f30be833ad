// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arrival times are what they claim to be: constant ones exactly, Poisson ones by their moments and their independence.
// Seeds are fixed, so a statistical bound either holds for ever or never.

#include "core/lab/arrivals.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace lbfy;

namespace {

constexpr MonoTime begin {7'000'000'123};

std::vector<MonoTime> take(ArrivalSchedule schedule, std::size_t count)
{
    std::vector<MonoTime> times;
    for (; times.size() < count; schedule.advance())
        times.push_back(schedule.next());
    return times;
}

/// The gaps in seconds, the first from `begin`.
std::vector<double> gapsOf(const std::vector<MonoTime> &times)
{
    std::vector<double> gaps;
    MonoTime last = begin;
    for (const MonoTime time : times) {
        gaps.push_back(toSeconds(time - last));
        last = time;
    }
    return gaps;
}

double mean(const std::vector<double> &values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

std::vector<MonoTime> merged(ArrivalKind kind, double rate, int parts, std::size_t each)
{
    std::vector<MonoTime> all;
    for (int part = 0; part < parts; ++part) {
        const auto times = take(ArrivalSchedule(kind, rate, begin, part, parts, 1), each);
        all.insert(all.end(), times.begin(), times.end());
    }
    std::ranges::sort(all);
    return all;
}

} // namespace

RC_GTEST_PROP(Arrivals, ConstantPartsTogetherAreExactlyConstant, ())
{
    const int parts = *rc::gen::inRange(1, 65);
    const double rate = *rc::gen::inRange(1, 5'000'000);
    const auto times = merged(ArrivalKind::Constant, rate, parts, 50);
    for (std::size_t i = 0; i < times.size(); ++i) {
        const double due = static_cast<double>(i) / rate;
        RC_ASSERT(std::abs(toSeconds(times[i] - begin) - due) <= 1e-9);
    }
}

TEST(Arrivals, ConstantOnesDoNotDrift)
{
    // A third of a second is no whole number of nanoseconds.
    ArrivalSchedule schedule(ArrivalKind::Constant, 3, begin, 0, 1, 1);
    for (int i = 0; i < 3'000'000; ++i)
        schedule.advance();
    EXPECT_EQ(schedule.next() - begin, std::chrono::seconds(1'000'000));
}

TEST(Arrivals, PoissonGapsAreExponential)
{
    constexpr double rate = 1000;
    constexpr std::size_t count = 200'000;
    std::vector<double> gaps = gapsOf(take(ArrivalSchedule(ArrivalKind::Poisson, rate, begin, 0, 1, 1), count));
    std::ranges::sort(gaps);
    // Kolmogorov and Smirnov: the largest distance from the distribution, 0.1 % level.
    double distance = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double expected = 1 - std::exp(-rate * gaps[i]);
        distance = std::max(distance, std::abs(expected - static_cast<double>(i) / count));
    }
    EXPECT_LT(distance, 1.95 / std::sqrt(double(count)));
}

TEST(Arrivals, PoissonGapsDoNotDependOnTheOneBefore)
{
    const std::vector<double> gaps = gapsOf(take(ArrivalSchedule(ArrivalKind::Poisson, 1, begin, 0, 1, 2), 100'000));
    const double middle = mean(gaps);
    double together = 0;
    double alone = 0;
    for (std::size_t i = 1; i < gaps.size(); ++i) {
        together += (gaps[i] - middle) * (gaps[i - 1] - middle);
        alone += (gaps[i] - middle) * (gaps[i] - middle);
    }
    EXPECT_LT(std::abs(together / alone), 0.015);
}

TEST(Arrivals, PoissonPartsTogetherAreOnePoissonStream)
{
    // Cut to the time that all parts cover, or the tail would hold those of the slowest part alone.
    constexpr int parts = 4;
    constexpr double rate = 400;
    std::vector<MonoTime> times = merged(ArrivalKind::Poisson, rate, parts, 25'000);
    std::erase_if(times, [](MonoTime time) { return time - begin > std::chrono::seconds(200); });
    const std::vector<double> gaps = gapsOf(times);
    EXPECT_NEAR(mean(gaps), 1 / rate, 0.02 / rate);
    const auto longer = static_cast<double>(std::ranges::count_if(gaps, [](double gap) { return gap > 1 / rate; }));
    EXPECT_NEAR(longer / static_cast<double>(gaps.size()), std::exp(-1), 0.01);
}

TEST(Arrivals, EqualSeedsGiveEqualTimesAndPartsDiffer)
{
    const auto first = take(ArrivalSchedule(ArrivalKind::Poisson, 10, begin, 0, 2, 5), 100);
    EXPECT_EQ(first, take(ArrivalSchedule(ArrivalKind::Poisson, 10, begin, 0, 2, 5), 100));
    EXPECT_NE(first, take(ArrivalSchedule(ArrivalKind::Poisson, 10, begin, 1, 2, 5), 100));
    EXPECT_NE(first, take(ArrivalSchedule(ArrivalKind::Poisson, 10, begin, 0, 2, 6), 100));
}

TEST(Arrivals, AChangeCountsFromNow)
{
    ArrivalSchedule schedule(ArrivalKind::Constant, 0.001, begin, 0, 1, 1);
    schedule.advance(); // the next would be in 1000 s
    const MonoTime now = begin + std::chrono::seconds(3);
    schedule.change(ArrivalKind::Constant, 10, now);
    EXPECT_EQ(schedule.next(), now);
    schedule.advance();
    EXPECT_EQ(schedule.next(), now + std::chrono::milliseconds(100));
}
