// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window in each of its states, as files to be looked at, in the folder that LBFY_PICTURES names or else in
// "pictures" beside the program. What a program can see by itself is checked: that something is drawn, in the colours of
// the scheme, and that no label is cut off.

#include "core/lab/demo.h"
#include "session.h"
#include "tests/engine/network.h"
#include "ui/backends/backendsview.h"
#include "ui/backends/columns.h"
#include "ui/chart/chartpanel.h"
#include "ui/chart/timeseriesview.h"
#include "ui/lab/loadtab.h"
#include "ui/lab/testbackendstab.h"
#include "ui/text/translations.h"
#include "ui/widgets/infobarstack.h"
#include "ui/window/actions.h"
#include "ui/window/lowertabs.h"
#include "ui/window/settingswindows.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <memory>
#include <vector>

namespace lbfy::test {

class WindowPicturesTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void firstStart();
    void running();
    void oneBackendDown();
    void busyWithEight();
    void connectionsEventsPicksAndLog();
    void loadAndTestBackends();
    void serviceEditor();
    void errorInACell();
    void smallestSize();
    void severalServices();
    void otherWindows();
    void german();

private:
    QString m_folder;
};

namespace {

/// Texts that were given less room than they need; those that may be cut are of classes of their own.
QStringList cutLabels(const QWidget &in)
{
    QStringList cut;
    for (const QLabel *label : in.findChildren<QLabel *>()) {
        const bool plain = label->metaObject() == &QLabel::staticMetaObject && !label->wordWrap()
                && label->sizePolicy().horizontalPolicy() != QSizePolicy::Ignored;
        if (plain && label->isVisible() && !label->text().isEmpty()
            && label->width() < label->minimumSizeHint().width())
            cut << label->text();
    }
    return cut;
}

QPushButton *button(const QWidget &in, const QString &words)
{
    const auto buttons = in.findChildren<QPushButton *>();
    const auto found = std::find_if(buttons.begin(), buttons.end(), [&](const QPushButton *button) {
        return QString(button->text()).remove(u'&') == words;
    });
    return found == buttons.end() ? nullptr : *found;
}

std::size_t points(Session &session)
{
    const ChartFrame &frame = session.window().charts().chart(1).picture().frame;
    std::size_t count = 0;
    for (const ChartLine &line : frame.lines)
        count += static_cast<std::size_t>(std::count_if(line.curve.begin(), line.curve.end(),
                                                        [](const auto &point) { return point.has_value(); }));
    return count;
}

/// Clients that talk until the charts have something to show.
class Traffic
{
public:
    Traffic(Session &session, int clients)
    {
        for (int i = 0; i < clients; ++i)
            m_clients.push_back(std::make_unique<Client>(session.port()));
    }
    void talk()
    {
        for (const auto &client : m_clients)
            QVERIFY(client->talk("hello, backend"));
    }

private:
    std::vector<std::unique_ptr<Client>> m_clients;
};

} // namespace

void WindowPicturesTest::initTestCase()
{
    m_folder = qEnvironmentVariable("LBFY_PICTURES",
                                    QCoreApplication::applicationDirPath() + QStringLiteral("/pictures"));
    QVERIFY(QDir().mkpath(m_folder));
}

/// In light and dark, once everything has its place. The window keeps the light one.
#define TAKE_PICTURES(session, widget, name) \
    for (const ThemeChoice choice : {ThemeChoice::Dark, ThemeChoice::Light}) { \
        (session).theme().choose(choice); \
        QCoreApplication::processEvents(); \
        QTRY_VERIFY2(cutLabels(widget).isEmpty(), qPrintable(cutLabels(widget).join(u'|'))); \
        const QImage image = (widget).grab().toImage(); \
        const bool dark = choice == ThemeChoice::Dark; \
        QVERIFY(image.save(m_folder + QStringLiteral("/") + QStringLiteral(name) \
                           + (dark ? QStringLiteral("-dark.png") : QStringLiteral("-light.png")))); \
        QCOMPARE(image.pixelColor(2, image.height() / 2).lightness() < 128, dark); \
    }

void WindowPicturesTest::firstStart()
{
    Session session(configFor({unusedAddress(), unusedAddress()}));
    session.start();
    QTRY_VERIFY_WITH_TIMEOUT(session.barSays(QStringLiteral("No backend is up")), 15000);
    TAKE_PICTURES(session, session.window(), "first-start");
    session.window().resize(900, 560);
    QTRY_COMPARE(session.window().tabs().pages(), LowerTabs::Pages::Folded);
    QCoreApplication::processEvents();
    TAKE_PICTURES(session, session.window(), "first-start-smallest");
}

