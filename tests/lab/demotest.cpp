// SPDX-License-Identifier: GPL-3.0-or-later
//
// The parts of the demo on their own: its backends, its configuration, its clients. What a balancer makes of them:
// demoservicetest.cpp.

#include "core/lab/demo.h"
#include "core/config/validate.h"
#include "tests/lab/answerer.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>
#include <thread>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t fast = 0;
/// For one backend that is slowed: with six turns at a time it does 58 a second. With more the queue grows until everybody
/// in it has given up by the time that it is their turn, and nobody is answered any more.
constexpr int bearable = Demo::rates.front();

bool answers(const Demo &demo, std::uint64_t more)
{
    const std::uint64_t before = demo.figures().answeredEver;
    return eventually([&] { return demo.figures().answeredEver >= before + more; });
}

} // namespace

TEST(Demo, ConfigurationIsCompleteAndOfThisMachineAlone)
{
    Demo demo;
    ASSERT_TRUE(demo.open().ok());
    ConfigDraft draft;
    draft.config = demo.config();
    completeConfig(draft);
    EXPECT_TRUE(draft.diagnostics.empty());
    ASSERT_EQ(draft.config.services.size(), 1U);
    const ServiceConfig &service = draft.config.services.front();
    EXPECT_EQ(service.strategy, StrategyKind::RoundRobin);
    EXPECT_EQ(service.listen, (Address {"127.0.0.1", 0}));
    EXPECT_EQ(draft.config.metrics, (Address {"127.0.0.1", 0}));
    std::set<std::uint16_t> ports;
    std::vector<std::string> names;
    for (const BackendConfig &backend : service.backends) {
        EXPECT_EQ(backend.address.host, "127.0.0.1");
        EXPECT_GT(backend.address.port, 0);
        ports.insert(backend.address.port);
        names.push_back(backend.name);
    }
    EXPECT_EQ(ports.size(), Demo::backendCount);
    EXPECT_EQ(names, (std::vector<std::string> {"fast", "medium", "slow", "jittery"}));
}

TEST(Demo, ClientsOfASlowedBackendWaitLonger)
{
    Demo demo;
    ASSERT_TRUE(demo.open().ok());
    demo.setRate(bearable);
    ASSERT_TRUE(demo.aim(demo.backends()[fast].address).ok());
    ASSERT_TRUE(answers(demo, 20));
    EXPECT_LT(demo.figures().latency.quantile(0.5), 0.1);
    demo.setSpeed(fast, DemoSpeed::Slowed);
    EXPECT_EQ(demo.backends()[fast].speed, DemoSpeed::Slowed);
    EXPECT_TRUE(answers(demo, 20)); // those under way have their time
    const LoadFigures before = demo.figures();
    ASSERT_TRUE(answers(demo, 20));
    EXPECT_GE(demo.figures().since(before).latency.quantile(0), 0.1);
    demo.setSpeed(fast, DemoSpeed::Usual);
    EXPECT_TRUE(eventually([&] {
        const LoadFigures earlier = demo.figures();
        return answers(demo, 20) && demo.figures().since(earlier).latency.quantile(0.5) < 0.1;
    }));
}

TEST(Demo, BehaviourOfABackendHoldsAtOnceAndIsCheckedBefore)
{
    Demo demo;
    ASSERT_TRUE(demo.open().ok());
    ASSERT_TRUE(demo.aim(demo.backends()[fast].address).ok());
    ASSERT_TRUE(answers(demo, 5));
    BackendBehaviour behaviour = demo.backends()[fast].behaviour;
    behaviour.failures.close = 2;
    EXPECT_FALSE(demo.setBehaviour(fast, behaviour).ok());
    EXPECT_EQ(demo.backends()[fast].behaviour.failures.close, 0);
    behaviour.failures.close = 1;
    ASSERT_TRUE(demo.setBehaviour(fast, behaviour).ok());
    EXPECT_EQ(demo.backends()[fast].behaviour, behaviour);
    const auto closed = [&] { return demo.figures().errors[static_cast<std::size_t>(LoadError::ClosedEarly)]; };
    EXPECT_TRUE(eventually([&] { return closed() >= 5; }));
    EXPECT_GE(demo.backends()[fast].figures.closed, 5U);
}

