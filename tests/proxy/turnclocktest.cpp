// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/turnclock.h"

#include <gtest/gtest.h>

namespace lbfy {
namespace {

using namespace std::chrono_literals;

TEST(TurnClock, ATurnLastsFromTheLastClientByteToTheFirstAnswer)
{
    TurnClock clock;
    EXPECT_TRUE(clock.clientBytes(10ms, true));
    EXPECT_FALSE(clock.clientBytes(12ms, true)); // the same burst goes on
    const auto answer = clock.backendBytes(15ms);
    EXPECT_TRUE(answer.closedTurn);
    EXPECT_EQ(answer.sample, 3ms);
    EXPECT_EQ(clock.turns(), 1u);
    EXPECT_FALSE(clock.backendBytes(16ms).closedTurn); // the rest of the answer
    EXPECT_TRUE(clock.clientBytes(20ms, true));
    EXPECT_EQ(clock.backendBytes(21ms).sample, 1ms);
}

TEST(TurnClock, AServerThatSpeaksFirstGivesNoTurn)
{
    TurnClock clock;
    EXPECT_FALSE(clock.backendBytes(5ms).closedTurn);
    EXPECT_FALSE(clock.everMeasured());
}

TEST(TurnClock, AnAnswerBeforeTheBurstIsHandedOnIsNoSample)
{
    TurnClock clock;
    clock.clientBytes(1ms, false);
    const auto answer = clock.backendBytes(2ms);
    EXPECT_TRUE(answer.closedTurn);
    EXPECT_FALSE(answer.sample);
    EXPECT_FALSE(clock.open());
}

TEST(TurnClock, ABurstHandedOnLaterCountsFromItsLastByte)
{
    TurnClock clock;
    clock.clientBytes(1ms, false);
    clock.burstHandedOn();
    EXPECT_EQ(clock.backendBytes(4ms).sample, 3ms);
}

TEST(TurnClock, BothStreamingEndsTheMeasuring)
{
    TurnClock clock;
    for (int i = 0; i < 3; ++i) {
        EXPECT_FALSE(clock.streaming());
        clock.clientBytes(1ms, false);
        clock.backendBytes(2ms);
    }
    EXPECT_TRUE(clock.streaming());
    EXPECT_FALSE(clock.clientBytes(3ms, true));
    EXPECT_FALSE(clock.backendBytes(4ms).closedTurn);
}

TEST(TurnClock, ACleanTurnForgivesEarlierOverlaps)
{
    TurnClock clock;
    for (int i = 0; i < 10; ++i) {
        clock.clientBytes(1ms, false);
        clock.backendBytes(2ms);
        clock.clientBytes(3ms, true);
        EXPECT_EQ(clock.backendBytes(4ms).sample, 1ms);
    }
    EXPECT_FALSE(clock.streaming());
}

TEST(TurnClock, OwnStallsDoNotCount)
{
    TurnClock clock;
    clock.clientBytes(1ms, true);
    clock.forgetBefore(60s);
    EXPECT_EQ(clock.since(), MonoTime(60s));
    EXPECT_EQ(clock.backendBytes(60s + 1ms).sample, 1ms);
}

} // namespace
} // namespace lbfy
