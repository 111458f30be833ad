// SPDX-License-Identifier: GPL-3.0-or-later
//
// Curves of a History against the plain list of all that was recorded, for any values and any gaps.

#include "tests/observe/historyfixture.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

using namespace lbfy;
using namespace lbfy::test;

namespace {

struct Recorded {
    MonoTime at;
    std::optional<double> value;
};

/// Random values four times a second, with jitter of the timer, times without value, and gaps.
std::vector<Recorded> anyRecording(MonoTime start)
{
    std::vector<Recorded> recorded;
    MonoTime now = start;
    const int pieces = *rc::gen::inRange(1, 8);
    for (int piece = 0; piece < pieces; ++piece) {
        const int count = *rc::gen::inRange(1, 120);
        const bool value = *rc::gen::inRange(0, 4) != 0;
        for (int i = 0; i < count; ++i) {
            const int thousandths = *rc::gen::inRange(0, 10'000);
            recorded.push_back({now, value ? std::optional(thousandths / 1000.0) : std::nullopt});
            now += std::chrono::milliseconds(*rc::gen::inRange(150, 350));
        }
        now += *rc::gen::element<Nanoseconds>(0ms, 1000ms, 3000ms, 40s);
    }
    return recorded;
}

History historyOf(const std::vector<Recorded> &recorded)
{
    History history;
    for (const Recorded &one : recorded)
        history.record(snapshotOf({{"a", one.value}}), one.at);
    return history;
}

const SeriesKey a {"web", "a"};

Nanoseconds anyWindow()
{
    return *rc::gen::element<Nanoseconds>(60s, 5min, 15min, 1h);
}

} // namespace

TEST(HistoryGrid, FourWindowsFillExactlyWithAtMostThreeHundredIntervals)
{
    const History history;
    for (const Nanoseconds window : {Nanoseconds(60s), Nanoseconds(5min), Nanoseconds(15min), Nanoseconds(1h)}) {
        const HistoryGrid grid = history.grid(5000s, window, 301);
        EXPECT_LE(grid.points, 301U);
        EXPECT_GE(grid.points, 241U);
        EXPECT_EQ(grid.last - grid.at(0), window);
    }
}

TEST(HistoryGrid, MinuteIsFineWhileItIsYoungAndCoarseLater)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 300s);
    EXPECT_EQ(clocked.grid(60s).resolution, HistoryGrid::Resolution::Fine);
    const HistoryGrid past = clocked.history.grid(clocked.now - 60s, 60s, 301);
    EXPECT_EQ(past.resolution, HistoryGrid::Resolution::Coarse);
    EXPECT_EQ(past.points, 61U);
    EXPECT_EQ(runsOf(clocked.history.curve(a, Figure::Ewma, past)), (std::vector<HistoryRun> {{0, 61}}));
}

TEST(HistoryCurve, FullHourIsOneRunFromEndToEnd)
{
    Clocked clocked;
    clocked.feed(snapshotOf({{"a", 0.001}}), 2h);
    for (const std::size_t points : {301U, 240U, 61U})
        EXPECT_EQ(runsOf(clocked.history.curve(a, Figure::Ewma, clocked.grid(1h, points))).size(), 1U);
    EXPECT_TRUE(clocked.curve(Figure::Ewma, 1h).front());
}

RC_GTEST_PROP(HistoryGrid, StepsAreMultiplesOfTheClockAndPointsAreFewEnough, ())
{
    const History history;
    const auto points = *rc::gen::inRange<std::size_t>(2, 400);
    const Nanoseconds window = anyWindow();
    const MonoTime now = std::chrono::milliseconds(*rc::gen::inRange(4'000'000, 9'000'000));
    const HistoryGrid grid = history.grid(now, window, points);
    RC_ASSERT(grid.points >= 2 && grid.points <= points);
    RC_ASSERT(grid.last <= now && now - grid.last < grid.step);
    RC_ASSERT(grid.last % grid.step == Nanoseconds::zero());
    RC_ASSERT(grid.last - grid.at(0) == window);
}

RC_GTEST_PROP(HistoryCurve, EachPointHasTheLargestAndSmallestOfItsTime, ())
{
    const std::vector<Recorded> recorded = anyRecording(1000s);
    const History history = historyOf(recorded);
    const HistoryGrid grid = history.grid(recorded.back().at, anyWindow(), *rc::gen::inRange<std::size_t>(2, 302));
    const HistoryCurve curve = history.curve(a, Figure::Ewma, grid);
    RC_ASSERT(curve.size() == grid.points);
    for (std::size_t i = 0; i < curve.size(); ++i) {
        std::optional<float> largest;
        std::optional<float> smallest;
        for (const Recorded &one : recorded) {
            if (!one.value || one.at < grid.at(i) || one.at >= grid.at(i) + grid.step)
                continue;
            largest = std::max(largest.value_or(0), static_cast<float>(*one.value));
            smallest = std::min(smallest.value_or(1e9F), static_cast<float>(*one.value));
        }
        if (!largest)
            continue; // a held value may stand there
        RC_ASSERT(curve[i].has_value());
        RC_ASSERT(curve[i]->range.max >= *largest && curve[i]->range.min <= *smallest);
        RC_ASSERT(curve[i]->range.mean >= curve[i]->range.min && curve[i]->range.mean <= curve[i]->range.max);
    }
}

RC_GTEST_PROP(HistoryCurve, NoRunReachesOverAGap, ())
{
    const std::vector<Recorded> recorded = anyRecording(1000s);
    const History history = historyOf(recorded);
    const HistoryGrid grid = history.grid(recorded.back().at, anyWindow(), *rc::gen::inRange<std::size_t>(2, 302));
    const HistoryCurve curve = history.curve(a, Figure::Ewma, grid);
    const std::vector<HistoryRun> runs = runsOf(curve);
    for (std::size_t i = 1; i < recorded.size(); ++i) {
        const MonoTime from = recorded[i - 1].at;
        const MonoTime to = recorded[i].at;
        if (to - from <= History::gapAfter)
            continue;
        for (const HistoryRun &run : runs) {
            // Not with one end in a point wholly before the gap and the other in one wholly after it.
            const MonoTime start = grid.at(run.first) + grid.step;
            const MonoTime end = grid.at(run.first + run.count - 1);
            RC_ASSERT(!(start <= from && end >= to));
        }
    }
}

RC_GTEST_PROP(HistoryCurve, DrawnPointsKeepTheirPlaceAndValueAsTimeMovesOn, ())
{
    const std::vector<Recorded> recorded = anyRecording(1000s);
    History history = historyOf(recorded);
    const Nanoseconds window = anyWindow();
    MonoTime now = recorded.back().at;
    const HistoryGrid before = history.grid(now, window, 301);
    const HistoryCurve drawn = history.curve(a, Figure::Ewma, before);
    const int more = *rc::gen::inRange(1, 40);
    for (int i = 0; i < more; ++i) {
        now += 250ms;
        history.record(snapshotOf({{"a", 5.0}}), now);
    }
    const HistoryGrid after = history.grid(now, window, 301);
    const HistoryCurve later = history.curve(a, Figure::Ewma, after);
    RC_ASSERT(before.step == after.step);
    const auto moved = static_cast<std::size_t>((after.last - before.last) / before.step);
    // All but the newest point, which may still grow, and the oldest that is left, which has lost what it joined.
    for (std::size_t i = moved + 1; i + 1 < drawn.size(); ++i) {
        RC_ASSERT(before.at(i) == after.at(i - moved));
        RC_ASSERT(drawn[i] == later[i - moved]);
    }
}
