// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who is connected, who was, and how backends were chosen: what the window lists beside the figures of a Snapshot. These
// are values made on the control thread twice a second, and only while somebody watches, because nobody else wants
// them: a client's address is in no metric and in no answer of the endpoint.

#pragma once

#include "core/config/config.h"
#include "core/observe/reasons.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace lbfy {

using WallTime = std::chrono::system_clock::time_point;

/// What is to be collected. Ended: closed connections and picks, without the list of open connections.
enum class Watch : std::uint8_t { Nothing, Ended, Everything };

/// ClientEnded and BackendEnded: that side has sent its last byte, the other one lives on.
enum class ConnectionPhase : std::uint8_t { Header, Connecting, Open, ClientEnded, BackendEnded, Resetting };

/// A connection that is open now. Durations are seconds, rates per second.
struct OpenConnection {
    std::uint64_t id = 0;
    std::string service;
    std::string client;
    std::string backend; ///< the last one tried; may be empty
    ConnectionPhase phase = ConnectionPhase::Open;
    WallTime acceptedAt {};
    double ageSeconds = 0;
    double idleSeconds = 0;
    std::uint64_t bytesToBackend = 0;
    std::uint64_t bytesToClient = 0;
    double bytesToBackendPerSecond = 0;
    double bytesToClientPerSecond = 0;
    std::uint32_t turns = 0;
    std::optional<double> lastTurnSeconds; ///< unset: none measured yet
};

struct ClosedConnection {
    std::uint64_t id = 0;
    std::string service;
    std::string client;
    std::string backend;
    CloseReason reason = CloseReason::ClientClosed;
    int attempts = 0;
    WallTime closedAt {};
    double durationSeconds = 0;
    std::uint64_t bytesToBackend = 0;
    std::uint64_t bytesToClient = 0;
    std::uint32_t turns = 0;
};

struct PickedCandidate {
    std::string backend;
    double cost = 0; ///< in the strategy's own unit; lower wins
};

/// One choice of a backend; a retry is another one.
struct Pick {
    WallTime at {};
    std::string service;
    std::string client;
    StrategyKind strategy = StrategyKind::RoundRobin;
    std::vector<PickedCandidate> candidates; ///< those weighed
    std::string chosen; ///< empty: nobody was usable
};

/// What the window shows beside figures. Made only while somebody watches.
struct Activity {
    std::vector<OpenConnection> open; ///< at most 10,000, oldest first
    std::uint64_t openTotal = 0; ///< how many there are
    std::vector<ClosedConnection> closed; ///< the last 1,000, newest last
    std::uint64_t closedTotal = 0; ///< how many were closed since watching began
    std::vector<Pick> picks; ///< the last 100, newest last
};

using ActivityPtr = std::shared_ptr<const Activity>;

} // namespace lbfy
