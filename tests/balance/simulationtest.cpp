// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the strategies are for, shown on whole services: the order of the table in docs/architecture.md, and the cases
// in which a rule that looks at latency can be misled.

#include "simulation.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace lbfy;
using namespace lbfy::test;

namespace {

// Four backends with four servers of 5 ms each can answer 3200 a second.
constexpr double capacity = 3200;

Behaviour answersIn(double seconds)
{
    Behaviour behaviour;
    behaviour.servers = 1000;
    behaviour.service = [seconds](MonoTime) { return seconds; };
    return behaviour;
}

Simulation::Report afterWarmUp(StrategyKind kind, const std::vector<Behaviour> &behaviours, double rate,
                               LatencyConfig latency = {})
{
    Simulation simulation(kind, behaviours, rate, latency);
    simulation.run(15s);
    return simulation.run(30s);
}

} // namespace

TEST(Simulation, LatencyAwareHasTheShortestTailWhenOneBackendIsFarAway)
{
    // Pure delays, log-normal round 40 and 5 ms: nobody queues, so only the choice of backend makes a tail.
    Random random(5);
    const auto around = [&random](double median) {
        return [&random, median](MonoTime) {
            double normal = -6; // Irwin and Hall: twelve uniform numbers make a normal one
            for (int i = 0; i < 12; ++i)
                normal += random.unit();
            return median * std::exp(0.3 * normal);
        };
    };
    std::vector<Behaviour> behaviours(4, answersIn(0));
    for (Behaviour &behaviour : behaviours)
        behaviour.delay = around(0.005);
    behaviours[0].delay = around(0.040);
    const auto tail = [&](StrategyKind kind) { return afterWarmUp(kind, behaviours, 0.7 * capacity).quantile(0.99); };
    const double roundRobin = tail(StrategyKind::RoundRobin);
    const double least = tail(StrategyKind::LeastConnections);
    const double aware = tail(StrategyKind::LatencyAware);
    RecordProperty("p99_ms",
                   std::to_string(roundRobin * 1e3) + " " + std::to_string(least * 1e3) + " "
                           + std::to_string(aware * 1e3));
    EXPECT_LT(least, roundRobin);
    EXPECT_LT(aware, least / 2);
}

TEST(Simulation, MoreChoicesSharpenTheTailWhenTwoOfFourAreSlow)
{
    std::vector<Behaviour> behaviours(4);
    behaviours[0].service = behaviours[1].service = [](MonoTime) { return 0.020; };
    const double rate = 0.9 * capacity * 2.5 / 4;
    const double two = afterWarmUp(StrategyKind::LatencyAware, behaviours, rate).quantile(0.99);
    const double four = afterWarmUp(StrategyKind::LatencyAware, behaviours, rate, {.choices = 4}).quantile(0.99);
    EXPECT_LT(four, two);
}

TEST(Simulation, EqualBackendsGetEqualShares)
{
    const auto report = afterWarmUp(StrategyKind::LatencyAware, std::vector<Behaviour>(4), 0.5 * capacity);
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_NEAR(report.share(i), 0.25, 0.02);
}

TEST(Simulation, SlowOneOfFourGetsAFewPercentAndIsBackWithinSecondsAfterItRecovers)
{
    for (const double rate : {50.0, 500.0, 2000.0}) {
        const MonoTime recovery = 1h + 45s;
        std::vector<Behaviour> behaviours(4, answersIn(0.001));
        behaviours[2].service = [recovery](MonoTime now) { return now < recovery ? 0.100 : 0.001; };
        Simulation simulation(StrategyKind::LatencyAware, behaviours, rate);
        simulation.run(15s);
        const auto slow = simulation.run(30s);
        EXPECT_LT(slow.share(2), 0.04) << rate;
        EXPECT_GT(slow.connections[2], 0) << "it is tried now and then";
        simulation.run(12s);
        EXPECT_GT(simulation.run(5s).share(2), 0.18) << rate;
    }
}

