// SPDX-License-Identifier: GPL-3.0-or-later
//
// One backend as the control thread sees it: its name resolved, its health checked, its ejections timed. Tells its
// service whenever the Pool must be built anew. Thread: control.

#pragma once

#include "core/balance/health.h"
#include "core/config/config.h"
#include "core/engine/eventlog.h"
#include "core/engine/resolver.h"
#include "core/health/checkschedule.h"
#include "core/observe/snapshot.h"
#include "core/observe/statistics.h"
#include "core/proxy/route.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>

namespace lbfy {

class BackendControl final : public QObject
{
    Q_OBJECT
public:
    struct Context {
        EventLog &events;
        std::string service;
        std::shared_ptr<ServiceRotation> rotation;
        int workers;
        std::function<void()> changed; ///< the Pool is to be built anew
        std::uint64_t &lastIdentity; ///< handed out, to whichever backend
    };

    BackendControl(Context context, const BackendConfig &config, const ServiceConfig &service);
    ~BackendControl() override;

    /// New settings from a reload, which may be a new name. Counters stay; health starts over only where address or check changed.
    void apply(const BackendConfig &config, const ServiceConfig &service);
    /// The data path saw too many failures in a row.
    void failureLimitReached(const EjectionPolicy &policy, std::size_t ejectedNow, std::size_t poolSize);

    const BackendConfig &config() const { return m_config; }
    const std::shared_ptr<BackendRuntime> &runtime() const { return m_runtime; }
    const std::vector<SocketAddress> &addresses() const { return m_resolver->addresses(); }
    const CheckStats &checkStats() const { return m_checkStats; }
    BackendCondition condition() const;
    std::uint64_t identity() const { return m_identity; }
    bool ejected() const { return m_ejection.ejected; }
    std::uint64_t ejections() const { return m_ejectionsTotal; }

    BackendState state() const;
    const std::string &stateReason() const { return m_reason; }
    WallTime stateSince() const { return m_since; }

private:
    void startResolving();
    void startChecking(const ServiceConfig &service);
    void checked(const CheckResult &result);
    void restoreWhenDue();
    void restore(const std::string &reason);
    void changeReason(std::string reason);
    void rename(const std::string &name);
    void recordLatency(const CheckResult &result);

    Context m_context;
    BackendConfig m_config;
    std::uint64_t m_identity;
    HealthConfig m_health;
    ProxyHeader m_sendProxy = ProxyHeader::Off;
    LatencyConfig m_latency;
    std::shared_ptr<BackendRuntime> m_runtime;
    std::unique_ptr<Resolver> m_resolver;
    std::unique_ptr<CheckSchedule> m_checks;
    CheckStats m_checkStats;
    HealthCounter m_counter;
    EjectionPolicy::Entry m_ejection;
    std::uint64_t m_ejectionsTotal = 0;
    QTimer m_restore;
    std::string m_reason = "not checked yet";
    WallTime m_since;
};

} // namespace lbfy