TEST(Demo, SlowingIsBesideTheBehaviourWhateverItsDistribution)
{
    Demo demo;
    ASSERT_TRUE(demo.open().ok());
    demo.setRate(bearable);
    ASSERT_TRUE(demo.aim(demo.backends()[fast].address).ok());
    demo.setSpeed(fast, DemoSpeed::Slowed);
    for (const Delay &delay : {Delay {NormalDelay {}}, Delay {LogNormalDelay {1ms, 0}}, Delay {TwoPointDelay {}}}) {
        BackendBehaviour behaviour = demo.backends()[fast].behaviour;
        behaviour.delay = delay;
        ASSERT_TRUE(demo.setBehaviour(fast, behaviour).ok());
        EXPECT_EQ(demo.backends()[fast].behaviour.delay, delay);
        ASSERT_TRUE(answers(demo, 20)); // those under way have their time
        const LoadFigures before = demo.figures();
        ASSERT_TRUE(answers(demo, 10));
        EXPECT_GE(demo.figures().since(before).latency.quantile(0), 0.098);
    }
}

TEST(Demo, KilledBackendRefusesUntilItIsRevivedOnItsPort)
{
    Demo demo;
    ASSERT_TRUE(demo.open().ok());
    const Address address = demo.backends()[fast].address;
    ASSERT_TRUE(demo.aim(address).ok());
    ASSERT_TRUE(answers(demo, 5));
    demo.kill(fast);
    EXPECT_FALSE(demo.backends()[fast].alive);
    const auto refused = [&] { return demo.figures().errors[static_cast<std::size_t>(LoadError::Refused)]; };
    EXPECT_TRUE(eventually([&] { return refused() >= 5; }));
    ASSERT_TRUE(demo.revive(fast).ok());
    EXPECT_TRUE(demo.backends()[fast].alive);
    EXPECT_EQ(demo.backends()[fast].address, address);
    EXPECT_TRUE(answers(demo, 5));
}

TEST(Demo, AimingAgainAtTheSameAddressDisturbsNothing)
{
    Demo demo;
    ASSERT_TRUE(demo.open().ok());
    const auto backends = demo.backends();
    ASSERT_TRUE(demo.aim(backends[fast].address).ok());
    ASSERT_TRUE(answers(demo, 20));
    ASSERT_TRUE(demo.aim(backends[fast].address).ok());
    EXPECT_GE(demo.figures().answeredEver, 20U);
    ASSERT_TRUE(demo.aim(backends[1].address).ok());
    EXPECT_EQ(demo.plan().targets.front(), backends[1].address);
    EXPECT_TRUE(answers(demo, 5));
}

TEST(Demo, StoppedClientsAreGoneAndTheirRateIsKeptForTheNext)
{
    Demo demo;
    ASSERT_TRUE(demo.open().ok());
    EXPECT_FALSE(demo.isLoading());
    EXPECT_EQ(demo.rate(), Demo::usualRate);
    ASSERT_TRUE(demo.aim(demo.backends()[fast].address).ok());
    EXPECT_TRUE(demo.isLoading());
    demo.setRate(400);
    EXPECT_EQ(demo.plan().rate, 400);
    demo.stopLoad();
    EXPECT_FALSE(demo.isLoading());
    EXPECT_EQ(demo.figures().openConnections, 0U);
    demo.setRate(50);
    ASSERT_TRUE(demo.aim(demo.backends()[fast].address).ok());
    EXPECT_EQ(demo.plan().rate, 50);
}

TEST(Demo, EveryRateLeavesPortsForAMinuteOfClosedConnections)
{
    constexpr int ports = 60'999 - 32'768;
    for (const int rate : Demo::rates)
        EXPECT_LT(rate * 60, ports);
    EXPECT_TRUE(std::ranges::is_sorted(Demo::rates));
    EXPECT_EQ(std::ranges::count(Demo::rates, Demo::usualRate), 1);
}

TEST(Demo, ManyThreadsMayPlayWithItAtOnce)
{
    Demo demo;
    ASSERT_TRUE(demo.open().ok());
    std::atomic<bool> go {false};
    std::vector<std::thread> players;
    for (std::size_t i = 0; i < Demo::backendCount; ++i) {
        players.emplace_back([&, i] {
            go.wait(false);
            for (int round = 0; round < 20; ++round) {
                demo.setSpeed(i, round % 2 ? DemoSpeed::Usual : DemoSpeed::Slowed);
                demo.setRate(Demo::rates.at(i));
                demo.kill(i);
                EXPECT_TRUE(demo.revive(i).ok());
                EXPECT_TRUE(demo.aim(demo.backends()[i].address).ok());
                EXPECT_LE(demo.figures().openConnections, 256U);
                demo.stopLoad();
            }
        });
    }
    go = true;
    go.notify_all();
    for (std::thread &player : players)
        player.join();
    EXPECT_FALSE(demo.isLoading());
}