void WindowPicturesTest::running()
{
    Backend a;
    Backend b;
    Backend c;
    Session session(configFor({a.address(), b.address(), c.address()}));
    session.start();
    QTRY_VERIFY(session.port() != 0);
    Traffic traffic(session, 12);
    QTRY_VERIFY_WITH_TIMEOUT((traffic.talk(), points(session) > 30), 30000);
    TAKE_PICTURES(session, session.window(), "running");
}

void WindowPicturesTest::oneBackendDown()
{
    Backend a;
    Backend b;
    Session session(configFor({a.address(), b.address()}));
    session.start();
    QTRY_VERIFY(session.port() != 0);
    Traffic traffic(session, 4);
    traffic.talk();
    b.stop();
    QTRY_COMPARE(session.service().backends[1].state, BackendState::Down);
    QTRY_VERIFY_WITH_TIMEOUT(points(session) > 16, 30000);
    TAKE_PICTURES(session, session.window(), "one-down");
}

void WindowPicturesTest::busyWithEight()
{
    std::vector<std::unique_ptr<Backend>> backends;
    Config config = configFor({});
    for (int i = 0; i < 8; ++i) {
        backends.push_back(std::make_unique<Backend>());
        config.services.front().backends.push_back({.name = "backend-" + std::to_string(i + 1),
                                                    .address = backends.back()->address(),
                                                    .weight = 1 + i % 3});
    }
    Session session(config);
    session.start();
    QTRY_VERIFY(session.port() != 0);
    Traffic traffic(session, 40);
    QTRY_VERIFY_WITH_TIMEOUT((traffic.talk(), points(session) > 80), 30000);
    TAKE_PICTURES(session, session.window(), "eight");
    session.window().resize(900, 560);
    QTRY_COMPARE(session.window().tabs().pages(), LowerTabs::Pages::Folded);
    QCoreApplication::processEvents();
    TAKE_PICTURES(session, session.window(), "eight-smallest");
}

void WindowPicturesTest::connectionsEventsPicksAndLog()
{
    Backend a;
    Backend b;
    Session session(configFor({a.address(), b.address()}));
    session.start();
    QTRY_VERIFY(session.port() != 0);
    Traffic traffic(session, 20);
    traffic.talk();
    QTRY_VERIFY(session.balancer().latest()->activity && session.balancer().latest()->activity->open.size() == 20);
    QTRY_VERIFY(points(session) > 8);
    session.window().resize(1280, 900);
    session.window().tabs().setCurrentIndex(0);
    TAKE_PICTURES(session, session.window(), "tab-connections");
    session.window().tabs().setCurrentIndex(1);
    TAKE_PICTURES(session, session.window(), "tab-events");
    session.window().tabs().setCurrentIndex(2);
    TAKE_PICTURES(session, session.window(), "tab-picks");
    session.window().tabs().setCurrentIndex(3);
    TAKE_PICTURES(session, session.window(), "tab-log");
}

void WindowPicturesTest::loadAndTestBackends()
{
    Demo demo;
    QVERIFY(demo.open().ok());
    Config config = demo.config();
    config.workers = 2;
    Session session(config, {}, &demo);
    session.start();
    LowerTabs &tabs = session.window().tabs();
    QTRY_VERIFY(demo.figures().answeredEver > 20);
    session.window().resize(1400, 900);
    tabs.setCurrentWidget(&tabs.load());
    TAKE_PICTURES(session, session.window(), "tab-load-empty");
    auto *startStop = button(tabs.load(), QStringLiteral("Start load"));
    QVERIFY(startStop);
    startStop->click();
    QTRY_VERIFY(tabs.load().figures().turns() > 300);
    TAKE_PICTURES(session, session.window(), "tab-load");
    demo.kill(0);
    QTRY_VERIFY_WITH_TIMEOUT(!tabs.load().isLoading(), 30000);
    session.window().resize(900, 560);
    TAKE_PICTURES(session, session.window(), "tab-load-smallest");
    tabs.setCurrentWidget(tabs.testBackends());
    TAKE_PICTURES(session, session.window(), "tab-test-backends-smallest");
    session.window().resize(1400, 900);
    auto *delay = tabs.findChild<QLineEdit *>(QStringLiteral("medium.delay"));
    delay->setText(QStringLiteral("8"));
    TAKE_PICTURES(session, session.window(), "tab-test-backends");
}

