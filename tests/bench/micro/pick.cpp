// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a choice costs: pick() and release() by strategy and number of backends, with every backend busy (idle ones are
// found sooner), a sample, and the making of a Pool.

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
        member.load->estimate(LatencySignal::Turn).add(0.001 + 0.01 * random.unit(), 1h, 10s, 0);
        members.push_back(std::move(member));
    }
    return members;
}

void pick(benchmark::State &state, StrategyKind kind)
{
    const Pool pool(makeMembers(static_cast<std::size_t>(state.range(0)), 1), kind, {}, 50,
                    std::make_shared<ServiceRotation>());
    Random random(1);
    PickContext context {1h, 0, {}, random, nullptr};
    for (auto _ : state) {
        context.now += 1us;
        context.clientHash = random();
        const auto member = pool.pick(context);
        pool.members()[*member].load->release();
    }
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
    LatencyEstimate estimate;
    MonoTime now = 1h;
    for (auto _ : state) {
        now += 100us;
        estimate.add(0.001, now, 10s, 0.001);
    }
    benchmark::DoNotOptimize(estimate);
}

void readEstimate(benchmark::State &state)
{
    LatencyEstimate estimate;
    estimate.add(0.001, 1h, 10s, 0);
    for (auto _ : state)
        benchmark::DoNotOptimize(estimate.at(1h + 1s, 10s, 0.002));
}

} // namespace

int main(int argc, char **argv)
{
    for (const auto &row : strategyNames) {
        const std::string name(row.name);
        benchmark::RegisterBenchmark(("pick/" + name).c_str(), pick, row.value)->Arg(2)->Arg(10)->Arg(200);
        benchmark::RegisterBenchmark(("pool/" + name).c_str(), makePool, row.value)->Arg(10)->Arg(200);
    }
    benchmark::RegisterBenchmark("estimate/add", addEstimate);
    benchmark::RegisterBenchmark("estimate/read", readEstimate);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
