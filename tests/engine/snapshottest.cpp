// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures of a snapshot are those of what really happened, and they agree with one another.

#include "engine.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <deque>
#include <memory>
#include <numeric>
#include <utility>

using namespace lbfy;
using namespace lbfy::test;
using namespace std::chrono_literals;

class SnapshotTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsConnectionsOpenAndInTotal();
    void bytesCountWhileTheConnectionIsOpen();
    void sharesSumToOneAndSelectionsToThePicks();
    void shedClientsAreCountedByReason();
    void openTurnsAreThoseWithoutAnAnswer();
    void turnsAreMeasured();
    void comesFourTimesASecondInOrder();
    void readNowIsNewerThanTheLatest();
    void identityStaysWithTheProgramBehindTheName();
    void drainEndsWithTheLastConnection();

private:
    static void waitForReadings(const Engine &engine);
    template<typename Get>
    static std::uint64_t sum(const ServiceSnapshot &service, Get get)
    {
        return std::accumulate(service.backends.begin(), service.backends.end(), std::uint64_t {0},
                               [&get](std::uint64_t total, const BackendSnapshot &b) { return total + get(b); });
    }
};

/// Rates and shares count from the first reading on.
void SnapshotTest::waitForReadings(const Engine &engine)
{
    const std::uint64_t sequence = engine.snapshot().sequence;
    QTRY_VERIFY(engine.snapshot().sequence > sequence);
}

void SnapshotTest::countsConnectionsOpenAndInTotal()
{
    const Backend one;
    const Backend two;
    Engine engine;
    engine.apply(configFor({one.address(), two.address()}));
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 6; ++i) {
        clients.push_back(std::make_unique<Client>(engine.port()));
        QVERIFY(clients.back()->talk("hello"));
    }
    QTRY_COMPARE(engine.service().active, std::uint64_t {6});
    QCOMPARE(engine.backend(0).active, std::uint64_t {3});
    QCOMPARE(engine.backend(1).active, std::uint64_t {3});
    clients.resize(2);
    QTRY_COMPARE(engine.service().active, std::uint64_t {2});
    const ServiceSnapshot &service = engine.service();
    QCOMPARE(service.connections, std::uint64_t {6});
    QCOMPARE(service.closed[static_cast<std::size_t>(CloseReason::ClientClosed)], std::uint64_t {4});
    QCOMPARE(sum(service, [](const BackendSnapshot &b) { return b.connections; }), std::uint64_t {6});
    QCOMPARE(sum(service, [](const BackendSnapshot &b) { return b.active; }), std::uint64_t {2});
    QCOMPARE(engine.snapshot().connections, std::uint64_t {6});
    QCOMPARE(engine.snapshot().active, std::uint64_t {2});
    std::uint64_t sessions = 0;
    for (const WorkerSnapshot &worker : engine.snapshot().workers)
        sessions += worker.sessions;
    QCOMPARE(sessions, std::uint64_t {2});
}

