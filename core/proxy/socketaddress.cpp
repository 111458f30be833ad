// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/socketaddress.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace lbfy {

std::optional<SocketAddress> SocketAddress::fromLiteral(const std::string &host, std::uint16_t port)
{
    SocketAddress result;
    if (host.find('\0') != std::string::npos)
        return std::nullopt; // inet_pton would not see what follows
    if (inet_pton(AF_INET, host.c_str(), &result.m_any.v4.sin_addr) == 1) {
        result.m_any.v4.sin_family = AF_INET;
    } else {
        result = SocketAddress();
        if (inet_pton(AF_INET6, host.c_str(), &result.m_any.v6.sin6_addr) != 1)
            return std::nullopt;
        result.m_any.v6.sin6_family = AF_INET6;
    }
    result.setPort(port);
    return result;
}

SocketAddress SocketAddress::fromBytes(std::span<const std::uint8_t> address, std::uint16_t port)
{
    SocketAddress result;
    if (address.size() == 4) {
        result.m_any.v4.sin_family = AF_INET;
        std::memcpy(&result.m_any.v4.sin_addr, address.data(), 4);
    } else if (address.size() == 16) {
        result.m_any.v6.sin6_family = AF_INET6;
        std::memcpy(&result.m_any.v6.sin6_addr, address.data(), 16);
    }
    result.setPort(port);
    return result;
}

std::optional<SocketAddress> SocketAddress::localOf(int fd)
{
    SocketAddress result;
    socklen_t size = sizeof result.m_any;
    if (::getsockname(fd, &result.m_any.base, &size) != 0 || !result.valid())
        return std::nullopt;
    return result;
}

int SocketAddress::accept(int listeningFd)
{
    socklen_t size = sizeof m_any;
    return ::accept4(listeningFd, &m_any.base, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

std::uint16_t SocketAddress::port() const
{
    return ntohs(family() == AF_INET ? m_any.v4.sin_port : m_any.v6.sin6_port);
}

void SocketAddress::setPort(std::uint16_t port)
{
    (family() == AF_INET ? m_any.v4.sin_port : m_any.v6.sin6_port) = htons(port);
}

std::span<const std::uint8_t> SocketAddress::bytes() const
{
    if (family() == AF_INET)
        return {reinterpret_cast<const std::uint8_t *>(&m_any.v4.sin_addr), 4};
    const std::span<const std::uint8_t> all {m_any.v6.sin6_addr.s6_addr, 16};
    return IN6_IS_ADDR_V4MAPPED(&m_any.v6.sin6_addr) ? all.subspan(12) : all;
}

std::string SocketAddress::hostString() const
{
    std::array<char, INET6_ADDRSTRLEN> text {};
    if (!valid())
        return {};
    inet_ntop(isIpv4() ? AF_INET : AF_INET6, bytes().data(), text.data(), text.size());
    return text.data();
}

std::string SocketAddress::toString() const
{
    if (!valid())
        return "unknown";
    const std::string host = hostString();
    return (isIpv4() ? host : "[" + host + "]") + ":" + std::to_string(port());
}

} // namespace lbfy
