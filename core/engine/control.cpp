// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/control.h"

#include "core/proxy/monotonic.h"

#include <algorithm>
#include <chrono>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

constexpr auto snapshotInterval = 250ms;
constexpr auto drainPoll = 20ms;

std::uint64_t totalConnections(const ServiceRuntime &runtime)
{
    std::uint64_t total = 0;
    for (const auto &stats : runtime.stats)
        total += stats->connections.value();
    return total;
}

} // namespace

Control::Control(Log &log)
    : m_log(log)
    , m_events(log)
    , m_budget(raiseDescriptorLimit())
    , m_tick(this)
    , m_drainWatch(this)
{
    connect(&m_tick, &QTimer::timeout, this, &Control::tick);
    connect(&m_drainWatch, &QTimer::timeout, this, &Control::watchDrain);
    m_drainWatch.setInterval(drainPoll);
}

Control::~Control()
{
    m_workers.clear();
}

void Control::rejected(const std::vector<std::string> &errors)
{
    ++m_reloadsFailed;
    for (const std::string &error : errors)
        m_events.tell(LogLevel::Error, "config_rejected", {}, {}, error);
}

void Control::tick()
{
    m_budget.setLimit(descriptorLimit(), m_ownDescriptors); // it can be changed from outside (prlimit)
    m_maker.tick(m_services);
    m_activity.tick(m_workers);
    forgetRetired();
    tellLeftOut();
    Q_EMIT snapshotMade(snapshot());
}

SnapshotPtr Control::snapshot()
{
    auto snapshot = m_maker.make(m_services, m_workers);
    snapshot->sequence = ++m_sequence;
    snapshot->reloadsSucceeded = m_reloads;
    snapshot->reloadsFailed = m_reloadsFailed;
    snapshot->logDropped = m_log.dropped();
    snapshot->events = m_events.recent();
    snapshot->activity = m_activity.latest();
    snapshot->connections = m_retiredConnections;
    for (const Retired &retired : m_retired) {
        snapshot->connections += totalConnections(*retired.runtime);
        snapshot->active += retired.runtime->active.load(std::memory_order_relaxed);
    }
    for (std::size_t i = 0; i < snapshot->services.size(); ++i) {
        ServiceSnapshot &service = snapshot->services[i];
        const Ear &ear = m_ears[i];
        service.listening = ear.open;
        service.listen = ear.open ? ear.actual.toString() : ear.wanted.toString();
        if (!ear.open)
            service.notReady = "not listening on " + service.listen;
        else if (!m_services[i]->pool().hasHealthy())
            service.notReady = "no usable backend";
        snapshot->connections += service.connections;
        snapshot->active += service.active;
    }
    return snapshot;
}

/// One worker has closed its ear on a removed service: what it had queued is admitted by now.
void Control::workerLeft(const std::shared_ptr<ServiceRuntime> &service)
{
    --std::ranges::find(m_retired, service, &Retired::runtime)->workersLeft;
}

/// Keeps nothing of removed services but their total, once that cannot grow any more.
void Control::forgetRetired()
{
    std::erase_if(m_retired, [this](const Retired &retired) {
        // Acquire: who has left has been counted before.
        if (retired.workersLeft > 0 || retired.runtime->active.load(std::memory_order_acquire) > 0)
            return false;
        m_retiredConnections += totalConnections(*retired.runtime);
        return true;
    });
}

/// After a flood of refused clients: how many lines were left out.
void Control::tellLeftOut()
{
    const MonoTime now = monotonicNow();
    for (const auto &service : m_services) {
        for (std::size_t reason = 0; reason < shedReasonNames.size(); ++reason) {
            const std::uint64_t left = service->runtime()->shedGates[reason].takeLeftOver(now);
            if (left == 0)
                continue;
            m_events.tell(LogLevel::Warn, "connection_shed", service->config().name, {},
                          std::to_string(left) + " more clients refused",
                          {{"client", std::string("several")},
                           {"reason", std::string(shedReasonNames[reason])},
                           {"left_out", static_cast<std::int64_t>(left)}});
        }
    }
}

void Control::failureLimitReached(const std::shared_ptr<ServiceRuntime> &service,
                                  const std::shared_ptr<BackendRuntime> &backend)
{
    QMetaObject::invokeMethod(
            this,
            [this, service, backend] {
                for (const auto &control : m_services) {
                    if (control->runtime() == service)
                        control->failureLimitReached(backend.get());
                }
            },
            Qt::QueuedConnection);
}

void Control::acceptPaused(const std::string &service, const std::string &why)
{
    QMetaObject::invokeMethod(
            this,
            [this, service, why] {
                if (m_pauseGate.pass(monotonicNow()))
                    m_events.tell(LogLevel::Warn, "accept_paused", service, {}, "accepting rests for 100 ms: " + why,
                                  {{"reason", why}});
            },
            Qt::QueuedConnection);
}

void Control::activityTold(WorkerActivity activity)
{
    QMetaObject::invokeMethod(
            this, [this, told = std::move(activity)]() mutable { m_activity.told(std::move(told)); },
            Qt::QueuedConnection);
}

void Control::closeConnections(const std::vector<std::uint64_t> &ids)
{
    std::vector<std::vector<std::uint64_t>> byWorker(m_workers.size());
    for (const std::uint64_t id : ids) {
        const auto index = static_cast<std::size_t>(Worker::indexOf(id));
        if (index < byWorker.size())
            byWorker[index].push_back(id);
    }
    for (std::size_t i = 0; i < byWorker.size(); ++i) {
        if (!byWorker[i].empty())
            m_workers[i]->post([these = std::move(byWorker[i])](Worker &worker) { worker.kill(these); });
    }
}

std::uint64_t Control::activeConnections() const
{
    std::uint64_t active = 0;
    for (const auto &service : m_services)
        active += service->runtime()->active.load(std::memory_order_relaxed);
    for (const Retired &retired : m_retired)
        active += retired.runtime->active.load(std::memory_order_relaxed);
    return active;
}

void Control::drain()
{
    if (m_draining)
        return;
    m_draining = true;
    m_drainDeadline = monotonicNow() + m_config.drainTimeout;
    m_events.tell(LogLevel::Info, "draining", {}, {}, "no new connections; waiting for those open to end",
                  {{"connections", static_cast<std::int64_t>(activeConnections())},
                   {"timeout_s", toSeconds(m_config.drainTimeout)}});
    for (std::size_t i = 0; i < m_services.size(); ++i) {
        m_ears[i].open = false;
        onWorkers([runtime = m_services[i]->runtime()](Worker &worker) { worker.stopListening(runtime); });
    }
    m_workersListening = m_workers.size();
    onWorkers([this](Worker &) {
        QMetaObject::invokeMethod(
                this, [this] { --m_workersListening; }, Qt::QueuedConnection);
    });
    m_drainWatch.start();
}

void Control::watchDrain()
{
    const bool over = monotonicNow() >= m_drainDeadline;
    // A worker that has yet to stop listening may have clients queued, who are served as well.
    if ((m_workersListening > 0 || activeConnections() > 0) && !over)
        return;
    m_drainWatch.stop();
    onWorkers([](Worker &worker) { worker.closeAll(CloseReason::Shutdown); });
    Q_EMIT drained();
}

} // namespace lbfy
