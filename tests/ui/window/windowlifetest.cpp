// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window and the life of its engine: starting, stopping, what is in the way, ending with clients connected.

#include "session.h"
#include "tests/engine/network.h"
#include "ui/lab/loadtab.h"
#include "ui/widgets/infobarstack.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/window/actions.h"
#include "ui/window/lowertabs.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QTcpServer>
#include <QTest>

#include <memory>
#include <utility>

namespace lbfy::test {

class WindowLifeTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stopRefusesNewClientsAndStartTakesThemAgain();
    void totalOutlivesAStopWhileTheServiceCountsAnew();
    void addressInUseOffersAnotherAndTakingItStarts();
    void nothingUpSaysWhatToDo();
    void closingWithOpenConnectionsAsksAndDrains();
    void closingWhileALoadRunsEndsItUnasked();
    void clientsBesideALoadAreAskedAbout();
    void drainingEndsALoadFirst();
    void loadOutlivesAStopOfItsService();

private:
    /// A load of two kept connections, which both are open.
    static void load(Session &session);
};

void WindowLifeTest::stopRefusesNewClientsAndStartTakesThemAgain()
{
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    QTRY_VERIFY(session.port() != 0);
    Client old(session.port());
    QVERIFY(old.talk("open"));
    const std::uint16_t before = session.port();
    session.window().actions().of(Command::StartStop)->trigger();
    // By a client that does not wait: one whom a worker took that had not heard of the stop would wait for an answer of a
    // backend in this very thread, until the drain timeout cuts it and the old client as well.
    QTRY_VERIFY(Client(before).end() == Client::End::Reset);
    QVERIFY(old.talk("lives on"));
    session.window().actions().of(Command::StartStop)->trigger();
    QTRY_VERIFY(session.port() != 0);
    Client fresh(session.port());
    QVERIFY(fresh.talk("again"));
}

/// As docs/metrics.md says: no total falls; a service's own series disappear and begin at 0.
void WindowLifeTest::totalOutlivesAStopWhileTheServiceCountsAnew()
{
    const auto total = QByteArrayLiteral("lbfy_connections_total");
    const auto ofService = QByteArrayLiteral("lbfy_service_connections_total{service=\"web\"}");
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    QTRY_VERIFY(session.port() != 0);
    QVERIFY(Client(session.port()).talk("one"));
    QVERIFY(Client(session.port()).talk("two"));
    QTRY_COMPARE(session.metric(ofService), 2);
    session.window().actions().of(Command::StartStop)->trigger();
    QCOMPARE(session.metric(ofService), -1);
    QCOMPARE(session.metric(total), 2);
    session.window().actions().of(Command::StartStop)->trigger();
    QTRY_VERIFY(session.port() != 0);
    QCOMPARE(session.metric(ofService), 0);
    QVERIFY(Client(session.port()).talk("three"));
    QTRY_COMPARE(session.metric(ofService), 1);
    QCOMPARE(session.metric(total), 3);
}

void WindowLifeTest::addressInUseOffersAnotherAndTakingItStarts()
{
    QTcpServer squatter;
    QVERIFY(squatter.listen(QHostAddress::LocalHost));
    Backend a;
    Config config = configFor({a.address()});
    config.services.front().listen.port = squatter.serverPort();
    Session session(config);
    session.window().show();
    session.window().start();
    QVERIFY(session.barSays(QStringLiteral("address in use")));
    QVERIFY(!session.document().isRunning());
    const auto bars = session.window().barStack().bars();
    QVERIFY(!bars.isEmpty() && bars.front()->content().actions.size() == 2);
    InfoAction(bars.front()->content().actions.front()).run();
    QTRY_VERIFY(session.document().isRunning());
    QVERIFY(!session.barSays(QStringLiteral("address in use")));
}

void WindowLifeTest::nothingUpSaysWhatToDo()
{
    Session session(configFor({unusedAddress()}));
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.barSays(QStringLiteral("No backend is up")), 15000);
}

void WindowLifeTest::closingWithOpenConnectionsAsksAndDrains()
{
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    QTRY_VERIFY(session.port() != 0);
    auto client = std::make_unique<Client>(session.port());
    QVERIFY(client->talk("open"));
    QTRY_VERIFY(session.window().live().snapshot()->active == 1);
    QVERIFY(!session.window().close());
    QVERIFY(session.barSays(QStringLiteral("Quitting now would cut")));
    session.window().drainAndClose();
    QVERIFY(session.window().isVisible());
    QVERIFY(client->talk("still served"));
    client.reset();
    QTRY_VERIFY(!session.window().isVisible());
}

void WindowLifeTest::load(Session &session)
{
    LoadTab &tab = session.window().tabs().load();
    auto *startStop = tab.findChild<QPushButton *>(QStringLiteral("startStop"));
    session.window().tabs().setCurrentWidget(&tab);
    QTRY_VERIFY(session.port() != 0);
    Q_EMIT tab.findChild<SegmentedControl *>()->chosen(1);
    for (const auto &[key, text] :
         {std::pair {"connections", "2"}, std::pair {"turns", "0"}, std::pair {"duration", "0s"}})
        tab.findChild<QLineEdit *>(QLatin1String(key))->setText(QLatin1String(text));
    QTRY_VERIFY((startStop->click(), tab.isLoading())); // once the window knows where it listens
    QTRY_COMPARE(tab.figures().openConnections, 2U);
    QTRY_VERIFY(tab.figures().answeredEver > 10);
}

void WindowLifeTest::closingWhileALoadRunsEndsItUnasked()
{
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    load(session);
    QTRY_VERIFY(session.window().live().snapshot()->active == 2);
    QVERIFY(session.window().close());
    QVERIFY(!session.barSays(QStringLiteral("Quitting now would cut")));
}

void WindowLifeTest::clientsBesideALoadAreAskedAbout()
{
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    load(session);
    Client client(session.port());
    QVERIFY(client.talk("open"));
    QTRY_VERIFY(session.window().live().snapshot()->active == 3);
    QVERIFY(!session.window().close());
    QVERIFY(session.barSays(QStringLiteral("Quitting now would cut")));
    QVERIFY(session.window().tabs().load().isLoading());
}

void WindowLifeTest::drainingEndsALoadFirst()
{
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    load(session);
    session.window().drainAndClose();
    QVERIFY(!session.window().tabs().load().isLoading());
    QTRY_VERIFY(!session.window().isVisible());
}

void WindowLifeTest::loadOutlivesAStopOfItsService()
{
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    load(session);
    LoadTab &tab = session.window().tabs().load();
    tab.findChild<QLineEdit *>(QStringLiteral("turns"))->setFocus();
    QTest::keyClicks(tab.findChild<QLineEdit *>(QStringLiteral("turns")), QStringLiteral("1")); // "01" is one
    QTest::keyClick(tab.findChild<QLineEdit *>(QStringLiteral("turns")), Qt::Key_Return);
    QCOMPARE(tab.plan().turnsPerConnection, 1);
    session.window().actions().of(Command::StartStop)->trigger();
    QTRY_VERIFY(tab.figures().failedEver() > 2);
    QVERIFY(tab.isLoading());
    const std::uint64_t before = tab.figures().failedEver();
    QTRY_VERIFY(tab.figures().failedEver() > before);
}

} // namespace lbfy::test

QTEST_MAIN(lbfy::test::WindowLifeTest)
#include "windowlifetest.moc"
