// SPDX-License-Identifier: GPL-3.0-or-later
//
// What History keeps, forgets and never makes up.

#include "tests/observe/historyfixture.h"

#include <gtest/gtest.h>

using namespace lbfy;
using namespace lbfy::test;

TEST(History, GapInWhichNobodyLookedIsNeverBridged)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 10s);
    clocked.now += 5s;
    clocked.feed(snapshotOf({{"a", 0.001}}), 10s);
    const HistoryCurve curve = clocked.curve(Figure::Ewma, 60s);
    const std::vector<HistoryRun> runs = runsOf(curve);
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].count, 40U);
    EXPECT_EQ(runs[1].count, 40U);
    EXPECT_EQ(runs[1].first - (runs[0].first + runs[0].count), 20U);
}

TEST(History, GapShorterThanAPointStillBreaksTheLine)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 300s + 500ms);
    clocked.now += 1450ms; // the gap leaves no second without any snapshot
    clocked.feed(snapshotOf({{"a", 0.001}}), 300s);
    const HistoryGrid grid = clocked.grid(3600s);
    ASSERT_EQ(grid.step, Nanoseconds(12s));
    EXPECT_EQ(runsOf(clocked.history.curve({"web", "a"}, Figure::Ewma, grid)).size(), 2U);
}

TEST(History, LateTimerIsNoGap)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 5s);
    clocked.now += 1200ms;
    clocked.feed(snapshotOf({{"a", 0.003}}), 5s);
    EXPECT_EQ(runsOf(clocked.curve(Figure::Ewma, 60s)).size(), 1U);
}

TEST(History, BackendWithoutASampleHasNoValueAndNotZero)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", std::nullopt, 3}}), 5s);
    for (const auto &point : clocked.curve(Figure::Ewma, 60s))
        EXPECT_FALSE(point);
    EXPECT_FALSE(clocked.history.valueAt({"web", "a"}, Figure::Ewma, clocked.now));
    EXPECT_EQ(clocked.history.valueAt({"web", "a"}, Figure::Active, clocked.now), 3.F);
}

TEST(History, QuantilesWithoutSamplesHaveNoValue)
{
    Clocked clocked;
    Snapshot snapshot = snapshotOf({{"a", 0.001}});
    clocked.feed(snapshot, 1s);
    EXPECT_FALSE(clocked.history.valueAt({"web", "a"}, Figure::P99, clocked.now));
    snapshot.services[0].backends[0].turn = {.p50 = 0.5, .p90 = 0.6, .p99 = 0.75, .samples = 1};
    clocked.feed(snapshot, 1s);
    EXPECT_EQ(clocked.history.valueAt({"web", "a"}, Figure::P99, clocked.now), 0.75F);
}

TEST(History, EstimateOfABackendThatIsDownIsNotKept)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001, 1}}), 5s);
    clocked.feed(snapshotOf({{"a", 0.002, 0, BackendState::Down}}), 5s);
    EXPECT_FALSE(clocked.curve(Figure::Ewma, 60s).back());
    EXPECT_TRUE(clocked.curve(Figure::Active, 60s).back());
}

TEST(History, DownTimeIsASpanWithItsState)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 10s);
    const MonoTime down = clocked.now;
    clocked.feed(snapshotOf({{"a", 0.001, 0, BackendState::Down}}), 4s);
    const MonoTime drained = clocked.now;
    clocked.feed(snapshotOf({{"a", 0.001, 0, BackendState::Drain}}), 3s);
    const MonoTime up = clocked.now;
    clocked.feed(snapshotOf({{"a", 0.001}}), 10s);
    const std::vector<StateSpan> spans = clocked.history.notUp({"web", "a"}, clocked.grid(60s));
    const std::vector<StateSpan> expected {{down, drained, BackendState::Down}, {drained, up, BackendState::Drain}};
    EXPECT_EQ(spans, expected);
}

TEST(History, OutageShorterThanASecondIsStillSeenAnHourLater)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 10s + 250ms);
    clocked.feed(snapshotOf({{"a", 0.001, 0, BackendState::Down}}), 250ms);
    clocked.feed(snapshotOf({{"a", 0.001}}), 300s);
    const std::vector<StateSpan> spans = clocked.history.notUp({"web", "a"}, clocked.grid(3600s));
    ASSERT_EQ(spans.size(), 1U);
    EXPECT_EQ(spans[0].to - spans[0].from, Nanoseconds(1s));
}

TEST(History, DownSpanDoesNotReachOverAGap)
{
    Clocked clocked;
    const Snapshot down = snapshotOf({{"a", 0.001, 0, BackendState::Down}});
    clocked.feed(down, 5s);
    clocked.now += 10s;
    clocked.feed(down, 5s);
    EXPECT_EQ(clocked.history.notUp({"web", "a"}, clocked.grid(60s)).size(), 2U);
}

TEST(History, ServiceHasItsOwnTotals)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001, 4}, {"b", 0.001, 5}}), 1s);
    EXPECT_EQ(clocked.history.valueAt({"web", ""}, Figure::Active, clocked.now), 9.F);
    EXPECT_EQ(clocked.history.backends("web").size(), 2U);
}

TEST(History, RenamedBackendKeepsItsPast)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 5s);
    clocked.history.rename("web", "a", "b");
    clocked.feed(snapshotOf({{"b", 0.001}}), 5s);
    const std::vector<HistoryRun> runs = runsOf(clocked.curve(Figure::Ewma, 60s, "b"));
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0].count, 40U);
    EXPECT_EQ(clocked.history.backends("web").size(), 1U);
}

