// SPDX-License-Identifier: GPL-3.0-or-later
//
// One connection, open or closed, as table and filter see it: one shape for both, so that columns, sorting and filter
// terms are written once. It holds views into an Activity, which must outlive it, because ten thousand copied strings
// twice a second would be the most expensive part of the window.

#pragma once

#include "core/observe/activity.h"

#include <string_view>

namespace lbfy {

struct ConnectionFacts {
    std::uint64_t id = 0;
    std::string_view service;
    std::string_view client;
    std::string_view backend; ///< the last one tried; may be empty
    std::optional<CloseReason> reason; ///< unset: open
    ConnectionPhase phase = ConnectionPhase::Open;
    WallTime at {}; ///< accepted if open, else closed
    double age = 0; ///< so far if open, else in all; seconds
    std::optional<double> idle;
    std::uint64_t toBackend = 0;
    std::uint64_t toClient = 0;
    std::optional<double> toBackendRate;
    std::optional<double> toClientRate;
    std::uint32_t turns = 0;
    std::optional<double> lastTurn;
    int attempts = 0;

    bool operator==(const ConnectionFacts &) const = default;
};

inline ConnectionFacts factsOf(const OpenConnection &connection)
{
    return {
            .id = connection.id,
            .service = connection.service,
            .client = connection.client,
            .backend = connection.backend,
            .reason = std::nullopt,
            .phase = connection.phase,
            .at = connection.acceptedAt,
            .age = connection.ageSeconds,
            .idle = connection.idleSeconds,
            .toBackend = connection.bytesToBackend,
            .toClient = connection.bytesToClient,
            .toBackendRate = connection.bytesToBackendPerSecond,
            .toClientRate = connection.bytesToClientPerSecond,
            .turns = connection.turns,
            .lastTurn = connection.lastTurnSeconds,
            .attempts = 0,
    };
}

inline ConnectionFacts factsOf(const ClosedConnection &connection)
{
    return {
            .id = connection.id,
            .service = connection.service,
            .client = connection.client,
            .backend = connection.backend,
            .reason = connection.reason,
            .phase = ConnectionPhase::Open,
            .at = connection.closedAt,
            .age = connection.durationSeconds,
            .idle = std::nullopt,
            .toBackend = connection.bytesToBackend,
            .toClient = connection.bytesToClient,
            .toBackendRate = std::nullopt,
            .toClientRate = std::nullopt,
            .turns = connection.turns,
            .lastTurn = std::nullopt,
            .attempts = connection.attempts,
    };
}

/// The address without its port, IPv6 still in its brackets: "10.0.0.7:5123" → "10.0.0.7".
constexpr std::string_view hostOf(std::string_view client)
{
    const std::size_t colon = client.rfind(':');
    return colon == std::string_view::npos || client.ends_with(']') ? client : client.substr(0, colon);
}

} // namespace lbfy
