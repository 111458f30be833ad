// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/sockets.h"

#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>

namespace lbfy {

namespace {

constexpr int backlog = 4096; // the kernel lowers it to net.core.somaxconn

void setOption(int fd, int level, int option, int value)
{
    // Each of these is an improvement, none a condition: a kernel that refuses one still proxies.
    setsockopt(fd, level, option, &value, sizeof value);
}

void sendAtOnce(int fd)
{
    setOption(fd, IPPROTO_TCP, TCP_NODELAY, 1);
}

Descriptor boundSocket(const SocketAddress &address, bool reusePort)
{
    Descriptor fd(::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!fd)
        return {};
    setOption(fd.get(), SOL_SOCKET, SO_REUSEADDR, 1);
    if (reusePort)
        setOption(fd.get(), SOL_SOCKET, SO_REUSEPORT, 1);
    if (::bind(fd.get(), address.data(), address.size()) != 0)
        return {};
    return fd;
}

/// errno if somebody listens on `address`; 0 if it is free.
int probe(const SocketAddress &address)
{
    if (address.port() == 0)
        return 0;
    return boundSocket(address, false) ? 0 : errno;
}

} // namespace

ListenSockets listenOn(const SocketAddress &address, int count, AddressSharing sharing)
{
    ListenSockets result;
    result.address = address;
    if (sharing == AddressSharing::Refuse)
        result.error = probe(address);
    if (result.error != 0)
        return result;
    for (int i = 0; i < count; ++i) {
        Descriptor fd = boundSocket(result.address, true);
        if (fd) { // accepted sockets inherit both
            sendAtOnce(fd.get());
            keepAlive(fd.get());
        }
        if (!fd || ::listen(fd.get(), backlog) != 0) {
            result.error = errno;
            result.descriptors.clear();
            return result;
        }
        if (i == 0)
            result.address = SocketAddress::localOf(fd.get()).value_or(address);
        result.descriptors.push_back(std::move(fd));
    }
    return result;
}

void keepAlive(int fd)
{
    setOption(fd, SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption(fd, IPPROTO_TCP, TCP_KEEPIDLE, 60);
    setOption(fd, IPPROTO_TCP, TCP_KEEPINTVL, 10);
    setOption(fd, IPPROTO_TCP, TCP_KEEPCNT, 6);
}

int queuedConnections(int listeningFd)
{
    tcp_info info {};
    socklen_t size = offsetof(tcp_info, tcpi_unacked) + sizeof info.tcpi_unacked;
    const bool told = getsockopt(listeningFd, IPPROTO_TCP, TCP_INFO, &info, &size) == 0;
    return told ? static_cast<int>(info.tcpi_unacked) : 1; // of a listening socket: children ready for accept()
}

ConnectStart startConnect(const SocketAddress &address)
{
    ConnectStart start;
    start.descriptor = Descriptor(::socket(address.family(), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (start.descriptor) {
        sendAtOnce(start.descriptor.get());
        if (::connect(start.descriptor.get(), address.data(), address.size()) == 0) {
            start.progress = ConnectProgress::Established;
            return start;
        }
        if (errno == EINPROGRESS || errno == EINTR) {
            start.progress = ConnectProgress::Pending;
            return start;
        }
    }
    start.error = errno;
    start.failure = connectFailureOf(start.error);
    start.descriptor.reset();
    return start;
}

ConnectFailure connectFailureOf(int error)
{
    switch (error) {
    case ECONNREFUSED:
        return ConnectFailure::Refused;
    case ETIMEDOUT:
        return ConnectFailure::Timeout;
    case ECONNRESET:
    case ECONNABORTED:
    case EPIPE:
        return ConnectFailure::Reset;
    case ENETUNREACH:
    case EHOSTUNREACH:
    case ENETDOWN:
    case EHOSTDOWN:
    case EACCES: // a firewall said no
    case EPERM:
    case EAFNOSUPPORT:
        return ConnectFailure::Unreachable;
    default: // EMFILE, ENFILE, ENOBUFS, ENOMEM, EADDRNOTAVAIL, EAGAIN: our own want
        return ConnectFailure::Local;
    }
}

int pendingError(int fd)
{
    int error = 0;
    socklen_t size = sizeof error;
    return getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) == 0 ? error : errno;
}

void resetOnClose(int fd)
{
    const linger now {1, 0};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
}

std::size_t unacknowledged(int fd)
{
    // After a reset the kernel has dropped what was unsent, yet SIOCOUTQ still counts it.
    tcp_info info {};
    socklen_t size = sizeof info;
    if (getsockopt(fd, IPPROTO_TCP, TCP_INFO, &info, &size) != 0 || info.tcpi_state == TCP_CLOSE)
        return 0;
    int bytes = 0;
    return ioctl(fd, SIOCOUTQ, &bytes) == 0 && bytes > 0 ? static_cast<std::size_t>(bytes) : 0;
}

std::size_t raiseDescriptorLimit()
{
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    return descriptorLimit();
}

std::size_t descriptorLimit()
{
    rlimit limit {};
    getrlimit(RLIMIT_NOFILE, &limit);
    return static_cast<std::size_t>(std::min<rlim_t>(limit.rlim_cur, 1u << 30));
}

} // namespace lbfy
