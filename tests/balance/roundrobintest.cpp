// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/balance/smoothschedule.h"
#include "testservice.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

using namespace lbfy;
using namespace lbfy::test;

namespace {

/// nginx, ngx_http_upstream_get_peer(): word for word, but for what concerns failures.
std::vector<std::uint16_t> nginxOrder(const std::vector<std::uint32_t> &weights, std::size_t turns)
{
    std::vector<std::int64_t> current(weights.size());
    std::vector<std::uint16_t> order;
    while (order.size() < turns) {
        std::int64_t total = 0;
        std::size_t best = weights.size();
        for (std::size_t i = 0; i < weights.size(); ++i) {
            current[i] += weights[i];
            total += weights[i];
            if (best == weights.size() || current[i] > current[best])
                best = i;
        }
        current[best] -= total;
        order.push_back(static_cast<std::uint16_t>(best));
    }
    return order;
}

} // namespace

TEST(SmoothSchedule, EqualsNginxForAnyWeights)
{
    ASSERT_TRUE(rc::check([] {
        const auto highest = *rc::gen::element<std::uint32_t>(2, 4, 20, 257);
        const auto weights = *rc::gen::nonEmpty(
                rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(1, highest)));
        const auto schedule = smoothSchedule(weights);
        const auto divisor = std::accumulate(weights.begin(), weights.end(), 0U,
                                             std::gcd<std::uint32_t, std::uint32_t>);
        const auto total = std::accumulate(weights.begin(), weights.end(), 0U);
        RC_ASSERT(schedule.size() == total / divisor);
        RC_ASSERT(schedule == nginxOrder(weights, schedule.size()));
        for (std::size_t i = 0; i < weights.size(); ++i)
            RC_ASSERT(std::ranges::count(schedule, i) == weights[i] / divisor);
    }));
}

TEST(SmoothSchedule, OfNothingIsEmpty)
{
    EXPECT_TRUE(smoothSchedule({}).empty());
}

TEST(RoundRobin, GivesTheWellKnownOrder)
{
    const Service service = Service::ofWeights({5, 1, 1});
    const Pool pool = service.pool(StrategyKind::RoundRobin);
    EXPECT_EQ(Picker(pool).letters(14), "aabacaaaabacaa");
}

TEST(RoundRobin, CommonFactorOfWeightsMakesNoDifference)
{
    const Service service = Service::ofWeights({100, 200});
    const Pool pool = service.pool(StrategyKind::RoundRobin);
    EXPECT_EQ(Picker(pool).letters(6), "babbab");
}

TEST(RoundRobin, IsExactOverEveryPeriodFromAnyStart)
{
    const std::vector<std::uint32_t> weights {7, 256, 1, 31, 31};
    const Service service = Service::ofWeights(weights);
    service.rotation->next = 1'000'003;
    const Pool pool = service.pool(StrategyKind::RoundRobin);
    Picker picker(pool);
    for (int period = 0; period < 3; ++period)
        EXPECT_EQ(picker.counts(326), (std::vector<int> {7, 256, 1, 31, 31}));
}

TEST(RoundRobin, GoesOnWhereItWasWhenThePoolIsReplaced)
{
    const Service service = Service::ofWeights({1, 1, 1});
    std::string letters;
    for (int i = 0; i < 4; ++i) {
        const Pool pool = service.pool(StrategyKind::RoundRobin);
        letters += Picker(pool).letters(2);
    }
    EXPECT_EQ(letters, "abcabcab");
}

TEST(RoundRobin, EjectedBackendIsOutOfTheRotationAndTheOthersAreExact)
{
    const Service service({{.weight = 3}, {.weight = 2, .ejected = true}, {.weight = 1}});
    const Pool pool = service.pool(StrategyKind::RoundRobin);
    EXPECT_EQ(Picker(pool).counts(40), (std::vector<int> {30, 0, 10}));
}

TEST(RoundRobin, FullBackendLosesItsTurnsAndTheOthersKeepTheirs)
{
    const Service service({{.weight = 4, .maxConnections = 1}, {.weight = 2}, {.weight = 1}});
    const Pool pool = service.pool(StrategyKind::RoundRobin);
    Picker picker(pool);
    ASSERT_TRUE(service.load(0).tryAcquire(1));
    EXPECT_EQ(picker.counts(30), (std::vector<int> {0, 20, 10}));
    service.load(0).release();
    EXPECT_EQ(picker.counts(70), (std::vector<int> {40, 20, 10}));
}

TEST(RoundRobin, RetriesTakeTheNextTurnAndStayExact)
{
    // Backend a refuses; each client that meets it takes the next turn.
    const Service service = Service::ofWeights({1, 1, 1});
    const Pool pool = service.pool(StrategyKind::RoundRobin);
    Picker picker(pool);
    std::vector<int> turns(3);
    for (int client = 0; client < 200; ++client) {
        const MemberIndex first = picker.pick().value();
        ++turns[first];
        if (first == 0)
            ++turns[picker.pick({0}).value()];
    }
    EXPECT_EQ(turns, (std::vector<int> {100, 100, 100}));
}

TEST(RoundRobin, FullPrimariesDoNotCostBackupsTheirTurns)
{
    const Service service({{.maxConnections = 1}, {.backup = true}, {.backup = true}});
    const Pool pool = service.pool(StrategyKind::RoundRobin);
    ASSERT_TRUE(service.load(0).tryAcquire(1));
    EXPECT_EQ(Picker(pool).letters(6), "bcbcbc");
}

TEST(RoundRobin, FindsTheOnlyOneLeftInALongPeriod)
{
    std::vector<Backend> backends(200, Backend {.weight = 256, .maxConnections = 1});
    backends[150] = {.weight = 1};
    const Service service(backends);
    const Pool pool = service.pool(StrategyKind::RoundRobin);
    for (std::size_t i = 0; i < backends.size(); ++i)
        ASSERT_TRUE(service.load(i).tryAcquire(0));
    EXPECT_EQ(Picker(pool).counts(20)[150], 20);
}
