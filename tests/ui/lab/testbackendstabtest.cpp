// SPDX-License-Identifier: GPL-3.0-or-later
//
// The demo's backends, told from the window how to behave, while clients ask them: what is entered holds, what is wrong
// is said and changes nothing.

#include "ui/lab/testbackendstab.h"
#include "core/config/units.h"
#include "core/lab/demo.h"
#include "core/lab/loadgenerator.h"
#include "ui/lab/labfield.h"
#include "ui/text/coretext.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <memory>

namespace lbfy::test {

using namespace std::chrono_literals;

class TestBackendsTabTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void showsWhatEachBackendDoes();
    void delayHoldsForTheNextAnswers();
    void everyDistributionHasItsNumbers();
    void distributionCanBeTypedAsOnTheCommandLine();
    void failuresComeByKind_data();
    void failuresComeByKind();
    void limitsHold();
    void failuresThatExceedAllAreRefusedTogether();
    void wrongTextIsSaidAndChangesNothing_data();
    void wrongTextIsSaidAndChangesNothing();
    void wrongTextSurvivesAChangeBesideIt();
    void rightBeginningOfAWrongTextIsNotMeant();
    void sameDistributionAgainLeavesItsNumbers();
    void backendIsKilledAndRevived();
    void changesFromElsewhereAreShown();
    void slowedBackendStaysSlowed();
    void everySentenceIsKnownInOtherLanguages();
    void everythingHasANameForScreenReaders();

private:
    LabField &field(const char *name) const { return *m_tab->findChild<LabField *>(QLatin1String(name)); }
    void type(const char *name, const QString &text) const;
    QComboBox &distribution(int backend) const { return *m_tab->findChildren<QComboBox *>().at(backend); }
    QPushButton &killButton(int backend) const { return *m_tab->findChildren<QPushButton *>().at(backend); }
    BackendBehaviour behaviour(std::size_t backend) const { return m_demo->backends()[backend].behaviour; }
    std::uint64_t errors(LoadError error) const
    {
        return m_load->figures().errorsEver[static_cast<std::size_t>(error)];
    }

    std::unique_ptr<Demo> m_demo;
    std::unique_ptr<TestBackendsTab> m_tab;
    std::unique_ptr<LoadGenerator> m_load; ///< on the fast one
};

void TestBackendsTabTest::init()
{
    m_demo = std::make_unique<Demo>();
    QVERIFY(m_demo->open().ok());
    m_tab = std::make_unique<TestBackendsTab>(*m_demo);
    m_tab->resize(1200, 300);
    m_tab->show();
    LoadPlan plan;
    plan.targets = {m_demo->backends().front().address};
    plan.connections = 4;
    plan.turnsPerConnection = 1;
    plan.duration = 0ms;
    plan.turnTimeout = 500ms;
    m_load = std::make_unique<LoadGenerator>();
    QVERIFY(m_load->start(plan).ok());
}

void TestBackendsTabTest::cleanup()
{
    m_load.reset();
    m_tab.reset();
    m_demo.reset();
}

void TestBackendsTabTest::type(const char *name, const QString &text) const
{
    LabField &edit = field(name);
    edit.setFocus();
    edit.selectAll();
    QTest::keyClicks(&edit, text);
    QTest::keyClick(&edit, Qt::Key_Return);
}

void TestBackendsTabTest::showsWhatEachBackendDoes()
{
    QCOMPARE(field("fast.delay").text(), QStringLiteral("2ms"));
    QCOMPARE(field("jittery.delay").text(), QStringLiteral("5ms,80ms,0.5%"));
    QCOMPARE(distribution(0).currentText(), QStringLiteral("Constant"));
    QCOMPARE(distribution(3).currentText(), QStringLiteral("Two-point"));
    QCOMPARE(field("slow.hang").text(), QStringLiteral("0%"));
    QCOMPARE(field("slow.bandwidth").text(), QStringLiteral("off"));
    QCOMPARE(field("slow.concurrency").text(), QStringLiteral("6"));
    QVERIFY(m_tab->message().isEmpty());
}

