// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Config is applied whole or not at all, and changes only what it changes: connections that it does not concern go on.

#include "engine.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace lbfy;
using namespace lbfy::test;
using namespace std::chrono_literals;

class ApplyTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takenAddressOfOneServiceChangesNothingOfTheOther();
    void refusedFirstConfigurationCanBeFollowedByAGoodOne();
    void snapshotFromBeforeAChangeDoesNotComeAfterIt();
    void connectionSurvivesChangesThatDoNotConcernIt();
    void strategyChangeKeepsConnectionsAndSteersNewOnes();
    void listenAddressChangeMovesTheEarAndKeepsConnections();
    void removedBackendFinishesItsConnectionsAndGetsNoNewOnes();
    void removedBackendIsDrainedWhenItsTimeIsOver();
    void startsWithoutServicesAndListensLater();
    void stopsByAConfigurationWithoutServicesAndStartsAgain();
    void stopAndStartInOneBreathListensOnTheSamePort();
    void stoppedServiceIsDrainedWhenItsTimeIsOver();
    void renamedBackendKeepsItsConnectionsAndCounters();
    void backendWithANewNameAndAddressStartsFromNothing();
    void namesThatChangePlacesAreNoRenaming();

private:
    static Address onPort(std::uint16_t port) { return {"127.0.0.1", port}; }
};

void ApplyTest::takenAddressOfOneServiceChangesNothingOfTheOther()
{
    const Backend backend;
    Engine engine;
    Config config = configFor({backend.address()});
    engine.apply(config);
    Client client(engine.port());
    QVERIFY(client.talk("hello"));

    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Config bad = config;
    bad.services[0].strategy = StrategyKind::Random;
    bad.services[0].backends.clear();
    bad.services.push_back(config.services[0]);
    bad.services[1].name = "second";
    bad.services[1].listen = onPort(other.serverPort());
    const ApplyResult result = engine.balancer().apply(bad);
    QCOMPARE(result.kind, ApplyResult::Kind::AddressUnavailable);
    QCOMPARE(result.errors.size(), std::size_t {1});
    QVERIFY(result.errors[0].find(std::to_string(other.serverPort())) != std::string::npos);

    QTRY_COMPARE(engine.snapshot().reloadsFailed, std::uint64_t {1});
    QCOMPARE(engine.snapshot().services.size(), std::size_t {1});
    QCOMPARE(engine.service().strategy, StrategyKind::RoundRobin);
    QCOMPARE(engine.service().backends.size(), std::size_t {1});
    QVERIFY(engine.happened("config_rejected"));
    QVERIFY(client.talk("still here"));
    Client another(engine.port());
    QVERIFY(another.talk("hello"));
}

void ApplyTest::refusedFirstConfigurationCanBeFollowedByAGoodOne()
{
    const Backend backend;
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    Engine engine;
    Config config = configFor({backend.address()});
    config.services[0].listen = onPort(other.serverPort());
    QVERIFY(!engine.balancer().apply(config).ok());
    config.services[0].listen = onPort(0);
    engine.apply(config);
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
}

void ApplyTest::snapshotFromBeforeAChangeDoesNotComeAfterIt()
{
    Engine engine;
    Config config = configFor({unusedAddress()});
    engine.apply(config);
    // Until the control thread has sent a snapshot, of which this thread, busy here, takes no notice yet.
    std::uint64_t before = 0;
    std::uint64_t now = 0;
    do {
        before = now;
        engine.balancer().runInControlThread([&] { now = engine.balancer().readNow()->sequence; });
    } while (before == 0 || now == before + 1);

    config.services[0].strategy = StrategyKind::SourceHash;
    engine.apply(config);
    QSignalSpy spy(&engine.balancer(), &Balancer::snapshotReady);
    QTRY_VERIFY(!spy.isEmpty());
    for (const QList<QVariant> &sent : spy)
        QCOMPARE(sent[0].value<SnapshotPtr>()->services.at(0).strategy, StrategyKind::SourceHash);
}

void ApplyTest::connectionSurvivesChangesThatDoNotConcernIt()
{
    const Backend one;
    const Backend two;
    Engine engine;
    Config config = configFor({one.address(), two.address()});
    engine.apply(config);
    const std::uint16_t port = engine.port();
    Client client(port);
    QVERIFY(client.talk("hello"));
    const std::uint64_t selections = engine.backend(0).selections;

    config.services[0].backends[0].weight = 5;
    config.services[0].backends[1].mode = BackendMode::Disabled;
    config.services[0].maxConnections = 10;
    config.services[0].idleTimeout = 1min;
    config.log.connections = LogConnections::All;
    config.services.push_back(config.services[0]);
    config.services[1].name = "second";
    engine.apply(config);
    QCOMPARE(engine.port(), port);
    QVERIFY(client.talk("still here"));
    QCOMPARE(engine.backend(0).weight, 5);
    QCOMPARE(engine.backend(1).state, BackendState::Disabled);
    QVERIFY(engine.backend(0).selections >= selections);
    QCOMPARE(engine.service().limit, std::uint64_t {10});
    Client second(engine.port(1));
    QVERIFY(second.talk("hello"));
    QTRY_COMPARE(engine.service(1).active, std::uint64_t {1});
    QCOMPARE(engine.service(0).active, std::uint64_t {1});
    QCOMPARE(client.end(), Client::End::None);
}

