// SPDX-License-Identifier: GPL-3.0-or-later
//
// When turns begin: closed and open loops, connections used as often as the plan says, stalls that must not hide, and
// the shares of threads and targets.

#include "tests/lab/answerer.h"

#include <gtest/gtest.h>

#include <condition_variable>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

/// An echo that can be held up, as a server is by a collection of garbage.
class Stall
{
public:
    Answerer::Script script()
    {
        return [this](Answerer &server, int fd) {
            while (server.receive(fd, 64)) {
                server.countTurn();
                std::unique_lock lock(m_mutex);
                m_changed.wait(lock, [this] { return !m_stalled; });
                lock.unlock();
                if (!server.send(fd, std::string(64, 'x')))
                    return;
            }
        };
    }
    void set(bool stalled)
    {
        const std::lock_guard lock(m_mutex);
        m_stalled = stalled;
        m_changed.notify_all();
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_stalled = false;
};

/// Stalls the server for 300 ms in the midst of the load, on one connection, and gives the figures of it all.
LoadFigures figuresWithStall(const std::function<void(LoadPlan &)> &change)
{
    Stall stall;
    Answerer server(stall.script());
    LoadPlan plan = shortPlan(server);
    plan.connections = 1;
    plan.duration = 1s;
    change(plan);
    LoadGenerator generator;
    EXPECT_TRUE(generator.start(plan).ok());
    EXPECT_TRUE(eventually([&] { return generator.figures().turns() >= 5; }));
    stall.set(true);
    const double begin = generator.figures().seconds;
    const bool stalled = eventually([&] { return generator.figures().seconds >= begin + 0.3; });
    stall.set(false);
    EXPECT_TRUE(stalled);
    EXPECT_TRUE(eventually([&] { return generator.finished(); }));
    return generator.figures();
}

} // namespace

TEST(LoadLoop, AStallIsOneSlowTurnToAClosedLoop)
{
    const LoadFigures figures = figuresWithStall([](LoadPlan &) {});
    EXPECT_GE(slowerThan(figures, 290ms), 1U);
    // Nothing was asked meanwhile: that is what coordinated omission means, and why there is the other loop.
    EXPECT_LE(slowerThan(figures, 250ms), 3U);
}

TEST(LoadLoop, AStallIsFeltByAllWhoComeMeanwhileInAnOpenLoop)
{
    const LoadFigures figures = figuresWithStall([](LoadPlan &plan) {
        plan.loop = LoadLoop::Open;
        plan.arrivals = ArrivalKind::Constant;
        plan.rate = 200;
    });
    // 60 came in those 300 ms; half of them had to wait for more than 140 ms, and none is left out.
    EXPECT_GE(slowerThan(figures, 140ms), 25U);
    EXPECT_GE(slowerThan(figures, 10ms), 50U);
    EXPECT_EQ(figures.turns(), 200U);
    EXPECT_EQ(onlyError(figures), "none");
}

TEST(LoadLoop, AnOpenLoopBeginsExactlyWhatIsDue)
{
    Answerer server(Answerer::echo());
    LoadPlan plan = shortPlan(server);
    plan.loop = LoadLoop::Open;
    plan.arrivals = ArrivalKind::Constant;
    plan.rate = 500;
    plan.duration = 400ms;
    for (const int threads : {1, 3}) {
        plan.threads = threads;
        const LoadFigures figures = figuresOf(plan);
        EXPECT_EQ(figures.turns() + figures.errorTotal(), 200U);
        EXPECT_EQ(figures.lateness.count(), 200U);
        EXPECT_EQ(onlyError(figures), "none");
    }
}

TEST(LoadLoop, AnOpenLoopCountsWhatCannotWait)
{
    Answerer server([](Answerer &self, int fd) { self.drain(fd); });
    LoadPlan plan = shortPlan(server);
    plan.loop = LoadLoop::Open;
    plan.arrivals = ArrivalKind::Constant;
    plan.rate = 1000;
    plan.connections = 1;
    plan.maxWaiting = 10;
    plan.turnTimeout = 10s;
    LoadGenerator generator;
    ASSERT_TRUE(generator.start(plan).ok());
    ASSERT_TRUE(eventually([&] { return generator.figures().phase == LoadPhase::Draining; }));
    const LoadFigures figures = generator.figures();
    EXPECT_EQ(onlyError(figures), "overrun");
    EXPECT_EQ(figures.turnsUnderWay, 1U);
    EXPECT_EQ(figures.turnsWaiting, 10U);
    EXPECT_EQ(figures.errorTotal(), 300U - 11U);
    generator.stop();
    EXPECT_EQ(generator.figures().unfinished, 11U);
}

