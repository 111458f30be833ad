// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers as people read them, at the edges where digits or units change, in English and in German.

#include "ui/text/format.h"
#include "ui/text/plaintip.h"

#include <QtTest>

#include <limits>

using namespace lbfy;

namespace {

const QLocale english(QLocale::English, QLocale::UnitedKingdom);
const QLocale german(QLocale::German, QLocale::Germany);

/// Blanks before units do not break; the tables below are easier to read without them.
QString plain(QString text)
{
    return text.replace(QChar(u'\u00a0'), QChar(u' '));
}

constexpr double noNumber = std::numeric_limits<double>::quiet_NaN();
constexpr double endless = std::numeric_limits<double>::infinity();

void row(const char *name, double value, const QString &inEnglish, const QString &inGerman = {})
{
    QTest::newRow(name) << value << inEnglish << (inGerman.isNull() ? inEnglish : inGerman);
}

void valueColumns()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("inEnglish");
    QTest::addColumn<QString>("inGerman");
}

} // namespace

#define COMPARE_IN_BOTH(function) \
    QFETCH(double, value); \
    QTEST(plain(function(value, english)), "inEnglish"); \
    QTEST(plain(function(value, german)), "inGerman")

class FormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void millisecondsHaveThreeDigitsAndNoUnit_data()
    {
        valueColumns();
        row("nothing", 0, QStringLiteral("0.00"), QStringLiteral("0,00"));
        row("below one", 0.000'456, QStringLiteral("0.46"), QStringLiteral("0,46"));
        row("one and a half", 0.0015, QStringLiteral("1.50"), QStringLiteral("1,50"));
        row("just below ten", 0.009'994, QStringLiteral("9.99"), QStringLiteral("9,99"));
        row("rounds up to ten", 0.009'996, QStringLiteral("10.0"), QStringLiteral("10,0"));
        row("rounds up to hundred", 0.099'96, QStringLiteral("100"));
        row("thousands", 12.345, QStringLiteral("12,345"), QStringLiteral("12.345"));
        row("no number", noNumber, QStringLiteral("–"));
    }
    void millisecondsHaveThreeDigitsAndNoUnit() { COMPARE_IN_BOTH(formatMilliseconds); }
    void millisecondsNotKnownAreADash() { QCOMPARE(formatMilliseconds(std::nullopt), QStringLiteral("–")); }

    void durationTakesTheUnitThatFits_data()
    {
        valueColumns();
        row("nothing", 0, QStringLiteral("0 s"));
        row("negative", -1, QStringLiteral("0 s"));
        row("nanoseconds", 3e-7, QStringLiteral("0.30 µs"), QStringLiteral("0,30 µs"));
        row("microseconds", 850e-6, QStringLiteral("850 µs"));
        row("rounds up to a millisecond", 999.6e-6, QStringLiteral("1.00 ms"), QStringLiteral("1,00 ms"));
        row("milliseconds", 0.0019, QStringLiteral("1.90 ms"), QStringLiteral("1,90 ms"));
        row("rounds up to a second", 0.9996, QStringLiteral("1.00 s"), QStringLiteral("1,00 s"));
        row("seconds", 2.4, QStringLiteral("2.40 s"), QStringLiteral("2,40 s"));
        row("the last in seconds", 99.94, QStringLiteral("99.9 s"), QStringLiteral("99,9 s"));
        row("minutes", 200, QStringLiteral("3 min 20 s"));
        row("endless", endless, QStringLiteral("–"));
    }
    void durationTakesTheUnitThatFits() { COMPARE_IN_BOTH(formatDuration); }

    void ageIsInWholeUnitsAndLeavesOutNothings_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("nothing") << 0. << QStringLiteral("0 s");
        QTest::newRow("a clock gone back") << -5. << QStringLiteral("0 s");
        QTest::newRow("rounds down") << 59.99 << QStringLiteral("59 s");
        QTest::newRow("a minute") << 60. << QStringLiteral("1 min");
        QTest::newRow("minutes and seconds") << 599. << QStringLiteral("9 min 59 s");
        QTest::newRow("ten minutes need no seconds") << 601. << QStringLiteral("10 min");
        QTest::newRow("the last minute") << 3599. << QStringLiteral("59 min");
        QTest::newRow("an hour") << 3600. << QStringLiteral("1 h");
        QTest::newRow("hours and minutes") << 7500. << QStringLiteral("2 h 5 min");
        QTest::newRow("a day") << 86'400. << QStringLiteral("1 d");
        QTest::newRow("days and hours") << 3 * 86'400. + 4 * 3600 << QStringLiteral("3 d 4 h");
        QTest::newRow("more than anybody waits") << 1e300 << QStringLiteral("11574074074 d 1 h");
        QTest::newRow("no number") << noNumber << QStringLiteral("–");
        QTest::newRow("endless") << endless << QStringLiteral("–");
    }
    void ageIsInWholeUnitsAndLeavesOutNothings()
    {
        QFETCH(double, value);
        QTEST(plain(formatAge(value)), "text");
    }

    void rateIsShort_data()
    {
        valueColumns();
        row("nothing", 0, QStringLiteral("0"));
        row("something is not nothing", 0.04, QStringLiteral("<0.1"), QStringLiteral("<0,1"));
        row("one digit behind the sign", 5.34, QStringLiteral("5.3"), QStringLiteral("5,3"));
        row("rounds up to ten", 9.96, QStringLiteral("10"));
        row("whole", 412.4, QStringLiteral("412"));
        row("the last without unit", 999.4, QStringLiteral("999"));
        row("thousand", 999.5, QStringLiteral("1.00 k"), QStringLiteral("1,00 k"));
        row("thousands", 1204, QStringLiteral("1.20 k"), QStringLiteral("1,20 k"));
        row("millions", 3.45e6, QStringLiteral("3.45 M"), QStringLiteral("3,45 M"));
        row("billions", 12.34e9, QStringLiteral("12.3 G"), QStringLiteral("12,3 G"));
        row("no number", noNumber, QStringLiteral("–"));
    }
    void rateIsShort() { COMPARE_IN_BOTH(formatRate); }

    void bytesAreBinary_data()
    {
        valueColumns();
        row("nothing", 0, QStringLiteral("0 B"));
        row("bytes", 999, QStringLiteral("999 B"));
        row("a rate that rounds up to a thousand", 999.7, QStringLiteral("0.98 KiB"), QStringLiteral("0,98 KiB"));
        row("a kibibyte", 1024, QStringLiteral("1.00 KiB"), QStringLiteral("1,00 KiB"));
        row("kibibytes", 88 * 1024, QStringLiteral("88.0 KiB"), QStringLiteral("88,0 KiB"));
        row("mebibytes", 5.5 * 1024 * 1024, QStringLiteral("5.50 MiB"), QStringLiteral("5,50 MiB"));
        row("gibibytes", 3.45 * 1024 * 1024 * 1024, QStringLiteral("3.45 GiB"), QStringLiteral("3,45 GiB"));
        row("beyond the last unit", 5000. * 1024 * 1024 * 1024 * 1024, QStringLiteral("5,000 TiB"),
            QStringLiteral("5.000 TiB"));
        row("endless", endless, QStringLiteral("–"));
    }
    void bytesAreBinary() { COMPARE_IN_BOTH(formatBytes); }

    void shareRoundsToNeitherNothingNorAll_data()
    {
        valueColumns();
        row("nothing", 0, QStringLiteral("0 %"));
        row("a little", 0.004, QStringLiteral("<1 %"));
        row("one", 0.005, QStringLiteral("1 %"));
        row("some", 0.481, QStringLiteral("48 %"));
        row("nearly all", 0.996, QStringLiteral(">99 %"));
        row("all", 1, QStringLiteral("100 %"));
        row("no number", noNumber, QStringLiteral("–"));
    }
    void shareRoundsToNeitherNothingNorAll() { COMPARE_IN_BOTH(formatShare); }
    void shareNotKnownIsADash() { QCOMPARE(formatShare(std::nullopt), QStringLiteral("–")); }

    void countsAreGrouped()
    {
        QCOMPARE(formatCount(12'345, english), QStringLiteral("12,345"));
        QCOMPARE(formatCount(12'345, german), QStringLiteral("12.345"));
        QCOMPARE(formatCount(std::numeric_limits<std::uint64_t>::max(), english),
                 QStringLiteral("18,446,744,073,709,551,615"));
    }

    void aTipShowsATextToTheLetter()
    {
        QCOMPARE(plainTip(QStringLiteral("service \"web\" <b>\nis & was")),
                 QStringLiteral("<qt>service &quot;web&quot; &lt;b&gt;<br/>is &amp; was</qt>"));
        QVERIFY(plainTip({}).isEmpty());
    }

    void unitsDoNotBreakFromTheirNumber()
    {
        QCOMPARE(formatBytes(1024, english), QStringLiteral("1.00\u00a0KiB"));
        QCOMPARE(formatShare(0.5, english), QStringLiteral("50\u00a0%"));
    }

    void timeOfDayIsLocalAndHasTwoDigitsEach()
    {
        const QDateTime at(QDate(2026, 1, 2), QTime(4, 2, 1, 999));
        const std::chrono::system_clock::time_point point(std::chrono::milliseconds(at.toMSecsSinceEpoch()));
        QCOMPARE(formatTimeOfDay(point, english), QStringLiteral("04:02:01"));
        QCOMPARE(formatTimeOfDay(point, german), QStringLiteral("04:02:01"));
    }
};

QTEST_GUILESS_MAIN(FormatTest)
#include "formattest.moc"
