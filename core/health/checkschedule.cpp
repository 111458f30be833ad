// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/health/checkschedule.h"

#include "core/proxy/proxyprotocol.h"

#include <algorithm>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

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
    connect(&m_timer, &QTimer::timeout, this, &CheckSchedule::due);
}

CheckSchedule::~CheckSchedule() = default;

std::chrono::milliseconds CheckSchedule::pause(std::chrono::milliseconds interval, double random)
{
    const auto earliest = static_cast<double>(interval.count()) * (0.9 + 0.1 * random);
    return std::max(1ms, std::chrono::milliseconds(static_cast<std::int64_t>(earliest)));
}

std::size_t CheckSchedule::mostAtOnce(const HealthConfig &config)
{
    if (config.check == CheckKind::Off)
        return 0;
    const std::int64_t withinTimeout = 1 + config.timeout / pause(config.interval, 0);
    return static_cast<std::size_t>(std::min<std::int64_t>(config.fall, withinTimeout));
}

void CheckSchedule::setAddresses(std::vector<SocketAddress> addresses)
{
    m_addresses = std::move(addresses);
    if (!m_addresses.empty() && !m_timer.isActive() && m_running.empty())
        check();
}

void CheckSchedule::due()
{
    m_overdue = m_running.size() >= mostAtOnce(m_config);
    if (!m_overdue)
        check();
}

void CheckSchedule::check()
{
    m_timer.start(pause(m_config.interval, m_random.unit()));
    if (m_addresses.empty())
        return;
    const std::uint64_t number = ++m_started;
    m_running[number] = std::make_unique<HealthCheck>(
            m_config, m_addresses[m_turn % m_addresses.size()], m_host, m_preface,
            [this, number](const CheckResult &result) { done(number, result); });
}

void CheckSchedule::done(std::uint64_t number, const CheckResult &result)
{
    // The check is on the stack here: it goes when this call has returned.
    const auto it = m_running.find(number);
    it->second.release()->deleteLater();
    m_running.erase(it);
    m_turn += result.outcome == CheckResult::Outcome::Failed ? 1 : 0;
    if (m_overdue)
        due();
    m_report(result);
}

} // namespace lbfy