void ApplyTest::strategyChangeKeepsConnectionsAndSteersNewOnes()
{
    const Backend one;
    const Backend two;
    Engine engine;
    Config config = configFor({one.address(), two.address()});
    engine.apply(config);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<Client>(engine.port()));
        QVERIFY(clients.back()->talk("hello"));
    }
    config.services[0].strategy = StrategyKind::SourceHash;
    engine.apply(config);
    QVERIFY(engine.happened("strategy_changed", "source-hash"));
    QVERIFY(engine.happened("strategy_changed", "round-robin"));
    // One client address, one backend: once the workers have the news.
    QTRY_VERIFY(passedOver(one, engine.port()) || passedOver(two, engine.port()));
    for (const auto &client : clients)
        QVERIFY(client->talk("still here"));
}

void ApplyTest::listenAddressChangeMovesTheEarAndKeepsConnections()
{
    const Backend backend;
    Engine engine;
    Config config = configFor({backend.address()});
    engine.apply(config);
    const std::uint16_t before = engine.port();
    Client client(before);
    QVERIFY(client.talk("hello"));
    config.services[0].listen = unusedAddress();
    engine.apply(config);
    QCOMPARE(engine.port(), config.services[0].listen.port);
    QTRY_VERIFY(refused(before));
    Client another(engine.port());
    QVERIFY(another.talk("hello"));
    QVERIFY(client.talk("still here"));
}

void ApplyTest::removedBackendFinishesItsConnectionsAndGetsNoNewOnes()
{
    const Backend one;
    const Backend two;
    Engine engine;
    Config config = configFor({one.address(), two.address()});
    engine.apply(config);
    Client first(engine.port());
    QVERIFY(first.talk("hello"));
    Client second(engine.port());
    QVERIFY(second.talk("hello"));
    QCOMPARE(one.open(), 1);

    config.services[0].backends.erase(config.services[0].backends.begin());
    engine.apply(config);
    QCOMPARE(engine.service().backends.size(), std::size_t {1});
    QTRY_VERIFY(passedOver(one, engine.port())); // once the workers have the news
    QVERIFY(first.talk("finishing"));
    QCOMPARE(first.end(), Client::End::None);
}

void ApplyTest::removedBackendIsDrainedWhenItsTimeIsOver()
{
    const Backend one;
    const Backend two;
    Engine engine;
    Config config = configFor({one.address(), two.address()});
    config.drainTimeout = 50ms;
    engine.apply(config);
    Client first(engine.port());
    QVERIFY(first.talk("hello"));
    Client second(engine.port());
    QVERIFY(second.talk("hello"));
    config.services[0].backends.erase(config.services[0].backends.begin());
    engine.apply(config);
    QTRY_COMPARE(first.end(), Client::End::Reset);
    QTRY_COMPARE(engine.service().closed[static_cast<std::size_t>(CloseReason::Drained)], std::uint64_t {1});
    QVERIFY(second.talk("still here"));
}

void ApplyTest::startsWithoutServicesAndListensLater()
{
    const Backend backend;
    Engine engine;
    Config nothing;
    nothing.metrics.reset();
    nothing.workers = 2;
    engine.apply(nothing);
    QVERIFY(engine.snapshot().services.empty());
    const std::uint64_t sequence = engine.snapshot().sequence;
    QTRY_VERIFY(engine.snapshot().sequence > sequence + 1); // snapshots come all the same
    QCOMPARE(engine.snapshot().workers.size(), std::size_t {2});

    engine.apply(configFor({backend.address()}));
    QVERIFY(engine.service().listening);
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
}

