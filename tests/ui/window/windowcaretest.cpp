// SPDX-License-Identifier: GPL-3.0-or-later
//
// That nothing is lost, told wrongly or done twice: what is unsaved when the window closes, an Undo that is about another
// step by now, a picture of another service, texts of one theme in the other.

#include "session.h"
#include "tests/engine/network.h"
#include "ui/backends/backendsview.h"
#include "ui/backends/columns.h"
#include "ui/chart/chartpanel.h"
#include "ui/chart/timeseriesview.h"
#include "ui/theme/palette.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/infobarstack.h"
#include "ui/window/actions.h"
#include "ui/window/documentbars.h"
#include "ui/window/servicelist.h"

#include <QAction>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>

namespace lbfy::test {

class WindowCareTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void editsThatAreNotSavedAreAskedForBeforeTheWindowCloses();
    void savingFirstWritesTheFileAndCloses();
    void openingAnotherFileDoesNotLoseEdits();
    void sessionWithoutAFileDoesNotForgetTheLastOne();
    void anUndoThatWouldTakeBackAnotherStepIsGone();
    void themeChosenElsewhereIsTickedInTheMenu();
    void serviceChosenWhileFrozenIsShownAsItIs();
    void backendsTakenOutAreNotCalledDown();
    void quittingFromTheTrayAsksWhereItIsSeen();
    void addressThatIsUndoneStaysUndone();
    void escapeTakesBackAnAddressThatIsWrong();
    void addressRefusedForOneServiceIsNotThatOfAnother();
    void windowThatGoesWithAnAddressHalfTypedSpeaksToNobody();
    void shapesOfTheServicesFollowThemeAndState();
    void longNameDoesNotWidenTheWindow();
    void burstOfEventsDrawsTheChartsOnce();
};

