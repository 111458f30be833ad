// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client is counted once: as a connection, which ends once and for one reason, or as refused; and what has been counted
// stays counted.

#include "engine.h"
#include "heldthreads.h"

#include <QTest>

#include <deque>
#include <numeric>
#include <string>

using namespace lbfy;
using namespace lbfy::test;
using namespace std::chrono_literals;

class CountingTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lastClientsOfARemovedServiceStayInTheTotal();
    void clientRefusedAfterItsProxyHeaderIsShedAndNothingElse();
    void clientThatOwesItsProxyHeaderIsActive();
    void clientServedAfterItsProxyHeaderIsOneConnection();
    void badProxyHeaderIsAConnectionClosedForThatReason();

private:
    static std::uint64_t shed(const Engine &engine, ShedReason reason)
    {
        return engine.service().shed[static_cast<std::size_t>(reason)];
    }
    static std::uint64_t closed(const Engine &engine, CloseReason reason)
    {
        return engine.service().closed[static_cast<std::size_t>(reason)];
    }
    static std::uint64_t closedAtAll(const Engine &engine)
    {
        const auto &closed = engine.service().closed;
        return std::accumulate(closed.begin(), closed.end(), std::uint64_t {0});
    }
    static Config proxied(Address backend);
};

constexpr const char *header = "PROXY TCP4 192.0.2.1 192.0.2.2 1000 80\r\n";

Config CountingTest::proxied(Address backend)
{
    Config config = configFor({std::move(backend)});
    config.services[0].acceptProxy = true;
    return config;
}

void CountingTest::lastClientsOfARemovedServiceStayInTheTotal()
{
    const Backend backend;
    Engine engine;
    Config config = configFor({backend.address()});
    engine.apply(config);
    const std::uint16_t port = engine.port();
    Client served(port);
    QVERIFY(served.talk("hello"));
    served.close();
    QTRY_VERIFY(engine.snapshot().connections == 1 && engine.snapshot().active == 0);

    std::deque<Client> waiting;
    {
        const HeldThreads workers("lbfy-io-", 2);
        for (int i = 0; i < 4; ++i)
            waiting.emplace_back(port); // the kernel answers for the workers
        config.services.clear();
        engine.apply(config);
        const std::uint64_t sequence = engine.snapshot().sequence;
        QTRY_VERIFY(engine.snapshot().sequence > sequence + 2); // the control thread has looked after it
        QCOMPARE(engine.snapshot().connections, std::uint64_t {1});
    }
    for (Client &client : waiting)
        QVERIFY(client.talk("hello"));
    QTRY_COMPARE(engine.snapshot().connections, std::uint64_t {5});
    QCOMPARE(engine.snapshot().active, std::uint64_t {4});
    waiting.clear();
    QTRY_COMPARE(engine.snapshot().active, std::uint64_t {0});
    const std::uint64_t sequence = engine.snapshot().sequence;
    QTRY_VERIFY(engine.snapshot().sequence > sequence + 2);
    QCOMPARE(engine.snapshot().connections, std::uint64_t {5});
}

void CountingTest::clientRefusedAfterItsProxyHeaderIsShedAndNothingElse()
{
    Engine engine;
    Config config = proxied(unusedAddress());
    config.services[0].backends[0].mode = BackendMode::Disabled;
    engine.apply(config);
    Client client(engine.port());
    client.say(header);
    QTRY_COMPARE(client.end(), Client::End::Reset);
    QTRY_COMPARE(shed(engine, ShedReason::NoBackend), std::uint64_t {1});
    QTRY_COMPARE(engine.service().active, std::uint64_t {0});
    QCOMPARE(closedAtAll(engine), std::uint64_t {0});
    QCOMPARE(engine.service().connections, std::uint64_t {0});
}

void CountingTest::clientThatOwesItsProxyHeaderIsActive()
{
    Engine engine;
    Config config = proxied(unusedAddress());
    engine.apply(config);
    Client client(engine.port());
    QTRY_COMPARE(engine.service().active, std::uint64_t {1});
    QCOMPARE(engine.snapshot().active, std::uint64_t {1});
    client.close();
    QTRY_COMPARE(closed(engine, CloseReason::ProxyHeader), std::uint64_t {1});
    QCOMPARE(engine.service().active, std::uint64_t {0});
    QCOMPARE(engine.service().connections, std::uint64_t {1});
}

void CountingTest::clientServedAfterItsProxyHeaderIsOneConnection()
{
    const Backend backend;
    Engine engine;
    engine.apply(proxied(backend.address()));
    Client client(engine.port());
    client.say(header);
    QVERIFY(client.talk("hello"));
    QTRY_COMPARE(engine.service().connections, std::uint64_t {1});
    QCOMPARE(engine.service().active, std::uint64_t {1});
    QCOMPARE(closedAtAll(engine), std::uint64_t {0});
    client.close();
    QTRY_COMPARE(engine.service().active, std::uint64_t {0});
    QCOMPARE(closed(engine, CloseReason::ClientClosed), std::uint64_t {1});
    QCOMPARE(engine.service().connections, std::uint64_t {1});
}

void CountingTest::badProxyHeaderIsAConnectionClosedForThatReason()
{
    Engine engine;
    engine.apply(proxied(unusedAddress()));
    Client client(engine.port());
    client.say("GET / HTTP/1.0\r\n\r\n");
    QTRY_COMPARE(client.end(), Client::End::Reset);
    QTRY_COMPARE(closed(engine, CloseReason::ProxyHeader), std::uint64_t {1});
    QCOMPARE(closedAtAll(engine), std::uint64_t {1});
    QCOMPARE(engine.service().connections, std::uint64_t {1});
    QTRY_COMPARE(engine.service().active, std::uint64_t {0});
}

QTEST_GUILESS_MAIN(CountingTest)
#include "countingtest.moc"
