// SPDX-License-Identifier: GPL-3.0-or-later
//
// One service as the control thread sees it: its backends, its ejection policy, and the Route it publishes to the
// workers whenever something about them changed. Thread: control.

#pragma once

#include "core/engine/backendcontrol.h"
#include "core/engine/eventlog.h"
#include "core/proxy/route.h"

#include <functional>
#include <memory>
#include <vector>

namespace lbfy {

class ServiceControl
{
public:
    struct Context {
        EventLog &events;
        int workers;
        /// Hands a Route to every worker.
        std::function<void(std::shared_ptr<const Route>)> publish;
        /// A backend is gone from the configuration; its connections may finish.
        std::function<void(std::shared_ptr<BackendRuntime>)> backendRemoved;
        std::uint64_t &lastIdentity; ///< handed out, to whichever backend
    };

    ServiceControl(Context context, const ServiceConfig &config, LogConnections logConnections);

    /// New settings, which may be a new name; publishes once.
    void apply(const ServiceConfig &config, LogConnections logConnections);
    void failureLimitReached(const BackendRuntime *runtime);
    void publish();

    const ServiceConfig &config() const { return m_config; }
    const std::shared_ptr<ServiceRuntime> &runtime() const { return m_runtime; }
    const std::vector<std::unique_ptr<BackendControl>> &backends() const { return m_backends; }
    const Pool &pool() const { return *m_route->pool; }

private:
    void changed();
    void rename(const std::string &name);
    std::unique_ptr<BackendControl> make(const BackendConfig &config);

    Context m_context;
    ServiceConfig m_config;
    LogConnections m_logConnections;
    std::shared_ptr<ServiceRuntime> m_runtime;
    EjectionPolicy m_ejection;
    std::vector<std::unique_ptr<BackendControl>> m_backends;
    std::shared_ptr<const Route> m_route;
    bool m_applying = false; ///< several changes at once, one Route for all of them
};

} // namespace lbfy
