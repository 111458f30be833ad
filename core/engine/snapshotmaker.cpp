// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/snapshotmaker.h"

#include "core/proxy/monotonic.h"

#include <chrono>
#include <numeric>
#include <set>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

constexpr auto rateWindow = 1s;
constexpr auto shareWindow = 10s;

/// Sums one counter over a backend's or service's worker parts.
template<typename Parts, typename Get>
std::uint64_t sum(const Parts &parts, Get get)
{
    return std::accumulate(parts.begin(), parts.end(), std::uint64_t {0},
                           [&get](std::uint64_t total, const auto &part) { return total + get(*part); });
}

template<typename Get>
HistogramCounts merged(const BackendRuntime &runtime, Get get)
{
    HistogramCounts counts;
    for (const auto &part : runtime.parts)
        get(part->stats).addTo(counts);
    return counts;
}

CumulativeHistogram cumulative(const HistogramCounts &counts)
{
    return {counts.cumulative(prometheusBounds), counts.count(), counts.sumSeconds()};
}

Quantiles quantiles(const HistogramCounts &counts)
{
    return {counts.quantile(0.5), counts.quantile(0.9), counts.quantile(0.99), counts.count()};
}

std::uint64_t selectionsOf(const BackendRuntime &runtime)
{
    return sum(runtime.parts, [](const BackendWorkerPart &part) { return part.stats.selections.value(); });
}

std::uint64_t failuresOf(const BackendRuntime &runtime)
{
    return sum(runtime.parts, [](const BackendWorkerPart &part) {
        std::uint64_t total = 0;
        for (const Counter &counter : part.stats.connectFailures)
            total += counter.value();
        return total;
    });
}

std::uint64_t connectionsOf(const ServiceRuntime &runtime)
{
    return sum(runtime.stats, [](const WorkerServiceStats &stats) { return stats.connections.value(); });
}

std::uint64_t closedBy(const ServiceRuntime &runtime, CloseReason reason)
{
    return sum(runtime.stats, [reason](const WorkerServiceStats &stats) {
        return stats.closedBy[static_cast<std::size_t>(reason)].value();
    });
}

std::uint64_t shedBy(const ServiceRuntime &runtime, std::size_t reason)
{
    return sum(runtime.stats, [reason](const WorkerServiceStats &stats) { return stats.shed[reason].value(); });
}

std::uint64_t errorsOf(const ServiceRuntime &runtime)
{
    std::uint64_t total = closedBy(runtime, CloseReason::ConnectFailed) + closedBy(runtime, CloseReason::BackendReset);
    for (std::size_t reason = 0; reason < shedReasonNames.size(); ++reason)
        total += shedBy(runtime, reason);
    return total;
}

} // namespace

SnapshotMaker::BackendWindows::BackendWindows()
    : connections(rateWindow)
    , failures(rateWindow)
    , toBackend(rateWindow)
    , toClient(rateWindow)
    , selections(shareWindow)
{ }

SnapshotMaker::ServiceWindows::ServiceWindows() : connections(rateWindow), errors(rateWindow) { }

SnapshotMaker::SnapshotMaker() : m_started(monotonicNow()) { }

void SnapshotMaker::tick(const Services &services)
{
    const MonoTime now = monotonicNow();
    std::set<const void *> seen;
    for (const auto &service : services) {
        service->pool().refresh(now);
        const ServiceRuntime &runtime = *service->runtime();
        seen.insert(&runtime);
        ServiceWindows &windows = m_services[&runtime];
        windows.connections.update(connectionsOf(runtime), now);
        windows.errors.update(errorsOf(runtime), now);
        for (const auto &backend : service->backends()) {
            const BackendRuntime &of = *backend->runtime();
            seen.insert(&of);
            BackendWindows &its = m_backends[&of];
            its.connections.update(
                    sum(of.parts, [](const BackendWorkerPart &part) { return part.stats.connections.value(); }), now);
            its.failures.update(failuresOf(of), now);
            its.toBackend.update(
                    sum(of.parts, [](const BackendWorkerPart &part) { return part.stats.bytesToBackend.value(); }),
                    now);
            its.toClient.update(
                    sum(of.parts, [](const BackendWorkerPart &part) { return part.stats.bytesToClient.value(); }), now);
            its.selections.update(selectionsOf(of), now);
            its.connect.update(merged(
                    of, [](const WorkerBackendStats &s) -> auto & { return s.connectTime; }));
            its.firstByte.update(merged(
                    of, [](const WorkerBackendStats &s) -> auto & { return s.firstByteTime; }));
            HistogramCounts turns = merged(
                    of, [](const WorkerBackendStats &s) -> auto & { return s.turnTime; });
            windows.turns += turns;
            windows.turns -= its.turn.total();
            its.turn.update(turns);
        }
    }
    std::erase_if(m_services, [&seen](const auto &entry) { return !seen.contains(entry.first); });
    std::erase_if(m_backends, [&seen](const auto &entry) { return !seen.contains(entry.first); });
}

