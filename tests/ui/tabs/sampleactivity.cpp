// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/ui/tabs/sampleactivity.h"

#include <algorithm>
#include <array>

namespace lbfy::test {

namespace {

constexpr std::array backends {"b1", "b2", "b3", "b4", "cache-a", "cache-b"};

} // namespace

std::string SampleTraffic::client()
{
    return "10.0." + std::to_string(below(4)) + "." + std::to_string(1 + below(200)) + ":"
            + std::to_string(32'768 + below(28'000));
}

void SampleTraffic::open(std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) {
        OpenConnection connection;
        connection.id = m_nextId++;
        connection.service = "web";
        connection.client = client();
        connection.backend = backends[below(backends.size())];
        connection.acceptedAt = m_now + std::chrono::microseconds(i);
        const std::size_t phase = below(40);
        connection.phase = phase < 6 ? static_cast<ConnectionPhase>(phase) : ConnectionPhase::Open;
        if (connection.phase == ConnectionPhase::Header)
            connection.backend.clear();
        m_activity.open.push_back(connection);
    }
    m_activity.openTotal = m_activity.open.size();
}

void SampleTraffic::close(std::size_t count)
{
    for (std::size_t i = 0; i < count && !m_activity.open.empty(); ++i) {
        const std::size_t index = below(m_activity.open.size());
        const OpenConnection was = m_activity.open[index];
        m_activity.open.erase(m_activity.open.begin() + static_cast<std::ptrdiff_t>(index));
        const std::size_t reason = below(30);
        m_activity.closed.push_back({.id = was.id,
                                     .service = was.service,
                                     .client = was.client,
                                     .backend = was.backend,
                                     .reason = reason < closeReasonNames.size() ? static_cast<CloseReason>(reason)
                                                                                : CloseReason::ClientClosed,
                                     .attempts = 1 + static_cast<int>(below(8) / 7),
                                     .closedAt = m_now + std::chrono::microseconds(i),
                                     .durationSeconds = was.ageSeconds + upTo(0.4),
                                     .bytesToBackend = was.bytesToBackend,
                                     .bytesToClient = was.bytesToClient,
                                     .turns = was.turns});
        ++m_activity.closedTotal;
    }
    if (m_activity.closed.size() > 1000)
        m_activity.closed.erase(m_activity.closed.begin(), m_activity.closed.end() - 1000);
    m_activity.openTotal = m_activity.open.size();
}

void SampleTraffic::live(double seconds, double share)
{
    m_now += std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
    for (OpenConnection &connection : m_activity.open) {
        connection.ageSeconds = std::chrono::duration<double>(m_now - connection.acceptedAt).count();
        if (upTo(1) >= share || connection.phase == ConnectionPhase::Header) {
            connection.idleSeconds += seconds;
            connection.bytesToBackendPerSecond = connection.bytesToClientPerSecond = 0;
            continue;
        }
        const std::uint64_t asked = below(4000);
        const std::uint64_t answered = below(200'000) * (below(10) == 0 ? 40 : 1);
        connection.idleSeconds = upTo(std::min(seconds, connection.ageSeconds));
        connection.bytesToBackend += asked;
        connection.bytesToClient += answered;
        connection.bytesToBackendPerSecond = static_cast<double>(asked) / seconds;
        connection.bytesToClientPerSecond = static_cast<double>(answered) / seconds;
        connection.turns += 1 + static_cast<std::uint32_t>(below(4));
        connection.lastTurnSeconds = 0.0005 + upTo(0.02);
    }
}

void SampleTraffic::pick(std::size_t count, StrategyKind strategy)
{
    for (std::size_t i = 0; i < count; ++i) {
        Pick pick {m_now + std::chrono::microseconds(i), "web", client(), strategy, {}, {}};
        const std::size_t candidates = strategy == StrategyKind::LatencyAware ? 2
                : strategy == StrategyKind::LeastConnections                  ? backends.size()
                                                                              : 1;
        const std::size_t first = below(backends.size());
        for (std::size_t c = 0; c < candidates; ++c) {
            const double cost = strategy == StrategyKind::LatencyAware ? 0.001 + upTo(0.02)
                    : strategy == StrategyKind::LeastConnections       ? static_cast<double>(1 + below(40)) / 2
                                                                       : 0;
            pick.candidates.push_back({backends[(first + c) % backends.size()], cost});
        }
        const auto best = std::min_element(pick.candidates.begin(), pick.candidates.end(),
                                           [](const auto &a, const auto &b) { return a.cost < b.cost; });
        pick.chosen = best->backend;
        if (below(25) == 0) {
            pick.chosen.clear();
            pick.candidates.clear();
        }
        m_activity.picks.push_back(pick);
    }
    if (m_activity.picks.size() > 100)
        m_activity.picks.erase(m_activity.picks.begin(), m_activity.picks.end() - 100);
}

SnapshotPtr SampleTraffic::snapshot()
{
    auto made = std::make_shared<Snapshot>();
    made->sequence = ++m_sequence;
    made->at = m_now;
    made->connections = m_nextId - 1;
    made->active = m_activity.openTotal;
    ServiceSnapshot service;
    service.name = "web";
    service.listen = "127.0.0.1:8080";
    service.listening = true;
    made->services.push_back(service);
    made->activity = activity();
    return made;
}

} // namespace lbfy::test
