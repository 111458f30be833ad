// SPDX-License-Identifier: GPL-3.0-or-later
//
// Holds connections that do nothing. Each makes one turn first (of one MiB, say), so that the proxy has really joined
// it to a backend and has used whatever memory it uses. "ready" is printed when all are open; they close with standard
// input.

#include "tests/bench/load/options.h"
#include "tests/bench/load/protocol.h"
#include "tests/bench/load/sockets.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace lbfy::bench {

namespace {

constexpr std::size_t step = 256 * 1024;
constexpr std::size_t batch = 50;

struct Client {
    Descriptor socket;
    std::uint64_t missing = 0;
    bool started = false;
};

class Idle
{
public:
    explicit Idle(const Options &options) : m_options(options) { }

    int run();

private:
    void open();
    void ready(Client &client, std::uint32_t events);
    void receiveAll(Client &client);

    const Options &m_options;
    Poller m_poller;
    std::vector<std::unique_ptr<Client>> m_clients;
    std::size_t m_answered = 0;
    std::size_t m_errors = 0;
    bool m_stdinClosed = false;
};

void Idle::open()
{
    auto client = std::make_unique<Client>();
    client->missing = m_options.bytes;
    client->socket = connectToLoopback(m_options.port);
    m_poller.add(client->socket, client.get());
    m_clients.push_back(std::move(client));
}

void Idle::ready(Client &client, std::uint32_t events)
{
    if (!client.started && (events & EPOLLOUT)) {
        client.started = true;
        const Request request = requestFor(Operation::Answer, m_options.bytes);
        if (::send(client.socket.get(), &request, sizeof request, MSG_NOSIGNAL) != ssize_t(sizeof request))
            ++m_errors;
    }
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
        receiveAll(client);
}

void Idle::receiveAll(Client &client)
{
    for (;;) {
        const std::int64_t got = discard(client.socket, step);
        if (got < 0 && wouldBlock())
            return;
        if (got <= 0) {
            ++m_errors; // nobody but this program should close an idle connection
            client.socket.close();
            return;
        }
        const auto part = std::min<std::uint64_t>(static_cast<std::uint64_t>(got), client.missing);
        client.missing -= part;
        if (client.missing == 0 && part > 0)
            ++m_answered;
    }
}

int Idle::run()
{
    m_poller.addLevelTriggered(STDIN_FILENO, this);
    bool announced = false;
    while (!m_stdinClosed) {
        if (m_answered + m_errors >= m_clients.size() && m_clients.size() < m_options.connections) {
            for (std::size_t i = 0; i < batch && m_clients.size() < m_options.connections; ++i)
                open();
        }
        if (!announced && m_answered + m_errors >= m_options.connections) {
            announced = true;
            std::printf("ready\n");
            std::fflush(stdout);
        }
        for (const epoll_event &event : m_poller.wait(-1)) {
            if (event.data.ptr == this)
                m_stdinClosed = true;
            else
                ready(*static_cast<Client *>(event.data.ptr), event.events);
        }
    }
    std::printf("{\"connections\":%zu,\"errors\":%zu}\n", m_answered, m_errors);
    return m_errors == 0 ? 0 : 1;
}

} // namespace

int runIdle(const Options &options)
{
    return Idle(options).run();
}

} // namespace lbfy::bench