BackendSnapshot SnapshotMaker::backend(const ServiceControl &service, const BackendControl &control,
                                       std::uint64_t picks) const
{
    const BackendRuntime &runtime = *control.runtime();
    const BackendConfig &config = control.config();
    const MonoTime now = monotonicNow();
    const auto total = [&runtime](auto get) {
        return sum(runtime.parts, [&get](const BackendWorkerPart &part) { return get(part.stats).value(); });
    };
    BackendSnapshot out;
    out.name = config.name;
    out.identity = control.identity();
    out.address = config.address.toString();
    if (!control.addresses().empty())
        out.resolved = control.addresses().front().toString();
    out.weight = config.weight;
    out.maxConnections = config.maxConnections;
    out.backup = config.backup;
    out.state = control.state();
    out.stateReason = control.stateReason();
    out.stateSince = control.stateSince();
    out.up = control.condition().up;
    const bool healthy = out.up && !control.ejected();
    out.usable = config.mode == BackendMode::Ready && (healthy || service.pool().inPanic());

    out.active = runtime.load.active();
    out.openTurns = runtime.load.load();
    out.connections = total([](const WorkerBackendStats &s) -> auto & { return s.connections; });
    out.selections = selectionsOf(runtime);
    out.retries = total([](const WorkerBackendStats &s) -> auto & { return s.retries; });
    for (std::size_t i = 0; i < connectFailureNames.size(); ++i)
        out.connectFailures[i] = total([i](const WorkerBackendStats &s) -> auto & { return s.connectFailures[i]; });
    out.bytesToBackend = total([](const WorkerBackendStats &s) -> auto & { return s.bytesToBackend; });
    out.bytesToClient = total([](const WorkerBackendStats &s) -> auto & { return s.bytesToClient; });
    out.ejections = control.ejections();
    out.checksSucceeded = control.checkStats().successes.value();
    out.checksFailed = control.checkStats().failures.value();

    const ServiceRotation &rotation = *service.runtime()->rotation;
    const Decay decay(service.config().latency.decay);
    const auto weight = static_cast<std::uint32_t>(config.weight);
    const auto signal = rotation.signal.load(std::memory_order_relaxed);
    out.ewmaSeconds = runtime.load.estimate(signal).at(now, decay, rotation.median.load());
    out.cost = latencyCost(runtime.load, weight, rotation, decay, now);

    HistogramCounts checks;
    control.checkStats().duration.addTo(checks);
    out.connectTotal = cumulative(merged(
            runtime, [](const WorkerBackendStats &s) -> auto & { return s.connectTime; }));
    out.turnTotal = cumulative(merged(
            runtime, [](const WorkerBackendStats &s) -> auto & { return s.turnTime; }));
    out.checkTotal = cumulative(checks);
    if (const auto it = m_backends.find(&runtime); it != m_backends.end()) {
        const BackendWindows &windows = it->second;
        out.connectionsPerSecond = windows.connections.perSecond();
        out.failuresPerSecond = windows.failures.perSecond();
        out.bytesToBackendPerSecond = windows.toBackend.perSecond();
        out.bytesToClientPerSecond = windows.toClient.perSecond();
        out.share = picks > 0 ? static_cast<double>(windows.selections.increase()) / static_cast<double>(picks) : 0;
        out.connect = quantiles(windows.connect.window());
        out.firstByte = quantiles(windows.firstByte.window());
        out.turn = quantiles(windows.turn.window());
    }
    return out;
}

ServiceSnapshot SnapshotMaker::service(const ServiceControl &control) const
{
    const ServiceRuntime &runtime = *control.runtime();
    ServiceSnapshot out;
    out.name = control.config().name;
    out.strategy = control.config().strategy;
    out.limit = static_cast<std::uint64_t>(control.config().maxConnections);
    out.panic = control.pool().inPanic();
    // In this order: what closes or becomes a connection in between must not make active negative.
    const std::uint64_t closed = sum(runtime.stats, [](const WorkerServiceStats &s) { return s.closed.value(); });
    const std::uint64_t undecided = sum(runtime.stats, [](const WorkerServiceStats &s) { return s.undecided.value(); });
    out.connections = connectionsOf(runtime);
    out.active = out.connections - closed + undecided;
    for (std::size_t i = 0; i < shedReasonNames.size(); ++i)
        out.shed[i] = shedBy(runtime, i);
    for (std::size_t i = 0; i < closeReasonNames.size(); ++i)
        out.closed[i] = closedBy(runtime, static_cast<CloseReason>(i));
    if (const auto it = m_services.find(&runtime); it != m_services.end()) {
        out.connectionsPerSecond = it->second.connections.perSecond();
        out.errorsPerSecond = it->second.errors.perSecond();
        out.turns = std::make_shared<const HistogramCounts>(it->second.turns);
    }
    std::uint64_t picks = 0;
    HistogramCounts turns;
    for (const auto &backend : control.backends()) {
        if (const auto it = m_backends.find(backend->runtime().get()); it != m_backends.end()) {
            picks += it->second.selections.increase();
            turns += it->second.turn.window();
        }
    }
    out.turn = quantiles(turns);
    for (const auto &backend : control.backends())
        out.backends.push_back(this->backend(control, *backend, picks));
    return out;
}

std::shared_ptr<Snapshot> SnapshotMaker::make(const Services &services,
                                              const std::vector<std::unique_ptr<WorkerThread>> &workers) const
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->at = std::chrono::system_clock::now();
    snapshot->made = monotonicNow();
    snapshot->uptimeSeconds = toSeconds(snapshot->made - m_started);
    for (const auto &control : services)
        snapshot->services.push_back(service(*control));
    for (std::size_t i = 0; i < workers.size(); ++i) {
        const WorkerLoopStats &stats = workers[i]->stats();
        HistogramCounts lag;
        stats.lag.addTo(lag);
        snapshot->workers.push_back({static_cast<int>(i), stats.sessions.value(), cumulative(lag), lag.quantile(0.99)});
    }
    return snapshot;
}

} // namespace lbfy
