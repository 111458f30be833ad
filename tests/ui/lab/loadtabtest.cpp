// SPDX-License-Identifier: GPL-3.0-or-later
//
// Load from the window, on real test backends: it goes where it is told, changes while it runs, ends when it is over or
// told to, and shows what its clients see.

#include "tests/ui/lab/loadtabfixture.h"

namespace lbfy::test {

class LoadTabTest final : public LoadTabFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void goesToTheServiceShownWhileNoTargetIsChosen();
    void goesToTheServiceThatIsChosenAndFollowsItsAddress();
    void goesToTheAddressThatIsTyped();
    void nameIsLookedUpWithoutMakingTheWindowWait();
    void urlIsAskedInHttp();
    void endsWhenItsDurationIsOver();
    void stopEndsItAndTheFiguresStay();
    void changesWhileItRuns();
    void whatWasChangedBesideAWrongTextHoldsOnceThatIsTakenBack();
    void loadThatRunsKeepsTheTargetThatItShows();
    void latencyIsThatOfTheBackend();
    void resultIsCopiedAsTextAndAsJson();
    void targetOnWhichNobodyListensIsSaid();
    void targetThatNeverAnswersIsSaid();
    void targetThatComesToLifeIsNoProblemAnyMore();
};

void LoadTabTest::goesToTheServiceShownWhileNoTargetIsChosen()
{
    offer(QString());
    press();
    QVERIFY(!m_tab->isLoading());
    QVERIFY2(m_tab->message().contains(QStringLiteral("does not run")), qPrintable(m_tab->message()));
    offer(address());
    press();
    QVERIFY2(m_tab->message().isEmpty(), qPrintable(m_tab->message()));
    QTRY_VERIFY(m_backend->figures().turns > 10);
}

void LoadTabTest::goesToTheServiceThatIsChosenAndFollowsItsAddress()
{
    const QString web = QStringLiteral("web");
    const QString api = QStringLiteral("api");
    m_tab->setServices({{web, nobody()}, {api, nobody()}}, web);
    box(QStringLiteral("Target")).setCurrentIndex(1);
    Q_EMIT box(QStringLiteral("Target")).activated(1);
    m_tab->setServices({{web, nobody()}, {api, address()}}, web);
    QVERIFY(target().text().contains(address()));
    press();
    QTRY_VERIFY(m_backend->figures().turns > 10);
}

void LoadTabTest::goesToTheAddressThatIsTyped()
{
    offer(nobody());
    typeTarget(address());
    offer(QString()); // what is typed stays, whatever becomes of the services
    QTest::keyClick(&target(), Qt::Key_Return);
    QVERIFY(m_tab->isLoading());
    QTRY_VERIFY(m_backend->figures().turns > 10);
    QCOMPARE(m_tab->figures().failedEver(), 0U);
    QVERIFY(!target().isEnabled());
}

