// SPDX-License-Identifier: GPL-3.0-or-later
//
// Why things end: the closed sets of reasons that metrics, logs, the window and tests share. A connection closes with
// exactly one CloseReason, counted once.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace lbfy {

enum class CloseReason : std::uint8_t {
    ClientClosed,
    BackendClosed,
    ClientReset,
    BackendReset,
    ConnectFailed,
    IdleTimeout,
    HalfCloseTimeout,
    ProxyHeader,
    Drained,
    Killed,
    Shutdown,
};
inline constexpr std::array<std::string_view, 11> closeReasonNames {
        "client_closed",      "backend_closed", "client_reset", "backend_reset", "connect_failed", "idle_timeout",
        "half_close_timeout", "proxy_header",   "drained",      "killed",        "shutdown"};

enum class ShedReason : std::uint8_t { MaxConnections, NoBackend, FdLimit };
inline constexpr std::array<std::string_view, 3> shedReasonNames {"max_connections", "no_backend", "fd_limit"};

/// Local: lbfy's own want (descriptors, source ports, memory); never held against the backend.
enum class ConnectFailure : std::uint8_t { Refused, Timeout, Unreachable, Reset, Local };
inline constexpr std::array<std::string_view, 5> connectFailureNames {"refused", "timeout", "unreachable", "reset",
                                                                      "local"};

constexpr std::string_view nameOf(CloseReason reason)
{
    return closeReasonNames[static_cast<std::size_t>(reason)];
}
constexpr std::string_view nameOf(ShedReason reason)
{
    return shedReasonNames[static_cast<std::size_t>(reason)];
}
constexpr std::string_view nameOf(ConnectFailure reason)
{
    return connectFailureNames[static_cast<std::size_t>(reason)];
}

} // namespace lbfy
