// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every strategy has to keep to: tiers, panic, limits, backends tried already.

#include "core/balance/strategies.h"
#include "testservice.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

using namespace lbfy;
using namespace lbfy::test;

namespace {

class EveryStrategy : public ::testing::TestWithParam<StrategyKind>
{
public:
    static std::vector<StrategyKind> all()
    {
        std::vector<StrategyKind> kinds;
        for (const StrategyRow &row : strategyTable)
            kinds.push_back(row.kind);
        return kinds;
    }
};

INSTANTIATE_TEST_SUITE_P(Pool, EveryStrategy, ::testing::ValuesIn(EveryStrategy::all()));

/// All members that 500 clients are sent to.
std::set<MemberIndex> reached(const Pool &pool)
{
    std::set<MemberIndex> result;
    Picker picker(pool);
    for (std::uint64_t client = 0; client < 500; ++client) {
        if (const auto member = picker.pick({}, client * 0x9e3779b97f4a7c15U))
            result.insert(*member);
    }
    return result;
}

using Members = std::set<MemberIndex>;

constexpr Backend healthy {};
constexpr Backend down {.up = false};
constexpr Backend ejected {.ejected = true};
constexpr Backend draining {.mode = BackendMode::Drain};
constexpr Backend disabled {.mode = BackendMode::Disabled};
constexpr Backend backup {.backup = true};
constexpr Backend deadBackup {.backup = true, .up = false};
constexpr Backend drainingBackup {.backup = true, .mode = BackendMode::Drain};

struct Case {
    const char *name;
    std::vector<Backend> backends;
    int panicPercent;
    Members expected;
    bool panic;
};

const std::vector<Case> cases {
        {"all healthy", {healthy, healthy}, 50, {0, 1}, false},
        {"empty", {}, 50, {}, false},
        {"down and ejected are left out", {healthy, down, ejected, healthy}, 50, {0, 3}, false},
        {"below the percentage", {healthy, down, ejected, down}, 50, {0, 1, 2, 3}, true},
        {"exactly at the percentage", {healthy, down}, 50, {0}, false},
        {"0 never panics", {healthy, down, down, down}, 0, {0}, false},
        {"0 never panics, all dead", {down, down}, 0, {}, false},
        {"all dead", {down, ejected}, 50, {0, 1}, true},
        {"all dead at 1 percent", {down, down}, 1, {0, 1}, true},
        {"drained and disabled count nowhere", {healthy, draining, disabled, disabled}, 50, {0}, false},
        {"drained and disabled never serve in panic", {down, draining, disabled}, 50, {0}, true},
        {"all disabled", {disabled, disabled}, 50, {}, false},
        {"backups wait", {healthy, backup}, 50, {0}, false},
        {"backups take over from dead primaries", {down, down, backup}, 50, {2}, false},
        {"backups take over from ejected primaries", {ejected, backup, backup}, 50, {1, 2}, false},
        {"backups take over from drained primaries", {draining, backup}, 50, {1}, false},
        {"no primaries at all", {backup, backup}, 50, {0, 1}, false},
        {"no backup is healthy either", {down, down, deadBackup}, 50, {0, 1}, true},
        {"no backup is healthy either, 0", {down, deadBackup}, 0, {}, false},
        {"panic over primaries although backups wait", {healthy, down, down, backup}, 50, {0, 1, 2}, true},
        {"no ready primary: panic over backups", {draining, deadBackup, deadBackup, backup}, 50, {1, 2, 3}, true},
        {"no ready primary, backups all dead", {disabled, deadBackup, deadBackup}, 50, {1, 2}, true},
        {"a draining backup is no way out", {down, drainingBackup}, 50, {0}, true},
        {"half the backups, primaries dead: no panic over backups",
         {down, deadBackup, deadBackup, backup},
         50,
         {3},
         false},
};

} // namespace

TEST_P(EveryStrategy, SettlesUsableBackendsByTheTable)
{
    for (const Case &row : cases) {
        const Service service(row.backends);
        const Pool pool = service.pool(GetParam(), row.panicPercent);
        EXPECT_EQ(reached(pool), row.expected) << row.name;
        EXPECT_EQ(pool.inPanic(), row.panic) << row.name;
        EXPECT_EQ(pool.hasUsable(), !row.expected.empty()) << row.name;
        if (!row.panic) {
            EXPECT_EQ(pool.hasHealthy(), pool.hasUsable()) << row.name;
        }
    }
}

TEST_P(EveryStrategy, PanicUsesDeadBackendsButCallsNobodyHealthy)
{
    const Pool dead = Service({down, ejected}).pool(GetParam(), 50);
    EXPECT_TRUE(dead.inPanic() && dead.hasUsable());
    EXPECT_FALSE(dead.hasHealthy());
    const Pool one = Service({down, down, healthy}).pool(GetParam(), 50);
    EXPECT_TRUE(one.inPanic() && one.hasHealthy());
}

TEST_P(EveryStrategy, FullPrimariesGiveWayToBackupsAndComeBack)
{
    const Service service({{.maxConnections = 1}, {.maxConnections = 2}, {.backup = true}, {.backup = true}});
    const Pool pool = service.pool(GetParam(), 50);
    Picker picker(pool);
    std::multiset<MemberIndex> held;
    for (std::uint64_t client = 0; client < 3; ++client)
        held.insert(picker.hold({}, client * 77).value());
    EXPECT_EQ(held, (std::multiset<MemberIndex> {0, 1, 1}));
    EXPECT_FALSE(pool.inPanic()) << "full is not ill";
    EXPECT_EQ(reached(pool), (Members {2, 3}));
    pool.release(service.load(1));
    EXPECT_EQ(reached(pool), Members {1});
}

