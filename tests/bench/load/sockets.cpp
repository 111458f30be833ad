// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/sockets.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace lbfy::bench {

namespace {

// Small enough to stay in the second-level cache, large enough that the call itself costs little.
constexpr std::size_t fillerSize = 256 * 1024;

sockaddr_in loopback(std::uint16_t port, std::uint32_t lastByte = 1)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(0x7f000000U | lastByte);
    return address;
}

Descriptor newSocket()
{
    Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!socket.isOpen())
        fail("socket");
    const int on = 1;
    ::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return socket;
}

void bindSource(const Descriptor &socket, std::uint32_t lastByte)
{
    const int on = 1;
    ::setsockopt(socket.get(), IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    const sockaddr_in source = loopback(0, lastByte);
    if (::bind(socket.get(), reinterpret_cast<const sockaddr *>(&source), sizeof source) != 0)
        fail("bind to a loopback address");
}

} // namespace

void fail(const char *what)
{
    std::fprintf(stderr, "error: %s: %s\n", what, std::strerror(errno));
    std::exit(1);
}

Descriptor &Descriptor::operator=(Descriptor &&other) noexcept
{
    if (this != &other) {
        close();
        m_fd = other.m_fd;
        other.m_fd = -1;
    }
    return *this;
}

Descriptor::~Descriptor()
{
    close();
}

void Descriptor::close()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

void raiseDescriptorLimit()
{
    rlimit limit {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

Descriptor listenOnLoopback(std::uint16_t port)
{
    Descriptor listener = newSocket();
    const int on = 1;
    ::setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const sockaddr_in address = loopback(port);
    if (::bind(listener.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0)
        fail("bind");
    if (::listen(listener.get(), SOMAXCONN) != 0)
        fail("listen");
    return listener;
}

std::uint16_t portOf(const Descriptor &listener)
{
    sockaddr_in address {};
    socklen_t size = sizeof address;
    if (::getsockname(listener.get(), reinterpret_cast<sockaddr *>(&address), &size) != 0)
        fail("getsockname");
    return ntohs(address.sin_port);
}

Descriptor connectToLoopback(std::uint16_t port, std::uint32_t sourceByte)
{
    Descriptor socket = newSocket();
    if (sourceByte != 0)
        bindSource(socket, sourceByte);
    const sockaddr_in address = loopback(port);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        && errno != EINPROGRESS)
        fail("connect");
    return socket;
}

Poller::Poller() : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    if (!m_epoll.isOpen())
        fail("epoll_create1");
}

void Poller::add(const Descriptor &socket, void *owner)
{
    epoll_event event {};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = owner;
    if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, socket.get(), &event) != 0)
        fail("epoll_ctl");
}

void Poller::addLevelTriggered(int fd, void *owner)
{
    epoll_event event {};
    event.events = EPOLLIN;
    event.data.ptr = owner;
    if (::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event) != 0)
        fail("epoll_ctl");
}

std::span<epoll_event> Poller::wait(int timeout)
{
    const int count = ::epoll_wait(m_epoll.get(), m_events.data(), static_cast<int>(m_events.size()), timeout);
    if (count < 0 && errno != EINTR)
        fail("epoll_wait");
    return std::span(m_events).first(static_cast<std::size_t>(std::max(count, 0)));
}

std::int64_t discard(const Descriptor &socket, std::size_t limit)
{
    return ::recv(socket.get(), nullptr, limit, MSG_TRUNC);
}

std::int64_t sendFiller(const Descriptor &socket, std::size_t limit)
{
    static const std::array<char, fillerSize> filler {};
    return ::send(socket.get(), filler.data(), std::min(limit, filler.size()), MSG_NOSIGNAL);
}

bool wouldBlock()
{
    return errno == EAGAIN || errno == EINTR;
}

} // namespace lbfy::bench
