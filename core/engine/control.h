// SPDX-License-Identifier: GPL-3.0-or-later
//
// The control thread's root object: applies a Config to services, backends and workers, reacts to health and failures,
// makes snapshots, ends things. Everything here runs in "lbfy-control"; workers report by queued calls.
//
// Applying is in two phases: first everything that can fail (binding addresses, counting descriptors), then everything
// that cannot. A Config that cannot be applied whole changes nothing.

#pragma once

#include "core/engine/activitymaker.h"
#include "core/engine/applyresult.h"
#include "core/engine/eventlog.h"
#include "core/engine/servicecontrol.h"
#include "core/engine/snapshotmaker.h"
#include "core/engine/workerthread.h"
#include "core/observe/log.h"
#include "core/proxy/descriptorbudget.h"
#include "core/proxy/sockets.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace lbfy {

class Control final
    : public QObject
    , private WorkerEvents
{
    Q_OBJECT
public:
    explicit Control(Log &log);
    ~Control() override;

    ApplyResult apply(const Config &config);
    /// A Config was refused before it came here; counted and told like one refused here.
    void rejected(const std::vector<std::string> &errors);
    /// Stops accepting; `drainTimeout` later at most, when all connections are over, drained() is emitted.
    void drain();
    SnapshotPtr snapshot();
    void watch(Watch what) { m_activity.watch(what, m_workers); }
    void closeConnections(const std::vector<std::uint64_t> &ids);
    EventLog &events() { return m_events; }

Q_SIGNALS:
    void snapshotMade(lbfy::SnapshotPtr snapshot);
    void drained();

private:
    /// A service and where it listens.
    struct Ear {
        Address wanted; ///< as configured
        SocketAddress actual;
        bool open = false;
    };
    /// A removed service.
    struct Retired {
        std::shared_ptr<ServiceRuntime> runtime;
        std::size_t workersLeft; ///< that may still accept clients for it
    };
    struct Binding {
        std::size_t service; ///< index in the Config
        ListenSockets sockets;
    };

    // controlapply.cpp
    std::size_t ownDescriptors(const Config &config) const;
    ApplyResult checkDescriptors(const Config &config) const;
    std::optional<std::size_t> currentOf(const Config &config, std::size_t index) const;
    bool isGivenUp(const SocketAddress &address, const Config &config) const;
    ApplyResult bind(const Config &config, std::vector<Binding> &bindings) const;
    ApplyResult bind(const Config &config, AddressSharing sharing, std::vector<Binding> &bindings) const;
    ApplyResult startWorkers(int wanted);
    void applyServices(const Config &config, std::vector<Binding> bindings);
    void openEar(std::size_t service, ListenSockets sockets);
    void retireService(std::size_t index);
    ServiceControl::Context serviceContext();

    void failureLimitReached(const std::shared_ptr<ServiceRuntime> &service,
                             const std::shared_ptr<BackendRuntime> &backend) override;
    void acceptPaused(const std::string &service, const std::string &why) override;
    void activityTold(WorkerActivity activity) override;

    void tick();
    void workerLeft(const std::shared_ptr<ServiceRuntime> &service);
    void forgetRetired();
    void tellLeftOut();
    void watchDrain();
    std::uint64_t activeConnections() const;
    template<typename Call>
    void onWorkers(Call call)
    {
        for (const auto &worker : m_workers)
            worker->post(call);
    }

    Log &m_log;
    EventLog m_events;
    DescriptorBudget m_budget;
    std::size_t m_ownDescriptors = 0; ///< what m_config needs without any connection
    Config m_config;
    LogConnections m_logConnections = LogConnections::Failures;
    bool m_started = false;
    std::vector<std::unique_ptr<ServiceControl>> m_services; ///< in the order of m_config.services
    std::vector<Ear> m_ears; ///< likewise
    /// Addresses with listeners of ours, those included that workers have yet to close: each listener holds one.
    std::vector<std::weak_ptr<const SocketAddress>> m_heldAddresses;
    std::vector<Retired> m_retired; ///< removed, with connections left or to come
    std::uint64_t m_retiredConnections = 0; ///< of the other removed services
    SnapshotMaker m_maker;
    ActivityMaker m_activity;
    LogGate m_pauseGate;
    QTimer m_tick;
    QTimer m_drainWatch;
    MonoTime m_drainDeadline {0};
    bool m_draining = false;
    std::size_t m_workersListening = 0; ///< while draining: those that have yet to accept their last clients
    std::uint64_t m_sequence = 0;
    std::uint64_t m_lastIdentity = 0; ///< of a backend
    std::uint64_t m_reloads = 0;
    std::uint64_t m_reloadsFailed = 0;
    /// Last, so that threads end before anything they report to.
    std::vector<std::unique_ptr<WorkerThread>> m_workers;
};

} // namespace lbfy
