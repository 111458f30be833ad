// SPDX-License-Identifier: GPL-3.0-or-later
//
// An IPv4 or IPv6 address and port as the kernel takes it, by value, 28 bytes.

#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace lbfy {

class SocketAddress
{
public:
    SocketAddress() { m_any.v6 = {}; }

    /// From an IP literal ("127.0.0.1", "::1", no brackets) and a port; nothing if it is a name.
    static std::optional<SocketAddress> fromLiteral(const std::string &host, std::uint16_t port);
    static SocketAddress fromBytes(std::span<const std::uint8_t> address, std::uint16_t port);
    /// Of this end. Nothing if the socket has none (any more).
    static std::optional<SocketAddress> localOf(int fd);

    /// accept4() on a listening descriptor: the client's non-blocking descriptor, or -1 with errno; becomes its address.
    int accept(int listeningFd);

    int family() const { return m_any.base.sa_family; }
    bool valid() const { return family() == AF_INET || family() == AF_INET6; }
    const sockaddr *data() const { return &m_any.base; }
    socklen_t size() const { return family() == AF_INET ? sizeof m_any.v4 : sizeof m_any.v6; }
    std::uint16_t port() const;
    void setPort(std::uint16_t port);
    /// The 4 or 16 address bytes in network order; an IPv4-mapped IPv6 address gives its 4.
    std::span<const std::uint8_t> bytes() const;
    bool isIpv4() const { return bytes().size() == 4; }
    /// "127.0.0.1" or "::1"; IPv4-mapped addresses as IPv4.
    std::string hostString() const;
    /// "127.0.0.1:80" or "[::1]:80".
    std::string toString() const;

private:
    union {
        sockaddr base;
        sockaddr_in v4;
        sockaddr_in6 v6;
    } m_any;
};

} // namespace lbfy
