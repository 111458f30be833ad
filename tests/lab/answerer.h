// SPDX-License-Identifier: GPL-3.0-or-later
//
// A server for tests of the load generator: blocking sockets, a thread for each connection, and a script that says what
// a connection does. It is small enough to be trusted, and counts what arrived, to compare with what the load claims.

#pragma once

#include "core/config/config.h"
#include "core/lab/loadgenerator.h"
#include "core/proxy/descriptor.h"

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

namespace lbfy {

class Answerer
{
public:
    /// Does all of a connection; it is closed on return. Calls return false or 0 once the server is stopped.
    using Script = std::function<void(Answerer &server, int fd)>;

    explicit Answerer(Script script);
    /// Ends all connections and threads.
    ~Answerer();

    Address address() const { return {"127.0.0.1", m_port}; }
    std::uint64_t accepted() const { return m_accepted; }
    std::uint64_t turns() const { return m_turns; }
    std::uint64_t bytesIn() const { return m_bytesIn; }

    // For scripts.
    /// Receives that many bytes; false at the end of the connection.
    bool receive(int fd, std::size_t bytes);
    /// Receives to the end of a request head; false at the end of the connection.
    bool receiveHead(int fd);
    bool send(int fd, std::string_view text);
    void countTurn() { ++m_turns; }
    /// Until the client closes.
    void drain(int fd);

    /// Answers every `size` bytes with as many.
    static Script echo(std::size_t size = 64);
    /// Answers every request head with `text`.
    static Script http(std::string_view text);

private:
    void accept();

    Script m_script;
    Descriptor m_listener;
    std::uint16_t m_port = 0;
    std::atomic<std::uint64_t> m_accepted {0};
    std::atomic<std::uint64_t> m_turns {0};
    std::atomic<std::uint64_t> m_bytesIn {0};
    std::mutex m_mutex;
    bool m_stopped = false; ///< under m_mutex, as are these
    std::vector<int> m_open;
    std::vector<std::thread> m_threads;
    std::thread m_acceptor;
};

/// Waits for condition(), looking every few milliseconds; false after a generous deadline.
bool eventually(const std::function<bool()> &condition);

/// On the server, for 300 ms, 4 connections, one thread.
LoadPlan shortPlan(const Answerer &server);

/// Runs it to its end.
LoadFigures figuresOf(const LoadPlan &plan);

/// How many latencies were at least that long, within the histogram's precision.
std::uint64_t slowerThan(const LoadFigures &figures, Nanoseconds latency);

/// The one kind of error that came, or none, or a complaint that there were several.
std::string onlyError(const LoadFigures &figures);

} // namespace lbfy