void LoadTabTest::nameIsLookedUpWithoutMakingTheWindowWait()
{
    typeTarget(QStringLiteral("no-such-host.invalid:80"));
    press();
    QVERIFY(!m_tab->isLoading());
    QTRY_VERIFY_WITH_TIMEOUT(m_tab->message().contains(QStringLiteral("no-such-host.invalid")), 60'000);
    QCOMPARE(startStop()->text().remove(u'&'), QStringLiteral("Start load"));
}

void LoadTabTest::urlIsAskedInHttp()
{
    BackendBehaviour behaviour;
    behaviour.answer = AnswerKind::Http;
    m_backend->setBehaviour(behaviour);
    typeTarget(QStringLiteral("http://%1/some?path").arg(address()));
    QTest::keyClick(&target(), Qt::Key_Return);
    QVERIFY2(m_tab->isLoading(), qPrintable(m_tab->message()));
    QCOMPARE(m_tab->plan().answer, LoadAnswer::Http);
    QCOMPARE(m_tab->plan().httpPath, std::string("/some?path"));
    QTRY_VERIFY(m_tab->figures().answeredEver > 5);
    QCOMPARE(m_tab->figures().failedEver(), 0U);
}

void LoadTabTest::endsWhenItsDurationIsOver()
{
    offer(address());
    type("duration", QStringLiteral("600ms"));
    press();
    const auto *progress = m_tab->findChild<QProgressBar *>();
    QVERIFY(progress->isVisible());
    QTRY_VERIFY(progress->value() > 0);
    QTRY_VERIFY(!m_tab->isLoading());
    QTRY_VERIFY(!progress->isVisible());
    QCOMPARE(startStop()->text().remove(u'&'), QStringLiteral("Start load"));
    QTRY_VERIFY(shown(QStringLiteral("Answered")).contains(formatCount(m_tab->figures().turns())));
    QVERIFY(shown(QStringLiteral("Latency"), LoadResult::Max) != noValue());
    QCOMPARE(shown(QStringLiteral("Errors")), QStringLiteral("none"));
    QVERIFY(!shown(QStringLiteral("Unfinished")).isEmpty());
}

void LoadTabTest::stopEndsItAndTheFiguresStay()
{
    offer(address());
    type("duration", QStringLiteral("0s"));
    press();
    QTRY_VERIFY(m_backend->figures().turns > 10);
    QVERIFY(!m_tab->findChild<QProgressBar *>()->isVisible());
    press();
    QVERIFY(!m_tab->isLoading());
    QTRY_COMPARE(m_backend->figures().connectionsOpen, 0U);
    QVERIFY(shown(QStringLiteral("Latency"), LoadResult::P99) != noValue());
    press();
    QVERIFY2(m_tab->isLoading(), "and it can be started again");
}

void LoadTabTest::changesWhileItRuns()
{
    offer(address());
    press();
    QCOMPARE(m_tab->plan().rate, 200.0);
    type("rate", QStringLiteral("700.5"));
    QCOMPARE(m_tab->plan().rate, 700.5);
    type("rate", QStringLiteral("none"));
    QCOMPARE(m_tab->plan().rate, 700.5);
    QVERIFY(m_tab->message().startsWith(QStringLiteral("Turns a second: must be a number")));
    type("rate", QStringLiteral("100"));
    choose(closedLoop);
    QCOMPARE(m_tab->plan().loop, LoadLoop::Closed);
    type("connections", QStringLiteral("3"));
    QCOMPARE(m_tab->plan().connections, 3);
    type("turns", QStringLiteral("0"));
    QTRY_COMPARE(m_tab->figures().openConnections, 3U);
    offer(QString()); // the service is stopped
    type("connections", QStringLiteral("5"));
    QCOMPARE(m_tab->plan().connections, 5);
    QVERIFY(m_tab->isLoading());
}

void LoadTabTest::whatWasChangedBesideAWrongTextHoldsOnceThatIsTakenBack()
{
    offer(address());
    press();
    type("rate", QStringLiteral("400/s"));
    auto &arrivals = box(QStringLiteral("Arrivals"));
    arrivals.setCurrentIndex(1 - arrivals.currentIndex());
    const auto before = m_tab->plan().arrivals;
    Q_EMIT arrivals.activated(arrivals.currentIndex());
    QCOMPARE(m_tab->plan().arrivals, before);
    QTest::keyClick(&field("rate"), Qt::Key_Escape);
    QVERIFY(m_tab->plan().arrivals != before);
    QCOMPARE(m_tab->plan().rate, 200.0);
}

void LoadTabTest::loadThatRunsKeepsTheTargetThatItShows()
{
    const QString web = QStringLiteral("web");
    const QString api = QStringLiteral("api");
    m_tab->setServices({{web, address()}, {api, nobody()}}, web);
    press();
    QVERIFY(m_tab->isLoading());
    m_tab->setServices({{web, address()}, {api, nobody()}}, api);
    QVERIFY2(target().text().startsWith(web), qPrintable(target().text()));
    press();
    QVERIFY(!m_tab->isLoading());
    QVERIFY2(target().text().startsWith(api), "and then follows the window again");
}

void LoadTabTest::latencyIsThatOfTheBackend()
{
    BackendBehaviour behaviour;
    behaviour.delay = ConstantDelay {std::chrono::milliseconds(20)};
    m_backend->setBehaviour(behaviour);
    offer(address());
    press();
    QTRY_VERIFY(m_tab->figures().turns() > 20);
    const auto p50 = [this] { return shown(QStringLiteral("Latency")); };
    QTRY_VERIFY2(p50().endsWith(QStringLiteral("ms")) && p50().left(2).toInt() >= 19, qPrintable(p50()));
}

void LoadTabTest::resultIsCopiedAsTextAndAsJson()
{
    const auto buttons = m_tab->findChildren<CopyButton *>();
    QCOMPARE(buttons.size(), 2);
    QVERIFY2(!buttons[0]->isEnabled() && !buttons[1]->isEnabled(), "there is nothing to copy yet");
    offer(address());
    press();
    QTRY_VERIFY(m_tab->figures().turns() > 10);
    press();
    buttons[0]->click();
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY2(text.contains(address()) && text.contains(QStringLiteral("p99.9")), qPrintable(text));
    buttons[1]->click();
    const QJsonObject json = QJsonDocument::fromJson(QGuiApplication::clipboard()->text().toUtf8()).object();
    QCOMPARE(json.value(QStringLiteral("turns")).toInt(), static_cast<int>(m_tab->figures().turns()));
    QVERIFY(json.value(QStringLiteral("latency")).toObject().contains(QStringLiteral("p99.9")));
    QVERIFY(json.value(QStringLiteral("stopped")).toBool());
}

void LoadTabTest::targetOnWhichNobodyListensIsSaid()
{
    offer(nobody());
    press();
    QTRY_COMPARE(m_tab->message(), QStringLiteral("Nothing has been answered (refused: nobody listens)."));
    QTRY_VERIFY(shown(QString()).endsWith(QStringLiteral("refused: nobody listens")));
    QVERIFY(m_tab->isLoading());
    press();
    QVERIFY2(!m_tab->message().isEmpty(), "the reason stays with the figures");
}

void LoadTabTest::targetThatNeverAnswersIsSaid()
{
    const Backend silent(Backend::Manner::Silent);
    offer(QString::fromStdString(silent.address().toString()));
    type("timeout", QStringLiteral("100ms"));
    type("duration", QStringLiteral("300ms"));
    press();
    QTRY_COMPARE(m_tab->message(), QStringLiteral("Nothing has been answered (no answer in time)."));
    QTRY_VERIFY(!m_tab->isLoading());
    QTRY_COMPARE(shown(QStringLiteral("Latency")), noValue());
}

void LoadTabTest::targetThatComesToLifeIsNoProblemAnyMore()
{
    m_backend->kill();
    offer(address());
    type("duration", QStringLiteral("0s"));
    press();
    QTRY_VERIFY(!m_tab->message().isEmpty());
    QCOMPARE(m_backend->revive(), 0);
    QTRY_VERIFY(m_tab->message().isEmpty());
    m_backend->kill(); // the service is stopped meanwhile: errors, and the load goes on
    const std::uint64_t before = m_tab->figures().failedEver();
    QTRY_VERIFY(m_tab->figures().failedEver() > before + 5);
    QVERIFY(m_tab->isLoading());
}

} // namespace lbfy::test

QTEST_MAIN(lbfy::test::LoadTabTest)
#include "loadtabtest.moc"
