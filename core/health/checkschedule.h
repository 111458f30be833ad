// SPDX-License-Identifier: GPL-3.0-or-later
//
// When one backend is checked: at once, then every interval, up to 10 % early so that many backends are not asked in
// step. Never late: a backend that is gone is to be out within fall × interval + timeout, and the first of the failures
// may come a whole interval after it went. For the same reason a check does not wait for the one before it to end where
// the timeout is longer than the interval; as many as take the backend down are under way at most. Thread: control.

#pragma once

#include "core/balance/random.h"
#include "core/health/healthcheck.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
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

    /// From the start of one check to the next: 0.9 to 1 times `interval`, at least 1 ms. `random`: from 0 to below 1.
    static std::chrono::milliseconds pause(std::chrono::milliseconds interval, double random);
    /// How many checks of one backend can be under way; each takes a descriptor.
    static std::size_t mostAtOnce(const HealthConfig &config);

private:
    void due();
    void check();
    void done(std::uint64_t number, const CheckResult &result);

    HealthConfig m_config;
    std::string m_host;
    std::string m_preface;
    Random m_random;
    std::function<void(const CheckResult &)> m_report;
    std::vector<SocketAddress> m_addresses;
    std::size_t m_turn = 0; ///< modulo m_addresses.size()
    std::map<std::uint64_t, std::unique_ptr<HealthCheck>> m_running; ///< by number
    std::uint64_t m_started = 0; ///< checks so far
    bool m_overdue = false; ///< the next check waits for one of those under way to end
    QTimer m_timer;
};

} // namespace lbfy
