// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a choice costs: by strategy and number of backends, where every backend is busy (idle ones are found sooner) and for
// each connection that begins another ends somewhere; a sample; the making of a Pool.

#include "core/balance/pool.h"
#include "core/config/names.h"

#include <benchmark/benchmark.h>

namespace {

using namespace lbfy;
using namespace std::chrono_literals;

std::vector<PoolMember> makeMembers(std::size_t count, std::uint32_t highestWeight)
{
    std::vector<PoolMember> members;
    Random random(1);
    for (std::size_t i = 0; i < count; ++i) {
        PoolMember member;
        member.name = "backend" + std::to_string(i);
        member.load = std::make_shared<BackendLoad>(2);
        member.weight = random.below(highestWeight) + 1;
        const std::uint32_t connections = 5 + random.below(10);
        for (std::uint32_t c = 0; c < connections; ++c) {
            member.load->tryAcquire(0);
            member.load->addLoad();
        }
        member.load->estimate(LatencySignal::Turn).add(0.001 + 0.01 * random.unit(), 1h, Decay(10s), 0);
        members.push_back(std::move(member));
    }
    return members;
}

/// For each connection that begins another ends somewhere. `choose` takes a slot of the backend that it returns.
template<typename Choose>
void changeConnections(benchmark::State &state, StrategyKind kind, Choose choose)
{
    const Pool pool(makeMembers(static_cast<std::size_t>(state.range(0)), 1), kind, {}, 50,
                    std::make_shared<ServiceRotation>());
    Random random(1);
    PickContext context {1h, 0, {}, random, nullptr};
    std::vector<MemberIndex> held(1024);
    for (MemberIndex &member : held)
        member = choose(pool, context);
    for (auto _ : state) {
        context.now += 1us;
        context.clientHash = random();
        MemberIndex &ends = held[context.clientHash % held.size()];
        pool.release(*pool.members()[ends].load);
        ends = choose(pool, context);
    }
}

void pick(benchmark::State &state, StrategyKind kind)
{
    changeConnections(state, kind, [](const Pool &pool, PickContext &context) { return *pool.pick(context); });
}

/// What of the figures of pick() is none of its doing.
void takeSlot(benchmark::State &state)
{
    changeConnections(state, StrategyKind::RoundRobin, [](const Pool &pool, PickContext &context) {
        const auto member = static_cast<MemberIndex>(
                context.random.below(static_cast<std::uint32_t>(pool.members().size())));
        pool.members()[member].load->tryAcquire(0);
        return member;
    });
}

void makePool(benchmark::State &state, StrategyKind kind)
{
    const auto members = makeMembers(static_cast<std::size_t>(state.range(0)), 256);
    const auto rotation = std::make_shared<ServiceRotation>();
    for (auto _ : state)
        benchmark::DoNotOptimize(Pool(members, kind, {}, 50, rotation).hasUsable());
}

void addEstimate(benchmark::State &state)
{
    const Decay decay(10s);
    LatencyEstimate estimate;
    MonoTime now = 1h;
    for (auto _ : state) {
        now += 100us;
        estimate.add(0.001, now, decay, 0.001);
    }
    benchmark::DoNotOptimize(estimate);
}

void readEstimate(benchmark::State &state)
{
    const Decay decay(10s);
    LatencyEstimate estimate;
    estimate.add(0.001, 1h, Decay(10s), 0);
    for (auto _ : state)
        benchmark::DoNotOptimize(estimate.at(1h + 1s, decay, 0.002));
}

} // namespace

int main(int argc, char **argv)
{
    for (const auto &row : strategyNames) {
        const std::string name(row.name);
        benchmark::RegisterBenchmark(("pick/" + name).c_str(), pick, row.value)->Arg(2)->Arg(10)->Arg(40)->Arg(200);
        benchmark::RegisterBenchmark(("pool/" + name).c_str(), makePool, row.value)->Arg(10)->Arg(200);
    }
    benchmark::RegisterBenchmark("slot", takeSlot)->Arg(2)->Arg(10)->Arg(40)->Arg(200);
    benchmark::RegisterBenchmark("estimate/add", addEstimate);
    benchmark::RegisterBenchmark("estimate/read", readEstimate);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
