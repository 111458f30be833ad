// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/switcheffect.h"

#include <gtest/gtest.h>

#include <chrono>

namespace lbfy {
namespace {

using namespace std::chrono_literals;

/// A service whose traffic is told by the second.
class Traffic
{
public:
    Traffic()
    {
        m_service.name = "web";
        m_service.backends.resize(2);
        m_service.backends[0].name = "fast";
        m_service.backends[0].identity = 1;
        m_service.backends[1].name = "slow";
        m_service.backends[1].identity = 2;
    }

    /// For `seconds`, each with so many turns a backend; fast ones take 1 ms, slow ones 100 ms.
    void run(int seconds, std::uint64_t fast, std::uint64_t slow)
    {
        for (int i = 0; i < seconds; ++i) {
            m_turns.add(Histogram::bucketOf(1ms), fast);
            m_turns.add(Histogram::bucketOf(100ms), slow);
            m_service.backends[0].selections += fast;
            m_service.backends[1].selections += slow;
            m_service.turns = std::make_shared<const HistogramCounts>(m_turns);
            m_now += 1s;
            follow();
        }
    }
    void follow() { m_effect.follow(m_service, m_now, WallTime(m_now)); }
    void switchTo(StrategyKind strategy)
    {
        m_service.strategy = strategy;
        follow();
    }
    ServiceSnapshot &service() { return m_service; }
    const std::optional<SwitchEffect::Effect> &effect() const { return m_effect.effect(); }
    void dismiss() { m_effect.dismiss(); }

private:
    ServiceSnapshot m_service;
    HistogramCounts m_turns;
    MonoTime m_now {100s};
    SwitchEffect m_effect;
};

TEST(SwitchEffect, IsNothingBeforeAnySwitch)
{
    Traffic traffic;
    traffic.run(40, 10, 10);
    EXPECT_FALSE(traffic.effect());
}

TEST(SwitchEffect, ComparesTheHalfMinuteBeforeWithAllSince)
{
    Traffic traffic;
    traffic.run(100, 0, 50); // long ago, not to be counted
    traffic.run(36, 10, 10);
    traffic.switchTo(StrategyKind::LatencyAware);
    traffic.run(50, 19, 1);
    ASSERT_TRUE(traffic.effect());
    const SwitchEffect::Effect &effect = *traffic.effect();
    EXPECT_EQ(effect.from, StrategyKind::RoundRobin);
    EXPECT_EQ(effect.to, StrategyKind::LatencyAware);
    EXPECT_TRUE(effect.comparable());
    EXPECT_NEAR(effect.before.p99, 0.1, 0.002);
    EXPECT_NEAR(effect.after.p50, 0.001, 0.00002);
    EXPECT_EQ(effect.after.samples, 50u * 20);
    EXPECT_GE(effect.before.seconds, 30);
    EXPECT_LE(effect.before.seconds, 36);
    ASSERT_EQ(effect.shares.size(), 2u);
    EXPECT_NEAR(effect.shares[1].before, 0.5, 0.01);
    EXPECT_NEAR(effect.shares[1].after, 0.05, 0.01);
}

TEST(SwitchEffect, ClaimsNothingWithFewSamplesOnEitherSide)
{
    Traffic traffic;
    traffic.run(10, 1, 1);
    traffic.switchTo(StrategyKind::Random);
    traffic.run(30, 100, 0);
    ASSERT_TRUE(traffic.effect());
    EXPECT_FALSE(traffic.effect()->comparable());
    EXPECT_EQ(traffic.effect()->before.samples, 18u); // the first mark is the first second's end
}

TEST(SwitchEffect, SecondSwitchComparesWithTheTimeSinceTheFirst)
{
    Traffic traffic;
    traffic.run(30, 0, 100);
    traffic.switchTo(StrategyKind::LatencyAware);
    traffic.run(10, 100, 0);
    traffic.switchTo(StrategyKind::RoundRobin);
    traffic.run(10, 50, 50);
    EXPECT_NEAR(traffic.effect()->before.p99, 0.001, 0.0001);
    EXPECT_NEAR(traffic.effect()->before.seconds, 10, 0.01);
}

TEST(SwitchEffect, CountsErrorsPerSecond)
{
    Traffic traffic;
    traffic.run(10, 1, 1);
    traffic.service().shed[0] += 20;
    traffic.switchTo(StrategyKind::Random);
    traffic.service().closed[static_cast<std::size_t>(CloseReason::ConnectFailed)] += 10;
    traffic.run(10, 1, 1);
    EXPECT_NEAR(traffic.effect()->before.errorsPerSecond, 20.0 / 9, 0.01);
    EXPECT_NEAR(traffic.effect()->after.errorsPerSecond, 1, 0.01);
}

/// What the edit did is not the switch's doing, but the others' shares are still of all picks.
TEST(SwitchEffect, LeavesOutABackendThatStandsForAnotherAddressNow)
{
    Traffic traffic;
    traffic.run(30, 10, 10);
    traffic.switchTo(StrategyKind::Random);
    traffic.run(10, 10, 10);
    EXPECT_FALSE(traffic.effect()->backendsChanged);
    traffic.service().backends[1].identity = 3; // its counters go on
    traffic.run(1, 0, 0);
    traffic.run(30, 10, 30);
    ASSERT_EQ(traffic.effect()->shares.size(), 1u);
    EXPECT_EQ(traffic.effect()->shares[0].backend, "fast");
    EXPECT_NEAR(traffic.effect()->shares[0].before, 0.5, 0.01);
    EXPECT_NEAR(traffic.effect()->shares[0].after, 400.0 / 1400, 0.001);
    EXPECT_TRUE(traffic.effect()->backendsChanged);
}

TEST(SwitchEffect, LeavesOutABackendThatCameInTheTimeBeforeTheSwitch)
{
    Traffic traffic;
    traffic.run(20, 10, 10);
    traffic.service().backends[1].identity = 3;
    traffic.service().backends[1].selections = 0; // removed and added again
    traffic.run(5, 10, 10);
    traffic.switchTo(StrategyKind::Random);
    traffic.run(10, 10, 10);
    ASSERT_EQ(traffic.effect()->shares.size(), 1u);
    EXPECT_EQ(traffic.effect()->shares[0].backend, "fast");
    EXPECT_NEAR(traffic.effect()->shares[0].after, 0.5, 0.01);
    EXPECT_TRUE(traffic.effect()->backendsChanged);
}

TEST(SwitchEffect, RenamedBackendKeepsItsShares)
{
    Traffic traffic;
    traffic.run(30, 10, 10);
    traffic.switchTo(StrategyKind::Random);
    traffic.run(10, 10, 10);
    traffic.service().backends[1].name = "renamed";
    traffic.run(10, 10, 30);
    ASSERT_EQ(traffic.effect()->shares.size(), 2u);
    EXPECT_EQ(traffic.effect()->shares[1].backend, "renamed");
    EXPECT_NEAR(traffic.effect()->shares[1].before, 0.5, 0.01);
    EXPECT_NEAR(traffic.effect()->shares[1].after, 400.0 / 600, 0.001);
    EXPECT_FALSE(traffic.effect()->backendsChanged);
}

TEST(SwitchEffect, IsGoneWhenDismissedAndBackAtTheNextSwitch)
{
    Traffic traffic;
    traffic.run(5, 1, 1);
    traffic.switchTo(StrategyKind::Random);
    traffic.dismiss();
    traffic.run(5, 1, 1);
    EXPECT_FALSE(traffic.effect());
    traffic.switchTo(StrategyKind::RoundRobin);
    EXPECT_TRUE(traffic.effect());
}

} // namespace
} // namespace lbfy