TEST(Simulation, BackendThatClosesAtOnceDoesNotAttract)
{
    std::vector<Behaviour> behaviours(4, answersIn(0.005));
    behaviours[1].failsAtOnce = [](MonoTime) { return true; };
    for (const double rate : {20.0, 1000.0}) {
        const auto report = afterWarmUp(StrategyKind::LatencyAware, behaviours, rate);
        EXPECT_LT(report.share(1), 0.02) << rate;
    }
    // The same pool under a rule that sees only connections: the failing one looks idle.
    EXPECT_GT(afterWarmUp(StrategyKind::LeastConnections, behaviours, 1000).share(1), 0.3);
}

TEST(Simulation, BackendThatFailsFromTheFirstConnectionOnDoesNotAttractEither)
{
    std::vector<Behaviour> behaviours(3, answersIn(0.005));
    behaviours[0].failsAtOnce = [](MonoTime) { return true; };
    Simulation simulation(StrategyKind::LatencyAware, behaviours, 1000);
    EXPECT_LT(simulation.run(10s).share(0), 0.02);
}

TEST(Simulation, BackendThatStartsToHangGetsHardlyAnythingMore)
{
    std::vector<Behaviour> behaviours(4, answersIn(0.005));
    const MonoTime failure = 1h + 20s;
    behaviours[3].service = [failure](MonoTime now) { return now < failure ? 0.005 : 3600.0; };
    Simulation simulation(StrategyKind::LatencyAware, behaviours, 1000);
    simulation.run(20s);
    // 20 ms until the age of the oldest turn tells, and one in four until then.
    EXPECT_LT(simulation.run(30s).connections[3], 30);
}

TEST(Simulation, HangingBackendIsNotForgottenWhenItsClientsGiveUp)
{
    std::vector<Behaviour> behaviours(4, answersIn(0.005));
    for (Behaviour &behaviour : behaviours)
        behaviour.patience = 2;
    behaviours[3].service = [](MonoTime) { return 3600.0; };
    Simulation simulation(StrategyKind::LatencyAware, behaviours, 1000);
    simulation.run(15s);
    // Each time that nobody is left to wait there, 20 ms pass before the age of the oldest turn tells again.
    EXPECT_LT(simulation.run(60s).connections[3], 60);
}

TEST(Simulation, SlowOneIsTriedNowAndThenWhateverTheRate)
{
    for (const double rate : {100.0, 200.0, 1000.0}) {
        std::vector<Behaviour> behaviours(4, answersIn(0.002));
        behaviours[1].service = [](MonoTime) { return 0.008; };
        behaviours[2].service = [](MonoTime) { return 0.040; };
        const auto report = afterWarmUp(StrategyKind::LatencyAware, behaviours, rate);
        EXPECT_GT(report.connections[2], 0) << rate;
        EXPECT_LT(report.connections[2], 30) << rate << ": once a second and more is no trial";
    }
}

TEST(Simulation, TwoChoicesComeCloseToWeighingAll)
{
    std::vector<Behaviour> behaviours(4);
    behaviours[0].service = behaviours[1].service = [](MonoTime) { return 0.020; };
    const double rate = 0.7 * capacity * 2.5 / 4;
    const double two = afterWarmUp(StrategyKind::LatencyAware, behaviours, rate).quantile(0.99);
    const double four = afterWarmUp(StrategyKind::LatencyAware, behaviours, rate, {.choices = 4}).quantile(0.99);
    EXPECT_LT(two, 1.15 * four);
}

TEST(Simulation, PoolThatOnlyFailsStillServesOnceItRecovers)
{
    const MonoTime recovery = 1h + 60s;
    std::vector<Behaviour> behaviours(3, answersIn(0.005));
    for (Behaviour &behaviour : behaviours)
        behaviour.failsAtOnce = [recovery](MonoTime now) { return now < recovery; };
    Simulation simulation(StrategyKind::LatencyAware, behaviours, 200);
    simulation.run(60s);
    const auto report = simulation.run(20s);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_GT(report.share(i), 0.15);
}
