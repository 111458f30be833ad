// SPDX-License-Identifier: GPL-3.0-or-later
//
// The backend of the side-by-side benchmark: does what the 64 bytes of protocol.h ask for, in one thread. It listens on
// several free loopback ports (--ports N, printed on one line), so that the proxies have something to choose from and
// each connection per request has enough port numbers. Bulk goes in steps: one flow never keeps another connection
// waiting. Paced bulk gets an allowance every millisecond. It ends when standard input closes, so it cannot outlive the
// program that started it.

#include "tests/bench/load/protocol.h"
#include "tests/bench/load/sockets.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace lbfy::bench {

namespace {

constexpr std::size_t discardStep = 256 * 1024;
constexpr std::uint64_t allowanceMs = 4; // what is not sent in so long is not made up for

struct Connection {
    Descriptor socket;
    Request partial; // a request of which only the first bytes have come
    std::size_t partialSize = 0;
    std::size_t toSkip = 0; // of a PROXY header
    std::uint64_t toReceive = 0;
    std::uint64_t toSend = 0;
    std::uint32_t bytesPerMs = 0; // 0: not paced
    std::uint64_t allowance = 0; // of a paced one
    bool acknowledge = false; // 64 bytes once all has been received
    bool closeAfter = false;
    bool readable = false;
    bool writable = false;
    bool queued = false;
    bool ended = false; // the client has sent its last byte: read on to the end
};

class Backend
{
public:
    explicit Backend(std::size_t ports);
    void run();

private:
    enum class Outcome { Wait, More, Close };

    void acceptAll(const Descriptor &listener);
    void serve(Connection *connection);
    void queue(Connection *connection);
    void grantAllowances();
    int waitMs() const;
    Outcome step(Connection &connection);
    Outcome receive(Connection &connection);
    Outcome takeRequests(Connection &connection, const char *data, std::size_t size);
    void begin(Connection &connection, const Request &request);
    Outcome send(Connection &connection);