TEST_P(EveryStrategy, NoRoomAnywhereGivesNothing)
{
    const Service service({{.maxConnections = 1}, {.maxConnections = 1, .backup = true}});
    const Pool pool = service.pool(GetParam());
    Picker picker(pool);
    EXPECT_EQ(picker.hold(), 0);
    EXPECT_TRUE(pool.hasUsable());
    EXPECT_TRUE(pool.hasHealthy());
    EXPECT_EQ(picker.hold(), 1);
    EXPECT_FALSE(pool.hasUsable());
    EXPECT_FALSE(pool.hasHealthy());
    EXPECT_EQ(picker.hold(), std::nullopt);
    EXPECT_EQ(service.load(0).active(), 1);
}

TEST_P(EveryStrategy, RetriesReachEveryOneOnceThenBackupsThenNobody)
{
    const Service service({{.weight = 200}, {}, {.weight = 3}, {}, {.backup = true}, {.backup = true}});
    const Pool pool = service.pool(GetParam());
    Picker picker(pool);
    for (std::uint64_t client = 0; client < 50; ++client) {
        std::vector<MemberIndex> tried;
        for (int attempt = 0; attempt < 6; ++attempt)
            tried.push_back(picker.pick(tried, client * 1234567).value());
        EXPECT_EQ(Members(tried.begin(), tried.begin() + 4), (Members {0, 1, 2, 3}));
        EXPECT_EQ(Members(tried.begin() + 4, tried.end()), (Members {4, 5}));
        EXPECT_EQ(picker.pick(tried), std::nullopt);
    }
}

TEST_P(EveryStrategy, NeverPicksWhatMayNotBeOfferedAndMissesNothingThatMay)
{
    ASSERT_TRUE(rc::check([this] {
        const auto backend = rc::gen::exec([] {
            Backend result;
            result.weight = *rc::gen::inRange<std::uint32_t>(1, 257);
            result.maxConnections = *rc::gen::inRange<std::uint32_t>(0, 4);
            result.backup = *rc::gen::weightedElement<bool>({{3, false}, {1, true}});
            result.up = *rc::gen::weightedElement<bool>({{3, true}, {1, false}});
            result.ejected = *rc::gen::weightedElement<bool>({{4, false}, {1, true}});
            result.mode = *rc::gen::element(BackendMode::Ready, BackendMode::Ready, BackendMode::Drain);
            return result;
        });
        const auto count = *rc::gen::inRange<std::size_t>(1, 12);
        const auto backends = *rc::gen::container<std::vector<Backend>>(count, backend);
        Service service(backends);
        service.latency.choices = *rc::gen::inRange(2, 17);
        const Pool pool = service.pool(GetParam(), 0);
        std::vector<MemberIndex> tried;
        const auto offerable = [&](std::size_t i, bool ofBackups) {
            const Backend &b = backends[i];
            return b.mode == BackendMode::Ready && b.up && !b.ejected && b.backup == ofBackups
                    && (b.maxConnections == 0 || service.load(i).active() < b.maxConnections)
                    && std::ranges::find(tried, static_cast<MemberIndex>(i)) == tried.end();
        };
        Picker picker(pool, *rc::gen::arbitrary<std::uint64_t>());
        for (int step = 0; step < 30; ++step) {
            bool primary = false;
            bool any = false;
            for (std::size_t i = 0; i < count; ++i) {
                primary = primary || offerable(i, false);
                any = any || offerable(i, false) || offerable(i, true);
            }
            std::vector<bool> may(count);
            for (std::size_t i = 0; i < count; ++i)
                may[i] = offerable(i, !primary);
            const auto member = picker.hold(tried, *rc::gen::arbitrary<std::uint64_t>());
            RC_ASSERT(member.has_value() == any);
            if (!member) {
                tried.clear();
                continue;
            }
            RC_ASSERT(may[*member]);
            if (step % 3 == 0)
                tried.push_back(*member);
            if (step % 2 == 0)
                pool.release(service.load(*member));
        }
    }));
}

TEST_P(EveryStrategy, ExplainsItselfWithTheChosenOneAmongTheCandidates)
{
    const Service service({{}, {}, {}, {}, {}});
    const Pool pool = service.pool(GetParam());
    std::vector<PickCandidate> candidates {{99, 0}};
    Picker picker(pool);
    picker.explain = &candidates;
    for (int i = 0; i < 20; ++i) {
        const auto member = picker.hold();
        EXPECT_TRUE(std::ranges::any_of(candidates, [&](const auto &c) { return c.member == *member; }));
        EXPECT_TRUE(std::ranges::none_of(candidates, [&](const auto &c) { return c.member > 4; }));
    }
}

TEST(StrategyTable, HasExactlyOneRowForEveryKind)
{
    std::set<StrategyKind> kinds;
    for (const StrategyRow &row : strategyTable)
        EXPECT_TRUE(kinds.insert(row.kind).second);
    EXPECT_EQ(kinds.size(), 5);
}
