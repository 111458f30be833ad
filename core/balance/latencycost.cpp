// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a backend costs in "latency-aware" and where its samples go (docs/architecture.md, "What latency is at layer
// 4"). The pool's median is shared state of the service: whoever picks first after 20 ms computes it for all.
//
// The median is the lower one of two: it is what idle estimates drift towards, and of a fast and a slow backend the
// slow one is to drift towards the fast, so that it is tried again.

#include "core/balance/pool.h"

#include <algorithm>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

constexpr Nanoseconds medianPeriod = 20ms;

// Unanswered turns older than this many times the usual say more than the average does.
constexpr double patience = 4;

// A worker may read its clock once per wake-up, so that a turn measures 0 s; no estimate is below this, as a cost of
// 0 would draw connections however many there are, and a median of 0 means that nothing is known.
constexpr double shortestEstimate = 1e-6;

/// What a backend is known for, or the median while nothing is; 0 while nothing is known of anybody.
double usualLatency(const BackendLoad &load, LatencySignal signal, double median, const Decay &decay, MonoTime now)
{
    const double ewma = load.estimate(signal).orElse(-1, now, decay, median);
    return ewma < 0 ? median : std::max(ewma, shortestEstimate);
}

} // namespace

double expectedLatency(const BackendLoad &load, const ServiceRotation &rotation, const Decay &decay, MonoTime now)
{
    const double median = rotation.median.load(std::memory_order_relaxed);
    const double usual = usualLatency(load, rotation.signal.load(std::memory_order_relaxed), median, decay, now);
    if (usual <= 0)
        return 0;
    const double age = toSeconds(load.oldestTurnAge(now));
    return age > patience * std::max(usual, median) ? age : usual;
}

double latencyCost(const BackendLoad &load, std::uint32_t weight, const ServiceRotation &rotation, const Decay &decay,
                   MonoTime now)
{
    const double share = (static_cast<double>(load.load()) + 1) / weight;
    const double latency = expectedLatency(load, rotation, decay, now);
    return latency > 0 ? latency * share : share;
}

void refreshMedian(ServiceRotation &rotation, std::span<const TierMember> members, const LatencyConfig &latency,
                   MonoTime now)
{
    std::int64_t last = rotation.medianAt.load(std::memory_order_relaxed);
    if (last != 0 && now.count() - last < medianPeriod.count())
        return;
    if (!rotation.medianAt.compare_exchange_strong(last, now.count(), std::memory_order_relaxed))
        return;

    std::size_t best = latencySignalCount;
    for (const TierMember &member : members) {
        for (std::size_t signal = 0; signal < best; ++signal) {
            if (member.load->estimate(static_cast<LatencySignal>(signal)).known())
                best = signal;
        }
    }
    if (best == latencySignalCount)
        return;

    const auto signal = static_cast<LatencySignal>(best);
    const bool sameSignal = rotation.signal.load(std::memory_order_relaxed) == signal;
    const double before = sameSignal ? rotation.median.load(std::memory_order_relaxed) : 0;
    const Decay decay(latency.decay);
    std::vector<double> estimates;
    estimates.reserve(members.size());
    for (const TierMember &member : members) {
        LatencyEstimate &estimate = member.load->estimate(signal);
        estimate.refresh(now, decay, before);
        if (const std::optional<double> value = estimate.at(now, decay, before))
            estimates.push_back(std::max(*value, shortestEstimate));
    }
    if (estimates.empty()) // an estimate was reset in between
        return;
    const auto middle = estimates.begin() + static_cast<std::ptrdiff_t>((estimates.size() - 1) / 2);
    std::ranges::nth_element(estimates, middle);
    // Two words: for a moment another worker can see one signal with the median of the other. That happens when the
    // first turn of a service has been measured, and only tilts a pick or two.
    rotation.median.store(*middle, std::memory_order_relaxed);
    rotation.signal.store(signal, std::memory_order_relaxed);
}

void addSample(BackendLoad &load, LatencySignal signal, double seconds, const ServiceRotation &rotation,
               const LatencyConfig &latency, MonoTime now)
{
    // The median is one of the signal in use: other signals do not drift.
    const bool inUse = rotation.signal.load(std::memory_order_relaxed) == signal;
    const double median = inUse ? rotation.median.load(std::memory_order_relaxed) : 0;
    load.estimate(signal).add(seconds, now, Decay(latency.decay), median);
}

void addAbandonedTurn(BackendLoad &load, double seconds, const ServiceRotation &rotation, const LatencyConfig &latency,
                      MonoTime now)
{
    if (rotation.signal.load(std::memory_order_relaxed) != LatencySignal::Turn)
        return;
    const double median = rotation.median.load(std::memory_order_relaxed);
    const double usual = usualLatency(load, LatencySignal::Turn, median, Decay(latency.decay), now);
    if (seconds > patience * std::max(usual, median))
        addSample(load, LatencySignal::Turn, std::min(seconds, failureSample(median)), rotation, latency, now);
}

void addFailureSample(BackendLoad &load, const ServiceRotation &rotation, const LatencyConfig &latency, MonoTime now)
{
    const LatencySignal signal = rotation.signal.load(std::memory_order_relaxed);
    const double sample = failureSample(rotation.median.load(std::memory_order_relaxed));
    addSample(load, signal, sample, rotation, latency, now);
}

} // namespace lbfy