TEST(History, SnapshotWithTheOldNameAfterARenameMakesNoGhost)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 5s);
    clocked.history.rename("web", "a", "b");
    clocked.feed(snapshotOf({{"a", 0.001}}), 500ms);
    clocked.feed(snapshotOf({{"b", 0.001}}), 5s);
    ASSERT_EQ(clocked.history.backends("web").size(), 1U);
    EXPECT_EQ(clocked.history.backends("web")[0].name, "b");
    EXPECT_EQ(runsOf(clocked.curve(Figure::Ewma, 60s, "b")).size(), 1U);
    // Once the new name was seen, the old one is free for another backend.
    clocked.feed(snapshotOf({{"a", 0.005}, {"b", 0.001}}), 1s);
    EXPECT_EQ(clocked.history.valueAt({"web", "a"}, Figure::Ewma, clocked.now), 0.005F);
}

TEST(History, RenameTakenBackIsAsIfItNeverWas)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 5s);
    clocked.history.rename("web", "a", "b");
    clocked.history.rename("web", "b", "a");
    clocked.feed(snapshotOf({{"a", 0.001}}), 5s);
    ASSERT_EQ(clocked.history.backends("web").size(), 1U);
    EXPECT_EQ(runsOf(clocked.curve(Figure::Ewma, 60s))[0].count, 40U);
}

TEST(History, RenamedServiceKeepsAllItsBackends)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}, {"b", 0.001}}), 5s);
    clocked.history.renameService("web", "front");
    clocked.feed(snapshotOf({{"a", 0.001}, {"b", 0.001}}), 500ms);
    EXPECT_TRUE(clocked.history.backends("web").empty());
    EXPECT_EQ(clocked.history.backends("front").size(), 2U);
    EXPECT_TRUE(clocked.history.valueAt({"front", ""}, Figure::Active, clocked.now));
}

TEST(History, RemovedBackendIsReadableForAnHourAndThenVanishes)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}, {"b", 0.002}}), 10s);
    clocked.feed(snapshotOf({{"b", 0.002}}), 3590s);
    ASSERT_EQ(clocked.history.backends("web").size(), 2U);
    EXPECT_EQ(runsOf(clocked.curve(Figure::Ewma, 3600s, "a")).size(), 1U);
    clocked.feed(snapshotOf({{"b", 0.002}}), 20s);
    ASSERT_EQ(clocked.history.backends("web").size(), 1U);
    EXPECT_EQ(clocked.history.backends("web")[0].name, "b");
}

TEST(History, BackendsThatComeAndGoAreBoundedAndTheLiveOnesStay)
{
    Clocked clocked;
    for (int i = 0; i < 400; ++i) {
        const std::string passing = "p" + std::to_string(i);
        clocked.feed(snapshotOf({{"stays", 0.001}, {passing, 0.002}}), 1s);
    }
    const std::vector<KnownBackend> known = clocked.history.backends("web");
    EXPECT_EQ(known.size() + 1, History::maxSeries);
    EXPECT_EQ(runsOf(clocked.curve(Figure::Ewma, 300s, "stays"))[0].count, 301U);
}

TEST(History, ClockThatStandsStillOrGoesBackLosesNothing)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 5s);
    const HistoryCurve before = clocked.curve(Figure::Ewma, 60s);
    clocked.history.record(snapshotOf({{"a", 0.009}}), clocked.now - 3s);
    EXPECT_EQ(clocked.curve(Figure::Ewma, 60s), before);
}

TEST(History, NothingIsLeftAfterADayOfSleep)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 60s);
    clocked.now += 24h;
    clocked.feed(snapshotOf({{"a", 0.002}}), 2s);
    const std::vector<HistoryRun> runs = runsOf(clocked.curve(Figure::Ewma, 3600s));
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0].count, 1U);
}

TEST(History, AverageIsOverTheSecondsThatHadAValue)
{
    Clocked clocked;
    const MonoTime from = clocked.now;
    clocked.feed(snapshotOf({{"a", 0.001}}), 10s);
    clocked.feed(snapshotOf({{"a", std::nullopt}}), 10s);
    clocked.feed(snapshotOf({{"a", 0.003}}), 10s);
    const HistoryAverage average = clocked.history.average({"web", "a"}, Figure::Ewma, from, clocked.now);
    EXPECT_EQ(average.covered, Nanoseconds(20s));
    EXPECT_NEAR(average.mean, 0.002, 1e-6);
    EXPECT_NEAR(average.max, 0.003, 1e-6);
    EXPECT_EQ(clocked.history.average({"web", "?"}, Figure::Ewma, from, clocked.now).covered, Nanoseconds(0));
}

TEST(History, CopyOfAServiceKeepsWhatTheOriginalForgets)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 60s);
    const HistoryGrid grid = clocked.grid(60s);
    const History copy = clocked.history.copyOf("web");
    const HistoryCurve then = copy.curve({"web", "a"}, Figure::Ewma, grid);
    clocked.feed(snapshotOf({{"a", 0.002}}), 120s);
    EXPECT_EQ(copy.curve({"web", "a"}, Figure::Ewma, grid), then);
    EXPECT_NE(clocked.history.curve({"web", "a"}, Figure::Ewma, grid), then);
    EXPECT_TRUE(clocked.history.copyOf("other").backends("web").empty());
}
