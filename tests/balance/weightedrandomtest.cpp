// SPDX-License-Identifier: GPL-3.0-or-later

#include "testservice.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

using namespace lbfy;
using namespace lbfy::test;

namespace {

/// Pearson's statistic over its number of degrees of freedom, for those with a weight; 0 weight must have had nothing.
double chiSquare(const std::vector<int> &counts, const std::vector<std::uint32_t> &weights)
{
    const double picks = std::accumulate(counts.begin(), counts.end(), 0);
    const double total = std::accumulate(weights.begin(), weights.end(), 0.0);
    double sum = 0;
    int terms = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (weights[i] == 0) {
            EXPECT_EQ(counts[i], 0);
            continue;
        }
        const double expected = picks * weights[i] / total;
        sum += (counts[i] - expected) * (counts[i] - expected) / expected;
        ++terms;
    }
    return sum / (terms - 1);
}

// The chance of more than this many times the degrees of freedom is below one in a thousand from 4 degrees on; seeds
// are fixed, so a failure is a change of behaviour.
constexpr double bound = 4.7;

} // namespace

TEST(WeightedRandom, SharesFollowTheWeights)
{
    const std::vector<std::vector<std::uint32_t>> sets {
            {1, 1, 1, 1, 1}, {5, 1, 1, 20, 100}, {256, 1, 3, 17, 255, 254}, std::vector<std::uint32_t>(100, 7)};
    for (const auto &weights : sets) {
        const Service service = Service::ofWeights(weights);
        const Pool pool = service.pool(StrategyKind::Random);
        EXPECT_LT(chiSquare(Picker(pool, 3).counts(100'000), weights), bound);
    }
}

TEST(WeightedRandom, TheOthersShareInProportionWhatAFullOneWouldHaveHad)
{
    const Service service({{.weight = 50, .maxConnections = 1}, {}, {.weight = 2}, {.weight = 3}, {.weight = 4}, {}});
    ASSERT_TRUE(service.load(0).tryAcquire(1));
    const Pool pool = service.pool(StrategyKind::Random);
    // 50 of 61: the draws fail often enough that the scan has its part in this.
    EXPECT_LT(chiSquare(Picker(pool, 5).counts(100'000), {0, 1, 2, 3, 4, 1}), bound);
}

TEST(WeightedRandom, TheScanIsFairAmongTheFewThatAreLeft)
{
    std::vector<Backend> backends(300, Backend {.weight = 256, .maxConnections = 1});
    for (std::size_t i = 0; i < 5; ++i)
        backends[i * 60 + 7] = {.weight = static_cast<std::uint32_t>(i + 1)};
    const Service service(backends);
    for (std::size_t i = 0; i < backends.size(); ++i)
        service.load(i).tryAcquire(0);
    const Pool pool = service.pool(StrategyKind::Random);
    const auto counts = Picker(pool, 8).counts(20'000);
    std::vector<std::uint32_t> weights(300);
    for (std::size_t i = 0; i < 5; ++i)
        weights[i * 60 + 7] = static_cast<std::uint32_t>(i + 1);
    EXPECT_LT(chiSquare(counts, weights), bound);
}

TEST(WeightedRandom, TheSameSeedPicksTheSame)
{
    const Service service = Service::ofWeights({1, 2, 3});
    const Pool pool = service.pool(StrategyKind::Random);
    EXPECT_EQ(Picker(pool, 42).letters(100), Picker(pool, 42).letters(100));
    EXPECT_NE(Picker(pool, 42).letters(100), Picker(pool, 43).letters(100));
}
