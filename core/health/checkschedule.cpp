// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/health/checkschedule.h"

#include "core/proxy/proxyprotocol.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace lbfy {

CheckSchedule::CheckSchedule(const HealthConfig &config, std::string host, ProxyHeader sendProxy, std::uint64_t seed,
                             std::function<void(const CheckResult &)> report, QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_host(std::move(host))
    , m_preface(proxyHeaderFor(sendProxy, {}, {}))
    , m_random(seed)
    , m_report(std::move(report))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &CheckSchedule::check);
}

CheckSchedule::~CheckSchedule() = default;

void CheckSchedule::setAddresses(std::vector<SocketAddress> addresses)
{
    m_addresses = std::move(addresses);
    if (!m_addresses.empty() && !m_timer.isActive() && !m_running)
        check();
}

void CheckSchedule::check()
{
    const double spread = 0.9 + 0.2 * m_random.unit();
    const auto interval = static_cast<int>(std::lround(static_cast<double>(m_config.interval.count()) * spread));
    m_timer.start(std::max(1, interval));
    if (m_running || m_addresses.empty())
        return; // a check may take longer than the interval: its timeout ends it
    m_running = std::make_unique<HealthCheck>(m_config, m_addresses[m_turn % m_addresses.size()], m_host, m_preface,
                                              [this](const CheckResult &result) {
                                                  // The check is on the stack here: it goes when this call has returned.
                                                  m_running.release()->deleteLater();
                                                  m_turn += result.outcome == CheckResult::Outcome::Failed ? 1 : 0;
                                                  m_report(result);
                                              });
}

} // namespace lbfy
