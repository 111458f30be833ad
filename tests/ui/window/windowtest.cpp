// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real window on a live engine with real sockets: what the user does reaches the traffic, what the traffic does is
// shown, and neither disturbs the other.

#include "session.h"
#include "tests/engine/network.h"
#include "ui/backends/backendsview.h"
#include "ui/backends/columns.h"
#include "ui/chart/chartpanel.h"
#include "ui/chart/timeseriesview.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/window/actions.h"
#include "ui/window/lowertabs.h"

#include <QAction>
#include <QLineEdit>
#include <QSplitter>
#include <QTabBar>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

#include <unistd.h>

namespace lbfy::test {

class WindowTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void trafficIsShownAndTableChartsAndMetricsAgree();
    void editOfABackendReachesNewClientsAndLeavesOpenOnesAlone();
    void switchOfStrategyIsAnUndoStepAMarkerAndMovesNobody();
    void wrongListenAddressIsSaidAndChangesNothing();
    void renamedBackendKeepsItsLine();
    void keyboardAloneLeadsFromAnEmptyWindowToBalancedTraffic();
    void tabKeyGoesTheWayTheEyeGoes();
    void freezeHoldsThePictureWhileDataIsCollected();
    void tableIsAsHighAsItsRowsUntilSomebodyMovesIt();
    void lowWindowFoldsTheTabsAndShowsBothCharts();
    void tabsThatTheUserOpensInALowWindowStayOpen();
    void narrowWindowKeepsTheTimesInARow();
    void windowIsTheSameInTheNextSession();
};

namespace {

QString cell(Session &session, int row, Column column)
{
    BackendModel &model = session.window().backends().model();
    return model.index(row, static_cast<int>(column)).data(Qt::DisplayRole).toString();
}

} // namespace

void WindowTest::trafficIsShownAndTableChartsAndMetricsAgree()
{
    Backend a;
    Backend b;
    Session session(configFor({a.address(), b.address()}));
    session.start();
    QTRY_VERIFY(session.isUp(0) && session.isUp(1));
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 6; ++i) {
        clients.push_back(std::make_unique<Client>(session.port()));
        QVERIFY(clients.back()->talk("hello"));
    }
    QTRY_COMPARE(cell(session, 0, Column::Active), QStringLiteral("3"));
    QTRY_COMPARE(cell(session, 1, Column::Active), QStringLiteral("3"));
    QCOMPARE(session.metric("lbfy_backend_connections_active{service=\"web\",backend=\"a\"}"), 3);
    QCOMPARE(session.metric("lbfy_connections_active"), 6);
    const auto newest = [&](std::size_t line) {
        const auto &lines = session.window().charts().chart(1).picture().frame.lines;
        return line < lines.size() ? lines[line].current.value_or(-1) : -1;
    };
    QTRY_COMPARE(newest(0), 3.0F);
    QTRY_COMPARE(newest(1), 3.0F);
    QCOMPARE(session.window().charts().chart(1).picture().frame.lines[1].name, QStringLiteral("b"));
}

void WindowTest::editOfABackendReachesNewClientsAndLeavesOpenOnesAlone()
{
    Backend a;
    Backend other;
    Session session(configFor({a.address()}));
    session.start();
    QTRY_VERIFY(session.isUp(0));
    Client old(session.port());
    QVERIFY(old.talk("before"));
    const BackendId id = session.document().backends(*session.window().service()).front();
    const QString address = QString::fromStdString(other.address().toString());
    QVERIFY(session.document().setField({id}, BackendField::Address, address).ok());
    QTRY_COMPARE(cell(session, 0, Column::Address), address);
    QTRY_VERIFY(session.isUp(0));
    Client fresh(session.port());
    QVERIFY(fresh.talk("after"));
    QTRY_VERIFY(other.accepted() > 0);
    QVERIFY(old.talk("still there"));
    QVERIFY(session.document().undo().ok());
    QTRY_COMPARE(QString::fromStdString(session.service().backends.front().address),
                 QString::fromStdString(a.address().toString()));
    QVERIFY(fresh.talk("still here too"));
}

