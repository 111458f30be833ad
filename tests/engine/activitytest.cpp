// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is told of single connections while somebody watches.

#include "engine.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <set>

using namespace lbfy;
using namespace lbfy::test;

class ActivityTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isNullWhileNobodyWatches();
    void isKeptWhenWatchedBeforeTheFirstConfiguration();
    void openConnectionAppearsWithItsFiguresAndVanishes();
    void openConnectionsComeOldestFirstOverAllWorkers();
    void rateIsOfTheTimeSinceTheLastPage();
    void rateOfTheTimeBeforeWatchingIsNotKnown();
    void rateOfANewConnectionCountsFromItsBeginning();
    void halfClosedConnectionTellsWhoEnded();
    void closedConnectionCarriesItsReason();
    void closedListKeepsTheNewestThousandAndCountsAll();
    void endedOnlyListsNoOpenConnections();
    void pickNamesItsCandidatesAndTheChosenOne();
    void pickWithoutAUsableBackendHasNoChoice();
    void retryIsAPickOfItsOwn();
    void watchingAgainStartsWithNothing();
    void killClosesTheOnesNamedAndNoOthers();
    void killOfWhatIsNotOpenDoesNothing();

private:
    static const OpenConnection *openOf(const Engine &engine, const std::string &client);
    static const ClosedConnection *closedOf(const Engine &engine, const std::string &client);
};

const OpenConnection *ActivityTest::openOf(const Engine &engine, const std::string &client)
{
    if (!engine.activity())
        return nullptr;
    const auto it = std::ranges::find(engine.activity()->open, client, &OpenConnection::client);
    return it == engine.activity()->open.end() ? nullptr : &*it;
}

const ClosedConnection *ActivityTest::closedOf(const Engine &engine, const std::string &client)
{
    if (!engine.activity())
        return nullptr;
    const auto it = std::ranges::find(engine.activity()->closed, client, &ClosedConnection::client);
    return it == engine.activity()->closed.end() ? nullptr : &*it;
}

void ActivityTest::isNullWhileNobodyWatches()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
    const std::uint64_t sequence = engine.snapshot().sequence;
    QTRY_VERIFY(engine.snapshot().sequence >= sequence + 4);
    QVERIFY(!engine.activity());

    engine.balancer().watch(Balancer::Watch::Everything);
    QTRY_VERIFY(openOf(engine, client.name()));
    engine.balancer().watch(Balancer::Watch::Nothing);
    QTRY_VERIFY(!engine.activity());
}

void ActivityTest::isKeptWhenWatchedBeforeTheFirstConfiguration()
{
    const Backend backend;
    Engine engine;
    engine.balancer().watch(Watch::Everything);
    engine.apply(configFor({backend.address()}));
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
    QTRY_VERIFY(openOf(engine, client.name()));
    QVERIFY(!engine.activity()->picks.empty());
}

void ActivityTest::openConnectionAppearsWithItsFiguresAndVanishes()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    engine.balancer().watch(Watch::Everything);
    const auto before = std::chrono::system_clock::now();
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
    QVERIFY(client.talk("again"));
    const std::string name = client.name();
    QTRY_VERIFY(openOf(engine, name));
    QTRY_COMPARE(openOf(engine, name)->turns, 2U);

    const OpenConnection row = *openOf(engine, name);
    QCOMPARE(row.service, std::string("web"));
    QCOMPARE(row.backend, std::string("a"));
    QCOMPARE(row.phase, ConnectionPhase::Open);
    QCOMPARE(row.bytesToBackend, std::uint64_t {10});
    QCOMPARE(row.bytesToClient, std::uint64_t {10});
    QVERIFY(row.lastTurnSeconds && *row.lastTurnSeconds > 0);
    QVERIFY(row.acceptedAt >= before - std::chrono::milliseconds(10)); // two clocks
    QVERIFY(row.ageSeconds > 0);
    QVERIFY(row.idleSeconds >= 0 && row.idleSeconds < row.ageSeconds);
    QCOMPARE(engine.activity()->openTotal, std::uint64_t {1});

    client.close();
    QTRY_VERIFY(!openOf(engine, name));
    QCOMPARE(engine.activity()->openTotal, std::uint64_t {0});
}

