// SPDX-License-Identifier: GPL-3.0-or-later
//
// "Why this backend?": what every strategy tells of a pick. A person reads it, so it must hold the truth about that very
// pick, also when a backend is full, tried already or taken by somebody else in the last moment.

#include "core/balance/strategies.h"
#include "core/config/names.h"
#include "testservice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace lbfy;
using namespace lbfy::test;

namespace {

bool contains(const std::vector<PickCandidate> &candidates, MemberIndex member)
{
    return std::ranges::any_of(candidates, [member](const PickCandidate &c) { return c.member == member; });
}

class EveryExplanation : public testing::TestWithParam<StrategyKind>
{
protected:
    std::vector<PickCandidate> candidates;
};

INSTANTIATE_TEST_SUITE_P(All, EveryExplanation, testing::ValuesIn([] {
                             std::vector<StrategyKind> kinds;
                             for (const StrategyRow &row : strategyTable)
                                 kinds.push_back(row.kind);
                             return kinds;
                         }()),
                         [](const auto &strategy) {
                             std::string name(nameOf(strategy.param));
                             std::erase(name, '-');
                             return name;
                         });

TEST_P(EveryExplanation, LeavesOutWhatWasTriedOrIsFull)
{
    const Service service({{}, {.maxConnections = 1}, {}, {}});
    ASSERT_TRUE(service.load(1).tryAcquire(1));
    const Pool pool = service.pool(GetParam());
    Picker picker(pool);
    picker.explain = &candidates;
    for (std::uint64_t client = 0; client < 50; ++client) {
        ASSERT_TRUE(picker.pick({0}, client * 0x9e3779b97f4a7c15U));
        EXPECT_FALSE(contains(candidates, 0)) << "tried";
        EXPECT_FALSE(contains(candidates, 1)) << "full";
    }
}

TEST_P(EveryExplanation, HoldsBackupsAloneOnceThePrimariesAreFull)
{
    const Service service({{.maxConnections = 1}, {.backup = true}, {.backup = true}});
    const Pool pool = service.pool(GetParam());
    Picker picker(pool);
    picker.explain = &candidates;
    ASSERT_EQ(picker.hold(), MemberIndex {0});
    const auto second = picker.hold();
    ASSERT_TRUE(second);
    EXPECT_TRUE(contains(candidates, *second));
    EXPECT_FALSE(contains(candidates, 0));
}

TEST_P(EveryExplanation, IsEmptyWhenNobodyCouldBeChosen)
{
    const Service service({{.maxConnections = 1}, {.maxConnections = 1, .backup = true}});
    const Pool pool = service.pool(GetParam());
    Picker picker(pool);
    picker.explain = &candidates;
    picker.hold();
    picker.hold();
    ASSERT_FALSE(candidates.empty());
    ASSERT_FALSE(picker.hold());
    EXPECT_TRUE(candidates.empty());
}

TEST_P(EveryExplanation, GivesTheChosenOneTheLowestCost)
{
    const Service service({{}, {.weight = 3}, {}, {.weight = 2}});
    const Pool pool = service.pool(GetParam());
    Picker picker(pool);
    picker.explain = &candidates;
    for (int i = 0; i < 60; ++i) {
        service.sample(static_cast<std::size_t>(i % 4), 0.05 * (i % 4 + 1), picker.now);
        const auto chosen = picker.hold();
        ASSERT_TRUE(chosen);
        const auto own = std::ranges::find(candidates, *chosen, &PickCandidate::member);
        ASSERT_NE(own, candidates.end());
        EXPECT_EQ(own->cost, std::ranges::min(candidates, {}, &PickCandidate::cost).cost);
        picker.now += 10ms;
    }
}

/// Four threads fight for few slots, so choices are lost to others between offer and taking.
TEST_P(EveryExplanation, BelongsToTheLastChoiceAfterOneWasLost)
{
    const Service service({{.maxConnections = 1}, {.maxConnections = 1}, {.maxConnections = 1, .backup = true}}, 4);
    const Pool pool = service.pool(GetParam());
    std::atomic<int> wrong {0};
    std::vector<std::jthread> threads;
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
        threads.emplace_back([&pool, &wrong, seed] {
            std::vector<PickCandidate> own;
            Picker picker(pool, seed);
            picker.explain = &own;
            for (int i = 0; i < 5000; ++i) {
                const auto member = picker.hold();
                wrong += member ? !contains(own, *member) : !own.empty();
                if (member)
                    pool.release(*pool.members()[*member].load);
            }
        });
    }
    threads.clear();
    EXPECT_EQ(wrong, 0);
}

} // namespace
