// SPDX-License-Identifier: GPL-3.0-or-later
//
// The demo in the window, on a live engine: its buttons act on the live demo, its clients follow the service, and what
// the user has (files, settings, a window without the demo) is left alone.

#include "tests/engine/network.h"
#include "tests/ui/window/session.h"
#include "core/lab/demo.h"
#include "ui/lab/demobanner.h"
#include "ui/widgets/infobarstack.h"
#include "ui/widgets/segmentedcontrol.h"
#include "ui/window/actions.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <memory>

namespace lbfy::test {

class DemoBannerTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void clientsFollowTheService();
    void switchButtonSwitchesThereAndBack();
    void backendIsSlowedAndKilledAndRevived();
    void eachBackendHasItsOwnState();
    void rateIsThatOfTheClients();
    void clientsStopAndStart();
    void filesAreRefusedInPlace();
    void closingAsksNothingAndEndsTheClients();
    void commandWithoutAWindowIsTheDemo();
    void windowWithoutTheDemoOffersIt();
    void demoThatCannotStartIsSaid();

private:
    QPushButton *button(const QString &words) const;
    DemoBanner &banner() const { return *m_session->window().demoBanner(); }
    std::uint64_t answered() const { return m_demo->figures().answeredEver; }

    std::unique_ptr<Demo> m_demo;
    std::unique_ptr<Session> m_session;
};

