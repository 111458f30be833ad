// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is entered in the Load tab: it reaches the plan, and what is wrong is said where it is wrong.

#include "tests/ui/lab/loadtabfixture.h"

#include <sys/resource.h>

namespace lbfy::test {

class LoadTabInputTest final : public LoadTabFixture
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }
    void badTargetsAreSaidInPlace_data();
    void badTargetsAreSaidInPlace();
    void badValuesAreSaidInPlace_data();
    void badValuesAreSaidInPlace();
    void whatIsNotShownIsNeverWrong();
    void escapeTakesBackWhatIsWrong();
    void moreConnectionsThanDescriptorsAreRefused();
    void loopsHaveTheirOwnFields();
    void everyFieldReachesThePlan();
    void everythingHasANameForScreenReaders();
};

void LoadTabInputTest::badTargetsAreSaidInPlace_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << ""
                             << "Target: name one";
    QTest::newRow("no port") << "127.0.0.1"
                             << "the port is missing";
    QTest::newRow("port 0") << "127.0.0.1:0"
                            << "the port must be 1 to 65535";
    QTest::newRow("no service") << "api"
                                << "the port is missing";
    QTest::newRow("https") << "https://127.0.0.1:443"
                           << "https is not supported";
}

void LoadTabInputTest::badTargetsAreSaidInPlace()
{
    QFETCH(QString, target);
    QFETCH(QString, words);
    offer(address());
    typeTarget(target);
    if (target.isEmpty())
        QTest::keyClick(&this->target(), Qt::Key_Delete);
    QVERIFY2(m_tab->message().isEmpty(), "nobody has asked for it yet");
    press();
    QVERIFY(!m_tab->isLoading());
    QVERIFY2(m_tab->message().contains(words), qPrintable(m_tab->message()));
    QTest::keyClicks(&this->target(), QStringLiteral("1"));
    QVERIFY2(m_tab->message().isEmpty(), "what was wrong is being mended");
}

void LoadTabInputTest::badValuesAreSaidInPlace_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("words");
    QTest::newRow("no rate") << QByteArray("rate") << "0"
                             << "Turns a second: must be 0.001 to 10000000";
    QTest::newRow("no connections") << QByteArray("most") << "0"
                                    << "Open at most: must be 1 to 10000";
    QTest::newRow("turns below 0") << QByteArray("turns") << "-1"
                                   << "Turns a connection: must be 0 to 1000000000";
    QTest::newRow("no unit") << QByteArray("duration") << "10"
                             << "Duration: must be a number with a unit";
    QTest::newRow("too long") << QByteArray("duration") << "25h"
                              << "Duration: must be 1ms to 24h, or \"0s\"";
    QTest::newRow("no bytes") << QByteArray("send") << "0B"
                              << "Bytes a turn: must be 1B to 1GiB";
    QTest::newRow("no patience") << QByteArray("timeout") << "0s"
                                 << "Answer within: must be 1ms to 24h";
}

void LoadTabInputTest::badValuesAreSaidInPlace()
{
    QFETCH(QByteArray, key);
    QFETCH(QString, text);
    QFETCH(QString, words);
    offer(address());
    type(key.constData(), text);
    QVERIFY2(m_tab->message().startsWith(words), qPrintable(m_tab->message()));
    QVERIFY(field(key.constData()).accessibleDescription().startsWith(words));
    press();
    QVERIFY(!m_tab->isLoading());
}

void LoadTabInputTest::whatIsNotShownIsNeverWrong()
{
    offer(address());
    type("rate", QStringLiteral("none"));
    QVERIFY(!m_tab->message().isEmpty());
    choose(closedLoop);
    press();
    QVERIFY2(m_tab->isLoading(), qPrintable(m_tab->message()));
}

void LoadTabInputTest::escapeTakesBackWhatIsWrong()
{
    type("rate", QStringLiteral("300"));
    type("rate", QStringLiteral("none"));
    QTest::keyClick(&field("rate"), Qt::Key_Escape);
    QCOMPARE(field("rate").text(), QStringLiteral("300"));
    QVERIFY(m_tab->message().isEmpty());
}

void LoadTabInputTest::moreConnectionsThanDescriptorsAreRefused()
{
    rlimit limit {};
    QCOMPARE(getrlimit(RLIMIT_NOFILE, &limit), 0);
    if (limit.rlim_max > 30'256)
        QSKIP("this machine has descriptors enough for any load");
    offer(address());
    choose(closedLoop);
    type("connections", QStringLiteral("10000"));
    press();
    QVERIFY(!m_tab->isLoading());
    QVERIFY(m_tab->message().contains(QStringLiteral("descriptors")));
}

void LoadTabInputTest::loopsHaveTheirOwnFields()
{
    QVERIFY(field("rate").isVisible() && field("most").isVisible() && box(QStringLiteral("Arrivals")).isVisible());
    QVERIFY(!field("connections").isVisible() && !field("think").isVisible());
    choose(closedLoop);
    QVERIFY(!field("rate").isVisible() && !field("most").isVisible() && !box(QStringLiteral("Arrivals")).isVisible());
    QVERIFY(field("connections").isVisible() && field("think").isVisible());
}

void LoadTabInputTest::everyFieldReachesThePlan()
{
    offer(address());
    type("rate", QStringLiteral("50"));
    box(QStringLiteral("Arrivals")).setCurrentIndex(1);
    box(QStringLiteral("Answer")).setCurrentIndex(1);
    type("most", QStringLiteral("7"));
    type("turns", QStringLiteral("5"));
    type("duration", QStringLiteral("1m"));
    type("send", QStringLiteral("1KiB"));
    type("answerBytes", QStringLiteral("2KiB"));
    type("timeout", QStringLiteral("3s"));
    press();
    const LoadPlan open = m_tab->plan();
    QVERIFY(open.loop == LoadLoop::Open && open.arrivals == ArrivalKind::Constant && open.answer == LoadAnswer::Fixed);
    QCOMPARE(open.rate, 50.0);
    QCOMPARE(open.connections, 7);
    QCOMPARE(open.turnsPerConnection, 5);
    QCOMPARE(open.duration, std::chrono::minutes(1));
    QCOMPARE(open.sendBytes, 1024U);
    QCOMPARE(open.answerBytes, 2048U);
    QCOMPARE(open.turnTimeout, std::chrono::seconds(3));
    press();
    choose(closedLoop);
    type("connections", QStringLiteral("2"));
    type("think", QStringLiteral("250ms"));
    press();
    QCOMPARE(m_tab->plan().connections, 2);
    QCOMPARE(m_tab->plan().thinkTime, std::chrono::milliseconds(250));
}

void LoadTabInputTest::everythingHasANameForScreenReaders()
{
    for (const int loop : {0, closedLoop}) {
        choose(loop);
        for (const QWidget *widget : m_tab->findChildren<QWidget *>()) {
            if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus)
                QVERIFY2(!widget->accessibleName().isEmpty() || widget->inherits("QAbstractButton")
                                 || widget->parentWidget()->inherits("QComboBox"),
                         widget->metaObject()->className());
        }
    }
    offer(address());
    press();
    QTRY_VERIFY(!shown(QStringLiteral("Latency")).isEmpty());
    const QAbstractItemModel &model = *m_tab->findChild<LoadResult *>();
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column)
            QVERIFY(!model.index(row, column).data(Qt::AccessibleTextRole).toString().isEmpty());
    }
}

} // namespace lbfy::test

QTEST_MAIN(lbfy::test::LoadTabInputTest)
#include "loadtabinputtest.moc"
