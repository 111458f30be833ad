// SPDX-License-Identifier: GPL-3.0-or-later

#include "testservice.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

using namespace lbfy;
using namespace lbfy::test;

namespace {

constexpr MonoTime now = 1h;

void addLoads(const Service &service, std::size_t index, int count)
{
    for (int i = 0; i < count; ++i)
        service.load(index).addLoad();
}

double estimateOf(const Service &service, std::size_t index, MonoTime when = now)
{
    return expectedLatency(service.load(index), *service.rotation, Decay(service.latency.decay), when);
}

} // namespace

TEST(LatencyAware, TheCheapestOfTheCandidatesWins)
{
    ASSERT_TRUE(rc::check([] {
        const auto count = *rc::gen::inRange<std::size_t>(1, 24);
        Service service(std::vector<Backend>(count, Backend {}));
        service.latency.choices = *rc::gen::inRange(2, 17);
        for (std::size_t i = 0; i < count; ++i) {
            service.members[i].weight = *rc::gen::inRange<std::uint32_t>(1, 10);
            addLoads(service, i, *rc::gen::inRange(0, 10));
            if (*rc::gen::weightedElement<bool>({{5, true}, {1, false}}))
                service.sample(i, *rc::gen::inRange(1, 100'000) * 1e-5, now);
        }
        const Pool pool = service.pool(StrategyKind::LatencyAware);
        std::vector<PickCandidate> candidates;
        Picker picker(pool, *rc::gen::arbitrary<std::uint64_t>());
        picker.explain = &candidates;
        for (int i = 0; i < 10; ++i) {
            const MemberIndex chosen = picker.pick().value();
            // Those drawn, and the one left over from the last pick.
            const auto choices = static_cast<std::size_t>(service.latency.choices);
            RC_ASSERT(candidates.size() >= std::min(count, choices));
            RC_ASSERT(candidates.size() <= std::min(count, choices + 1));
            std::set<MemberIndex> distinct;
            double lowest = 1e9;
            double ofChosen = 1e9;
            for (const PickCandidate &candidate : candidates) {
                distinct.insert(candidate.member);
                lowest = std::min(lowest, candidate.cost);
                if (candidate.member == chosen)
                    ofChosen = candidate.cost;
            }
            RC_ASSERT(distinct.size() == candidates.size());
            RC_ASSERT(ofChosen == lowest);
        }
    }));
}

TEST(LatencyAware, TheLowerLatencyWinsAtEqualLoad)
{
    const Service service = Service::ofWeights({1, 1});
    service.sample(0, 0.030, now);
    service.sample(1, 0.010, now);
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    EXPECT_EQ(Picker(pool).counts(100), (std::vector<int> {0, 100}));
}

TEST(LatencyAware, LoadAndWeightTipTheScales)
{
    const Service service({{.weight = 4}, {.weight = 1}});
    service.sample(0, 0.030, now);
    service.sample(1, 0.010, now);
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    EXPECT_EQ(Picker(pool).counts(10), (std::vector<int> {10, 0})) << "30/4 is less than 10/1";
    addLoads(service, 0, 1);
    EXPECT_EQ(Picker(pool).counts(10), (std::vector<int> {0, 10})) << "2*30/4 is more than 10/1";
}

TEST(LatencyAware, EstimatesWithinAQuantumAlternate)
{
    const Service service = Service::ofWeights({1, 1});
    service.sample(0, 0.0021, now);
    service.sample(1, 0.0013, now);
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    EXPECT_EQ(Picker(pool).letters(6), "ababab");
    addLoads(service, 1, 1);
    EXPECT_EQ(Picker(pool).letters(3), "aaa") << "with equal estimates the load decides";
}

TEST(LatencyAware, QuantumDoesNotChainOverMoreThanTwo)
{
    // 1.0, 1.9 and 2.8 ms: neighbours are within a quantum, the ends are not. 2.8 never counts as 1.0.
    Service service = Service::ofWeights({1, 1, 1});
    service.latency.choices = 3;
    service.sample(0, 0.0028, now);
    service.sample(1, 0.0019, now);
    service.sample(2, 0.0010, now);
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    EXPECT_EQ(Picker(pool).counts(100), (std::vector<int> {0, 50, 50}));
}

TEST(LatencyAware, NothingKnownMeansLoadOnlyAndTurnsAmongEquals)
{
    const Service service = Service::ofWeights({1, 1});
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    EXPECT_EQ(Picker(pool).letters(4), "abab");
    addLoads(service, 0, 1);
    EXPECT_EQ(Picker(pool).letters(4), "bbbb");
    EXPECT_EQ(estimateOf(service, 0), 0);
}

TEST(LatencyAware, CandidatesAreDrawnEvenlyFromWhatMayBeOffered)
{
    for (const int choices : {2, 3, 7}) {
        std::vector<Backend> backends(12);
        backends[4].up = false;
        backends[9].maxConnections = 1;
        Service service(backends);
        service.latency.choices = choices;
        ASSERT_TRUE(service.load(9).tryAcquire(1));
        const Pool pool = service.pool(StrategyKind::LatencyAware);
        std::vector<PickCandidate> candidates;
        Picker picker(pool, 99);
        picker.explain = &candidates;
        std::vector<int> drawn(12);
        for (int i = 0; i < 30'000; ++i) {
            picker.pick({2});
            ASSERT_EQ(candidates.size(), choices) << "nobody is busy: nothing is kept from the last pick";
            for (const PickCandidate &candidate : candidates)
                ++drawn[candidate.member];
        }
        for (std::size_t i = 0; i < drawn.size(); ++i) {
            if (i == 2 || i == 4 || i == 9) {
                EXPECT_EQ(drawn[i], 0);
            } else {
                EXPECT_NEAR(drawn[i], 30'000 * choices / 9, 500) << i;
            }
        }
    }
}

TEST(LatencyAware, CandidatesAreEvenAlsoWhenMostAreFull)
{
    for (const int choices : {2, 16}) {
        Service service(std::vector<Backend>(400, Backend {.maxConnections = 1}));
        service.latency.choices = choices;
        for (std::size_t i = 0; i < 400; ++i) {
            if (i % 20 != 3) {
                ASSERT_TRUE(service.load(i).tryAcquire(1));
            }
        }
        const Pool pool = service.pool(StrategyKind::LatencyAware);
        std::vector<PickCandidate> candidates;
        Picker picker(pool, 7);
        picker.explain = &candidates;
        std::map<MemberIndex, int> drawn;
        for (int i = 0; i < 10'000; ++i) {
            picker.pick();
            ASSERT_EQ(candidates.size(), choices);
            for (const PickCandidate &candidate : candidates)
                ++drawn[candidate.member];
        }
        ASSERT_EQ(drawn.size(), 20);
        for (const auto &[member, count] : drawn)
            EXPECT_NEAR(count, 500 * choices, 150) << member;
    }
}

TEST(LatencyAware, BestLeftOverFromTheLastPickIsACandidateOnceSomebodyIsBusy)
{
    const Service service = Service::ofWeights({1, 1, 1, 1});
    for (std::size_t i = 0; i < 4; ++i)
        service.sample(i, i == 2 ? 0.010 : 0.050, now);
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    Picker picker(pool);
    EXPECT_NEAR(picker.counts(1000)[2], 500, 100) << "idle: two drawn of four hold it half the time";
    addLoads(service, 2, 2);
    EXPECT_GT(picker.counts(1000)[2], 990) << "3 * 10 ms is less than 50, and it is never forgotten";
    addLoads(service, 2, 4);
    EXPECT_LT(picker.counts(1000)[2], 10) << "7 * 10 ms is more";
}

TEST(LatencyAware, WhatIsKeptFromTheLastPickMustBeOfferable)
{
    Service service({{}, {}, {.maxConnections = 1}, {}});
    for (std::size_t i = 0; i < 4; ++i) {
        service.sample(i, i == 2 ? 0.010 : 0.050, now);
        addLoads(service, i, 1);
    }
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    Picker picker(pool);
    EXPECT_GT(picker.counts(200)[2], 190) << "kept";
    EXPECT_EQ(picker.counts(200, {2})[2], 0) << "tried already";
    EXPECT_GT(picker.counts(200)[2], 190);
    ASSERT_TRUE(service.load(2).tryAcquire(1));
    EXPECT_EQ(picker.counts(200)[2], 0) << "full";
}

TEST(LatencyAware, NewBackendCountsAsTheMedianAndIsNotFlooded)
{
    const Service service = Service::ofWeights({1, 1, 1, 1});
    for (std::size_t i = 0; i < 3; ++i) {
        service.sample(i, 0.010 * static_cast<double>(i + 1), now);
        addLoads(service, i, 3);
    }
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    Picker picker(pool);
    int newcomers = 0;
    for (int i = 0; i < 40; ++i) {
        const MemberIndex member = picker.hold().value();
        service.load(member).addLoad();
        newcomers += member == 3 ? 1 : 0;
    }
    EXPECT_NEAR(estimateOf(service, 3), 0.020, 1e-6);
    EXPECT_GT(newcomers, 5);
    EXPECT_LT(newcomers, 16);
}

TEST(LatencyAware, BestSignalAnyBackendHasIsTheOneInUse)
{
    const Service service = Service::ofWeights({1, 1, 1});
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    MonoTime when = now;
    const std::array order {LatencySignal::Check, LatencySignal::Connect, LatencySignal::FirstByte,
                            LatencySignal::Turn};
    double seconds = 0.1;
    for (const LatencySignal signal : order) {
        service.sample(1, seconds, when, signal);
        when += 20ms;
        pool.refresh(when);
        EXPECT_EQ(service.rotation->signal, signal);
        EXPECT_NEAR(estimateOf(service, 1, when), seconds, 1e-6);
        EXPECT_NEAR(estimateOf(service, 0, when), seconds, 1e-6) << "unknown: the median of the signal in use";
        seconds /= 2;
    }
}

TEST(LatencyAware, MedianIsTakenAtMostEveryTwentyMilliseconds)
{
    const Service service = Service::ofWeights({1, 1, 1});
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    service.sample(0, 0.1, now);
    pool.refresh(now);
    EXPECT_NEAR(service.rotation->median, 0.1, 1e-6);
    service.sample(1, 0.3, now);
    service.sample(2, 0.2, now);
    pool.refresh(now + 19ms);
    EXPECT_NEAR(service.rotation->median, 0.1, 1e-6);
    pool.refresh(now + 20ms);
    EXPECT_NEAR(service.rotation->median, 0.2, 1e-6);
}

TEST(LatencyAware, MedianLeavesOutWhatIsDrainedAndIsTheLowerOfTwo)
{
    Service service({{}, {}, {.mode = BackendMode::Drain}});
    service.sample(0, 0.100, now);
    service.sample(1, 0.001, now);
    service.sample(2, 0.0001, now);
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    pool.refresh(now);
    EXPECT_NEAR(service.rotation->median, 0.001, 1e-6);
}

TEST(LatencyAware, OldUnansweredTurnCountsWithItsAgeOnlyBeyondFourTimesTheUsual)
{
    const Service service = Service::ofWeights({1, 1});
    service.sample(0, 0.010, now);
    service.sample(1, 0.020, now);
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    pool.refresh(now);
    service.load(0).oldestTurn(0).since = (now - 39ms).count();
    EXPECT_NEAR(estimateOf(service, 0), 0.010, 1e-6);
    service.load(0).oldestTurn(0).since = (now - 100ms).count();
    EXPECT_NEAR(estimateOf(service, 0), 0.100, 1e-6);
    service.load(1).oldestTurn(0).since = (now - 79ms).count();
    EXPECT_NEAR(estimateOf(service, 1), 0.020, 1e-6) << "four times its own average, which is above the median";
    EXPECT_EQ(Picker(pool).counts(10), (std::vector<int> {0, 10}));
}

TEST(LatencyAware, OldestTurnIsTheOldestOverAllWorkers)
{
    BackendLoad load(3);
    EXPECT_EQ(load.oldestTurnAge(now), 0ns);
    load.oldestTurn(2).since = (now - 5s).count();
    load.oldestTurn(0).since = (now - 2s).count();
    EXPECT_EQ(load.oldestTurnAge(now), 5s);
    load.oldestTurn(2).since = (now + 1ms).count();
    EXPECT_EQ(load.oldestTurnAge(now), 2s);
    load.oldestTurn(0).since = 0;
    EXPECT_EQ(load.oldestTurnAge(now), 0ns) << "another worker's clock was read later";
}

TEST(LatencyAware, HangingNewcomerIsJudgedByTheMedian)
{
    const Service service = Service::ofWeights({1, 1});
    service.sample(0, 0.001, now);
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    pool.refresh(now);
    service.load(1).oldestTurn(0).since = (now - 1s).count();
    EXPECT_NEAR(estimateOf(service, 1), 1, 1e-6);
}

TEST(LatencyAware, AbandonedTurnCountsOnceItsAgeStoodForTheEstimate)
{
    const Service service = Service::ofWeights({1, 1, 1});
    const auto giveUp = [&](std::size_t index, double seconds) {
        addAbandonedTurn(service.load(index), seconds, *service.rotation, service.latency, now + 10s);
    };
    service.sample(0, 0.010, now + 10s, LatencySignal::Connect);
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    pool.refresh(now);
    giveUp(1, 2);
    EXPECT_FALSE(service.load(1).estimate(LatencySignal::Turn).known()) << "nobody here gives turns";

    service.sample(0, 0.010, now + 10s);
    pool.refresh(now + 10s);
    giveUp(1, 0.039);
    EXPECT_FALSE(service.load(1).estimate(LatencySignal::Turn).known()) << "clients may lose patience soon";
    giveUp(1, 2);
    EXPECT_NEAR(estimateOf(service, 1, now + 10s), 2, 1e-6);
    giveUp(2, 3600);
    EXPECT_NEAR(estimateOf(service, 2, now + 10s), 5, 1e-6) << "no more than a failure";
}

TEST(LatencyAware, FailureGoesToTheSignalInUse)
{
    const Service service = Service::ofWeights({1, 1});
    addFailureSample(service.load(0), *service.rotation, service.latency, now);
    EXPECT_EQ(service.load(0).estimate(LatencySignal::Connect).at(now, Decay(10s), 0), 5) << "nothing known: connect";
    service.sample(1, 3, now, LatencySignal::Turn);
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    pool.refresh(now);
    addFailureSample(service.load(0), *service.rotation, service.latency, now);
    EXPECT_EQ(service.load(0).estimate(LatencySignal::Turn).at(now, Decay(10s), 0), 9);
}

TEST(LatencyAware, SamplesOfZeroDoNotDrawEverything)
{
    const Service service = Service::ofWeights({1, 1});
    service.sample(0, 0, now);
    service.sample(1, 0, now);
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    pool.refresh(now);
    addLoads(service, 0, 1);
    EXPECT_EQ(Picker(pool).counts(10), (std::vector<int> {0, 10}));
    EXPECT_GT(estimateOf(service, 0), 0);
}

TEST(LatencyAware, ServiceIdleForDaysStillKnowsItsMedian)
{
    const Service service = Service::ofWeights({1, 1});
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    service.sample(0, 0.001, now);
    service.sample(1, 5, now);
    // 2^18 s: the moment at which a time stamp of 2^-14 s in 32 bits has come round.
    const MonoTime later = now + 262'144s;
    for (MonoTime when = now; when < later; when += 30min)
        pool.refresh(when);
    EXPECT_NEAR(estimateOf(service, 0, later + 100ms), 0.001, 1e-6);
    EXPECT_NEAR(estimateOf(service, 1, later + 100ms), 0.001, 1e-6);
}