void ActivityTest::openConnectionsComeOldestFirstOverAllWorkers()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    engine.balancer().watch(Watch::Everything);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 600; ++i) // several slices a worker
        clients.push_back(std::make_unique<Client>(engine.port()));
    QTRY_COMPARE(backend.open(), 600);
    QTRY_VERIFY(engine.activity() && engine.activity()->open.size() == 600);
    QCOMPARE(engine.activity()->openTotal, std::uint64_t {600});
    QVERIFY(std::ranges::is_sorted(engine.activity()->open, {}, &OpenConnection::acceptedAt));
    std::set<std::uint64_t> ids;
    for (const OpenConnection &row : engine.activity()->open)
        ids.insert(row.id);
    QCOMPARE(ids.size(), std::size_t {600});
}

void ActivityTest::rateIsOfTheTimeSinceTheLastPage()
{
    const Backend backend(Backend::Manner::Silent);
    Engine engine;
    engine.apply(configFor({backend.address()}));
    engine.balancer().watch(Watch::Everything);
    Client client(engine.port());
    QTRY_VERIFY(openOf(engine, client.name()));
    QCOMPARE(openOf(engine, client.name())->bytesToBackendPerSecond, 0.0);
    client.say(std::string(50'000, 'x'));
    QTRY_VERIFY(openOf(engine, client.name())->bytesToBackendPerSecond > 0);
    QCOMPARE(openOf(engine, client.name())->bytesToClientPerSecond, 0.0);
    QTRY_COMPARE(openOf(engine, client.name())->bytesToBackendPerSecond, 0.0);
    QCOMPARE(openOf(engine, client.name())->bytesToBackend, std::uint64_t {50'000});
    QVERIFY(!openOf(engine, client.name())->lastTurnSeconds);
}

void ActivityTest::rateOfTheTimeBeforeWatchingIsNotKnown()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
    engine.balancer().watch(Watch::Everything);
    QTRY_VERIFY(openOf(engine, client.name())); // the first page
    QCOMPARE(openOf(engine, client.name())->bytesToBackend, std::uint64_t {5});
    QCOMPARE(openOf(engine, client.name())->bytesToBackendPerSecond, 0.0);
}

void ActivityTest::rateOfANewConnectionCountsFromItsBeginning()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    engine.balancer().watch(Watch::Everything);
    QTRY_VERIFY(engine.activity());
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
    QTRY_VERIFY(openOf(engine, client.name()) && openOf(engine, client.name())->bytesToBackendPerSecond > 0);
}

void ActivityTest::halfClosedConnectionTellsWhoEnded()
{
    const Backend deaf(Backend::Manner::Deaf);
    Backend silent(Backend::Manner::Silent);
    Engine engine;
    engine.apply(configFor({deaf.address(), silent.address()}));
    engine.balancer().watch(Watch::Everything);
    Client first(engine.port());
    QTRY_VERIFY(openOf(engine, first.name()));
    QCOMPARE(openOf(engine, first.name())->phase, ConnectionPhase::Open);
    first.finish();
    QTRY_COMPARE(openOf(engine, first.name())->phase, ConnectionPhase::ClientEnded);

    Client second(engine.port());
    QTRY_COMPARE(silent.open(), 1);
    silent.finishAll();
    QTRY_VERIFY(openOf(engine, second.name()));
    QTRY_COMPARE(openOf(engine, second.name())->phase, ConnectionPhase::BackendEnded);
}

void ActivityTest::closedConnectionCarriesItsReason()
{
    Backend backend;
    Engine engine;
    engine.apply(configFor({unusedAddress(), backend.address()}));
    engine.balancer().watch(Watch::Ended);
    QTRY_VERIFY(engine.activity());
    Client byClient(engine.port());
    QVERIFY(byClient.talk("hello"));
    const std::string name = byClient.name();
    byClient.close();
    QTRY_VERIFY(closedOf(engine, name));
    const ClosedConnection row = *closedOf(engine, name);
    QCOMPARE(row.reason, CloseReason::ClientClosed);
    QCOMPARE(row.service, std::string("web"));
    QCOMPARE(row.backend, std::string("b"));
    QCOMPARE(row.attempts, 2); // round robin: "a" first, which refuses
    QCOMPARE(row.bytesToBackend, std::uint64_t {5});
    QCOMPARE(row.bytesToClient, std::uint64_t {5});
    QCOMPARE(row.turns, 1U);
    QVERIFY(row.durationSeconds > 0);

    Client byBackend(engine.port());
    QVERIFY(byBackend.talk("hello"));
    backend.stop();
    QTRY_COMPARE(byBackend.end(), Client::End::Orderly);
    byBackend.close();
    QTRY_VERIFY(closedOf(engine, byBackend.name()));
    QCOMPARE(closedOf(engine, byBackend.name())->reason, CloseReason::BackendClosed);
    QVERIFY(closedOf(engine, byBackend.name())->closedAt >= row.closedAt);

    Client nowhere(engine.port());
    QTRY_VERIFY(closedOf(engine, nowhere.name()));
    QCOMPARE(closedOf(engine, nowhere.name())->reason, CloseReason::ConnectFailed);
}

void ActivityTest::closedListKeepsTheNewestThousandAndCountsAll()
{
    Engine engine;
    engine.apply(configFor({unusedAddress()}));
    engine.balancer().watch(Watch::Ended);
    QTRY_VERIFY(engine.activity());
    constexpr int clients = 1300;
    for (int i = 0; i < clients; ++i)
        Client client(engine.port());
    QTRY_COMPARE(engine.activity()->closedTotal, std::uint64_t {clients});
    QCOMPARE(engine.activity()->closed.size(), std::size_t {1000});
    QVERIFY(std::ranges::is_sorted(engine.activity()->closed, {}, &ClosedConnection::closedAt));
    QCOMPARE(engine.activity()->picks.size(), std::size_t {100});
}

void ActivityTest::endedOnlyListsNoOpenConnections()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    engine.balancer().watch(Watch::Everything);
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
    QTRY_VERIFY(openOf(engine, client.name()));
    const std::size_t picks = engine.activity()->picks.size();
    engine.balancer().watch(Watch::Ended);
    QTRY_VERIFY(engine.activity()->open.empty());
    QCOMPARE(engine.activity()->openTotal, std::uint64_t {1});
    QCOMPARE(engine.activity()->picks.size(), picks); // what was known stays
    engine.balancer().watch(Watch::Everything);
    QTRY_VERIFY(openOf(engine, client.name()));
}

void ActivityTest::pickNamesItsCandidatesAndTheChosenOne()
{
    const Backend one;
    const Backend two;
    Engine engine;
    Config config = configFor({one.address(), two.address()});
    config.services[0].strategy = StrategyKind::LeastConnections;
    engine.apply(config);
    engine.balancer().watch(Watch::Ended);
    QTRY_VERIFY(engine.activity());
    Client first(engine.port());
    QVERIFY(first.talk("hello"));
    Client second(engine.port());
    QVERIFY(second.talk("hello"));
    QTRY_VERIFY(engine.activity() && engine.activity()->picks.size() == 2);

    const Pick &pick = engine.activity()->picks.back();
    QCOMPARE(pick.client, second.name());
    QCOMPARE(pick.service, std::string("web"));
    QCOMPARE(pick.strategy, StrategyKind::LeastConnections);
    QCOMPARE(pick.candidates.size(), std::size_t {2});
    const auto busy = std::ranges::find(pick.candidates, engine.activity()->picks.front().chosen,
                                        &PickedCandidate::backend);
    const auto idle = std::ranges::find(pick.candidates, pick.chosen, &PickedCandidate::backend);
    QVERIFY(busy != idle);
    QCOMPARE(busy->cost, 2.0);
    QCOMPARE(idle->cost, 1.0);
}

void ActivityTest::pickWithoutAUsableBackendHasNoChoice()
{
    Engine engine;
    Config config = configFor({unusedAddress()});
    config.services[0].backends[0].mode = BackendMode::Disabled;
    engine.apply(config);
    engine.balancer().watch(Watch::Ended);
    QTRY_VERIFY(engine.activity());
    Client client(engine.port());
    QTRY_VERIFY(engine.activity()->picks.size() == 1);
    QCOMPARE(engine.activity()->picks[0].chosen, std::string());
    QVERIFY(engine.activity()->picks[0].candidates.empty());
    QVERIFY(engine.activity()->closed.empty()); // shed, never a connection
}

void ActivityTest::retryIsAPickOfItsOwn()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({unusedAddress(), backend.address()}));
    engine.balancer().watch(Watch::Ended);
    QTRY_VERIFY(engine.activity());
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
    QTRY_COMPARE(engine.activity()->picks.size(), std::size_t {2});
    QCOMPARE(engine.activity()->picks[0].chosen, std::string("a"));
    QCOMPARE(engine.activity()->picks[1].chosen, std::string("b"));
    QCOMPARE(engine.activity()->picks[1].client, client.name());
}

