// SPDX-License-Identifier: GPL-3.0-or-later
//
// One worker's view of one service: its current Route, its ear, and its sessions, each in exactly one of the timeout
// lists. A lane outlives the service's removal until its last session is gone. Thread: the worker's.

#pragma once

#include "core/proxy/listener.h"
#include "core/proxy/route.h"
#include "core/proxy/timeoutlist.h"

#include <algorithm>
#include <array>
#include <memory>

namespace lbfy {

/// What a session waits for, in timeouts.
enum class Waiting : std::uint8_t { ProxyHeader, Connect, Idle, HalfClosed, Reset };
inline constexpr std::size_t waitingCount = 5;

struct WorkerLane {
    std::shared_ptr<const Route> route;
    std::unique_ptr<Listener> listener;
    std::array<TimeoutList, waitingCount> waiting;
    bool removed = false; ///< the service is gone from the configuration

    TimeoutList &list(Waiting kind) { return waiting[static_cast<std::size_t>(kind)]; }
    bool empty() const
    {
        return std::ranges::all_of(waiting, [](const TimeoutList &list) { return list.sessions().empty(); });
    }
};

} // namespace lbfy