void ApplyTest::stopsByAConfigurationWithoutServicesAndStartsAgain()
{
    const Backend backend;
    Engine engine;
    Config config = configFor({backend.address()});
    config.services[0].listen = unusedAddress();
    engine.apply(config);
    const std::uint16_t port = engine.port();
    Client client(port);
    QVERIFY(client.talk("hello"));

    Config stopped = config;
    stopped.services.clear();
    engine.apply(stopped);
    QVERIFY(engine.snapshot().services.empty());
    QVERIFY(engine.happened("service_removed"));
    QTRY_VERIFY(refused(port));
    QVERIFY(client.talk("finishing"));
    QTRY_COMPARE(engine.snapshot().active, std::uint64_t {1});
    QVERIFY(engine.snapshot().connections >= 1);

    engine.apply(config);
    QCOMPARE(engine.port(), port);
    Client another(port);
    QVERIFY(another.talk("hello"));
    QVERIFY(client.talk("still here"));
    QTRY_COMPARE(engine.snapshot().active, std::uint64_t {2});
    client.close();
    QTRY_COMPARE(engine.snapshot().active, std::uint64_t {1});
    const std::uint64_t total = engine.snapshot().connections;
    QTRY_VERIFY(engine.service().connections == 1 && engine.snapshot().connections == total);
}

void ApplyTest::stopAndStartInOneBreathListensOnTheSamePort()
{
    const Backend backend;
    Engine engine;
    Config config = configFor({backend.address()});
    config.services[0].listen = unusedAddress();
    Config stopped = config;
    stopped.services.clear();
    engine.apply(config);
    for (int i = 0; i < 50; ++i) {
        engine.apply(stopped);
        engine.apply(config); // workers may have yet to close the ear of before
    }
    Client client(config.services[0].listen.port);
    QVERIFY(client.talk("hello"));
}

void ApplyTest::stoppedServiceIsDrainedWhenItsTimeIsOver()
{
    const Backend backend;
    Engine engine;
    Config config = configFor({backend.address()});
    engine.apply(config);
    engine.balancer().watch(Watch::Ended);
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
    config.services.clear();
    config.drainTimeout = 50ms;
    engine.apply(config);
    QTRY_COMPARE(client.end(), Client::End::Reset);
    QTRY_VERIFY(engine.activity() && engine.activity()->closed.size() == 1);
    QCOMPARE(engine.activity()->closed[0].reason, CloseReason::Drained);
    QTRY_COMPARE(engine.snapshot().active, std::uint64_t {0});
}

void ApplyTest::renamedBackendKeepsItsConnectionsAndCounters()
{
    const Backend one;
    const Backend two;
    Engine engine;
    Config config = configFor({one.address(), two.address()});
    config.drainTimeout = 10ms; // were it taken for a removal, its connection would soon be gone
    engine.apply(config);
    engine.balancer().watch(Watch::Everything);
    Client client(engine.port());
    QVERIFY(client.talk("hello"));

    config.services[0].backends[0].name = "alpha";
    engine.apply(config);
    QCOMPARE(engine.backend(0).name, std::string("alpha"));
    QCOMPARE(engine.backend(0).connections, std::uint64_t {1});
    QCOMPARE(engine.backend(0).active, std::uint64_t {1});
    QCOMPARE(engine.backend(0).bytesToBackend, std::uint64_t {5});
    QVERIFY(engine.happened("backend_renamed", "a is now called alpha"));
    QTRY_VERIFY(engine.activity() && engine.activity()->open.size() == 1);
    QTRY_COMPARE(engine.activity()->open[0].backend, std::string("alpha"));
    const std::uint64_t sequence = engine.snapshot().sequence;
    QTRY_VERIFY(engine.snapshot().sequence > sequence + 1);
    QVERIFY(client.talk("still here"));
    client.close();
    QTRY_VERIFY(!engine.activity()->closed.empty());
    QCOMPARE(engine.activity()->closed[0].backend, std::string("alpha"));
    QCOMPARE(engine.activity()->closed[0].reason, CloseReason::ClientClosed);
}

void ApplyTest::backendWithANewNameAndAddressStartsFromNothing()
{
    const Backend one;
    const Backend two;
    Engine engine;
    Config config = configFor({one.address()});
    engine.apply(config);
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
    config.services[0].backends[0].name = "alpha";
    config.services[0].backends[0].address = two.address();
    engine.apply(config);
    QCOMPARE(engine.backend(0).connections, std::uint64_t {0});
    QVERIFY(!engine.happened("backend_renamed"));
    QVERIFY(client.talk("finishing"));
}

void ApplyTest::namesThatChangePlacesAreNoRenaming()
{
    const Backend one;
    const Backend two;
    Engine engine;
    Config config = configFor({one.address(), two.address()});
    engine.apply(config);
    Client client(engine.port()); // goes to "a"
    QVERIFY(client.talk("hello"));
    std::ranges::swap(config.services[0].backends[0], config.services[0].backends[1]);
    engine.apply(config);
    QCOMPARE(engine.backend(0).name, std::string("b"));
    QCOMPARE(engine.backend(0).connections, std::uint64_t {0});
    QCOMPARE(engine.backend(1).connections, std::uint64_t {1});
    QVERIFY(!engine.happened("backend_renamed"));
    QVERIFY(client.talk("still here"));
}

QTEST_GUILESS_MAIN(ApplyTest)
#include "applytest.moc"
