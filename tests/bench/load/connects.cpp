// SPDX-License-Identifier: GPL-3.0-or-later
//
// A connection for every turn: connect, 64 bytes out, the answer back, close. Latency is from connect() to the end of
// the answer. On loopback the handshake is done when connect() returns, so the request is sent at once.

#include "tests/bench/load/options.h"
#include "tests/bench/load/protocol.h"
#include "tests/bench/load/sockets.h"

#include <sys/socket.h>

#include <algorithm>
#include <cstdio>

namespace lbfy::bench {

namespace {

constexpr std::size_t readSize = 64 * 1024;
constexpr std::uint32_t sourceAddresses = 8;

struct Client {
    Descriptor socket;
    Clock::time_point begun;
    std::uint64_t missing = 0;
    bool sent = false;
};

class Connects
{
public:
    explicit Connects(const Options &options)
        : m_options(options)
        , m_window(options)
        , m_clients(options.connections) { }

    int run();

private:
    void begin(Client &client);
    void send(Client &client);
    void ready(Client &client, std::uint32_t events);
    void receive(Client &client);
    void again(Client &client, bool succeeded);
    void load(std::chrono::duration<double> time);

    const Options &m_options;
    Window m_window;
    Poller m_poller;
    std::vector<Client> m_clients;
    std::vector<std::uint32_t> m_latencies;
    std::uint32_t m_begun = 0;
    std::size_t m_errors = 0;
};

void Connects::begin(Client &client)
{
    client.begun = Clock::now();
    client.socket = connectToLoopback(m_options.port, 1 + m_begun++ % sourceAddresses);
    client.missing = m_options.bytes;
    client.sent = false;
    send(client);
    m_poller.add(client.socket, &client);
}

void Connects::send(Client &client)
{
    const auto operation = m_options.backendCloses ? Operation::AnswerAndClose : Operation::Answer;
    const Request request = requestFor(operation, m_options.bytes);
    client.sent = ::send(client.socket.get(), &request, sizeof request, MSG_NOSIGNAL) == ssize_t(sizeof request);
}

void Connects::ready(Client &client, std::uint32_t events)
{
    if (!client.sent && (events & EPOLLOUT))
        send(client);
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
        receive(client);
}

void Connects::receive(Client &client)
{
    const std::int64_t got = discard(client.socket, readSize);
    if (got < 0 && wouldBlock())
        return;
    if (got <= 0) {
        again(client, got == 0 && client.missing == 0);
        return;
    }
    client.missing -= std::min<std::uint64_t>(static_cast<std::uint64_t>(got), client.missing);
    if (client.missing > 0)
        return;
    if (!m_options.backendCloses)
        again(client, true);
    else if (discard(client.socket, readSize) == 0)
        again(client, true); // the end came with the answer: the edge for it has been spent
}

void Connects::again(Client &client, bool succeeded)
{
    if (succeeded)
        m_latencies.push_back(sampleOf(Clock::now() - client.begun));
    else
        ++m_errors;
    client.socket.close();
    begin(client);
}

void Connects::load(std::chrono::duration<double> time)
{
    const auto until = Clock::now() + time;
    while (Clock::now() < until) {
        for (const epoll_event &event : m_poller.wait(100))
            ready(*static_cast<Client *>(event.data.ptr), event.events);
    }
}

int Connects::run()
{
    m_latencies.reserve(200'000);
    for (Client &client : m_clients)
        begin(client);
    load(m_options.warmUp);
    m_latencies.clear();
    m_window.begin();
    load(m_options.seconds);
    m_window.end();
    const std::size_t count = m_latencies.size();
    std::printf("{\"connections\":%zu,\"errors\":%zu,%s,%s}\n", count, m_errors, m_window.json().c_str(),
                latencyJson(m_latencies).c_str());
    return m_errors == 0 ? 0 : 1;
}

} // namespace

int runConnects(const Options &options)
{
    return Connects(options).run();
}

} // namespace lbfy::bench
