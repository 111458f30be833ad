// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/balance/health.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

using Change = HealthCounter::Change;
using Verdict = EjectionPolicy::Verdict;

/// What fall and rise mean, said in other words: runs of equal results.
class Reference
{
public:
    Reference(int fall, int rise) : m_fall(fall), m_rise(rise) { }

    bool observe(bool success)
    {
        const bool undecided = !m_passedOnce;
        m_passedOnce = m_passedOnce || success;
        m_run = success == m_up ? 0 : m_run + 1;
        if (m_run > 0 && (undecided || m_run >= (m_up ? m_fall : m_rise))) {
            m_up = !m_up;
            m_run = 0;
        }
        return m_up;
    }
    int untilFlip() const { return m_passedOnce ? (m_up ? m_fall : m_rise) - m_run : 1; }

private:
    int m_fall;
    int m_rise;
    bool m_up = true;
    bool m_passedOnce = false;
    int m_run = 0;
};

EjectionConfig ejection(int failures, Milliseconds base, Milliseconds max, int percent)
{
    EjectionConfig config;
    config.failures = failures;
    config.baseTime = base;
    config.maxTime = max;
    config.maxPercent = percent;
    return config;
}

} // namespace

TEST(HealthCounter, EqualsAReferenceModelForEveryFallAndRise)
{
    ASSERT_TRUE(rc::check([](std::vector<bool> results) {
        const int fall = *rc::gen::inRange(1, 8);
        const int rise = *rc::gen::inRange(1, 8);
        HealthCounter counter(fall, rise);
        Reference reference(fall, rise);
        bool confirmed = false;
        for (const bool success : results) {
            const bool wasUp = counter.up();
            const Change change = counter.observe(success);
            RC_ASSERT(counter.up() == reference.observe(success));
            RC_ASSERT(counter.untilFlip() == reference.untilFlip());
            const Change flip = counter.up() == wasUp ? Change::None : wasUp ? Change::WentDown : Change::WentUp;
            const bool confirms = success && wasUp && !confirmed;
            RC_ASSERT(change == (confirms ? Change::ConfirmedUp : flip));
            confirmed = confirmed || success;
        }
    }));
}

TEST(HealthCounter, IsUpBeforeTheFirstResultAndTheFirstDecides)
{
    HealthCounter failing(3, 2);
    EXPECT_TRUE(failing.up());
    EXPECT_EQ(failing.untilFlip(), 1);
    EXPECT_EQ(failing.observe(false), Change::WentDown);
    EXPECT_EQ(failing.observe(false), Change::None);
    EXPECT_EQ(failing.observe(true), Change::WentUp) << "never passed: one success is enough";

    HealthCounter passing(3, 2);
    EXPECT_EQ(passing.observe(true), Change::ConfirmedUp);
    EXPECT_EQ(passing.observe(true), Change::None);
    EXPECT_EQ(passing.observe(false), Change::None);
    EXPECT_EQ(passing.observe(false), Change::None);
    EXPECT_EQ(passing.observe(false), Change::WentDown);
    EXPECT_EQ(passing.observe(true), Change::None);
    EXPECT_EQ(passing.observe(true), Change::WentUp);
}

TEST(HealthCounter, NewThresholdsKeepStateAndProgress)
{
    HealthCounter counter(3, 2);
    counter.observe(true);
    counter.observe(false);
    counter.setThresholds(5, 4);
    EXPECT_TRUE(counter.up());
    EXPECT_EQ(counter.untilFlip(), 4) << "one of five failures seen";
    counter.setThresholds(1, 1);
    EXPECT_TRUE(counter.up()) << "a reload alone never flips";
    EXPECT_EQ(counter.untilFlip(), 1);
    EXPECT_EQ(counter.observe(false), Change::WentDown);
    counter.setThresholds(3, 5);
    EXPECT_FALSE(counter.up());
    EXPECT_EQ(counter.untilFlip(), 5);
    counter.observe(true);
    counter.setThresholds(3, 2);
    EXPECT_EQ(counter.untilFlip(), 1);
}