void TestBackendsTabTest::delayHoldsForTheNextAnswers()
{
    QTRY_VERIFY(m_load->figures().turns() > 10);
    QVERIFY(m_load->figures().latency.quantile(0.5) < 0.1);
    type("fast.delay", QStringLiteral("150ms"));
    const auto slowest = [this] { return m_load->figures().maxLatency; };
    QTRY_VERIFY(slowest() >= 0.15);
    type("fast.delay", QStringLiteral("1ms"));
    LoadFigures before = m_load->figures();
    bool fast = false;
    const auto becomesFast = [&] { // in one of the times between two looks
        const LoadFigures recent = m_load->figures().since(before);
        fast = fast || (recent.turns() > 5 && recent.latency.quantile(0.5) < 0.1);
        before = m_load->figures();
        return fast;
    };
    QTRY_VERIFY(becomesFast());
}

void TestBackendsTabTest::everyDistributionHasItsNumbers()
{
    const auto choose = [this](int index) {
        distribution(1).setCurrentIndex(index);
        Q_EMIT distribution(1).activated(index);
    };
    choose(1);
    QCOMPARE(field("medium.delay").text(), QStringLiteral("8ms,2ms"));
    QCOMPARE(behaviour(1).delay, Delay(NormalDelay {8ms, 2ms}));
    choose(2);
    QCOMPARE(behaviour(1).delay, Delay(LogNormalDelay {8ms, 0.5}));
    choose(3);
    QVERIFY(std::holds_alternative<TwoPointDelay>(behaviour(1).delay));
    type("medium.delay", QStringLiteral("1ms,9ms,25%"));
    QCOMPARE(behaviour(1).delay, Delay(TwoPointDelay {1ms, 9ms, 0.25}));
    choose(0);
    QCOMPARE(field("medium.delay").text(), QStringLiteral("3ms"));
    QCOMPARE(behaviour(1).delay, Delay(ConstantDelay {3ms}));
    QVERIFY(m_tab->message().isEmpty());
}

void TestBackendsTabTest::distributionCanBeTypedAsOnTheCommandLine()
{
    type("slow.delay", QStringLiteral("lognormal:40ms,1"));
    QCOMPARE(behaviour(2).delay, Delay(LogNormalDelay {40ms, 1}));
    QCOMPARE(distribution(2).currentText(), QStringLiteral("Log-normal"));
    QCOMPARE(field("slow.delay").text(), QStringLiteral("40ms,1"));
}

void TestBackendsTabTest::failuresComeByKind_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<int>("error");
    QTest::newRow("refuse") << QByteArray("fast.refuse") << int(LoadError::Refused);
    QTest::newRow("reset") << QByteArray("fast.reset") << int(LoadError::Reset);
    QTest::newRow("hang") << QByteArray("fast.hang") << int(LoadError::Timeout);
    QTest::newRow("close") << QByteArray("fast.close") << int(LoadError::ClosedEarly);
}

void TestBackendsTabTest::failuresComeByKind()
{
    QFETCH(QByteArray, key);
    QFETCH(int, error);
    type(key.constData(), QStringLiteral("100%"));
    QTRY_VERIFY(errors(LoadError(error)) > 2);
    type(key.constData(), QStringLiteral("0%"));
    const std::uint64_t before = m_load->figures().answeredEver;
    QTRY_VERIFY(m_load->figures().answeredEver > before + 5);
}

void TestBackendsTabTest::limitsHold()
{
    type("fast.concurrency", QStringLiteral("1"));
    type("fast.bandwidth", QStringLiteral("64KiB"));
    type("fast.delay", QStringLiteral("50ms"));
    QCOMPARE(behaviour(0).concurrency, 1U);
    QCOMPARE(behaviour(0).bandwidth, std::uint64_t {64 * 1024});
    const auto says = [this](const QString &words) {
        m_tab->tick();
        const auto labels = m_tab->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](auto *label) { return label->text() == words; });
    };
    QTRY_VERIFY2(says(QStringLiteral("1 served, 3 waiting")), "overload is seen");
}

