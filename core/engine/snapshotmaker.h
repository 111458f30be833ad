// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes Snapshots: the one place where numbers are read from the live core. tick() four times a second moves the
// windows behind rates and recent quantiles; make() may be called any time and reads the counters as they are.
// Thread: control.

#pragma once

#include "core/engine/rates.h"
#include "core/engine/servicecontrol.h"
#include "core/engine/workerthread.h"
#include "core/observe/snapshot.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace lbfy {

class SnapshotMaker
{
public:
    SnapshotMaker();

    using Services = std::vector<std::unique_ptr<ServiceControl>>;

    void tick(const Services &services);
    /// Fills in services and workers; the caller adds what only it knows (totals, events, addresses).
    std::shared_ptr<Snapshot> make(const Services &services,
                                   const std::vector<std::unique_ptr<WorkerThread>> &workers) const;

private:
    struct BackendWindows {
        RateWindow connections;
        RateWindow failures;
        RateWindow toBackend;
        RateWindow toClient;
        RateWindow selections;
        WindowedQuantiles connect;
        WindowedQuantiles firstByte;
        WindowedQuantiles turn;
        BackendWindows();
    };
    struct ServiceWindows {
        RateWindow connections;
        RateWindow errors;
        HistogramCounts turns; ///< since start, of all backends there ever were
        ServiceWindows();
    };

    BackendSnapshot backend(const ServiceControl &service, const BackendControl &backend, std::uint64_t picks) const;
    ServiceSnapshot service(const ServiceControl &service) const;

    /// By runtime, which is what a backend's counters live and die with.
    std::map<const BackendRuntime *, BackendWindows> m_backends;
    std::map<const ServiceRuntime *, ServiceWindows> m_services;
    MonoTime m_started;
};

} // namespace lbfy
