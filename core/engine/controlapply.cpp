// SPDX-License-Identifier: GPL-3.0-or-later
//
// How Control takes over a Config.

#include "core/engine/control.h"

#include "core/config/names.h"
#include "core/health/checkschedule.h"
#include "core/proxy/monotonic.h"

#include <algorithm>
#include <exception>
#include <optional>
#include <thread>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

int workerCount(int wanted)
{
    const int automatic = static_cast<int>(std::clamp(std::thread::hardware_concurrency(), 1u, 64u));
    return wanted > 0 ? wanted : automatic;
}

bool same(const SocketAddress &a, const SocketAddress &b)
{
    return a.port() == b.port() && std::ranges::equal(a.bytes(), b.bytes());
}

/// True if one address takes connections to the other: the same, or one of them stands for all of its port's.
bool overlap(const SocketAddress &a, const SocketAddress &b)
{
    const auto isAny = [](const SocketAddress &address) {
        return std::ranges::all_of(address.bytes(), [](std::uint8_t byte) { return byte == 0; });
    };
    return same(a, b) || (a.port() == b.port() && (isAny(a) || isAny(b)));
}

} // namespace

ApplyResult Control::apply(const Config &config)
{
    ApplyResult result = checkDescriptors(config);
    std::vector<Binding> bindings;
    if (result.ok() && !m_started)
        result = startWorkers(workerCount(config.workers));
    if (result.ok())
        result = bind(config, bindings);
    if (!result.ok()) {
        if (m_started)
            rejected(result.errors);
        return result;
    }
    if (m_started && workerCount(config.workers) != static_cast<int>(m_workers.size()))
        result.notes.push_back("workers: takes effect after a restart");

    m_log.setLevel(config.log.level);
    if (config.log.format)
        m_log.setFormat(*config.log.format);
    applyServices(config, std::move(bindings));
    if (std::exchange(m_started, true)) {
        ++m_reloads;
        m_events.tell(LogLevel::Info, "config_reloaded", {}, {}, "configuration applied",
                      {{"services", static_cast<std::int64_t>(config.services.size())}});
        for (const std::string &note : result.notes)
            m_events.tell(LogLevel::Warn, "config_note", {}, {}, note);
    } else {
        m_tick.start(250ms);
    }
    return result;
}

/// What lbfy holds or may hold at any time besides two for each connection: each worker's epoll set and wake-up, its
/// pipes, its listener on each service, and all checks that can be under way.
std::size_t Control::ownDescriptors(const Config &config) const
{
    const std::size_t wanted = m_started ? 0 : static_cast<std::size_t>(workerCount(config.workers));
    const std::size_t workers = std::max(m_workers.size(), wanted);
    std::size_t own = workers * (2 + PipePool::descriptorsFor(descriptorLimit()) + config.services.size());
    for (const ServiceConfig &service : config.services) {
        const auto checked = std::ranges::count_if(
                service.backends, [](const BackendConfig &backend) { return backend.mode != BackendMode::Disabled; });
        own += static_cast<std::size_t>(checked) * CheckSchedule::mostAtOnce(service.health);
    }
    return own;
}

/// Refuses limits that the process could never serve, instead of failing at the worst moment.
ApplyResult Control::checkDescriptors(const Config &config) const
{
    std::uint64_t connections = 0;
    for (const ServiceConfig &service : config.services)
        connections += static_cast<std::uint64_t>(service.maxConnections);
    const std::size_t limit = descriptorLimit();
    const std::size_t own = ownDescriptors(config);
    const std::size_t carried = DescriptorBudget::allowanceOf(limit, own) / 2;
    ApplyResult result;
    if (connections <= carried)
        return result;
    result.kind = ApplyResult::Kind::BadConfiguration;
    result.errors.push_back("max_connections: " + std::to_string(connections) + " connections need "
                            + std::to_string(connections * 2) + " descriptors, and the limit of "
                            + std::to_string(limit) + " carries " + std::to_string(carried) + " connections"
                            + (own > DescriptorBudget::coveredOwn ? " beside the " + std::to_string(own)
                                               + " that workers, listeners and checks need"
                                                                  : "")
                            + "; lower max_connections or raise the limit (ulimit -n, LimitNOFILE=)");
    return result;
}

