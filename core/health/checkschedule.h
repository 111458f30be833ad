// SPDX-License-Identifier: GPL-3.0-or-later
//
// When one backend is checked: at once, then every interval, spread by ±10 % so that many backends are not asked in
// step. One check at a time; the next is due an interval after the last one started. Thread: control.

#pragma once

#include "core/balance/random.h"
#include "core/health/healthcheck.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lbfy {

class CheckSchedule final : public QObject
{
    Q_OBJECT
public:
    /// `host` names the backend in HTTP checks, `sendProxy` is what its connections begin with: checks too, with a
    /// header that says they come from lbfy itself. `report` gets every result.
    CheckSchedule(const HealthConfig &config, std::string host, ProxyHeader sendProxy, std::uint64_t seed,
                  std::function<void(const CheckResult &)> report, QObject *parent = nullptr);
    ~CheckSchedule() override;

    /// The addresses of which one is checked, the next one after a failure, as connections do; empty: nothing is checked.
    /// The first call starts the schedule.
    void setAddresses(std::vector<SocketAddress> addresses);

private:
    void check();

    HealthConfig m_config;
    std::string m_host;
    std::string m_preface;
    Random m_random;
    std::function<void(const CheckResult &)> m_report;
    std::vector<SocketAddress> m_addresses;
    std::size_t m_turn = 0; ///< modulo m_addresses.size()
    std::unique_ptr<HealthCheck> m_running;
    QTimer m_timer;
};

} // namespace lbfy
