// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/testbackend.h"

#include "core/lab/backendserver.h"
#include "core/lab/labloop.h"
#include "core/proxy/sockets.h"

#include <pthread.h>

#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace lbfy {

namespace {

/// One listening socket that was bound by its port number: only such a one keeps the port when it stops listening.
ListenSockets listenFirmly(const SocketAddress &address)
{
    ListenSockets first = listenOn(address, 1);
    if (first.descriptors.empty() || address.port() != 0)
        return first;
    return listenOn(first.address, 1, AddressSharing::WithOurselves);
}

void nameThread(std::uint16_t port)
{
    pthread_setname_np(pthread_self(), ("lbfy-srv-" + std::to_string(port)).c_str());
}

} // namespace

/// Two halves: the server, which the thread alone touches once it runs, and what callers ask about without it.
class TestBackend::Loop
{
public:
    Loop(const BackendBehaviour &behaviour, std::uint64_t seed) : m_behaviour(behaviour), m_seed(seed) { }

    ~Loop()
    {
        if (!m_thread.joinable())
            return;
        m_loop->stop();
        m_thread.join();
    }

    int start(const SocketAddress &address)
    try {
        ListenSockets sockets = listenFirmly(address);
        if (sockets.descriptors.empty())
            return sockets.error;
        m_address = sockets.address;
        m_loop.emplace();
        m_server.emplace(*m_loop, std::move(sockets.descriptors.front()), m_behaviour, m_seed);
        m_loop->setRoundEnd([this] { return m_server->endRound(); });
        m_thread = std::thread([this] {
            nameThread(m_address.port());
            m_loop->run();
        });
        m_alive = true;
        return 0;
    } catch (const std::system_error &error) { // no descriptors for the loop, no thread
        return error.code().value();
    }

    SocketAddress address() const { return m_address; }
    bool alive() const { return m_alive; }

    void setBehaviour(const BackendBehaviour &behaviour)
    {
        // One at a time, so that what is remembered is what the server was told last.
        const std::lock_guard lock(m_mutex);
        m_behaviour = behaviour;
        if (m_server)
            call([&] { m_server->setBehaviour(behaviour); });
    }

    BackendBehaviour behaviour() const
    {
        const std::lock_guard lock(m_mutex);
        return m_behaviour;
    }

    void kill()
    {
        const std::lock_guard lock(m_mutex);
        call([this] { m_server->kill(); });
        m_alive = false;
    }

    int revive()
    {
        const std::lock_guard lock(m_mutex);
        int error = 0;
        call([&] { error = m_server->revive(); });
        m_alive = error == 0;
        return error;
    }

    BackendFigures figures() const { return m_server ? m_server->figures() : BackendFigures(); }

private:
    /// Runs `task` in the thread and waits for it: for the rest of a round, which is some milliseconds at most.
    template<typename Task>
    void call(const Task &task)
    {
        const auto done = std::make_shared<std::promise<void>>(); // outlives set_value(), whoever is faster
        m_loop->post([&task, done] {
            task();
            done->set_value();
        });
        done->get_future().wait();
    }

    mutable std::mutex m_mutex; ///< orders callers
    BackendBehaviour m_behaviour;
    const std::uint64_t m_seed;
    SocketAddress m_address;
    std::atomic<bool> m_alive {false};
    std::optional<LabLoop> m_loop;
    std::optional<BackendServer> m_server;
    std::thread m_thread;
};

TestBackend::TestBackend(const BackendBehaviour &behaviour, std::uint64_t seed)
    : m_loop(std::make_unique<Loop>(behaviour, seed))
{ }

TestBackend::~TestBackend() = default;

int TestBackend::start(const SocketAddress &address)
{
    return m_loop->start(address);
}

SocketAddress TestBackend::address() const
{
    return m_loop->address();
}

void TestBackend::setBehaviour(const BackendBehaviour &behaviour)
{
    m_loop->setBehaviour(behaviour);
}

BackendBehaviour TestBackend::behaviour() const
{
    return m_loop->behaviour();
}

void TestBackend::kill()
{
    m_loop->kill();
}

int TestBackend::revive()
{
    return m_loop->revive();
}

bool TestBackend::alive() const
{
    return m_loop->alive();
}

BackendFigures TestBackend::figures() const
{
    return m_loop->figures();
}

} // namespace lbfy