TEST(LoadLoop, WaitingInAnOpenLoopCountsTowardsTheTimeout)
{
    Answerer server([](Answerer &self, int fd) { self.drain(fd); });
    LoadPlan plan = shortPlan(server);
    plan.loop = LoadLoop::Open;
    plan.rate = 1000;
    plan.connections = 2;
    plan.turnTimeout = 100ms;
    const LoadFigures figures = figuresOf(plan);
    EXPECT_EQ(figures.phase, LoadPhase::Finished);
    EXPECT_EQ(onlyError(figures), "timeout");
    EXPECT_EQ(figures.turnsWaiting, 0U);
}

TEST(LoadLoop, AConnectionIsUsedForSoManyTurns)
{
    for (const LoadLoop loop : {LoadLoop::Closed, LoadLoop::Open}) {
        for (const int turns : {1, 3}) {
            Answerer server(Answerer::echo());
            LoadPlan plan = shortPlan(server);
            plan.loop = loop;
            plan.turnsPerConnection = turns;
            const LoadFigures figures = figuresOf(plan);
            EXPECT_EQ(onlyError(figures), "none");
            EXPECT_EQ(figures.turns(), server.turns());
            EXPECT_EQ(figures.connect.count(), server.accepted());
            // All but the last of each of the four were used up.
            EXPECT_GE(server.accepted() * static_cast<std::uint64_t>(turns), figures.turns());
            EXPECT_LE((server.accepted() - 4) * static_cast<std::uint64_t>(turns), figures.turns());
        }
    }
}

TEST(LoadLoop, ThinkingLeavesTheTargetAlone)
{
    Answerer server(Answerer::echo());
    LoadPlan plan = shortPlan(server);
    plan.thinkTime = 50ms;
    const LoadFigures figures = figuresOf(plan);
    // At 0, 50, … 250 ms at the earliest, on four connections.
    EXPECT_GE(figures.turns(), 4U);
    EXPECT_LE(figures.turns(), 4 * 6U);
}

TEST(LoadLoop, WarmUpIsNotCounted)
{
    Answerer server(Answerer::echo());
    LoadPlan plan = shortPlan(server);
    plan.warmUp = 100ms;
    LoadGenerator generator;
    ASSERT_TRUE(generator.start(plan).ok());
    EXPECT_TRUE(eventually([&] { return generator.figures().answeredEver > 0; }));
    ASSERT_TRUE(eventually([&] { return generator.finished(); }));
    const LoadFigures figures = generator.figures();
    EXPECT_EQ(figures.answeredEver, server.turns());
    EXPECT_LT(figures.turns(), server.turns());
    EXPECT_GT(figures.turns(), 0U);
    EXPECT_DOUBLE_EQ(figures.seconds, 0.3);
}

TEST(LoadLoop, ThreadsAndTargetsGetEqualShares)
{
    Answerer first(Answerer::echo());
    Answerer second(Answerer::echo());
    LoadPlan plan = shortPlan(first);
    plan.targets.push_back(second.address());
    plan.threads = 3;
    plan.connections = 12;
    const LoadFigures figures = figuresOf(plan);
    EXPECT_EQ(first.accepted(), 6U);
    EXPECT_EQ(second.accepted(), 6U);
    EXPECT_EQ(figures.turns(), first.turns() + second.turns());
    EXPECT_EQ(onlyError(figures), "none");
}

TEST(LoadLoop, MoreThreadsThanConnectionsAreNotUsed)
{
    Answerer server(Answerer::echo());
    LoadPlan plan = shortPlan(server);
    plan.threads = 64;
    plan.connections = 2;
    EXPECT_EQ(figuresOf(plan).connect.count(), 2U);
}
