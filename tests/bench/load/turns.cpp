// SPDX-License-Identifier: GPL-3.0-or-later
//
// Small turns on connections that stay open, each connection with one turn in flight (a closed loop, as wrk). One clock
// reading ends a turn and starts the next. Optional endless downloads beside them show what bulk does to small turns.

#include "tests/bench/load/options.h"
#include "tests/bench/load/protocol.h"
#include "tests/bench/load/sockets.h"

#include <sys/socket.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace lbfy::bench {

namespace {

constexpr std::uint64_t endless = std::uint64_t(1) << 60;
constexpr std::size_t bulkRead = 256 * 1024;

struct Client {
    Descriptor socket;
    Clock::time_point sent;
    std::uint64_t missing = 0; // bytes of the answer still to come
    bool bulk = false;
    bool started = false;
    bool answered = false;
};

class Turns
{
public:
    explicit Turns(const Options &options) : m_options(options), m_window(options) { }

    int run();

private:
    void open(bool bulk);
    void ready(Client &client, std::uint32_t events);
    void send(Client &client, Clock::time_point now);
    void receive(Client &client);
    void drop(Client &client);
    void poll();
    void openAll();
    void report();

    const Options &m_options;
    Window m_window;
    Poller m_poller;
    std::vector<std::unique_ptr<Client>> m_clients;
    std::vector<std::uint32_t> m_latencies;
    std::vector<Client *> m_unread; // had more than one read's worth
    std::uint64_t m_bulkBytes = 0;
    std::size_t m_answered = 0; // clients with at least one complete turn
    std::size_t m_errors = 0;
    bool m_opening = true; // one turn on each connection, and no more until all are open
};

void Turns::open(bool bulk)
{
    auto client = std::make_unique<Client>();
    client->bulk = bulk;
    client->socket = connectToLoopback(m_options.port);
    m_poller.add(client->socket, client.get());
    m_clients.push_back(std::move(client));
}

void Turns::send(Client &client, Clock::time_point now)
{
    Request request = requestFor(Operation::Answer, client.bulk ? endless : m_options.bytes);
    request.bytesPerMs = client.bulk ? m_options.bulkBytesPerMs : 0;
    client.sent = now;
    client.missing = request.bytes;
    if (::send(client.socket.get(), &request, sizeof request, MSG_NOSIGNAL) != ssize_t(sizeof request))
        drop(client);
}

void Turns::drop(Client &client)
{
    ++m_errors;
    client.socket.close();
}

void Turns::ready(Client &client, std::uint32_t events)
{
    if (!client.socket.isOpen())
        return;
    if (!client.started && (events & EPOLLOUT)) {
        client.started = true;
        send(client, Clock::now());
    } else if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) {
        receive(client);
    }
}

void Turns::receive(Client &client)
{
    const std::int64_t got = discard(client.socket, bulkRead);
    if (got <= 0) {
        if (got == 0 || !wouldBlock())
            drop(client);
        return;
    }
    client.missing -= std::min<std::uint64_t>(static_cast<std::uint64_t>(got), client.missing);
    if (got == std::int64_t(bulkRead) && client.missing > 0)
        m_unread.push_back(&client);
    if (client.bulk) {
        m_bulkBytes += static_cast<std::uint64_t>(got);
    } else if (client.missing == 0) {
        const auto now = Clock::now();
        if (!client.answered) {
            client.answered = true;
            ++m_answered;
        }
        m_latencies.push_back(sampleOf(now - client.sent));
        if (!m_opening)
            send(client, now);
    }
}

void Turns::poll()
{
    for (const epoll_event &event : m_poller.wait(m_unread.empty() ? 100 : 0))
        ready(*static_cast<Client *>(event.data.ptr), event.events);
    std::vector<Client *> unread;
    unread.swap(m_unread);
    for (Client *client : unread)
        ready(*client, EPOLLIN);
}

// In steps that fit any proxy's listen queue; a step begins when the one before has been answered. Turns wait until all are
// open: a proxy that accepts one connection a round would need a minute for thousands beside full load.
void Turns::openAll()
{
    const auto deadline = Clock::now() + std::chrono::seconds(60);
    while (m_clients.size() < m_options.connections) {
        for (int i = 0; i < 100 && m_clients.size() < m_options.connections; ++i)
            open(false);
        while (m_answered + m_errors < m_clients.size() && Clock::now() < deadline)
            poll();
    }
    m_opening = false;
    for (const auto &client : m_clients) {
        if (client->socket.isOpen() && client->missing == 0)
            send(*client, Clock::now());
    }
    for (std::size_t i = 0; i < m_options.bulk; ++i)
        open(true);
}

void Turns::report()
{
    const std::size_t turns = m_latencies.size();
    std::printf("{\"turns\":%zu,\"bulk_bytes\":%llu,\"errors\":%zu,%s,%s}\n", turns,
                static_cast<unsigned long long>(m_bulkBytes), m_errors, m_window.json().c_str(),
                latencyJson(m_latencies).c_str());
}

int Turns::run()
{
    m_latencies.reserve(1'000'000);
    openAll();
    const auto load = [this](std::chrono::duration<double> time) {
        const auto until = Clock::now() + time;
        while (Clock::now() < until)
            poll();
    };
    load(m_options.warmUp);
    m_latencies.clear();
    m_bulkBytes = 0;
    m_window.begin();
    load(m_options.seconds);
    m_window.end();
    report();
    return m_errors == 0 ? 0 : 1;
}

} // namespace

int runTurns(const Options &options)
{
    return Turns(options).run();
}

} // namespace lbfy::bench
