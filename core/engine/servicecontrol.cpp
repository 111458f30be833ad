// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/servicecontrol.h"

#include "core/config/names.h"

#include <algorithm>
#include <utility>

namespace lbfy {

namespace {

/// True if `wanted`, which is at the place where `old` was, is `old` under another name.
bool isRenamed(const BackendConfig &old, const BackendConfig &wanted, const ServiceConfig &config)
{
    BackendConfig renamed = old;
    renamed.name = wanted.name;
    return renamed == wanted
            && std::ranges::find(config.backends, old.name, &BackendConfig::name) == config.backends.end();
}

} // namespace

ServiceControl::ServiceControl(Context context, const ServiceConfig &config, LogConnections logConnections)
    : m_context(std::move(context))
    , m_logConnections(logConnections)
    , m_runtime(std::make_shared<ServiceRuntime>(config.name, m_context.workers))
    , m_ejection(config.ejection)
{
    // Not changes worth an event.
    m_config.name = config.name;
    m_config.strategy = config.strategy;
    apply(config, logConnections);
}

std::unique_ptr<BackendControl> ServiceControl::make(const BackendConfig &config)
{
    BackendControl::Context context {m_context.events,  m_config.name,         m_runtime->rotation,
                                     m_context.workers, [this] { changed(); }, m_context.lastIdentity};
    return std::make_unique<BackendControl>(std::move(context), config, m_config);
}

void ServiceControl::apply(const ServiceConfig &config, LogConnections logConnections)
{
    m_applying = true;
    if (config.name != m_config.name)
        rename(config.name);
    const StrategyKind before = m_config.strategy;
    m_config = config;
    m_logConnections = logConnections;
    m_ejection.setConfig(config.ejection);

    std::vector<std::unique_ptr<BackendControl>> kept = std::exchange(m_backends, {});
    for (std::size_t i = 0; i < config.backends.size(); ++i) {
        const BackendConfig &wanted = config.backends[i];
        auto known = std::find_if(kept.begin(), kept.end(), [&](const auto &backend) {
            return backend && backend->config().name == wanted.name;
        });
        if (known == kept.end() && i < kept.size() && kept[i] && isRenamed(kept[i]->config(), wanted, config))
            known = kept.begin() + static_cast<std::ptrdiff_t>(i);
        if (known == kept.end()) {
            m_backends.push_back(make(wanted));
        } else {
            (*known)->apply(wanted, config);
            m_backends.push_back(std::move(*known));
        }
    }
    for (const auto &gone : kept) {
        if (gone)
            m_context.backendRemoved(gone->runtime());
    }
    if (before != config.strategy) {
        const std::string old(nameOf(before));
        const std::string now(nameOf(config.strategy));
        m_context.events.tell(LogLevel::Info, "strategy_changed", config.name, {},
                              "strategy of " + config.name + " is now " + now + ", was " + old,
                              {{"old", old}, {"new", now}});
    }
    m_applying = false;
    publish();
}

void ServiceControl::rename(const std::string &name)
{
    m_runtime->name.set(name);
    m_context.events.tell(LogLevel::Info, "service_renamed", name, {},
                          "service " + m_config.name + " is now called " + name,
                          {{"old", m_config.name}, {"new", name}});
}

void ServiceControl::failureLimitReached(const BackendRuntime *runtime)
{
    std::size_t ejected = 0;
    std::size_t ready = 0;
    BackendControl *failing = nullptr;
    for (const auto &backend : m_backends) {
        if (backend->runtime().get() == runtime)
            failing = backend.get();
        if (backend->config().mode != BackendMode::Ready)
            continue;
        ++ready;
        ejected += backend->ejected() ? 1 : 0;
    }
    if (failing)
        failing->failureLimitReached(m_ejection, ejected, ready);
}

void ServiceControl::changed()
{
    if (!m_applying)
        publish();
}

void ServiceControl::publish()
{
    auto route = std::make_shared<Route>();
    route->runtime = m_runtime;
    route->config = m_config;
    route->config.backends.clear();
    route->logConnections = m_logConnections;
    std::vector<PoolMember> members;
    for (const auto &backend : m_backends) {
        const BackendConfig &config = backend->config();
        PoolMember member;
        member.name = config.name;
        // Shares the runtime's ownership: the load lives in it.
        member.load = std::shared_ptr<BackendLoad>(backend->runtime(), &backend->runtime()->load);
        member.weight = static_cast<std::uint32_t>(config.weight);
        member.maxConnections = static_cast<std::uint32_t>(config.maxConnections);
        member.backup = config.backup;
        member.mode = config.mode;
        member.condition = backend->condition();
        members.push_back(std::move(member));
        route->targets.push_back({backend->runtime(), backend->addresses()});
    }
    route->pool = std::make_shared<Pool>(std::move(members), m_config.strategy, m_config.latency,
                                         m_config.ejection.panicPercent, m_runtime->rotation);
    m_route = route;
    m_context.publish(std::move(route));
}

} // namespace lbfy
