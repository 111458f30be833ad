// SPDX-License-Identifier: GPL-3.0-or-later

#include "testservice.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

using namespace lbfy;
using namespace lbfy::test;

namespace {

void fill(const Service &service, std::size_t index, std::uint32_t connections)
{
    for (std::uint32_t i = 0; i < connections; ++i)
        service.load(index).tryAcquire(0);
}

} // namespace

TEST(LeastConnections, PicksTheLowestShareOfItsWeightAmongWhatMayBeOffered)
{
    ASSERT_TRUE(rc::check([] {
        const auto count = *rc::gen::inRange<std::size_t>(1, 30);
        std::vector<Backend> backends;
        std::vector<std::uint32_t> active;
        for (std::size_t i = 0; i < count; ++i) {
            backends.push_back({.weight = *rc::gen::inRange<std::uint32_t>(1, 257),
                                .maxConnections = *rc::gen::element<std::uint32_t>(0, 0, 20)});
            active.push_back(*rc::gen::inRange<std::uint32_t>(0, 40));
        }
        const Service service(backends);
        service.rotation->next = *rc::gen::arbitrary<std::uint32_t>();
        for (std::size_t i = 0; i < count; ++i)
            fill(service, i, active[i]);
        const std::vector<MemberIndex> tried {*rc::gen::inRange<MemberIndex>(0, 30)};
        const Pool pool = service.pool(StrategyKind::LeastConnections);
        const auto chosen = Picker(pool).pick(tried);
        for (std::size_t i = 0; i < count; ++i) {
            const bool full = backends[i].maxConnections != 0 && active[i] >= backends[i].maxConnections;
            if (full || i == tried[0])
                continue;
            RC_ASSERT(chosen.has_value());
            RC_ASSERT((active[*chosen] + 1) * backends[i].weight <= (active[i] + 1) * backends[*chosen].weight);
        }
    }));
}

TEST(LeastConnections, HeldConnectionsEndUpInProportionToTheWeights)
{
    const Service service = Service::ofWeights({1, 2, 5});
    const Pool pool = service.pool(StrategyKind::LeastConnections);
    Picker picker(pool);
    for (int i = 0; i < 800; ++i)
        picker.hold();
    EXPECT_EQ(service.load(0).active(), 100);
    EXPECT_EQ(service.load(1).active(), 200);
    EXPECT_EQ(service.load(2).active(), 500);
}

TEST(LeastConnections, IdleEqualsTakeTurns)
{
    const Service service = Service::ofWeights({1, 1, 1, 1});
    const Pool pool = service.pool(StrategyKind::LeastConnections);
    EXPECT_EQ(Picker(pool).letters(8), "abcdabcd");
}

TEST(LeastConnections, EqualsTakeTurnsAlsoWhenOthersAreBusy)
{
    const Service service = Service::ofWeights({1, 1, 1, 1, 1});
    fill(service, 2, 3);
    fill(service, 3, 1);
    fill(service, 4, 9);
    const Pool pool = service.pool(StrategyKind::LeastConnections);
    EXPECT_EQ(Picker(pool).letters(6), "ababab");
}