    Poller m_poller;
    std::vector<std::unique_ptr<Descriptor>> m_listeners;
    std::unordered_map<Connection *, std::unique_ptr<Connection>> m_connections;
    std::vector<Connection *> m_busy; // had more to do than one step
    std::vector<Connection *> m_paced;
    std::chrono::steady_clock::time_point m_granted = std::chrono::steady_clock::now();
    std::vector<std::unique_ptr<Connection>> m_closed; // freed after the batch: events of it may still name them
};

std::uint64_t maySend(const Connection &connection)
{
    return connection.bytesPerMs > 0 ? connection.allowance : connection.toSend;
}

Backend::Backend(std::size_t ports)
{
    for (std::size_t i = 0; i < ports; ++i) {
        m_listeners.push_back(std::make_unique<Descriptor>(listenOnLoopback(0)));
        m_poller.addLevelTriggered(m_listeners.back()->get(), m_listeners.back().get());
        std::printf("%s%u", i == 0 ? "" : " ", unsigned(portOf(*m_listeners.back())));
    }
    std::printf("\n");
    std::fflush(stdout);
    m_poller.addLevelTriggered(STDIN_FILENO, this);
}

void Backend::acceptAll(const Descriptor &listener)
{
    for (;;) {
        Descriptor socket(::accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (!socket.isOpen()) {
            if (errno != EAGAIN && errno != ECONNABORTED && errno != EINTR)
                fail("accept4");
            return;
        }
        auto connection = std::make_unique<Connection>();
        connection->socket = std::move(socket);
        m_poller.add(connection->socket, connection.get());
        Connection *key = connection.get();
        m_connections.emplace(key, std::move(connection));
    }
}

void Backend::begin(Connection &connection, const Request &request)
{
    switch (request.operation) {
    case Operation::Answer:
    case Operation::AnswerAndClose:
        connection.toSend += request.bytes;
        connection.closeAfter = request.operation == Operation::AnswerAndClose;
        if (connection.bytesPerMs != request.bytesPerMs) {
            std::erase(m_paced, &connection);
            if (request.bytesPerMs > 0)
                m_paced.push_back(&connection);
        }
        connection.bytesPerMs = request.bytesPerMs;
        break;
    case Operation::Swallow:
        connection.toReceive = request.bytes;
        connection.acknowledge = true;
        break;
    case Operation::Exchange:
        connection.toReceive = request.bytes;
        connection.toSend += request.bytes;
        break;
    }
}

Backend::Outcome Backend::takeRequests(Connection &connection, const char *data, std::size_t size)
{
    while (size > 0) {
        std::size_t used = 0;
        if (connection.toSkip > 0) {
            used = std::min(size, connection.toSkip);
            connection.toSkip -= used;
        } else if (connection.toReceive > 0) {
            used = std::min<std::uint64_t>(size, connection.toReceive);
            connection.toReceive -= used;
        } else if (connection.partialSize == 0 && *data == proxyHeaderBegin) {
            connection.toSkip = proxyHeaderSize;
        } else {
            used = std::min(size, requestSize - connection.partialSize);
            std::memcpy(reinterpret_cast<char *>(&connection.partial) + connection.partialSize, data, used);
            connection.partialSize += used;
            if (connection.partialSize == requestSize) {
                connection.partialSize = 0;
                begin(connection, connection.partial);
            }
        }
        data += used;
        size -= used;
    }
    return Outcome::More;
}

Backend::Outcome Backend::receive(Connection &connection)
{
    char buffer[4096];
    const bool bulk = connection.toReceive > sizeof buffer;
    const std::int64_t got = bulk
            ? discard(connection.socket, std::min<std::uint64_t>(connection.toReceive, discardStep))
            : ::recv(connection.socket.get(), buffer, sizeof buffer, 0);
    if (got < 0) {
        connection.readable = false;
        return wouldBlock() ? Outcome::Wait : Outcome::Close;
    }
    if (got == 0)
        return Outcome::Close;
    if (bulk) {
        connection.toReceive -= static_cast<std::uint64_t>(got);
    } else {
        // A short read has emptied the socket; only the end of the stream announces itself no second time.
        connection.readable = connection.ended || got == std::int64_t(sizeof buffer);
        takeRequests(connection, buffer, static_cast<std::size_t>(got));
    }
    if (connection.acknowledge && connection.toReceive == 0) {
        connection.acknowledge = false;
        connection.toSend += acknowledgementSize;
    }
    return Outcome::More;
}

Backend::Outcome Backend::send(Connection &connection)
{
    const std::int64_t sent = sendFiller(connection.socket, std::min(connection.toSend, maySend(connection)));
    if (sent < 0) {
        connection.writable = false;
        return wouldBlock() ? Outcome::Wait : Outcome::Close;
    }
    connection.toSend -= static_cast<std::uint64_t>(sent);
    if (connection.bytesPerMs > 0)
        connection.allowance -= static_cast<std::uint64_t>(sent);
    return connection.toSend == 0 && connection.closeAfter ? Outcome::Close : Outcome::More;
}

Backend::Outcome Backend::step(Connection &connection)
{
    if (connection.readable && receive(connection) == Outcome::Close)
        return Outcome::Close;
    const auto hasToSend = [&connection] {
        return connection.writable && connection.toSend > 0 && maySend(connection) > 0;
    };
    if (hasToSend() && send(connection) == Outcome::Close)
        return Outcome::Close;
    const bool more = connection.readable || hasToSend();
    return more ? Outcome::More : Outcome::Wait;
}

void Backend::serve(Connection *connection)
{
    const Outcome outcome = step(*connection);
    if (outcome == Outcome::More) {
        queue(connection);
    } else if (outcome == Outcome::Close) {
        connection->socket.close();
        std::erase(m_paced, connection);
        if (const auto found = m_connections.find(connection); found != m_connections.end()) {
            m_closed.push_back(std::move(found->second));
            m_connections.erase(found);
        }
    }
}

void Backend::queue(Connection *connection)
{
    if (std::exchange(connection->queued, true))
        return;
    m_busy.push_back(connection);
}

void Backend::grantAllowances()
{
    const auto passed = std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now() - m_granted);
    if (passed.count() <= 0)
        return;
    m_granted += passed;
    for (Connection *connection : m_paced) {
        const std::uint64_t most = allowanceMs * connection->bytesPerMs;
        connection->allowance += static_cast<std::uint64_t>(passed.count()) * connection->bytesPerMs;
        connection->allowance = std::min(connection->allowance, most);
        queue(connection);
    }
}

int Backend::waitMs() const
{
    return !m_busy.empty() ? 0 : m_paced.empty() ? -1 : 1;
}

void Backend::run()
{
    for (;;) {
        if (!m_paced.empty())
            grantAllowances();
        for (const epoll_event &event : m_poller.wait(waitMs())) {
            if (event.data.ptr == this)
                return;
            const auto listener = std::find_if(m_listeners.begin(), m_listeners.end(),
                                               [&event](const auto &item) { return item.get() == event.data.ptr; });
            if (listener != m_listeners.end()) {
                acceptAll(**listener);
                continue;
            }
            auto *connection = static_cast<Connection *>(event.data.ptr);
            connection->readable = connection->readable || (event.events & (EPOLLIN | EPOLLHUP | EPOLLERR));
            connection->writable = connection->writable || (event.events & EPOLLOUT);
            connection->ended = connection->ended || (event.events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR));
            if (connection->socket.isOpen() && !connection->queued)
                serve(connection);
        }
        for (Connection *connection : std::exchange(m_busy, {})) {
            connection->queued = false;
            serve(connection);
        }
        m_closed.clear();
    }
}

} // namespace

} // namespace lbfy::bench

int main(int argc, char **argv)
{
    std::size_t ports = 1;
    if (argc == 3 && std::string_view(argv[1]) == "--ports") {
        ports = std::clamp(std::strtoul(argv[2], nullptr, 10), 1UL, 64UL);
    } else if (argc != 1) {
        std::fprintf(stderr, "usage: bench_backend [--ports N]\n");
        return 2;
    }
    lbfy::bench::raiseDescriptorLimit();
    lbfy::bench::Backend(ports).run();
    return 0;
}
