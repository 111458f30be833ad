// SPDX-License-Identifier: GPL-3.0-or-later
//
// A load that is changed or stopped while it runs, and the figures of an interval.

#include "tests/lab/answerer.h"

#include <gtest/gtest.h>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

LoadPlan endlessPlan(const Answerer &server)
{
    LoadPlan plan = shortPlan(server);
    plan.duration = 0ms;
    return plan;
}

} // namespace

TEST(LoadChange, ConnectionsComeAndGo)
{
    for (const LoadLoop loop : {LoadLoop::Closed, LoadLoop::Open}) {
        Answerer server(Answerer::echo());
        LoadPlan plan = endlessPlan(server);
        plan.threads = 2;
        plan.rate = 100'000; // more than it can, so that every connection is needed
        plan.loop = loop;
        LoadGenerator generator;
        ASSERT_TRUE(generator.start(plan).ok());
        for (const int connections : {20, 3, 7}) {
            plan.connections = connections;
            ASSERT_TRUE(generator.change(plan).ok());
            EXPECT_TRUE(eventually(
                    [&] { return generator.figures().openConnections == static_cast<std::uint64_t>(connections); }));
        }
        generator.stop();
        const LoadFigures figures = generator.figures();
        EXPECT_EQ(figures.openConnections, 0U);
        EXPECT_EQ(figures.errors[static_cast<std::size_t>(LoadError::ClosedEarly)], 0U);
        EXPECT_EQ(figures.errors[static_cast<std::size_t>(LoadError::Reset)], 0U);
    }
}

TEST(LoadChange, ARateCountsFromTheChange)
{
    Answerer server(Answerer::echo());
    LoadPlan plan = endlessPlan(server);
    plan.loop = LoadLoop::Open;
    plan.arrivals = ArrivalKind::Constant;
    plan.rate = 0.001; // the second would come in a quarter of an hour
    LoadGenerator generator;
    ASSERT_TRUE(generator.start(plan).ok());
    ASSERT_TRUE(eventually([&] { return generator.figures().turns() == 1; }));
    plan.rate = 1000;
    ASSERT_TRUE(generator.change(plan).ok());
    EXPECT_TRUE(eventually([&] { return generator.figures().turns() >= 100; }));
    EXPECT_EQ(generator.plan(), plan);
}

TEST(LoadChange, LoopsTakeOverFromEachOther)
{
    Answerer server(Answerer::echo());
    LoadPlan plan = endlessPlan(server);
    plan.thinkTime = 24h;
    LoadGenerator generator;
    ASSERT_TRUE(generator.start(plan).ok());
    ASSERT_TRUE(eventually([&] { return generator.figures().turns() == 4; })); // and now all of them think
    plan.loop = LoadLoop::Open;
    ASSERT_TRUE(generator.change(plan).ok());
    ASSERT_TRUE(eventually([&] { return generator.figures().turns() >= 50; }));
    plan.loop = LoadLoop::Closed;
    plan.thinkTime = 0ms;
    ASSERT_TRUE(generator.change(plan).ok());
    ASSERT_TRUE(eventually([&] { return generator.figures().turnsUnderWay == 4; }));
    const std::uint64_t before = generator.figures().turns();
    EXPECT_TRUE(eventually([&] { return generator.figures().turns() > before + 100; }));
    generator.stop();
    EXPECT_EQ(onlyError(generator.figures()), "none");
    EXPECT_EQ(server.accepted(), 4U); // the connections were taken over as well
}

TEST(LoadChange, TurnsChangeBetweenTurns)
{
    Answerer server([](Answerer &self, int fd) {
        // 128 bytes for every 128: a turn of 256 gets its answer in two pieces.
        const std::string answer(128, 'x');
        while (self.receive(fd, 128) && self.send(fd, answer)) { }
    });
    LoadPlan plan = endlessPlan(server);
    plan.sendBytes = 128;
    LoadGenerator generator;
    ASSERT_TRUE(generator.start(plan).ok());
    ASSERT_TRUE(eventually([&] { return generator.figures().turns() > 50; }));
    plan.answer = LoadAnswer::Fixed;
    plan.sendBytes = 256;
    plan.answerBytes = 256;
    ASSERT_TRUE(generator.change(plan).ok());
    const LoadFigures before = generator.figures();
    ASSERT_TRUE(eventually([&] { return generator.figures().turns() > before.turns() + 100; }));
    const LoadFigures interval = generator.figures().since(before);
    EXPECT_EQ(onlyError(interval), "none");
    EXPECT_GE(interval.bytesReceived, 250 * (interval.turns() - 8));
}

TEST(LoadChange, WhatStaysStays)
{
    Answerer server(Answerer::echo());
    LoadPlan plan = endlessPlan(server);
    LoadGenerator generator;
    ASSERT_TRUE(generator.start(plan).ok());
    LoadPlan other = plan;
    other.targets = {{"127.0.0.1", 1}};
    other.threads = 5;
    other.duration = 1ms;
    other.warmUp = 1h;
    other.seed = 7;
    ASSERT_TRUE(generator.change(other).ok());
    EXPECT_EQ(generator.plan(), plan);
    other.connections = 0;
    EXPECT_EQ(generator.change(other).message(), "connections: must be 1 to 100000");
    const std::uint64_t before = generator.figures().turns();
    EXPECT_TRUE(eventually([&] { return generator.figures().turns() > before; }));
}

TEST(LoadChange, StopEndsWhatIsUnderWayAndKeepsTheFigures)
{
    Answerer server([](Answerer &self, int fd) { self.drain(fd); });
    LoadPlan plan = endlessPlan(server);
    plan.turnTimeout = 24h;
    LoadGenerator generator;
    ASSERT_TRUE(generator.start(plan).ok());
    ASSERT_TRUE(eventually([&] { return generator.figures().turnsUnderWay == 4; }));
    generator.stop();
    const LoadFigures figures = generator.figures();
    EXPECT_EQ(figures.phase, LoadPhase::Finished);
    EXPECT_EQ(figures.unfinished, 4U);
    EXPECT_EQ(figures.errorTotal(), 0U);
    EXPECT_GT(figures.seconds, 0);
    EXPECT_EQ(generator.figures().seconds, figures.seconds); // time stands still
    generator.stop();
    EXPECT_EQ(generator.figures().unfinished, 4U);
}

TEST(LoadChange, AnotherStartBeginsFromZero)
{
    Answerer server(Answerer::echo());
    LoadGenerator generator;
    ASSERT_TRUE(generator.start(endlessPlan(server)).ok());
    ASSERT_TRUE(eventually([&] { return generator.figures().turns() > 0; }));
    LoadPlan plan = shortPlan(server);
    plan.loop = LoadLoop::Open;
    plan.rate = 0.001;
    ASSERT_TRUE(generator.start(plan).ok());
    ASSERT_TRUE(eventually([&] { return generator.finished(); }));
    EXPECT_LE(generator.figures().turns(), 1U);
}