void SnapshotTest::bytesCountWhileTheConnectionIsOpen()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    waitForReadings(engine);
    Client client(engine.port());
    QVERIFY(client.talk(std::string(70'000, 'x')));
    QTRY_COMPARE(engine.backend(0).bytesToBackend, std::uint64_t {70'000});
    QCOMPARE(engine.backend(0).bytesToClient, std::uint64_t {70'000});
    QVERIFY(engine.backend(0).bytesToBackendPerSecond > 0);
    QCOMPARE(engine.service().active, std::uint64_t {1});
    QTRY_COMPARE(engine.backend(0).bytesToBackendPerSecond, 0.0);
    QVERIFY(client.talk(std::string(30'000, 'x')));
    QTRY_COMPARE(engine.backend(0).bytesToClient, std::uint64_t {100'000});
}

void SnapshotTest::sharesSumToOneAndSelectionsToThePicks()
{
    const Backend one;
    const Backend two;
    Engine engine;
    Config config = configFor({one.address(), two.address()});
    config.services[0].backends[1].weight = 3;
    engine.apply(config);
    QCOMPARE(engine.backend(0).share, 0.0);
    waitForReadings(engine);
    for (int i = 0; i < 40; ++i) {
        Client client(engine.port());
        QVERIFY(client.talk("hello"));
    }
    QTRY_COMPARE(sum(engine.service(), [](const BackendSnapshot &b) { return b.selections; }), std::uint64_t {40});
    QCOMPARE(engine.backend(0).selections, std::uint64_t {10});
    QCOMPARE(engine.backend(1).selections, std::uint64_t {30});
    QTRY_COMPARE(engine.backend(0).share + engine.backend(1).share, 1.0);
    QVERIFY(engine.backend(1).share > engine.backend(0).share);
    QVERIFY(engine.service().connectionsPerSecond >= 0);
}

void SnapshotTest::shedClientsAreCountedByReason()
{
    const Backend backend;
    Engine engine;
    Config config = configFor({backend.address()});
    config.services[0].maxConnections = 2;
    engine.apply(config);
    waitForReadings(engine);
    Client first(engine.port());
    QVERIFY(first.talk("hello"));
    Client second(engine.port());
    QVERIFY(second.talk("hello"));
    Client third(engine.port());
    QTRY_COMPARE(third.end(), Client::End::Reset);
    QTRY_COMPARE(engine.service().shed[static_cast<std::size_t>(ShedReason::MaxConnections)], std::uint64_t {1});
    QVERIFY(engine.service().errorsPerSecond > 0);
    QCOMPARE(engine.service().connections, std::uint64_t {2});

    config.services[0].maxConnections = 100;
    config.services[0].backends[0].mode = BackendMode::Drain;
    engine.apply(config);
    QVERIFY(!engine.service().notReady.empty());
    std::deque<Client> late; // the first of them may come before the workers have the news
    const auto turnedAway = [&late, &engine] {
        late.emplace_back(engine.port());
        return std::ranges::any_of(late, [](Client &client) { return client.end() == Client::End::Reset; });
    };
    QTRY_VERIFY(turnedAway());
    QTRY_VERIFY(engine.service().shed[static_cast<std::size_t>(ShedReason::NoBackend)] >= 1);
    QVERIFY(first.talk("still here"));
}

void SnapshotTest::openTurnsAreThoseWithoutAnAnswer()
{
    const Backend silent(Backend::Manner::Silent);
    Engine engine;
    engine.apply(configFor({silent.address()}));
    Client asking(engine.port());
    asking.say("anybody there?");
    Client quiet(engine.port());
    QTRY_COMPARE(engine.backend(0).active, std::uint64_t {2});
    QTRY_COMPARE(engine.backend(0).openTurns, std::uint64_t {2}); // one that never had a turn weighs one too
    asking.close();
    QTRY_COMPARE(engine.backend(0).openTurns, std::uint64_t {1});
}

void SnapshotTest::turnsAreMeasured()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    Client client(engine.port());
    for (int i = 0; i < 5; ++i)
        QVERIFY(client.talk("hello"));
    QTRY_COMPARE(engine.backend(0).turn.samples, std::uint64_t {5});
    const BackendSnapshot &seen = engine.backend(0);
    QCOMPARE(seen.openTurns, std::uint64_t {0}); // between turns it weighs nothing
    QVERIFY(seen.ewmaSeconds && *seen.ewmaSeconds > 0);
    QVERIFY(seen.turn.p50 > 0 && seen.turn.p50 <= seen.turn.p99);
    QCOMPARE(seen.turnTotal.count, std::uint64_t {5});
    QCOMPARE(seen.connect.samples, std::uint64_t {1});
    QCOMPARE(engine.service().turn.samples, std::uint64_t {5});
}

void SnapshotTest::comesFourTimesASecondInOrder()
{
    Engine engine;
    QSignalSpy spy(&engine.balancer(), &Balancer::snapshotReady);
    engine.apply(configFor({unusedAddress()}));
    QTRY_VERIFY(spy.size() >= 3);
    std::uint64_t last = 0;
    for (const QList<QVariant> &call : spy) {
        const auto snapshot = call.at(0).value<SnapshotPtr>();
        QVERIFY(snapshot->sequence > last);
        last = snapshot->sequence;
    }
    QCOMPARE(engine.snapshot().sequence, last);
}

void SnapshotTest::readNowIsNewerThanTheLatest()
{
    Engine engine;
    engine.apply(configFor({unusedAddress()}));
    SnapshotPtr now;
    const std::uint64_t before = engine.snapshot().sequence;
    engine.balancer().runInControlThread([&] { now = engine.balancer().readNow(); });
    QVERIFY(now && now->sequence > before);
}

void SnapshotTest::identityStaysWithTheProgramBehindTheName()
{
    Engine engine;
    Config config = configFor({unusedAddress(), unusedAddress()});
    engine.apply(config);
    const std::uint64_t first = engine.backend(0).identity;
    const std::uint64_t second = engine.backend(1).identity;
    QVERIFY(first != second);

    config.services[0].backends[0].name = "renamed";
    engine.apply(config);
    QCOMPARE(engine.backend(0).identity, first);
    std::swap(config.services[0].backends[0], config.services[0].backends[1]);
    config.services[0].backends[1].weight = 3;
    engine.apply(config);
    QCOMPARE(engine.backend(1).identity, first);

    const Address before = std::exchange(config.services[0].backends[1].address, unusedAddress());
    engine.apply(config);
    const std::uint64_t moved = engine.backend(1).identity;
    QVERIFY(moved != first && moved != second);
    config.services[0].backends[1].address = before;
    engine.apply(config);
    QVERIFY(engine.backend(1).identity != first && engine.backend(1).identity != moved);
    QCOMPARE(engine.backend(0).identity, second);
}

void SnapshotTest::drainEndsWithTheLastConnection()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    QSignalSpy drained(&engine.balancer(), &Balancer::drained);
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
    engine.balancer().drain();
    QTRY_VERIFY(!engine.service().listening);
    QVERIFY(engine.happened("draining"));
    QVERIFY(client.talk("still here"));
    QCOMPARE(drained.size(), 0);
    client.close();
    QTRY_COMPARE(drained.size(), 1);
}

QTEST_GUILESS_MAIN(SnapshotTest)
#include "snapshottest.moc"