void TestBackendsTabTest::failuresThatExceedAllAreRefusedTogether()
{
    type("fast.reset", QStringLiteral("60%"));
    type("fast.hang", QStringLiteral("50%"));
    QCOMPARE(m_tab->message(),
             QStringLiteral("fast: the rates of reset, hang and close must be 100% together at most"));
    QCOMPARE(behaviour(0).failures.hang, 0.0);
    m_tab->tick();
    QCOMPARE(field("fast.hang").text(), QStringLiteral("50%"));
    type("fast.reset", QStringLiteral("50%"));
    QVERIFY(m_tab->message().isEmpty());
    QVERIFY(behaviour(0).failures.reset == 0.5 && behaviour(0).failures.hang == 0.5);
}

void TestBackendsTabTest::wrongTextIsSaidAndChangesNothing_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *key, const char *text, const char *words) {
        QTest::addRow("%s %s", key, text) << QByteArray(key) << QString::fromUtf8(text) << QString::fromUtf8(words);
    };
    row("fast.delay", "8", "fast, delay: must be a time with a unit");
    row("fast.delay", "61s", "fast, delay: must be 0 to 60s");
    row("fast.delay", "normal:8ms", "fast, delay: must be a mean and a deviation, as in 8ms,2ms");
    row("jittery.delay", "5ms,80ms", "jittery, delay: must be the usual delay, the rare one and its share");
    row("jittery.delay", "5ms,80ms,2", "jittery, delay: \"2\" must be 0% to 100%");
    row("fast.delay", "uniform:1ms,2ms", "fast, delay: unknown distribution");
    row("fast.refuse", "101%", "fast, refuse: must be 0% to 100%");
    row("fast.hang", "-1%", "fast, hang: must be 0% to 100%");
    row("fast.bandwidth", "1B", "fast, bytes a second: must be 1KiB to 100GiB, or \"off\"");
    row("fast.concurrency", "1000001", "fast, turns at a time: must be 0 to 1000000");
}

void TestBackendsTabTest::wrongTextIsSaidAndChangesNothing()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, text);
    QFETCH(QString, words);
    const auto before = m_demo->backends();
    const QString shown = field(key.constData()).text();
    type(key.constData(), text);
    QVERIFY2(m_tab->message().startsWith(words), qPrintable(m_tab->message()));
    for (std::size_t i = 0; i < Demo::backendCount; ++i)
        QVERIFY(m_demo->backends()[i].behaviour == before[i].behaviour);
    QTest::keyClick(&field(key.constData()), Qt::Key_Escape);
    QVERIFY(m_tab->message().isEmpty());
    QCOMPARE(field(key.constData()).text(), shown);
}

void TestBackendsTabTest::wrongTextSurvivesAChangeBesideIt()
{
    type("fast.delay", QStringLiteral("soon"));
    type("fast.concurrency", QStringLiteral("9"));
    m_tab->tick();
    QCOMPARE(behaviour(0).concurrency, 9U);
    QCOMPARE(behaviour(0).delay, Delay(ConstantDelay {2ms}));
    QCOMPARE(field("fast.delay").text(), QStringLiteral("soon"));
    QVERIFY(m_tab->message().startsWith(QStringLiteral("fast, delay:")));
}

void TestBackendsTabTest::rightBeginningOfAWrongTextIsNotMeant()
{
    const std::uint64_t unlimited = behaviour(0).bandwidth;
    type("fast.bandwidth", QStringLiteral("1MiB/s")); // "1MiB" would be right
    QVERIFY(m_tab->message().startsWith(QStringLiteral("fast, bytes a second:")));
    type("fast.concurrency", QStringLiteral("7"));
    QCOMPARE(behaviour(0).concurrency, 7U);
    QCOMPARE(behaviour(0).bandwidth, unlimited);
}