void WindowPicturesTest::serviceEditor()
{
    Backend a;
    Session session(configFor({a.address()}));
    session.start();
    session.window().settings().showService(*session.window().service());
    auto *dialog = session.window().findChild<QDialog *>();
    QVERIFY(dialog);
    QTRY_VERIFY(dialog->isVisible());
    TAKE_PICTURES(session, *dialog, "service-editor");
}

void WindowPicturesTest::errorInACell()
{
    Backend a;
    Backend b;
    Session session(configFor({a.address(), b.address()}));
    session.start();
    BackendsTable &table = session.window().backends().table();
    const QModelIndex address = session.window().backends().model().index(0, static_cast<int>(Column::Address));
    table.setFocus();
    table.setCurrentIndex(address);
    table.edit(address);
    auto *editor = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    QVERIFY(editor);
    editor->selectAll();
    QTest::keyClicks(editor, QStringLiteral("127.0.0.1:99999"));
    QVERIFY(session.window().backends().message().contains(QStringLiteral("port must be")));
    TAKE_PICTURES(session, session.window(), "error-in-cell");
}

void WindowPicturesTest::smallestSize()
{
    Backend a;
    Backend b;
    Session session(configFor({a.address(), b.address()}));
    session.start();
    session.window().resize(900, 560);
    QTRY_VERIFY(session.port() != 0);
    Traffic traffic(session, 12);
    QTRY_VERIFY_WITH_TIMEOUT((traffic.talk(), points(session) > 16), 30000);
    TAKE_PICTURES(session, session.window(), "smallest");
    session.window().tabs().focusFilter();
    const auto *open = session.window().tabs().findChild<QAbstractItemView *>(QStringLiteral("open"));
    QTRY_COMPARE(open->model()->rowCount(), 12);
    TAKE_PICTURES(session, session.window(), "smallest-tabs");
}

void WindowPicturesTest::severalServices()
{
    Backend a;
    Config config = configFor({a.address(), unusedAddress()});
    config.services.push_back(config.services.front());
    config.services.back().name = "postgres-replicas";
    config.services.back().backends.pop_back();
    Session session(config);
    session.start();
    QTRY_VERIFY(points(session) > 8);
    QTRY_COMPARE(session.service().backends[1].state, BackendState::Down);
    session.window().actions().strategies()->actions().at(2)->trigger();
    QCoreApplication::processEvents();
    TAKE_PICTURES(session, session.window(), "services");
}

void WindowPicturesTest::otherWindows()
{
    Session session(configFor({unusedAddress()}));
    session.start();
    session.window().settings().showPreferences();
    auto *preferences = session.window().findChild<QDialog *>();
    QTRY_VERIFY(preferences->isVisible());
    TAKE_PICTURES(session, *preferences, "preferences");
    preferences->close();
    QTRY_VERIFY(!session.window().findChild<QDialog *>());
    session.window().settings().showShortcuts();
    auto *sheet = session.window().findChild<QDialog *>();
    QTRY_VERIFY(sheet->isVisible());
    TAKE_PICTURES(session, *sheet, "shortcuts");
}

/// The last, since the program speaks German from here on: longer words in the same room.
void WindowPicturesTest::german()
{
    QVERIFY(installTranslations(*QCoreApplication::instance(), QStringLiteral("de")));
    Backend a;
    Backend b;
    Config config = configFor({a.address(), b.address(), unusedAddress()});
    config.services.front().backends.front().mode = BackendMode::Drain;
    Session session(config);
    session.start();
    QTRY_VERIFY(session.port() != 0);
    Traffic traffic(session, 12);
    traffic.talk();
    QTRY_COMPARE(session.service().backends[2].state, BackendState::Down);
    QTRY_VERIFY(points(session) > 8);
    TAKE_PICTURES(session, session.window(), "german");
    session.window().tabs().setCurrentIndex(1);
    session.window().resize(900, 560);
    QTRY_COMPARE(session.window().tabs().pages(), LowerTabs::Pages::Folded);
    QCoreApplication::processEvents();
    TAKE_PICTURES(session, session.window(), "german-smallest");
    session.window().tabs().setCurrentWidget(&session.window().tabs().load());
    TAKE_PICTURES(session, session.window(), "german-load-smallest");
    session.window().resize(1400, 900);
    TAKE_PICTURES(session, session.window(), "german-load");
}

} // namespace lbfy::test

QTEST_MAIN(lbfy::test::WindowPicturesTest)
#include "picturestest.moc"