void WindowTest::switchOfStrategyIsAnUndoStepAMarkerAndMovesNobody()
{
    Backend a;
    Backend b;
    Session session(configFor({a.address(), b.address()}));
    session.start();
    QTRY_VERIFY(session.isUp(0) && session.isUp(1));
    Client client(session.port());
    QVERIFY(client.talk("one"));
    QTest::keyClick(&session.window(), Qt::Key_3, Qt::ControlModifier);
    QTRY_COMPARE(session.service().strategy, StrategyKind::LatencyAware);
    QVERIFY(client.talk("two"));
    const auto isSwitch = [](const TimelineEvent &event) { return event.kind == TimelineEvent::Kind::Strategy; };
    const auto &events = session.window().live().timeline().events();
    QTRY_VERIFY(std::any_of(events.begin(), events.end(), isSwitch));
    QTest::keyClick(&session.window(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(session.service().strategy, StrategyKind::RoundRobin);
    QVERIFY(client.talk("three"));
}

void WindowTest::wrongListenAddressIsSaidAndChangesNothing()
{
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    QTRY_VERIFY(session.port() != 0);
    const std::uint16_t before = session.port();
    auto *listen = session.window().findChild<QLineEdit *>(QStringLiteral("listen"));
    QVERIFY(listen);
    listen->setFocus();
    listen->selectAll();
    QTest::keyClicks(listen, QStringLiteral("127.0.0.1:99999"));
    QTest::keyClick(listen, Qt::Key_Return);
    QVERIFY(session.barSays(QStringLiteral("the port must be")));
    QCOMPARE(session.port(), before);
}

void WindowTest::renamedBackendKeepsItsLine()
{
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    QTRY_VERIFY(session.isUp(0));
    Client client(session.port());
    QVERIFY(client.talk("x"));
    const auto line = [&]() -> const ChartLine * {
        const auto &lines = session.window().charts().chart(0).picture().frame.lines;
        return lines.size() == 1 ? &lines.front() : nullptr;
    };
    QTRY_VERIFY(line() && line()->current.has_value());
    const BackendId id = session.document().backends(*session.window().service()).front();
    QVERIFY(session.document().setField({id}, BackendField::Name, QStringLiteral("renamed")).ok());
    QTRY_VERIFY(line() && line()->name == QStringLiteral("renamed") && line()->current.has_value());
}

void WindowTest::keyboardAloneLeadsFromAnEmptyWindowToBalancedTraffic()
{
    Backend a;
    Backend b;
    Session session(configFor({}));
    session.start();
    MainWindow &window = session.window();
    const auto type = [&](const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); };
    const auto press = [&](Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window, key, modifiers);
    };
    for (const Backend *backend : {&a, &b}) {
        press(Qt::Key_N, Qt::ControlModifier);
        QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        qobject_cast<QLineEdit *>(QApplication::focusWidget())->selectAll();
        type(QString::fromStdString(backend->address().toString()));
        press(Qt::Key_Return);
    }
    QTRY_COMPARE(session.service().backends.size(), std::size_t {2});
    press(Qt::Key_2, Qt::ControlModifier);
    QTRY_COMPARE(session.service().strategy, StrategyKind::LeastConnections);
    QTRY_VERIFY(session.isUp(0) && session.isUp(1));
    // A worker hears of the backends a moment after the window does, and refuses whom it takes before.
    std::vector<std::unique_ptr<Client>> clients;
    const auto bothServe = [&] {
        clients.push_back(std::make_unique<Client>(session.port()));
        clients.back()->say("x");
        return session.service().backends[0].active > 0 && session.service().backends[1].active > 0;
    };
    QTRY_VERIFY(bothServe());
    const auto isAnswered = [](const auto &client) { return client->received() == "x"; };
    QTRY_VERIFY(std::ranges::count_if(clients, isAnswered) >= 2);
    press(Qt::Key_Escape); // out of the line for new backends, which has an undo of its own
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(session.service().strategy, StrategyKind::RoundRobin);
}

void WindowTest::tabKeyGoesTheWayTheEyeGoes()
{
    Session session(configFor({unusedAddress(), unusedAddress()}));
    session.start();
    MainWindow &window = session.window();
    std::vector<QWidget *> stops;
    QWidget *widget = window.centralWidget();
    do {
        const bool isStop = widget->focusPolicy() & Qt::TabFocus && widget->isVisible() && widget->isEnabled();
        if (isStop && window.centralWidget()->isAncestorOf(widget) && !widget->focusProxy())
            stops.push_back(widget);
        widget = widget->nextInFocusChain();
    } while (widget != window.centralWidget());
    QVERIFY(stops.size() > 15);
    constexpr int sameRow = 16; // pixels between the tops of neighbours
    for (std::size_t i = 1; i < stops.size(); ++i) {
        const QPoint from = stops[i - 1]->mapTo(&window, QPoint());
        const QPoint to = stops[i]->mapTo(&window, QPoint());
        const QString where = stops[i - 1]->accessibleName() + u'>' + stops[i]->accessibleName();
        QVERIFY2(to.y() > from.y() - sameRow, qPrintable(where));
        QVERIFY2(to.y() > from.y() + sameRow || to.x() > from.x(), qPrintable(where));
    }
}