TEST(HealthCounter, NewThresholdsNeverFlipByThemselves)
{
    ASSERT_TRUE(rc::check([](std::vector<bool> results) {
        const auto threshold = rc::gen::inRange(1, 101);
        HealthCounter counter(*threshold, *threshold);
        for (const bool success : results) {
            counter.observe(success);
            const bool wasUp = counter.up();
            const int fall = *threshold;
            const int rise = *threshold;
            counter.setThresholds(fall, rise);
            RC_ASSERT(counter.up() == wasUp);
            RC_ASSERT(counter.untilFlip() >= 1 && counter.untilFlip() <= (wasUp ? fall : rise));
        }
    }));
}

TEST(EjectionPolicy, LastsLongerEachTimeUpToTheMaximum)
{
    const EjectionPolicy policy(ejection(5, 30s, 100s, 50));
    EjectionPolicy::Entry entry;
    MonoTime now = 1h;
    for (const auto expected : {30s, 60s, 90s, 100s, 100s}) {
        ASSERT_EQ(policy.eject(entry, 0, 4, now), Verdict::Ejected);
        EXPECT_EQ(entry.until - now, expected);
        EXPECT_EQ(policy.eject(entry, 1, 4, now), Verdict::AlreadyEjected);
        EXPECT_FALSE(policy.restoreIfDue(entry, entry.until - 1ns));
        now = entry.until;
        EXPECT_TRUE(policy.restoreIfDue(entry, now));
        EXPECT_FALSE(policy.restoreIfDue(entry, now)) << "reported once";
    }
    EXPECT_EQ(entry.ejections, 5);
}

TEST(EjectionPolicy, DayLongBaseTimeDoesNotOverflow)
{
    const EjectionPolicy policy(ejection(1, 24h, 24h, 100));
    EjectionPolicy::Entry entry {.ejected = false, .until = MonoTime {0}, .ejections = 2'147'483'647};
    EXPECT_EQ(policy.eject(entry, 0, 1, 1h), Verdict::Ejected);
    EXPECT_EQ(entry.until, 25h);
    EXPECT_EQ(entry.ejections, 2'147'483'647);
}

TEST(EjectionPolicy, IsOffWithoutAFailureLimit)
{
    const EjectionPolicy policy(ejection(0, 30s, 100s, 50));
    EjectionPolicy::Entry entry;
    EXPECT_EQ(policy.eject(entry, 0, 4, 1h), Verdict::Off);
    EXPECT_FALSE(entry.ejected);
    EXPECT_EQ(entry.ejections, 0);
}

TEST(EjectionPolicy, NeverEjectsMoreThanItsShareButAlwaysOne)
{
    ASSERT_TRUE(rc::check([] {
        const auto size = *rc::gen::inRange<std::size_t>(1, 300);
        const int percent = *rc::gen::inRange(0, 101);
        const EjectionPolicy policy(ejection(1, 30s, 300s, percent));
        std::vector<EjectionPolicy::Entry> entries(size);
        std::size_t ejected = 0;
        for (EjectionPolicy::Entry &entry : entries) {
            const Verdict verdict = policy.eject(entry, ejected, size, 1h);
            RC_ASSERT(verdict == (entry.ejected ? Verdict::Ejected : Verdict::TooManyEjected));
            RC_ASSERT(entry.ejections == (entry.ejected ? 1 : 0));
            ejected += entry.ejected ? 1 : 0;
        }
        RC_ASSERT(ejected == std::max<std::size_t>(1, size * static_cast<std::size_t>(percent) / 100));
    }));
}

TEST(Panic, IsAShareOfTheReadyBelowThePercentage)
{
    EXPECT_FALSE(inPanic(0, 0, 50)) << "an empty pool has nothing to panic over";
    EXPECT_FALSE(inPanic(2, 4, 50)) << "exactly at the percentage is no panic";
    EXPECT_TRUE(inPanic(1, 4, 50));
    EXPECT_FALSE(inPanic(2, 3, 66));
    EXPECT_TRUE(inPanic(2, 3, 67));
    EXPECT_TRUE(inPanic(0, 1, 1));
    EXPECT_FALSE(inPanic(0, 4, 0)) << "0 never panics";
    EXPECT_TRUE(inPanic(3, 4, 100));
    EXPECT_FALSE(inPanic(4, 4, 100));
}
