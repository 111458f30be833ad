// SPDX-License-Identifier: GPL-3.0-or-later

#include "simulation.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lbfy::test {

namespace {

Service serviceFor(std::size_t backends, LatencyConfig latency)
{
    Service service(std::vector<Backend>(backends, Backend {}));
    service.latency = latency;
    return service;
}

} // namespace

double Simulation::Report::share(std::size_t backend) const
{
    const int all = std::accumulate(connections.begin(), connections.end(), 0);
    return static_cast<double>(connections[backend]) / all;
}

double Simulation::Report::quantile(double q) const
{
    return seconds.at(static_cast<std::size_t>(q * static_cast<double>(seconds.size() - 1)));
}

Simulation::Simulation(StrategyKind kind, const std::vector<Behaviour> &behaviours, double connectionsPerSecond,
                       LatencyConfig latency)
    : m_behaviours(behaviours)
    , m_service(serviceFor(behaviours.size(), latency))
    , m_pool(m_service.pool(kind))
    , m_rate(connectionsPerSecond)
    , m_states(behaviours.size())
{
    for (std::size_t i = 0; i < behaviours.size(); ++i)
        m_states[i].freeAt.resize(static_cast<std::size_t>(behaviours[i].servers));
}

Simulation::Report Simulation::run(Nanoseconds duration)
{
    Report report;
    report.connections.resize(m_behaviours.size());
    const MonoTime end = m_now + duration;
    for (;;) {
        const bool completes = !m_completions.empty() && m_completions.top().at <= m_nextArrival;
        const MonoTime next = completes ? m_completions.top().at : m_nextArrival;
        if (next > end)
            break;
        m_now = next;
        if (!completes) {
            arrive(report);
            continue;
        }
        const Completion completion = m_completions.top();
        m_completions.pop();
        complete(completion, report);
    }
    m_now = end;
    std::ranges::sort(report.seconds);
    return report;
}

void Simulation::arrive(Report &report)
{
    m_nextArrival = m_now + fromSeconds(-std::log(1 - m_random.unit()) / m_rate);
    PickContext context {m_now, 0, {}, m_random, nullptr};
    const std::size_t backend = m_pool.pick(context).value();
    ++report.connections[backend];
    m_service.load(backend).addLoad();
    m_states[backend].open.insert(m_now);
    publishOldest(backend);

    const Behaviour &behaviour = m_behaviours[backend];
    if (behaviour.failsAtOnce(m_now)) {
        m_completions.push({m_now + 200us, backend, m_now, End::Failed});
        return;
    }
    MonoTime &freeAt = *std::ranges::min_element(m_states[backend].freeAt);
    freeAt = std::max(freeAt, m_now) + fromSeconds(behaviour.service(m_now));
    const MonoTime answered = freeAt + fromSeconds(behaviour.delay(m_now));
    const MonoTime abandoned = m_now + fromSeconds(behaviour.patience);
    const End end = answered <= abandoned ? End::Answered : End::Abandoned;
    m_completions.push({std::min(answered, abandoned), backend, m_now, end});
}

void Simulation::complete(const Completion &completion, Report &report)
{
    BackendLoad &load = m_service.load(completion.backend);
    m_pool.release(load);
    load.removeLoad();
    std::multiset<MonoTime> &open = m_states[completion.backend].open;
    open.erase(open.find(completion.since));
    publishOldest(completion.backend);
    const double seconds = toSeconds(m_now - completion.since);
    if (completion.end == End::Failed)
        return addFailureSample(load, *m_service.rotation, m_service.latency, m_now);
    if (completion.end == End::Abandoned)
        return addAbandonedTurn(load, seconds, *m_service.rotation, m_service.latency, m_now);
    m_service.sample(completion.backend, seconds, m_now);
    report.seconds.push_back(seconds);
}

void Simulation::publishOldest(std::size_t backend)
{
    const std::multiset<MonoTime> &open = m_states[backend].open;
    m_service.load(backend).oldestTurn(0).since = open.empty() ? 0 : open.begin()->count();
}

} // namespace lbfy::test
