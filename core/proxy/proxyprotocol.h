// SPDX-License-Identifier: GPL-3.0-or-later
//
// The PROXY protocol (haproxy.org, proxy-protocol.txt, versions 1 and 2): a short header ahead of the stream that tells
// a backend who the client behind the balancer is. Pure: bytes in, bytes out. Input comes from the network: every
// length is checked before it is used, and the verdict does not depend on how the bytes were split.

#pragma once

#include "core/config/config.h"
#include "core/proxy/socketaddress.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lbfy {

/// The header for a connection from `source` (the client) to `destination` (the address it connected to).
/// Addresses of different families are both written as IPv6; without valid addresses v1 says UNKNOWN and v2 LOCAL.
std::string proxyHeaderFor(ProxyHeader version, const SocketAddress &source, const SocketAddress &destination);

struct ProxyHeaderResult {
    enum class Verdict : std::uint8_t { NeedMore, Invalid, Accepted };
    Verdict verdict = Verdict::NeedMore;
    std::string_view error; ///< if Invalid: what is wrong, for the log
    std::size_t length = 0; ///< if Accepted: size of the header; payload begins there
    SocketAddress source; ///< if Accepted: the client; invalid() for LOCAL and UNKNOWN (use the peer's own address)
    SocketAddress destination;
};

/// Largest header accepted: version 2 with this much address and TLV data.
inline constexpr std::size_t maxProxyHeader = 16 + 4096;

/// Reads a header from the start of `bytes`, either version.
ProxyHeaderResult parseProxyHeader(std::span<const std::uint8_t> bytes);

} // namespace lbfy
