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

namespace {

/// Whether `chosen` was as good a choice as any, by the numbers of connections before it.
bool isLowest(const Service &service, const std::vector<std::uint32_t> &active, MemberIndex chosen)
{
    for (std::size_t i = 0; i < active.size(); ++i) {
        const PoolMember &member = service.members[i];
        const bool full = member.maxConnections != 0 && active[i] >= member.maxConnections;
        const std::uint64_t other = (std::uint64_t {active[i]} + 1) * service.members[chosen].weight;
        if (!full && other < (std::uint64_t {active[chosen]} + 1) * member.weight)
            return false;
    }
    return true;
}

std::vector<std::uint32_t> activeOf(const Service &service)
{
    std::vector<std::uint32_t> result;
    for (const PoolMember &member : service.members)
        result.push_back(member.load->active());
    return result;
}

} // namespace

TEST(LeastConnections, NeverLosesSightOfTheLowestWhileConnectionsComeAndGo)
{
    ASSERT_TRUE(rc::check([] {
        const auto count = *rc::gen::element<std::size_t>(1, 5, 40, 64, 100);
        const bool equal = *rc::gen::arbitrary<bool>();
        std::vector<Backend> backends;
        for (std::size_t i = 0; i < count; ++i) {
            backends.push_back({.weight = equal ? 1 : *rc::gen::inRange<std::uint32_t>(1, 257),
                                .maxConnections = *rc::gen::element<std::uint32_t>(0, 0, 0, 3)});
        }
        const Service service(backends);
        const Pool pool = service.pool(StrategyKind::LeastConnections);
        Picker picker(pool);
        std::vector<MemberIndex> held;
        for (std::size_t i = 0; i < count; ++i) {
            const auto busy = *rc::gen::inRange<std::uint32_t>(0, 4);
            fill(service, i, busy);
            held.insert(held.end(), busy, static_cast<MemberIndex>(i));
        }
        for (const auto choice :
             *rc::gen::container<std::vector<std::uint16_t>>(300, rc::gen::arbitrary<std::uint16_t>())) {
            if (choice % 2 == 1 && !held.empty()) {
                const auto ends = held.begin() + choice % static_cast<std::ptrdiff_t>(held.size());
                pool.release(service.load(*ends));
                held.erase(ends);
                continue;
            }
            const std::vector<std::uint32_t> active = activeOf(service);
            if (const auto chosen = picker.hold()) {
                RC_ASSERT(isLowest(service, active, *chosen));
                held.push_back(*chosen);
            } else {
                RC_ASSERT(std::ranges::all_of(service.members, [](const PoolMember &member) {
                    return member.maxConnections != 0 && member.load->active() >= member.maxConnections;
                }));
            }
        }
    }));
}

TEST(LeastConnections, ManyIdleEqualsTakeTurnsInOrder)
{
    const Service service(std::vector<Backend>(100));
    const Pool pool = service.pool(StrategyKind::LeastConnections);
    Picker picker(pool);
    for (int i = 0; i < 250; ++i)
        EXPECT_EQ(picker.pick(), i % 100);
}

TEST(LeastConnections, AFewEqualsFarApartTakeTurns)
{
    const Service service(std::vector<Backend>(100));
    for (std::size_t i = 0; i < 100; ++i)
        fill(service, i, i == 3 || i == 5 || i == 40 || i == 99 ? 2 : 3);
    const Pool pool = service.pool(StrategyKind::LeastConnections);
    Picker picker(pool);
    for (int round = 0; round < 3; ++round) {
        for (const int expected : {3, 5, 40, 99})
            EXPECT_EQ(picker.pick(), expected);
    }
}

TEST(LeastConnections, ABackendThatBecameIdleUnseenIsFoundWhenTheOthersAreAsBusyAsItWas)
{
    // Its connections are given back to another Pool than the one that others pick from: as happens while one worker has
    // the new Pool already.
    const Service service(std::vector<Backend>(100));
    for (std::size_t i = 0; i < 100; ++i)
        fill(service, i, 5);
    const Pool pool = service.pool(StrategyKind::LeastConnections);
    Picker picker(pool);
    picker.pick();
    for (int i = 0; i < 5; ++i)
        service.load(30).release();
    int picks = 0;
    for (; picks < 200 && service.load(30).active() == 0; ++picks)
        picker.hold();
    EXPECT_LE(picks, 101);
}
