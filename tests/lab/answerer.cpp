// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lab/answerer.h"

#include "core/proxy/socketaddress.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace lbfy {

Answerer::Answerer(Script script) : m_script(std::move(script))
{
    const auto address = SocketAddress::fromLiteral("127.0.0.1", 0);
    m_listener = Descriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::bind(m_listener.get(), address->data(), address->size()) == 0 && ::listen(m_listener.get(), 4096) == 0)
        m_port = SocketAddress::localOf(m_listener.get())->port();
    m_acceptor = std::thread([this] { accept(); });
}

Answerer::~Answerer()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopped = true;
        ::shutdown(m_listener.get(), SHUT_RDWR);
        for (const int fd : m_open)
            ::shutdown(fd, SHUT_RDWR);
    }
    m_acceptor.join();
    for (std::thread &thread : m_threads)
        thread.join();
}

void Answerer::accept()
{
    for (;;) {
        const int fd = ::accept4(m_listener.get(), nullptr, nullptr, SOCK_CLOEXEC);
        const std::lock_guard lock(m_mutex);
        if (m_stopped) {
            if (fd >= 0)
                ::close(fd);
            return;
        }
        if (fd < 0)
            continue;
        const int on = 1;
        ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ++m_accepted;
        m_open.push_back(fd);
        m_threads.emplace_back([this, fd] {
            m_script(*this, fd);
            const std::lock_guard closing(m_mutex);
            std::erase(m_open, fd);
            ::close(fd);
        });
    }
}

bool Answerer::receive(int fd, std::size_t bytes)
{
    std::array<char, 65536> buffer;
    while (bytes > 0) {
        const ssize_t got = ::recv(fd, buffer.data(), std::min(bytes, buffer.size()), 0);
        if (got <= 0)
            return false;
        bytes -= static_cast<std::size_t>(got);
        m_bytesIn += static_cast<std::uint64_t>(got);
    }
    return true;
}

bool Answerer::receiveHead(int fd)
{
    std::string head;
    char byte = 0;
    while (!head.ends_with("\r\n\r\n")) {
        if (::recv(fd, &byte, 1, 0) <= 0)
            return false;
        ++m_bytesIn;
        head += byte;
    }
    return true;
}

bool Answerer::send(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t sent = ::send(fd, text.data(), text.size(), MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void Answerer::drain(int fd)
{
    while (receive(fd, 1)) { }
}

Answerer::Script Answerer::echo(std::size_t size)
{
    return [size](Answerer &server, int fd) {
        const std::string answer(size, 'x');
        while (server.receive(fd, size)) {
            server.countTurn();
            if (!server.send(fd, answer))
                return;
        }
    };
}

Answerer::Script Answerer::http(std::string_view text)
{
    return [answer = std::string(text)](Answerer &server, int fd) {
        while (server.receiveHead(fd)) {
            server.countTurn();
            if (!server.send(fd, answer))
                return;
        }
    };
}

bool eventually(const std::function<bool()> &condition)
{
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline)
            return false;
        ::poll(nullptr, 0, 2);
    }
    return true;
}

LoadPlan shortPlan(const Answerer &server)
{
    LoadPlan plan;
    plan.targets = {server.address()};
    plan.connections = 4;
    plan.duration = Milliseconds(300);
    return plan;
}

LoadFigures figuresOf(const LoadPlan &plan)
{
    LoadGenerator generator;
    if (!generator.start(plan) || !eventually([&] { return generator.finished(); }))
        return {};
    return generator.figures();
}

std::uint64_t slowerThan(const LoadFigures &figures, Nanoseconds latency)
{
    std::uint64_t count = 0;
    const auto buckets = figures.latency.buckets();
    for (std::size_t i = Histogram::bucketOf(latency); i < buckets.size(); ++i)
        count += buckets[i];
    return count;
}

std::string onlyError(const LoadFigures &figures)
{
    std::string name = "none";
    for (std::size_t i = 0; i < figures.errors.size(); ++i) {
        if (figures.errors[i] == 0)
            continue;
        if (name != "none")
            return "several";
        name = loadErrorNames[i];
    }
    return name;
}

} // namespace lbfy
