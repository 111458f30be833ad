// SPDX-License-Identifier: GPL-3.0-or-later
//
// The floor: what the bare system calls of a proxy cost here, with nothing else around them. One thread, one epoll set,
// one scratch buffer, edge-triggered, no second read after a short one. It is correct enough for the benchmark only: no
// timeouts, no limits, no retries, no fairness, resets become plain closes, errors of accept are not survived.
//
// Usage: bench_floor LISTEN-PORT BACKEND-PORT…

#include "tests/bench/load/sockets.h"

#include <sys/socket.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

namespace {

using namespace lbfy::bench;

constexpr std::size_t scratchSize = 1024 * 1024;

struct Session;

struct End {
    Session *session = nullptr;
    End *peer = nullptr;
    Descriptor socket;
    std::vector<char> unsent = {}; // read from the peer, not yet taken by this socket
    bool readable = false;
    bool ended = false; // epoll has announced the end of what comes in
    bool finished = false; // ... and it has been read
    bool shut = false; // nothing more will be sent to it
};

struct Session {
    End client;
    End backend;
};

class Floor
{
public:
    Floor(std::uint16_t port, std::vector<std::uint16_t> backends)
        : m_listener(listenOnLoopback(port))
        , m_backends(std::move(backends))
        , m_scratch(new char[scratchSize])
    {
        m_poller.addLevelTriggered(m_listener.get(), nullptr);
    }

    [[noreturn]] void run();

private:
    void acceptAll();
    void ready(End &end, std::uint32_t events);
    bool flush(End &to);
    bool relay(End &from);

    Poller m_poller;
    Descriptor m_listener;
    std::vector<std::uint16_t> m_backends;
    std::unique_ptr<char[]> m_scratch;
    std::size_t m_next = 0;
    std::vector<std::unique_ptr<Session>> m_closed; // freed after the batch: events of it may still name them
};

void Floor::acceptAll()
{
    for (;;) {
        Descriptor accepted(::accept4(m_listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (!accepted.isOpen())
            return;
        auto *session = new Session;
        session->client = End {session, &session->backend, std::move(accepted)};
        session->backend = End {session, &session->client, connectToLoopback(m_backends[m_next++ % m_backends.size()])};
        m_poller.add(session->client.socket, &session->client);
        m_poller.add(session->backend.socket, &session->backend);
    }
}

// True when nothing is left unsent. A socket that fails takes no more: what is left for it is dropped.
bool Floor::flush(End &to)
{
    while (!to.unsent.empty()) {
        const auto sent = ::send(to.socket.get(), to.unsent.data(), to.unsent.size(), MSG_NOSIGNAL);
        if (sent < 0 && wouldBlock())
            return false;
        const auto gone = sent < 0 ? std::ptrdiff_t(to.unsent.size()) : std::ptrdiff_t(sent);
        to.unsent.erase(to.unsent.begin(), to.unsent.begin() + gone);
    }
    return true;
}

// Moves what can be moved one way; false when the session is over.
bool Floor::relay(End &from)
{
    End &to = *from.peer;
    // What is left from before goes first, also when nothing new has come.
    for (bool clear = flush(to); clear && from.readable; clear = flush(to)) {
        const auto got = ::recv(from.socket.get(), m_scratch.get(), scratchSize, 0);
        if (got < 0 && wouldBlock()) {
            from.readable = false;
        } else if (got <= 0) {
            from.readable = false;
            from.finished = true;
        } else {
            from.readable = from.ended || got == std::int64_t(scratchSize);
            const auto sent = std::max<std::int64_t>(::send(to.socket.get(), m_scratch.get(), got, MSG_NOSIGNAL), 0);
            to.unsent.assign(m_scratch.get() + sent, m_scratch.get() + got);
        }
    }
    if (from.finished && !to.shut && flush(to)) {
        to.shut = true;
        ::shutdown(to.socket.get(), SHUT_WR);
    }
    return !(from.shut && to.shut);
}

void Floor::ready(End &end, std::uint32_t events)
{
    if (!end.socket.isOpen())
        return;
    end.readable = end.readable || (events & (EPOLLIN | EPOLLHUP | EPOLLERR));
    end.ended = end.ended || (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR));
    bool open = relay(end);
    if (open && (end.peer->readable || !end.unsent.empty()))
        open = relay(*end.peer);
    if (!open) {
        end.socket.close();
        end.peer->socket.close();
        m_closed.emplace_back(end.session);
    }
}

void Floor::run()
{
    for (;;) {
        for (const epoll_event &event : m_poller.wait(-1)) {
            if (event.data.ptr)
                ready(*static_cast<End *>(event.data.ptr), event.events);
            else
                acceptAll();
        }
        m_closed.clear();
    }
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<std::uint16_t> ports;
    for (const char *text : std::span(argv, static_cast<std::size_t>(argc)).subspan(1))
        ports.push_back(static_cast<std::uint16_t>(std::strtoul(text, nullptr, 10)));
    if (ports.size() < 2) {
        std::fprintf(stderr, "usage: bench_floor LISTEN-PORT BACKEND-PORT...\n");
        return 2;
    }
    raiseDescriptorLimit();
    Floor(ports.front(), {ports.begin() + 1, ports.end()}).run();
}