/// Which of m_services the one at `index` of `config` is: the one of that name, or the one that was at its place, if
/// nothing but the name has changed.
std::optional<std::size_t> Control::currentOf(const Config &config, std::size_t index) const
{
    const ServiceConfig &wanted = config.services[index];
    for (std::size_t i = 0; i < m_services.size(); ++i) {
        if (m_services[i]->config().name == wanted.name)
            return i;
    }
    if (index >= m_services.size())
        return std::nullopt;
    ServiceConfig renamed = m_services[index]->config();
    const std::string old = std::exchange(renamed.name, wanted.name);
    const bool goesOn = std::ranges::find(config.services, old, &ServiceConfig::name) != config.services.end();
    return renamed == wanted && !goesOn ? std::optional(index) : std::nullopt;
}

/// True if `address` overlaps with one that we listen on and that `config` gives up, or that was given up just now and
/// that workers have yet to close.
bool Control::isGivenUp(const SocketAddress &address, const Config &config) const
{
    const auto stays = [&](const SocketAddress &held) {
        for (std::size_t i = 0; i < config.services.size(); ++i) {
            const auto known = currentOf(config, i);
            if (!known)
                continue;
            const Ear &ear = m_ears[*known];
            if (ear.open && same(ear.actual, held) && config.services[i].listen == ear.wanted)
                return true;
        }
        return false;
    };
    return std::any_of(m_heldAddresses.begin(), m_heldAddresses.end(), [&](const auto &weak) {
        const auto held = weak.lock();
        return held && overlap(*held, address) && !stays(*held);
    });
}

/// Phase one: an open, listening socket set for every address that is not ours yet. What another service of ours gives
/// up in the same change comes last, when nothing else can fail: clients reach such a socket as soon as it listens, and
/// would be reset if it had to be closed again.
ApplyResult Control::bind(const Config &config, std::vector<Binding> &bindings) const
{
    for (const AddressSharing sharing : {AddressSharing::Refuse, AddressSharing::WithOurselves}) {
        if (const ApplyResult result = bind(config, sharing, bindings); !result.ok())
            return result;
    }
    return {};
}

ApplyResult Control::bind(const Config &config, AddressSharing sharing, std::vector<Binding> &bindings) const
{
    for (std::size_t i = 0; i < config.services.size(); ++i) {
        const ServiceConfig &service = config.services[i];
        const auto known = currentOf(config, i);
        if (known && m_ears[*known].wanted == service.listen)
            continue;
        const auto address = listenAddress(service.listen);
        if (!address)
            return bindFailure(service.listen, EADDRNOTAVAIL, "--listen");
        if (isGivenUp(*address, config) != (sharing == AddressSharing::WithOurselves))
            continue;
        ListenSockets sockets = listenOn(*address, static_cast<int>(m_workers.size()), sharing);
        if (sockets.descriptors.empty())
            return bindFailure(service.listen, sockets.error, "--listen");
        bindings.push_back({i, std::move(sockets)});
    }
    return {};
}

ApplyResult Control::startWorkers(int wanted)
{
    ApplyResult result;
    for (int i = static_cast<int>(m_workers.size()); i < wanted; ++i) {
        const auto seed = static_cast<std::uint64_t>(monotonicNow().count())
                + static_cast<std::uint64_t>(i) * 0x9e3779b9u;
        try {
            m_workers.push_back(std::make_unique<WorkerThread>(i, WorkerShared {m_budget, m_log, *this}, seed));
        } catch (const std::exception &error) {
            result.kind = ApplyResult::Kind::Failed;
            result.errors.push_back("cannot start worker " + std::to_string(i + 1) + " of " + std::to_string(wanted)
                                    + ": " + error.what() + "; try fewer --workers");
            return result;
        }
        m_activity.workerStarted(*m_workers.back());
    }
    return result;
}