namespace {

ServiceId first(Session &session)
{
    return session.document().services().front();
}

Config twoServices(const Address &backend)
{
    Config config = configFor({backend});
    config.services.push_back(config.services.front());
    config.services.back().name = "other";
    return config;
}

bool edit(Session &session, const char *weight = "7")
{
    const BackendId id = session.document().backends(first(session)).front();
    return session.document().setField({id}, BackendField::Weight, QString::fromLatin1(weight)).ok();
}

/// Presses a button of a bar or toast; false: there is none.
bool press(Session &session, const QString &words)
{
    const auto buttons = session.window().findChildren<QPushButton *>();
    const auto found = std::find_if(buttons.begin(), buttons.end(), [&](const QPushButton *button) {
        return button->isVisible() && QString(button->text()).remove(u'&') == words;
    });
    if (found == buttons.end())
        return false;
    (*found)->click();
    return true;
}

QString cellText(Session &session, Column column)
{
    return session.window().backends().model().index(0, static_cast<int>(column)).data().toString();
}

QString written(Session &session, const QString &name, const char *text)
{
    QFile file(session.folder() + QChar(u'/') + name);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
        return {};
    return file.fileName();
}

constexpr const char *ownFile = "metrics = \"off\"\n[[service]]\nname = \"own\"\nlisten = \"127.0.0.1:0\"\n"
                                "[[service.backend]]\nname = \"a\"\naddress = \"127.0.0.1:9\"\n";

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void WindowCareTest::editsThatAreNotSavedAreAskedForBeforeTheWindowCloses()
{
    Session session(configFor({unusedAddress()}));
    session.start();
    QVERIFY(edit(session));
    QVERIFY(!session.window().close());
    QVERIFY(session.barSays(QStringLiteral("not saved")));
    // Another edit, and the question stands again.
    QVERIFY(edit(session, "8"));
    QVERIFY(!session.window().close());
    QVERIFY(press(session, QStringLiteral("Quit without saving")));
    QTRY_VERIFY(!session.window().isVisible());
}

void WindowCareTest::savingFirstWritesTheFileAndCloses()
{
    Session session(configFor({unusedAddress()}));
    const QString path = written(session, QStringLiteral("own.toml"), ownFile);
    session.start();
    session.window().open(path);
    QCOMPARE(session.document().path(), path);
    QVERIFY(session.window().isVisible());
    QVERIFY(edit(session));
    QVERIFY(!session.window().close());
    QVERIFY(press(session, QStringLiteral("Save first")));
    QTRY_VERIFY(!session.window().isVisible());
    QVERIFY(contentOf(path).contains("weight = 7"));
}

void WindowCareTest::openingAnotherFileDoesNotLoseEdits()
{
    Session session(configFor({unusedAddress()}));
    const QString path = written(session, QStringLiteral("own.toml"), ownFile);
    session.start();
    QVERIFY(edit(session));
    session.window().open(path);
    QVERIFY(session.document().path().isEmpty());
    QVERIFY(session.barSays(QStringLiteral("not saved")));
    QVERIFY(press(session, QStringLiteral("Discard them")));
    QCOMPARE(session.document().path(), path);
}

void WindowCareTest::sessionWithoutAFileDoesNotForgetTheLastOne()
{
    Session session(configFor({unusedAddress()}));
    const QString path = written(session, QStringLiteral("own.toml"), ownFile);
    session.start();
    session.window().open(path);
    QCOMPARE(session.preferences().lastFile(), path);
    session.document().setConfig(configFor({unusedAddress()}), {});
    QCOMPARE(session.preferences().lastFile(), path);
}

void WindowCareTest::anUndoThatWouldTakeBackAnotherStepIsGone()
{
    Session session(configFor({unusedAddress()}));
    session.start();
    session.window().actions().strategies()->actions().at(3)->trigger();
    QCOMPARE(session.document().service(first(session))->strategy, StrategyKind::Random);
    QVERIFY(edit(session));
    QVERIFY(!press(session, QStringLiteral("Undo")));
    session.window().actions().strategies()->actions().at(1)->trigger();
    QVERIFY(press(session, QStringLiteral("Undo")));
    QCOMPARE(session.document().service(first(session))->strategy, StrategyKind::Random);
    QCOMPARE(session.document().service(first(session))->backends.front().weight, 7);
}

void WindowCareTest::themeChosenElsewhereIsTickedInTheMenu()
{
    Session session(configFor({unusedAddress()}));
    session.preferences().setTheme(ThemeChoice::Dark);
    QVERIFY(session.window().actions().themes()->actions().at(static_cast<int>(ThemeChoice::Dark))->isChecked());
}

void WindowCareTest::serviceChosenWhileFrozenIsShownAsItIs()
{
    Backend a;
    Session session(twoServices(a.address()));
    session.start();
    QTRY_VERIFY(cellText(session, Column::State).startsWith(QStringLiteral("Up")));
    session.window().actions().of(Command::Freeze)->trigger();
    session.window().findChild<ServiceList *>()->setCurrentRow(1);
    QVERIFY2(cellText(session, Column::State).startsWith(QStringLiteral("Up")),
             qPrintable(cellText(session, Column::State)));
}

void WindowCareTest::backendsTakenOutAreNotCalledDown()
{
    Config config = configFor({unusedAddress()});
    config.services.front().backends.front().mode = BackendMode::Disabled;
    Session session(config);
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.barSays(QStringLiteral("drained or disabled")), 15000);
    QVERIFY(!session.barSays(QStringLiteral("No backend is up")));
    QVERIFY(press(session, QStringLiteral("Enable all")));
    QCOMPARE(session.document().service(first(session))->backends.front().mode, BackendMode::Ready);
}

void WindowCareTest::quittingFromTheTrayAsksWhereItIsSeen()
{
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    QTRY_VERIFY(session.port() != 0);
    Client client(session.port());
    QVERIFY(client.talk("open"));
    QTRY_VERIFY(session.window().live().snapshot()->active == 1);
    session.window().hide();
    session.window().actions().of(Command::Quit)->trigger();
    QVERIFY(session.window().isVisible());
    QVERIFY(session.barSays(QStringLiteral("Quitting now would cut")));
}

void WindowCareTest::addressThatIsUndoneStaysUndone()
{
    Session session(configFor({unusedAddress()}));
    session.start();
    const Address before = session.document().service(first(session))->listen;
    auto *listen = session.window().findChild<QLineEdit *>(QStringLiteral("listen"));
    listen->setFocus();
    listen->selectAll();
    QTest::keyClicks(listen, QStringLiteral("127.0.0.2:0"));
    QTest::keyClick(listen, Qt::Key_Return);
    QCOMPARE(session.document().service(first(session))->listen.host, std::string("127.0.0.2"));
    QVERIFY(session.document().undo().ok());
    session.window().backends().table().setFocus();
    QCOMPARE(session.document().service(first(session))->listen, before);
    QCOMPARE(listen->text(), QString::fromStdString(before.toString()));
}

