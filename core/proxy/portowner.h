// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who listens on a port: the half of "address in use" that people have to find out by themselves elsewhere.

#pragma once

#include "core/proxy/socketaddress.h"

#include <optional>
#include <string>

namespace lbfy {

struct PortOwner {
    int pid = 0;
    std::string program; ///< the process's name
};

/// The process that listens on the address (or on all addresses of its port), if this process may see it.
std::optional<PortOwner> portOwner(const SocketAddress &address);

/// A port near `port` that can be bound on the same host now, or 0.
std::uint16_t freePortNear(const SocketAddress &address);

} // namespace lbfy
