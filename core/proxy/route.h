// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a worker needs to serve one service: an immutable Route, published by the control thread whenever something
// changes, and the runtimes behind it that outlive Routes. A session holds the runtimes it is counted in, and the Route
// only until it is connected, so that an old Pool does not live as long as a long connection.

#pragma once

#include "core/balance/pool.h"
#include "core/config/config.h"
#include "core/observe/loggate.h"
#include "core/observe/statistics.h"
#include "core/proxy/intrusivelist.h"
#include "core/proxy/sharedname.h"
#include "core/proxy/socketaddress.h"

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace lbfy {

class Session;
struct TurnTag;

/// One worker's part of a backend. Only `stats` may be read by others.
struct BackendWorkerPart {
    WorkerBackendStats stats;
    IntrusiveList<Session, TurnTag> openTurns; ///< by time of the last client byte
};

/// A backend from its first to its last appearance in the configuration, and as long as a session is counted in it.
struct BackendRuntime {
    BackendRuntime(std::string backendName, int workers) : name(std::move(backendName)), load(workers)
    {
        for (int i = 0; i < workers; ++i)
            parts.push_back(std::make_unique<BackendWorkerPart>());
    }

    SharedName name; ///< changed by the control thread
    BackendLoad load;
    std::vector<std::unique_ptr<BackendWorkerPart>> parts; ///< by worker index
    /// Which of its resolved addresses sessions begin with; moves on when that one fails.
    std::atomic<std::uint32_t> addressTurn {0};
};

/// A service likewise.
struct ServiceRuntime {
    ServiceRuntime(std::string serviceName, int workers)
        : name(std::move(serviceName))
        , rotation(std::make_shared<ServiceRotation>())
    {
        for (int i = 0; i < workers; ++i)
            stats.push_back(std::make_unique<WorkerServiceStats>());
    }

    SharedName name; ///< changed by the control thread
    std::shared_ptr<ServiceRotation> rotation;
    std::vector<std::unique_ptr<WorkerServiceStats>> stats; ///< by worker index
    std::array<LogGate, shedReasonNames.size()> shedGates;
    /// Connections admitted and not closed: exact over all workers, what max_connections is held against.
    alignas(64) std::atomic<std::uint32_t> active {0};

    bool tryAdmit(std::uint32_t limit)
    {
        if (active.fetch_add(1, std::memory_order_relaxed) < limit)
            return true;
        leave();
        return false;
    }
    /// Release: whoever reads the lower number reads everything that was counted before as well.
    void leave() { active.fetch_sub(1, std::memory_order_release); }
};

/// Where a Pool member is to be reached.
struct RouteTarget {
    std::shared_ptr<BackendRuntime> runtime;
    std::vector<SocketAddress> addresses; ///< empty while its name has not been resolved
};

struct Route {
    std::shared_ptr<ServiceRuntime> runtime;
    ServiceConfig config; ///< without its backends: those are in the Pool
    std::shared_ptr<const Pool> pool;
    std::vector<RouteTarget> targets; ///< by MemberIndex
    LogConnections logConnections = LogConnections::Failures;
};

} // namespace lbfy