void WindowCareTest::escapeTakesBackAnAddressThatIsWrong()
{
    Session session(configFor({unusedAddress()}));
    session.start();
    auto *listen = session.window().findChild<QLineEdit *>(QStringLiteral("listen"));
    const QString before = listen->text();
    listen->setFocus();
    listen->selectAll();
    QTest::keyClicks(listen, QStringLiteral("nonsense"));
    QTest::keyClick(listen, Qt::Key_Return);
    QVERIFY(session.barSays(QStringLiteral("Listen on")));
    QTest::keyClick(listen, Qt::Key_Escape);
    QCOMPARE(listen->text(), before);
    QVERIFY(!session.barSays(QStringLiteral("Listen on")));
}

void WindowCareTest::addressRefusedForOneServiceIsNotThatOfAnother()
{
    Backend taken;
    Session session(twoServices(unusedAddress()));
    session.start();
    auto *listen = session.window().findChild<QLineEdit *>(QStringLiteral("listen"));
    const QString configured = listen->text();
    listen->setFocus();
    listen->selectAll();
    QTest::keyClicks(listen, QString::fromStdString(taken.address().toString()));
    QTest::keyClick(listen, Qt::Key_Return);
    QVERIFY(session.barSays(QStringLiteral("address in use")));
    session.window().findChild<ServiceList *>()->setCurrentRow(1);
    QCOMPARE(listen->text(), configured);
    const Config before = session.document().config();
    QTest::keyClick(listen, Qt::Key_Return);
    QVERIFY(session.document().config() == before);
}

/// The window goes with the focus in a field that commits when it loses it.
void WindowCareTest::windowThatGoesWithAnAddressHalfTypedSpeaksToNobody()
{
    Session session(configFor({unusedAddress()}));
    session.start();
    auto *listen = session.window().findChild<QLineEdit *>(QStringLiteral("listen"));
    listen->setFocus();
    QTest::keyClicks(listen, QStringLiteral("9"));
    QVERIFY(listen->hasFocus());
}

void WindowCareTest::shapesOfTheServicesFollowThemeAndState()
{
    Backend a;
    Session session(twoServices(a.address()));
    session.start();
    const auto *list = session.window().findChild<ServiceList *>();
    QTRY_VERIFY(list->item(0)->text().contains(QStringLiteral("1 of 1 up")));
    const auto shape = [list] { return list->item(0)->icon().pixmap(14, 14).toImage(); };
    QTRY_VERIFY(!shape().isNull());
    const QImage before = shape();
    const bool dark = schemeOf(session.window().palette()) == Scheme::Dark;
    session.preferences().setTheme(dark ? ThemeChoice::Light : ThemeChoice::Dark);
    QTRY_VERIFY(shape() != before);
}

void WindowCareTest::longNameDoesNotWidenTheWindow()
{
    Config config = configFor({unusedAddress(), unusedAddress()});
    config.services.front().backends.front().name = std::string(60, 'n');
    Session session(config);
    session.window().resize(900, 560);
    session.start();
    QVERIFY(session.document().removeBackends({session.document().backends(first(session)).front()}).ok());
    const auto labels = session.window().findChildren<ElidedLabel *>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const ElidedLabel *label) {
        return label->isVisible() && label->text().contains(QStringLiteral("nnnn"));
    }));
    QVERIFY(session.window().minimumSizeHint().width() <= 900);
    QCOMPARE(session.window().width(), 900);
}

void WindowCareTest::burstOfEventsDrawsTheChartsOnce()
{
    Session session(configFor({unusedAddress()}));
    session.start();
    QTRY_VERIFY(!session.window().charts().chart(0).picture().frame.lines.empty());
    QCoreApplication::processEvents();
    const auto marks = [&] { return session.window().charts().chart(0).picture().marks.size(); };
    const std::size_t marked = marks();
    const std::uint64_t before = session.window().charts().refreshes();
    for (int i = 0; i < 50; ++i) {
        session.window().live().timeline().add(TimelineEvent::Kind::Mark, std::chrono::system_clock::now(), {}, {},
                                               QStringLiteral("mark"));
    }
    QCOMPARE(session.window().charts().refreshes(), before);
    QTRY_VERIFY(marks() >= marked + 50);
    QVERIFY(session.window().charts().refreshes() - before < 10);
}

} // namespace lbfy::test

QTEST_MAIN(lbfy::test::WindowCareTest)
#include "windowcaretest.moc"
