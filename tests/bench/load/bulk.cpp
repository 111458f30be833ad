// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bulk flows of a fixed size, counted to the last byte at both ends. Received bytes are thrown away in the kernel
// (MSG_TRUNC): the copy into a reader's memory would cost the load's core as much as the proxy pays, and hide the
// difference.

#include "tests/bench/load/options.h"
#include "tests/bench/load/protocol.h"
#include "tests/bench/load/sockets.h"

#include <sys/socket.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace lbfy::bench {

namespace {

constexpr std::size_t step = 256 * 1024;

struct Flow {
    Descriptor socket;
    bool started = false;
    std::uint64_t toSend = 0;
    std::uint64_t toReceive = 0;
    bool readable = false;
    bool writable = false;
};

class Bulk
{
public:
    explicit Bulk(const Options &options) : m_options(options), m_window(options) { }

    int run();

private:
    void start(Flow &flow);
    bool workOn(Flow &flow);
    void drop(Flow &flow);
    void receiveStep(Flow &flow);
    void sendStep(Flow &flow);

    const Options &m_options;
    Window m_window;
    Poller m_poller;
    std::vector<std::unique_ptr<Flow>> m_flows;
    std::size_t m_unfinished = 0;
    std::size_t m_errors = 0;
    std::uint64_t m_moved = 0;
};

void Bulk::start(Flow &flow)
{
    const auto operation = m_options.mode == "download" ? Operation::Answer
            : m_options.mode == "upload"                ? Operation::Swallow
                                                        : Operation::Exchange;
    flow.toSend = operation == Operation::Answer ? 0 : m_options.bytes;
    flow.toReceive = operation == Operation::Swallow ? acknowledgementSize : m_options.bytes;
    flow.started = true;
    const Request request = requestFor(operation, m_options.bytes);
    if (::send(flow.socket.get(), &request, sizeof request, MSG_NOSIGNAL) != ssize_t(sizeof request))
        drop(flow);
}

void Bulk::drop(Flow &flow)
{
    ++m_errors;
    --m_unfinished;
    flow.socket.close();
}

void Bulk::receiveStep(Flow &flow)
{
    const std::int64_t got = discard(flow.socket, step);
    if (got > 0) {
        flow.toReceive -= std::min<std::uint64_t>(static_cast<std::uint64_t>(got), flow.toReceive);
        m_moved += static_cast<std::uint64_t>(got);
    } else if (got < 0 && wouldBlock()) {
        flow.readable = false;
    } else {
        drop(flow);
    }
}

void Bulk::sendStep(Flow &flow)
{
    const std::int64_t sent = sendFiller(flow.socket, flow.toSend);
    if (sent > 0) {
        flow.toSend -= static_cast<std::uint64_t>(sent);
        m_moved += static_cast<std::uint64_t>(sent);
    } else if (wouldBlock()) {
        flow.writable = false;
    } else {
        drop(flow);
    }
}

// One step each way; true while there is more to do without waiting.
bool Bulk::workOn(Flow &flow)
{
    if (flow.socket.isOpen() && !flow.started && flow.writable)
        start(flow);
    if (flow.socket.isOpen() && flow.readable && flow.toReceive > 0)
        receiveStep(flow);
    if (flow.socket.isOpen() && flow.writable && flow.toSend > 0)
        sendStep(flow);
    if (!flow.socket.isOpen() || !flow.started)
        return false;
    if (flow.toReceive == 0 && flow.toSend == 0) {
        flow.socket.close();
        --m_unfinished;
        return false;
    }
    return (flow.readable && flow.toReceive > 0) || (flow.writable && flow.toSend > 0);
}

int Bulk::run()
{
    m_window.begin();
    for (std::size_t i = 0; i < m_options.connections; ++i) {
        auto flow = std::make_unique<Flow>();
        flow->socket = connectToLoopback(m_options.port);
        m_poller.add(flow->socket, flow.get());
        m_flows.push_back(std::move(flow));
    }
    m_unfinished = m_flows.size();
    bool more = false;
    while (m_unfinished > 0) {
        for (const epoll_event &event : m_poller.wait(more ? 0 : -1)) {
            auto &flow = *static_cast<Flow *>(event.data.ptr);
            flow.readable = flow.readable || (event.events & (EPOLLIN | EPOLLHUP | EPOLLERR));
            flow.writable = flow.writable || (event.events & EPOLLOUT);
        }
        more = false;
        for (const auto &flow : m_flows)
            more = workOn(*flow) || more;
    }
    m_window.end();
    std::printf("{\"bytes\":%llu,\"errors\":%zu,%s}\n", static_cast<unsigned long long>(m_moved), m_errors,
                m_window.json().c_str());
    return m_errors == 0 ? 0 : 1;
}

} // namespace

int runBulk(const Options &options)
{
    return Bulk(options).run();
}

} // namespace lbfy::bench
