// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's thread is not in the way of traffic, whatever holds it up. Clients and backend have threads of their own
// here, for the window's does nothing for a while.

#include "session.h"
#include "tests/engine/network.h"

#include <QTest>
#include <QTimer>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace lbfy::test {

class BlockedWindowTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void windowBlockedForTenSecondsLosesAndDelaysNothing();
};

namespace {

/// Echoes on threads of its own, so that it answers while the window's thread stands still.
class ThreadedEcho
{
public:
    ThreadedEcho()
    {
        m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(m_listener, reinterpret_cast<sockaddr *>(&address), sizeof address);
        ::listen(m_listener, 64);
        socklen_t size = sizeof address;
        ::getsockname(m_listener, reinterpret_cast<sockaddr *>(&address), &size);
        m_port = ntohs(address.sin_port);
        m_acceptor = std::thread([this] {
            for (;;) {
                const int fd = ::accept(m_listener, nullptr, nullptr);
                if (fd < 0)
                    return;
                std::thread([fd] {
                    char byte = 0;
                    while (::recv(fd, &byte, 1, 0) == 1 && ::send(fd, &byte, 1, MSG_NOSIGNAL) == 1) { }
                    ::close(fd);
                }).detach();
            }
        });
    }
    ~ThreadedEcho()
    {
        ::shutdown(m_listener, SHUT_RDWR);
        m_acceptor.join();
        ::close(m_listener);
    }
    Address address() const { return {"127.0.0.1", m_port}; }

private:
    int m_listener = -1;
    std::uint16_t m_port = 0;
    std::thread m_acceptor;
};

/// One connection's worth of turns with blocking calls, while `goesOn(how many there were)`; false if one of them failed.
bool turns(std::uint16_t port, const std::function<bool(int)> &goesOn, std::atomic<std::int64_t> &longest)
{
    const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto start = std::chrono::steady_clock::now();
    bool good = ::connect(fd, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0;
    for (int i = 0; good && goesOn(i); ++i) {
        char byte = 'x';
        good = ::send(fd, &byte, 1, MSG_NOSIGNAL) == 1 && ::recv(fd, &byte, 1, 0) == 1;
        const auto end = std::chrono::steady_clock::now();
        longest = std::max(longest.load(), std::int64_t {(end - start) / std::chrono::nanoseconds(1)});
        start = end;
    }
    ::close(fd);
    return good;
}

bool isUp(Session &session)
{
    const auto &backends = session.service().backends;
    return !backends.empty() && backends[0].state == BackendState::Up && backends[0].checksSucceeded > 0;
}

} // namespace

/// Ten seconds in which the window's thread does nothing at all are the fault; clients that were there before and clients
/// that come meanwhile are served all the time.
void BlockedWindowTest::windowBlockedForTenSecondsLosesAndDelaysNothing()
{
    constexpr auto block = std::chrono::seconds(10);
    ThreadedEcho echo;
    Session session(configFor({echo.address()}));
    session.start();
    QTRY_VERIFY(isUp(session));
    const std::uint16_t port = session.port();
    std::atomic<bool> over {false};
    std::atomic<int> failed {0};
    std::atomic<std::uint64_t> served {0};
    std::atomic<std::int64_t> longest {0}; // turn, nanoseconds
    std::vector<std::thread> clients;
    for (int i = 0; i < 8; ++i) {
        clients.emplace_back([&, isOld = i % 2 == 0] {
            while (!over) {
                const auto goesOn = [&](int turn) { return !over && (isOld || turn < 5); };
                if (turns(port, goesOn, longest))
                    ++served;
                else
                    ++failed;
            }
        });
    }
    QTRY_VERIFY(session.window().live().service("web")->active >= 4);

    std::uint64_t servedMeanwhile = 0;
    QTimer::singleShot(0, &session.window(), [&] {
        const std::uint64_t before = served;
        longest = 0;
        std::promise<void>().get_future().wait_for(block); // for what never comes
        servedMeanwhile = served - before;
    });
    QTRY_VERIFY_WITH_TIMEOUT(servedMeanwhile > 0, 60000);
    over = true;
    for (std::thread &client : clients)
        client.join();
    QCOMPARE(failed.load(), 0);
    // Far below what any machine does in that time, far above what a window in the way would let through.
    QVERIFY2(servedMeanwhile > 200, qPrintable(QString::number(servedMeanwhile)));
    // A turn that needed the window for anything would have lasted as long as the block.
    QVERIFY2(std::chrono::nanoseconds(longest) < block / 2, qPrintable(QString::number(longest)));
    QCOMPARE(session.service().backends.front().state, BackendState::Up);
    QTRY_COMPARE(session.service().connections, served.load());
}

} // namespace lbfy::test

QTEST_MAIN(lbfy::test::BlockedWindowTest)
#include "blockedwindowtest.moc"
