// SPDX-License-Identifier: GPL-3.0-or-later
//
// Loopback sockets for the benchmark programs: non-blocking, TCP_NODELAY, owned by value. Whatever cannot work (no
// descriptor, no port) ends the program with a message, because a benchmark with a hole in it must not be believed.
#pragma once

#include <sys/epoll.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace lbfy::bench {

// Prints what failed with errno's text and exits with 1.
[[noreturn]] void fail(const char *what);

// Owns one descriptor; -1 is none.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : m_fd(fd) { }
    Descriptor(Descriptor &&other) noexcept : m_fd(other.m_fd) { other.m_fd = -1; }
    Descriptor &operator=(Descriptor &&other) noexcept;
    ~Descriptor();

    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }
    void close();

private:
    int m_fd = -1;
};

// Soft limit of open descriptors to the hard one.
void raiseDescriptorLimit();

// A listening socket on 127.0.0.1; port 0 takes a free one. Accepted sockets inherit TCP_NODELAY.
Descriptor listenOnLoopback(std::uint16_t port);
std::uint16_t portOf(const Descriptor &listener);

// Starts to connect to 127.0.0.1:port, from 127.0.0.`sourceByte`; 0 leaves the source to the kernel. Many short
// connections need several sources, or they run out of ports that are not in TIME_WAIT.
Descriptor connectToLoopback(std::uint16_t port, std::uint32_t sourceByte = 0);

// An epoll set; every socket is registered once, edge-triggered, both ways.
class Poller
{
public:
    Poller();
    void add(const Descriptor &socket, void *owner);
    void addLevelTriggered(int fd, void *owner);
    // Ready events; timeout in milliseconds, -1 for ever.
    std::span<epoll_event> wait(int timeout);

private:
    Descriptor m_epoll;
    std::array<epoll_event, 256> m_events;
};

// Throws away up to `limit` received bytes without copying them. Returns as recv(): 0 at the end, -1 with errno.
std::int64_t discard(const Descriptor &socket, std::size_t limit);

// Sends up to `limit` bytes of no meaning. Returns as send().
std::int64_t sendFiller(const Descriptor &socket, std::size_t limit);

// True for the errors that only mean "later".
bool wouldBlock();

} // namespace lbfy::bench