void ActivityTest::watchingAgainStartsWithNothing()
{
    Engine engine;
    engine.apply(configFor({unusedAddress()}));
    engine.balancer().watch(Watch::Ended);
    QTRY_VERIFY(engine.activity());
    Client client(engine.port());
    QTRY_VERIFY(!engine.activity()->closed.empty());
    engine.balancer().watch(Watch::Nothing);
    QTRY_VERIFY(!engine.activity());
    Client unseen(engine.port());
    QTRY_COMPARE(engine.service().closed[static_cast<std::size_t>(CloseReason::ConnectFailed)], std::uint64_t {2});
    engine.balancer().watch(Watch::Ended);
    QTRY_VERIFY(engine.activity());
    QCOMPARE(engine.activity()->closedTotal, std::uint64_t {0});
    QVERIFY(engine.activity()->closed.empty());
    QVERIFY(engine.activity()->picks.empty());
}

void ActivityTest::killClosesTheOnesNamedAndNoOthers()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    engine.balancer().watch(Watch::Everything);
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(std::make_unique<Client>(engine.port()));
        QVERIFY(clients.back()->talk("hello"));
    }
    QTRY_VERIFY(engine.activity() && engine.activity()->open.size() == 8);
    std::vector<std::uint64_t> ids;
    for (const std::size_t i : {5, 1, 2})
        ids.push_back(openOf(engine, clients[i]->name())->id);
    engine.balancer().closeConnections(ids);

    for (const std::size_t i : {1, 2, 5}) {
        QTRY_COMPARE(clients[i]->end(), Client::End::Reset);
        QTRY_VERIFY(closedOf(engine, clients[i]->name()));
        QCOMPARE(closedOf(engine, clients[i]->name())->reason, CloseReason::Killed);
    }
    QTRY_COMPARE(backend.open(), 5);
    for (const std::size_t i : {0, 3, 4, 6, 7})
        QVERIFY(clients[i]->talk("still here"));
    QTRY_COMPARE(engine.service().closed[static_cast<std::size_t>(CloseReason::Killed)], std::uint64_t {3});
}

void ActivityTest::killOfWhatIsNotOpenDoesNothing()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    engine.balancer().watch(Watch::Everything);
    Client client(engine.port());
    QVERIFY(client.talk("hello"));
    QTRY_VERIFY(openOf(engine, client.name()));
    const std::uint64_t id = openOf(engine, client.name())->id;
    engine.balancer().closeConnections({0, 1, 63, id - 64, id + 64, id + 1, ~std::uint64_t {0}});
    QVERIFY(client.talk("still here"));
    engine.balancer().closeConnections({id, id});
    QTRY_COMPARE(client.end(), Client::End::Reset);
}

QTEST_GUILESS_MAIN(ActivityTest)
#include "activitytest.moc"
