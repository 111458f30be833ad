// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/lab/testclient.h"

#include "core/proxy/sockets.h"

#include <gtest/gtest.h>

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <thread>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

constexpr auto patience = 20s;

} // namespace

TestClient::TestClient(const SocketAddress &address) : m_fd(::socket(address.family(), SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    const timeval limit {patience.count(), 0};
    setsockopt(m_fd.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    setsockopt(m_fd.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    if (::connect(m_fd.get(), address.data(), address.size()) != 0)
        m_error = errno;
}

bool TestClient::send(std::string_view text)
{
    while (!text.empty()) {
        const ssize_t sent = ::send(m_fd.get(), text.data(), text.size(), MSG_NOSIGNAL);
        if (sent < 0) {
            m_error = errno;
            return false;
        }
        text.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

void TestClient::finish()
{
    ::shutdown(m_fd.get(), SHUT_WR);
}

void TestClient::reset()
{
    resetOnClose(m_fd.get());
    m_fd.reset();
}

std::string TestClient::read(std::size_t bytes)
{
    std::string text;
    std::array<char, 64 * 1024> buffer;
    m_error = 0;
    while (text.size() < bytes) {
        const ssize_t got = ::recv(m_fd.get(), buffer.data(), std::min(buffer.size(), bytes - text.size()), 0);
        if (got <= 0) {
            m_error = got < 0 ? errno : 0;
            break;
        }
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return text;
}

std::string TestClient::readToEnd()
{
    return read(SIZE_MAX);
}

bool TestClient::hasBytes() const
{
    pollfd set {m_fd.get(), POLLIN, 0};
    return ::poll(&set, 1, 0) > 0;
}

std::unique_ptr<TestBackend> startBackend(const BackendBehaviour &behaviour, std::uint64_t seed)
{
    auto backend = std::make_unique<TestBackend>(behaviour, seed);
    EXPECT_EQ(backend->start(*SocketAddress::fromLiteral("127.0.0.1", 0)), 0);
    return backend;
}

bool eventually(const std::function<bool()> &condition)
{
    const auto end = std::chrono::steady_clock::now() + patience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::yield(); // the other thread gives no signal
    }
    return true;
}

} // namespace lbfy
