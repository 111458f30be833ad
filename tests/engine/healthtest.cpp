// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the engine makes of checks and failures: who is in the rotation, who is tried instead, and that it is told in the
// order in which it happened, with its cause.

#include "engine.h"

#include <QTest>

#include <algorithm>
#include <memory>

using namespace lbfy;
using namespace lbfy::test;
using namespace std::chrono_literals;

class HealthTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void failingChecksTakeABackendOutAndPassingOnesBackIn();
    void eventsComeInOrderWithTheirCause();
    void passingCheckEndsAnEjection();
    void ejectionEndsWhenItsTimeIsOver();
    void connectThatFailsIsRetriedOnAnotherBackendAndCounted();
    void attemptsEndAtTheLimit();
    void backupServesOnlyWhileNoPrimaryCan();

private:
    static Config checkedConfig(std::initializer_list<Address> backends);
};

Config HealthTest::checkedConfig(std::initializer_list<Address> backends)
{
    Config config = configFor(backends);
    config.services[0].health.check = CheckKind::Tcp;
    config.services[0].health.fall = 2;
    config.services[0].health.rise = 2;
    config.services[0].ejection.panicPercent = 0;
    return config;
}

void HealthTest::failingChecksTakeABackendOutAndPassingOnesBackIn()
{
    Backend one;
    const Backend two;
    Engine engine;
    engine.apply(checkedConfig({one.address(), two.address()}));
    QTRY_VERIFY(engine.backend(0).checksSucceeded > 0);
    QVERIFY(engine.backend(0).usable);

    one.stop();
    QTRY_COMPARE(engine.backend(0).state, BackendState::Down);
    QVERIFY(!engine.backend(0).usable);
    QVERIFY(engine.backend(0).checksFailed >= 2);
    QVERIFY(engine.backend(0).stateReason.find("refused") != std::string::npos);
    const std::uint64_t selections = engine.backend(0).selections;
    for (int i = 0; i < 6; ++i) {
        Client client(engine.port());
        QVERIFY(client.talk("hello"));
    }
    QTRY_COMPARE(engine.backend(1).connections, std::uint64_t {6});
    QCOMPARE(engine.backend(0).selections, selections);

    one.start();
    QTRY_COMPARE(engine.backend(0).state, BackendState::Up);
    for (int i = 0; i < 4; ++i) {
        Client client(engine.port());
        QVERIFY(client.talk("hello"));
    }
    QTRY_COMPARE(engine.backend(0).connections, std::uint64_t {2});
}

void HealthTest::eventsComeInOrderWithTheirCause()
{
    Backend one;
    const Backend two;
    Engine engine;
    engine.apply(checkedConfig({one.address(), two.address()}));
    QTRY_VERIFY(engine.happened("backend_up", "backend a is up"));
    QTRY_VERIFY(engine.happened("backend_up", "backend b is up"));
    one.stop();
    QTRY_VERIFY(engine.happened("backend_down", "refused"));
    one.start();
    QTRY_VERIFY(engine.happened("backend_up", "up again"));

    const std::vector<Event> &events = engine.snapshot().events;
    QVERIFY(!events.empty());
    for (std::size_t i = 1; i < events.size(); ++i) {
        QCOMPARE(events[i].sequence, events[i - 1].sequence + 1);
        QVERIFY(events[i].at >= events[i - 1].at);
    }
    std::vector<std::string> ofOne;
    for (const std::string &event : engine.events()) {
        if (event.ends_with(" a"))
            ofOne.push_back(event);
    }
    QCOMPARE(ofOne, (std::vector<std::string> {"backend_up a", "backend_down a", "backend_up a"}));
    for (const Event &event : events)
        QVERIFY(event.backend.empty() || event.service == "web");
}