ServiceControl::Context Control::serviceContext()
{
    const auto publish = [this](const std::shared_ptr<const Route> &route) {
        onWorkers([route](Worker &worker) { worker.setRoute(route); });
    };
    const auto backendRemoved = [this](const std::shared_ptr<BackendRuntime> &backend) {
        QTimer::singleShot(m_config.drainTimeout, this, [this, backend] {
            onWorkers([backend](Worker &worker) { worker.closeSessionsOf(backend, CloseReason::Drained); });
        });
    };
    return {m_events, static_cast<int>(m_workers.size()), publish, backendRemoved, m_lastIdentity};
}

/// Phase two: nothing in here fails.
void Control::applyServices(const Config &config, std::vector<Binding> bindings)
{
    m_config = config;
    m_ownDescriptors = ownDescriptors(config);
    m_budget.setLimit(descriptorLimit(), m_ownDescriptors);
    std::vector<std::optional<std::size_t>> current;
    for (std::size_t i = 0; i < config.services.size(); ++i)
        current.push_back(currentOf(config, i));
    for (std::size_t i = 0; i < m_services.size(); ++i) {
        if (std::ranges::find(current, std::optional(i)) == current.end())
            retireService(i);
    }
    auto oldServices = std::exchange(m_services, {});
    auto oldEars = std::exchange(m_ears, {});
    for (std::size_t i = 0; i < config.services.size(); ++i) {
        const ServiceConfig &wanted = config.services[i];
        if (!current[i]) {
            m_services.push_back(std::make_unique<ServiceControl>(serviceContext(), wanted, config.log.connections));
            m_ears.push_back({wanted.listen, {}, false});
            continue;
        }
        auto &known = oldServices[*current[i]];
        if (known->config() != wanted || m_logConnections != config.log.connections)
            known->apply(wanted, config.log.connections);
        m_services.push_back(std::move(known));
        m_ears.push_back(oldEars[*current[i]]);
        m_ears.back().wanted = wanted.listen;
    }
    m_logConnections = config.log.connections;
    for (Binding &binding : bindings)
        openEar(binding.service, std::move(binding.sockets));
}

void Control::openEar(std::size_t index, ListenSockets sockets)
{
    Ear &ear = m_ears[index];
    ear.actual = sockets.address;
    ear.open = true;
    const auto &runtime = m_services[index]->runtime();
    const auto held = std::make_shared<const SocketAddress>(ear.actual);
    std::erase_if(m_heldAddresses, [](const auto &weak) { return weak.expired(); });
    m_heldAddresses.push_back(held);
    for (std::size_t i = 0; i < m_workers.size(); ++i) {
        m_workers[i]->post([runtime, held, fd = std::make_shared<Descriptor>(std::move(sockets.descriptors[i]))](
                                   Worker &worker) { worker.listen(runtime, std::move(*fd), held); });
    }
    const ServiceConfig &config = m_services[index]->config();
    m_events.tell(LogLevel::Info, "listening", config.name, {}, "listening on " + ear.actual.toString(),
                  {{"address", ear.actual.toString()},
                   {"strategy", std::string(nameOf(config.strategy))},
                   {"backends", static_cast<std::int64_t>(config.backends.size())}});
}

/// No longer configured: its connections may finish within the drain timeout.
void Control::retireService(std::size_t index)
{
    const auto runtime = m_services[index]->runtime();
    m_events.tell(LogLevel::Info, "service_removed", m_services[index]->config().name, {},
                  "no longer listening on " + m_ears[index].actual.toString());
    m_retired.push_back({runtime, m_workers.size()});
    onWorkers([this, runtime](Worker &worker) {
        worker.removeService(runtime);
        QMetaObject::invokeMethod(
                this, [this, runtime] { workerLeft(runtime); }, Qt::QueuedConnection);
    });
    QTimer::singleShot(m_config.drainTimeout, this, [this, runtime] {
        onWorkers([runtime](Worker &worker) { worker.closeSessionsOfService(runtime, CloseReason::Drained); });
    });
}

} // namespace lbfy