void TestBackendsTabTest::sameDistributionAgainLeavesItsNumbers()
{
    const Delay before = behaviour(3).delay;
    Q_EMIT distribution(3).activated(distribution(3).currentIndex());
    QCOMPARE(behaviour(3).delay, before);
    QCOMPARE(field("jittery.delay").text(), QStringLiteral("5ms,80ms,0.5%"));
}

void TestBackendsTabTest::backendIsKilledAndRevived()
{
    killButton(0).click();
    QVERIFY(!m_demo->backends()[0].alive);
    QCOMPARE(killButton(0).text(), QStringLiteral("Revive"));
    QTRY_VERIFY(errors(LoadError::Refused) > 0);
    const std::uint64_t before = m_load->figures().answeredEver;
    killButton(0).click();
    QVERIFY(m_demo->backends()[0].alive);
    QCOMPARE(killButton(0).text(), QStringLiteral("Kill"));
    QTRY_VERIFY(m_load->figures().answeredEver > before);
}

void TestBackendsTabTest::changesFromElsewhereAreShown()
{
    m_demo->kill(2);
    BackendBehaviour other = behaviour(3);
    other.delay = NormalDelay {10ms, 1ms};
    QVERIFY(m_demo->setBehaviour(3, other).ok());
    m_tab->tick();
    QCOMPARE(killButton(2).text(), QStringLiteral("Revive"));
    QCOMPARE(distribution(3).currentText(), QStringLiteral("Normal"));
    QCOMPARE(field("jittery.delay").text(), QStringLiteral("10ms,1ms"));
}

void TestBackendsTabTest::slowedBackendStaysSlowed()
{
    m_demo->setSpeed(0, DemoSpeed::Slowed);
    type("fast.delay", QStringLiteral("1ms"));
    QCOMPARE(behaviour(0).delay, Delay(ConstantDelay {1ms}));
    const std::uint64_t seen = m_load->figures().answeredEver;
    QTRY_VERIFY(m_load->figures().answeredEver > seen + 8); // those that began before
    const LoadFigures before = m_load->figures();
    QTRY_VERIFY(m_load->figures().since(before).turns() > 4);
    QVERIFY(m_load->figures().since(before).latency.quantile(0) >= 0.099);
}

/// The real ones of the core, so that one whose wording changes is noticed here.
void TestBackendsTabTest::everySentenceIsKnownInOtherLanguages()
{
    std::vector<std::string> all;
    const auto add = [&all](const auto &result) { all.push_back(result.ok() ? std::string() : result.message()); };
    for (const char *text : {"x", "61s", "normal:1ms", "lognormal:1ms", "two-point:1ms", "normal:x,1ms",
                             "normal:99s,1ms", "lognormal:1ms,9", "two-point:1ms,1ms,9", "gamma:1"})
        add(parseDelay(text));
    for (const char *text : {"x", "1B", "200GiB"})
        add(parseBandwidth(text));
    for (const char *text : {"x", "0", "1e9"})
        add(parseLoadRate(text));
    for (const char *text : {"https://a:1", "a", "a:0", "http://:80"})
        add(parseLoadTarget(text));
    add(parsePercentage("2"));
    add(parseSize("1", 1, 10));
    BackendBehaviour behaviour;
    behaviour.failures = {0, 0.5, 0.5, 0.5};
    add(checkBehaviour(behaviour));
    for (const std::string &text : all)
        QVERIFY2(!text.empty() && isKnownCoreText(QString::fromStdString(text)), text.c_str());
}

void TestBackendsTabTest::everythingHasANameForScreenReaders()
{
    QStringList names;
    for (const QWidget *widget : m_tab->findChildren<QWidget *>()) {
        if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus)
            names << widget->accessibleName();
    }
    QCOMPARE(names.count(), 4 * 9);
    QVERIFY(!names.contains(QString()));
    QCOMPARE(names.removeDuplicates(), 0);
}

} // namespace lbfy::test

QTEST_MAIN(lbfy::test::TestBackendsTabTest)
#include "testbackendstabtest.moc"