void HealthTest::passingCheckEndsAnEjection()
{
    Backend one;
    const Backend two;
    Engine engine;
    Config config = checkedConfig({one.address(), two.address()});
    config.services[0].health.check = CheckKind::Tcp;
    config.services[0].health.fall = 100; // ejected long before
    config.services[0].ejection.failures = 1;
    config.services[0].ejection.baseTime = 1h;
    config.services[0].ejection.maxTime = 1h;
    engine.apply(config);
    QTRY_VERIFY(engine.happened("backend_up", "backend a is up"));

    one.stop();
    Client client(engine.port()); // tries "a", which refuses
    QVERIFY(client.talk("hello"));
    QTRY_COMPARE(engine.backend(0).state, BackendState::Ejected);
    QVERIFY(engine.happened("backend_ejected", "1 failures in a row"));
    QCOMPARE(engine.backend(0).ejections, std::uint64_t {1});
    QVERIFY(!engine.backend(0).usable);

    config.services[0].health.fall = 2;
    engine.apply(config);
    QTRY_VERIFY(engine.happened("backend_down", "backend a is down"));
    QCOMPARE(engine.backend(0).state, BackendState::Ejected); // down is hidden behind it
    one.start();
    QTRY_VERIFY(engine.happened("backend_restored", "health check passes again"));
    QTRY_COMPARE(engine.backend(0).state, BackendState::Up);
    QVERIFY(engine.backend(0).usable);
}

void HealthTest::ejectionEndsWhenItsTimeIsOver()
{
    const Backend working;
    Engine engine;
    Config config = configFor({unusedAddress(), working.address()});
    config.services[0].ejection.failures = 2;
    config.services[0].ejection.baseTime = 20ms;
    engine.apply(config);
    while (!engine.happened("backend_ejected")) {
        Client client(engine.port());
        QVERIFY(client.talk("hello"));
    }
    QTRY_VERIFY(engine.happened("backend_restored", "time is over"));
    QTRY_VERIFY(engine.backend(0).usable);
}

void HealthTest::connectThatFailsIsRetriedOnAnotherBackendAndCounted()
{
    const Backend working;
    Engine engine;
    Config config = configFor({unusedAddress(), working.address()});
    config.services[0].ejection.failures = 0;
    engine.apply(config);
    for (int i = 0; i < 6; ++i) {
        Client client(engine.port());
        QVERIFY(client.talk("hello"));
    }
    QTRY_COMPARE(engine.backend(1).connections, std::uint64_t {6});
    const BackendSnapshot &refusing = engine.backend(0);
    QVERIFY(refusing.retries > 0);
    QCOMPARE(refusing.retries, refusing.selections);
    QCOMPARE(refusing.connectFailures[static_cast<std::size_t>(ConnectFailure::Refused)], refusing.retries);
    QCOMPARE(refusing.connections, std::uint64_t {0});
    QCOMPARE(engine.backend(1).retries, std::uint64_t {0});
    QCOMPARE(engine.service().connections, std::uint64_t {6});
    QCOMPARE(engine.service().closed[static_cast<std::size_t>(CloseReason::ConnectFailed)], std::uint64_t {0});
}

void HealthTest::attemptsEndAtTheLimit()
{
    Engine engine;
    Config config = configFor({unusedAddress(), unusedAddress(), unusedAddress()});
    config.services[0].connectAttempts = 2;
    config.services[0].ejection.failures = 0;
    engine.apply(config);
    engine.balancer().watch(Watch::Ended);
    QTRY_VERIFY(engine.activity());
    Client client(engine.port());
    QTRY_COMPARE(client.end(), Client::End::Reset);
    QTRY_COMPARE(engine.activity()->closed.size(), std::size_t {1});
    QCOMPARE(engine.activity()->closed[0].attempts, 2);
    QCOMPARE(engine.activity()->closed[0].backend, std::string("b"));
    QCOMPARE(engine.activity()->closed[0].reason, CloseReason::ConnectFailed);
}

void HealthTest::backupServesOnlyWhileNoPrimaryCan()
{
    Backend primary;
    const Backend backup;
    Engine engine;
    Config config = checkedConfig({primary.address(), backup.address()});
    config.services[0].backends[1].backup = true;
    engine.apply(config);
    Client first(engine.port());
    QVERIFY(first.talk("hello"));
    QTRY_COMPARE(engine.backend(0).connections, std::uint64_t {1});
    primary.stop();
    QTRY_COMPARE(engine.backend(0).state, BackendState::Down);
    Client second(engine.port());
    QVERIFY(second.talk("hello"));
    QTRY_COMPARE(engine.backend(1).connections, std::uint64_t {1});
    primary.start();
    QTRY_COMPARE(engine.backend(0).state, BackendState::Up);
    Client third(engine.port());
    QVERIFY(third.talk("hello"));
    QTRY_COMPARE(engine.backend(0).connections, std::uint64_t {2});
}

QTEST_GUILESS_MAIN(HealthTest)
#include "healthtest.moc"