namespace {

Config demoConfig(const Demo &demo)
{
    Config config = demo.config();
    config.log.level = LogLevel::Error;
    config.workers = 2;
    config.services.front().health.interval = std::chrono::milliseconds(200);
    return config;
}

QPushButton *buttonIn(const QWidget &widget, const QString &words)
{
    const auto buttons = widget.findChildren<QPushButton *>();
    const auto found = std::find_if(buttons.begin(), buttons.end(), [&](const QPushButton *button) {
        return button->isVisible() && QString(button->text()).remove(u'&') == words;
    });
    return found == buttons.end() ? nullptr : *found;
}

void click(QPushButton *button)
{
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace

void DemoBannerTest::init()
{
    m_demo = std::make_unique<Demo>();
    QVERIFY(m_demo->open().ok());
    m_session = std::make_unique<Session>(demoConfig(*m_demo), QString(), m_demo.get());
    m_session->start();
    QTRY_VERIFY(answered() > 0);
}

void DemoBannerTest::cleanup()
{
    m_session.reset();
    m_demo.reset();
}

QPushButton *DemoBannerTest::button(const QString &words) const
{
    return buttonIn(banner(), words);
}

void DemoBannerTest::clientsFollowTheService()
{
    QCOMPARE(m_demo->plan().targets.front().port, m_session->port());
    m_session->document().stop();
    QTRY_VERIFY(!m_demo->isLoading());
    QVERIFY(m_session->document().start().ok());
    QTRY_VERIFY(m_demo->isLoading() && answered() > 0);
    QCOMPARE(m_demo->plan().targets.front().port, m_session->port());
}

void DemoBannerTest::switchButtonSwitchesThereAndBack()
{
    const auto strategy = [this] { return m_session->document().config().services.front().strategy; };
    QCOMPARE(strategy(), StrategyKind::RoundRobin);
    click(button(QStringLiteral("Switch to latency-aware")));
    QCOMPARE(strategy(), StrategyKind::LatencyAware);
    QTRY_VERIFY(button(QStringLiteral("Back to round robin")));
    click(button(QStringLiteral("Back to round robin")));
    QCOMPARE(strategy(), StrategyKind::RoundRobin);
    QTRY_VERIFY(button(QStringLiteral("Switch to latency-aware")));
}

void DemoBannerTest::backendIsSlowedAndKilledAndRevived()
{
    click(button(QStringLiteral("Slow down")));
    QCOMPARE(m_demo->backends().front().speed, DemoSpeed::Slowed);
    QTRY_VERIFY(m_session->service().backends.front().turn.p50 > 0.1);
    click(button(QStringLiteral("Slow down")));
    QCOMPARE(m_demo->backends().front().speed, DemoSpeed::Usual);

    click(button(QStringLiteral("Kill")));
    QVERIFY(!m_demo->backends().front().alive);
    QTRY_VERIFY(!m_session->service().backends.front().usable);
    click(button(QStringLiteral("Revive")));
    QVERIFY(m_demo->backends().front().alive);
    QTRY_VERIFY_WITH_TIMEOUT(m_session->service().backends.front().usable, 40'000);
}

void DemoBannerTest::eachBackendHasItsOwnState()
{
    auto *backend = banner().findChild<QComboBox *>();
    QCOMPARE(backend->count(), int(Demo::backendCount));
    click(button(QStringLiteral("Slow down")));
    QCOMPARE(backend->currentText(), QStringLiteral("fast (slowed)"));
    backend->setCurrentIndex(1);
    QVERIFY(!button(QStringLiteral("Slow down"))->isChecked());
    click(button(QStringLiteral("Kill")));
    QCOMPARE(backend->currentText(), QStringLiteral("medium (killed)"));
    QVERIFY(m_demo->backends().front().alive && !m_demo->backends()[1].alive);
    backend->setCurrentIndex(0);
    QVERIFY(button(QStringLiteral("Slow down"))->isChecked());
    QVERIFY(button(QStringLiteral("Kill")));
}

void DemoBannerTest::rateIsThatOfTheClients()
{
    auto *rate = banner().findChild<SegmentedControl *>();
    QCOMPARE(Demo::rates.at(static_cast<std::size_t>(rate->currentIndex())), Demo::usualRate);
    Q_EMIT rate->chosen(4);
    QCOMPARE(m_demo->rate(), Demo::rates.back());
    QCOMPARE(m_demo->plan().rate, Demo::rates.back());
}

void DemoBannerTest::clientsStopAndStart()
{
    click(button(QStringLiteral("Stop clients")));
    QVERIFY(!m_demo->isLoading());
    const std::uint64_t sequence = m_session->balancer().latest()->sequence;
    QTRY_VERIFY(m_session->balancer().latest()->sequence > sequence + 4);
    QVERIFY2(!m_demo->isLoading(), "the next snapshots do not wake them");
    click(button(QStringLiteral("Start clients")));
    QTRY_VERIFY(m_demo->isLoading() && answered() > 0);
}

void DemoBannerTest::filesAreRefusedInPlace()
{
    for (const Command command : {Command::New, Command::Open, Command::Save, Command::SaveAs}) {
        m_session->window().barStack().clear();
        m_session->window().actions().of(command)->trigger();
        QVERIFY(m_session->barSays(QStringLiteral("The demo has no file")));
    }
    QVERIFY(!m_session->window().actions().recentFiles()->isEnabled());
    QVERIFY(!m_session->window().actions().of(Command::Demo)->isEnabled());
    QVERIFY(m_session->document().path().isEmpty());
    QVERIFY(m_session->preferences().lastFile().isEmpty());
    QVERIFY(m_session->preferences().recentFiles().isEmpty());
}

void DemoBannerTest::closingAsksNothingAndEndsTheClients()
{
    click(button(QStringLiteral("Switch to latency-aware"))); // an edit, and not one to be saved
    QVERIFY(m_session->window().close());
    QVERIFY(!m_session->window().isVisible());
    QVERIFY(!m_demo->isLoading());
}

void DemoBannerTest::commandWithoutAWindowIsTheDemo()
{
    m_session->window().actions().of(Command::CopyHeadlessCommand)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("lbfyd --demo --strategy round-robin"));
}

void DemoBannerTest::windowWithoutTheDemoOffersIt()
{
    m_session.reset();
    int started = 0;
    Session plain(configFor({unusedAddress()}), QString(), nullptr, [&] { return ++started > 0; });
    plain.start();
    QVERIFY(!plain.window().demoBanner());
    QTRY_VERIFY_WITH_TIMEOUT(buttonIn(plain.window(), QStringLiteral("Try the demo")), 20'000);
    const Config before = plain.document().config();
    click(buttonIn(plain.window(), QStringLiteral("Try the demo")));
    QCOMPARE(started, 1);
    plain.window().actions().of(Command::Demo)->trigger();
    QCOMPARE(started, 2);
    QVERIFY(plain.document().config() == before && !plain.document().isModified());
}

void DemoBannerTest::demoThatCannotStartIsSaid()
{
    m_session.reset();
    Session plain(configFor({unusedAddress()}), QString(), nullptr, [] { return false; });
    plain.start();
    plain.window().actions().of(Command::Demo)->trigger();
    QVERIFY(plain.barSays(QStringLiteral("The demo could not be started.")));
}

} // namespace lbfy::test

QTEST_MAIN(lbfy::test::DemoBannerTest)
#include "demobannertest.moc"