void WindowTest::freezeHoldsThePictureWhileDataIsCollected()
{
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    QTRY_VERIFY(session.isUp(0));
    const QString before = cell(session, 0, Column::Active);
    QTest::keyClick(&session.window(), Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(session.window().charts().isFrozen());
    Client client(session.port());
    QVERIFY(client.talk("x"));
    QTRY_COMPARE(session.window().live().service("web")->active, std::uint64_t {1});
    QCOMPARE(cell(session, 0, Column::Active), before);
    QTest::keyClick(&session.window(), Qt::Key_Space, Qt::ControlModifier);
    QTRY_COMPARE(cell(session, 0, Column::Active), QStringLiteral("1"));
}

void WindowTest::tableIsAsHighAsItsRowsUntilSomebodyMovesIt()
{
    Session session(configFor({unusedAddress(), unusedAddress()}));
    session.start();
    BackendsView &backends = session.window().backends();
    const ServiceId service = *session.window().service();
    QTRY_COMPARE(backends.height(), backends.sizeHint().height());
    const int two = backends.height();
    QVERIFY(session.document().addBackends(service, QStringLiteral("127.0.0.1:1\n127.0.0.1:2")).ok());
    QTRY_COMPARE(backends.height(), backends.sizeHint().height());
    QVERIFY(backends.height() > two);
    session.window().resize(1300, 1000);
    QTRY_COMPARE(backends.height(), backends.sizeHint().height());

    auto *parts = qobject_cast<QSplitter *>(backends.parentWidget());
    QVERIFY(parts);
    QTest::mousePress(parts->handle(1), Qt::LeftButton);
    QTest::mouseMove(parts->handle(1), {10, 60});
    QTest::mouseRelease(parts->handle(1), Qt::LeftButton, {}, {10, 60});
    const int chosen = backends.height();
    QVERIFY(chosen > backends.sizeHint().height());
    QVERIFY(session.document().addBackends(service, QStringLiteral("127.0.0.1:3")).ok());
    QCoreApplication::processEvents();
    QCOMPARE(backends.height(), chosen);
}

void WindowTest::lowWindowFoldsTheTabsAndShowsBothCharts()
{
    Session session(configFor({unusedAddress(), unusedAddress()}));
    session.start();
    MainWindow &window = session.window();
    QCOMPARE(window.tabs().pages(), LowerTabs::Pages::Shown);
    window.resize(900, 560);
    QTRY_COMPARE(window.tabs().pages(), LowerTabs::Pages::Folded);
    QTRY_VERIFY(window.charts().chart(0).isVisible() && window.charts().chart(1).isVisible());
    QVERIFY2(window.charts().chart(1).plot().height() >= 60,
             qPrintable(QString::number(window.charts().chart(1).plot().height())));
    QVERIFY(!window.tabs().currentWidget()->isVisible());
    QCOMPARE(window.tabs().wanted(), Watch::Ended);
    window.resize(900, 800);
    QTRY_COMPARE(window.tabs().pages(), LowerTabs::Pages::Shown);
    QVERIFY(window.tabs().currentWidget()->isVisible());
}

void WindowTest::tabsThatTheUserOpensInALowWindowStayOpen()
{
    Session session(configFor({unusedAddress(), unusedAddress()}));
    session.start();
    MainWindow &window = session.window();
    window.resize(900, 560);
    QTRY_COMPARE(window.tabs().pages(), LowerTabs::Pages::Folded);
    QTest::mouseClick(window.tabs().tabBar(), Qt::LeftButton, {}, window.tabs().tabBar()->tabRect(1).center());
    QCOMPARE(window.tabs().pages(), LowerTabs::Pages::Shown);
    QTRY_VERIFY(window.tabs().currentWidget()->isVisible() && window.tabs().currentWidget()->height() > 100);
    window.resize(920, 580);
    QCoreApplication::processEvents();
    QCOMPARE(window.tabs().pages(), LowerTabs::Pages::Shown);
}

void WindowTest::narrowWindowKeepsTheTimesInARow()
{
    Session session(configFor({unusedAddress()}));
    session.start();
    const auto isNarrow = [&](const QString &name) {
        const auto all = session.window().findChildren<SegmentedControl *>();
        const auto found = std::ranges::find(all, name, &QWidget::accessibleName);
        return found != all.end() && (*found)->isNarrow();
    };
    QVERIFY(!isNarrow(QStringLiteral("Strategy")));
    session.window().resize(900, 560);
    QTRY_VERIFY(isNarrow(QStringLiteral("Strategy")));
    QTRY_VERIFY(!isNarrow(QStringLiteral("Time shown"))); // once the row has shared out what the list leaves
    session.window().resize(1280, 860);
    QTRY_VERIFY(!isNarrow(QStringLiteral("Strategy")));
}

void WindowTest::windowIsTheSameInTheNextSession()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("ui.conf"));
    Log log(STDERR_FILENO, LogFormat::Text, LogLevel::Error);
    Balancer balancer(log);
    Document document([&](const Config &config) { return balancer.apply(config); });
    Theme theme(noWish(), ThemeChoice::Light);
    {
        Preferences preferences(file);
        MainWindow window({document, balancer, log, theme, preferences});
        window.show();
        window.resize(1111, 777);
        window.actions().windows()->actions().at(2)->trigger();
    }
    Preferences preferences(file);
    MainWindow window({document, balancer, log, theme, preferences});
    QCOMPARE(window.size(), QSize(1111, 777));
    QCOMPARE(window.charts().timeWindow(), std::chrono::seconds(900));
}

} // namespace lbfy::test

QTEST_MAIN(lbfy::test::WindowTest)
#include "windowtest.moc"
