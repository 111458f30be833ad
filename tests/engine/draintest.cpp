// SPDX-License-Identifier: GPL-3.0-or-later
//
// A graceful end: nobody new, and whoever was there before it is served to the end, those included whom a busy worker has
// yet to take from the kernel.

#include "engine.h"
#include "heldthreads.h"

#include <QSignalSpy>
#include <QTest>

#include <list>

using namespace lbfy;
using namespace lbfy::test;
using namespace std::chrono_literals;

class DrainTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clientsQueuedAtABusyWorkerAreServed();
    void engineThatNeverStartedIsDrainedAtOnce();
};

void DrainTest::clientsQueuedAtABusyWorkerAreServed()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    QSignalSpy drained(&engine.balancer(), &Balancer::drained);
    const auto pass = [&engine](std::uint64_t snapshots) {
        const std::uint64_t sequence = engine.snapshot().sequence;
        return QTest::qWaitFor([&] { return engine.snapshot().sequence > sequence + snapshots; });
    };
    std::list<Client> clients;
    {
        const HeldThreads busy("lbfy-io-1", 1);
        for (int i = 0; i < 16; ++i)
            clients.emplace_back(engine.port()).say("hello");
        QVERIFY(pass(2));
        std::erase_if(clients, [](Client &client) { return client.received() == "hello"; });
        QVERIFY2(!clients.empty(), "the kernel gave the busy worker none of 16 clients");
        QTRY_COMPARE(engine.service().active, std::uint64_t {0});
        engine.balancer().drain();
        QVERIFY(pass(2));
        QCOMPARE(drained.size(), 0);
    }
    for (Client &client : clients)
        QTRY_COMPARE(client.received(), std::string("hello"));
    QCOMPARE(drained.size(), 0);
    clients.clear();
    QTRY_COMPARE(drained.size(), 1);
}

void DrainTest::engineThatNeverStartedIsDrainedAtOnce()
{
    Engine engine;
    QSignalSpy drained(&engine.balancer(), &Balancer::drained);
    engine.balancer().drain();
    QTRY_COMPARE(drained.size(), 1);
}

QTEST_GUILESS_MAIN(DrainTest)
#include "draintest.moc"
