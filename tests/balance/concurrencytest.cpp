// SPDX-License-Identifier: GPL-3.0-or-later
//
// What must hold whatever the threads do; meant for ThreadSanitizer as well. Nothing here depends on timing.

#include "core/balance/strategies.h"
#include "testservice.h"

#include <gtest/gtest.h>

#include <array>
#include <barrier>
#include <functional>
#include <thread>

using namespace lbfy;
using namespace lbfy::test;

namespace {

void onThreads(int count, const std::function<void(int)> &work)
{
    std::barrier start(count);
    std::vector<std::jthread> threads;
    for (int i = 0; i < count; ++i) {
        threads.emplace_back([&, i] {
            start.arrive_and_wait();
            work(i);
        });
    }
}

} // namespace

TEST(Concurrency, RoundRobinIsExactOverAllThreads)
{
    const std::vector<std::uint32_t> weights {5, 1, 3, 1};
    const Service service = Service::ofWeights(weights);
    const Pool pool = service.pool(StrategyKind::RoundRobin);
    constexpr int periods = 500;
    std::vector<std::vector<int>> counts(8);
    onThreads(8, [&](int thread) {
        Picker picker(pool, static_cast<std::uint64_t>(thread));
        counts[static_cast<std::size_t>(thread)] = picker.counts(10 * periods);
    });
    for (std::size_t i = 0; i < weights.size(); ++i) {
        int total = 0;
        for (const auto &row : counts)
            total += row[i];
        EXPECT_EQ(total, 8 * periods * static_cast<int>(weights[i]));
    }
}

TEST(Concurrency, ConnectionLimitsAreNeverExceededAndSlotsNeverLost)
{
    for (const StrategyRow &row : strategyTable) {
        const Service service({{.maxConnections = 3},
                               {.maxConnections = 1},
                               {.weight = 3, .maxConnections = 2},
                               {.maxConnections = 1, .backup = true}});
        const std::array<int, 4> limits {3, 1, 2, 1};
        std::array<std::atomic<int>, 4> held {};
        std::atomic<int> exceeded {0};
        const Pool pool = service.pool(row.kind);
        onThreads(8, [&](int thread) {
            Picker picker(pool, static_cast<std::uint64_t>(thread));
            for (std::uint64_t i = 0; i < 3000; ++i) {
                const auto member = picker.hold({}, i * 0x9e3779b97f4a7c15U);
                if (!member)
                    continue;
                if (++held[*member] > limits[*member])
                    ++exceeded;
                std::this_thread::yield();
                --held[*member];
                pool.release(service.load(*member));
            }
        });
        EXPECT_EQ(exceeded, 0);
        for (std::size_t i = 0; i < 4; ++i)
            EXPECT_EQ(service.load(i).active(), 0);
    }
}

TEST(Concurrency, BackendThatIsNeverFullIsAlwaysFound)
{
    // The other three are fought over, and each may be full just when it is looked at; the last has a slot for either.
    for (const StrategyRow &row : strategyTable) {
        const Service service(
                {{.maxConnections = 1}, {.maxConnections = 1}, {.maxConnections = 1}, {.maxConnections = 2}});
        const Pool pool = service.pool(row.kind);
        std::atomic<int> refused {0};
        onThreads(2, [&](int thread) {
            Picker picker(pool, static_cast<std::uint64_t>(thread));
            for (std::uint64_t i = 0; i < 5000; ++i) {
                const auto member = picker.hold({}, i);
                if (member)
                    pool.release(service.load(*member));
                else
                    ++refused;
            }
        });
        EXPECT_EQ(refused, 0);
    }
}

TEST(Concurrency, InALargePoolEveryoneFindsOneOfTheFreeSlots)
{
    for (const StrategyRow &row : strategyTable) {
        const Service service(std::vector<Backend>(100, {.maxConnections = 1}));
        const Pool pool = service.pool(row.kind);
        std::atomic<int> refused {0};
        onThreads(4, [&](int thread) {
            Picker picker(pool, static_cast<std::uint64_t>(thread));
            std::array<std::optional<MemberIndex>, 20> held; // of each: a fifth of the slots stays free
            for (std::uint64_t i = 0; i < 5000; ++i) {
                std::optional<MemberIndex> &slot = held[i % held.size()];
                if (slot)
                    pool.release(service.load(*slot));
                slot = picker.hold({}, i * 0x9e3779b97f4a7c15U);
                refused += slot ? 0 : 1;
            }
            for (const std::optional<MemberIndex> &slot : held) {
                if (slot)
                    pool.release(service.load(*slot));
            }
        });
        EXPECT_EQ(refused, 0);
        for (std::size_t i = 0; i < 100; ++i)
            EXPECT_EQ(service.load(i).active(), 0);
    }
}

TEST(Concurrency, EstimatesStayBetweenTheirSamples)
{
    const Service service = Service::ofWeights({1, 1, 1});
    const Pool pool = service.pool(StrategyKind::LatencyAware);
    std::atomic<int> strange {0};
    for (std::size_t i = 0; i < 3; ++i)
        service.sample(i, 0.004, 1h - 1s);
    pool.refresh(1h - 1s);
    onThreads(8, [&](int thread) {
        Picker picker(pool, static_cast<std::uint64_t>(thread));
        for (int i = 0; i < 3000; ++i) {
            picker.now = 1h + i * 100us + thread * 30us;
            const MemberIndex member = picker.pick().value();
            service.sample(member, (thread + 1) * 0.001, picker.now);
            const double estimate = expectedLatency(service.load(member), *service.rotation,
                                                    Decay(service.latency.decay), picker.now);
            if (!(estimate >= 0.001 - 1e-6 && estimate <= 0.008 + 1e-6))
                ++strange;
        }
    });
    EXPECT_EQ(strange, 0);
}

TEST(Concurrency, FailuresAndLoadsAreCountedExactly)
{
    BackendLoad load(8);
    onThreads(8, [&](int thread) {
        for (int i = 0; i < 2000; ++i) {
            load.addFailure();
            load.addLoad();
            load.oldestTurn(thread).since.store(i + 1, std::memory_order_relaxed);
            if (i % 2 == 0)
                load.removeLoad();
        }
    });
    EXPECT_EQ(load.failures(), 16'000);
    EXPECT_EQ(load.load(), 8'000);
    EXPECT_EQ(load.oldestTurnAge(2001ns), 1ns);
    load.clearFailures();
    EXPECT_EQ(load.failures(), 0);
}
