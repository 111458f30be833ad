// SPDX-License-Identifier: GPL-3.0-or-later
//
// The report: quantiles against a sorted list, and table and JSON that say the same.

#include "core/lab/loadreport.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

LoadPlan examplePlan()
{
    LoadPlan plan;
    plan.targets = {{"127.0.0.1", 8080}, {"::1", 81}};
    plan.connections = 64;
    plan.duration = 10s;
    return plan;
}

LoadFigures exampleFigures()
{
    Histogram latency;
    for (int i = 1; i <= 1000; ++i)
        latency.record(std::chrono::microseconds(i * 10));
    LoadFigures figures;
    figures.phase = LoadPhase::Finished;
    figures.seconds = 10;
    latency.addTo(figures.latency);
    latency.addTo(figures.connect);
    figures.maxLatency = 0.01;
    figures.turnsInTime = 990;
    figures.bytesSent = 64'000;
    figures.bytesSentInTime = 63'360;
    figures.bytesReceived = 5'000'000'000;
    figures.bytesReceivedInTime = 5'000'000'000;
    figures.errors[static_cast<std::size_t>(LoadError::Refused)] = 3;
    figures.errors[static_cast<std::size_t>(LoadError::Timeout)] = 4;
    return figures;
}

QJsonObject jsonOf(const LoadReport &report)
{
    // As a reader gets it.
    return QJsonDocument::fromJson(QJsonDocument(reportJson(report)).toJson()).object();
}

QString tableOf(const LoadReport &report)
{
    return QString::fromStdString(reportTable(report));
}

double quantileOfList(const std::vector<std::int64_t> &sorted, double q)
{
    const auto rank = static_cast<std::size_t>(std::ceil(q * static_cast<double>(sorted.size())));
    return static_cast<double>(sorted[std::max<std::size_t>(rank, 1) - 1]) * 1e-9;
}

} // namespace

class LoadReportTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void quantilesAreThoseOfTheSortedList();
    void tableSaysWhatWasMeasured();
    void jsonSaysTheSame();
    void bucketsGiveTheQuantilesAgain();
    void jsonNamesEveryKindOfErrorAndThePlan();
    void nothingAnsweredIsNotDividedBy();
    void lateLoadIsToldWhereItCanBe();
};

void LoadReportTest::quantilesAreThoseOfTheSortedList()
{
    QVERIFY(rc::check([] {
        auto values = *rc::gen::nonEmpty(
                rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(1, 4'000'000'000)));
        Histogram latency;
        for (const std::int64_t value : values)
            latency.record(Nanoseconds(value));
        std::ranges::sort(values);
        LoadFigures figures;
        latency.addTo(figures.latency);
        figures.maxLatency = static_cast<double>(values.back()) * 1e-9;
        const LoadReport::Quantiles shown = makeReport(examplePlan(), figures).latency;
        const auto near = [](double a, double b) { return std::abs(a - b) <= 0.016 * b + 1e-9; };
        RC_ASSERT(near(shown.p50, quantileOfList(values, 0.5)));
        RC_ASSERT(near(shown.p90, quantileOfList(values, 0.9)));
        RC_ASSERT(near(shown.p99, quantileOfList(values, 0.99)));
        RC_ASSERT(near(shown.p999, quantileOfList(values, 0.999)));
        RC_ASSERT(shown.max == static_cast<double>(values.back()) * 1e-9);
        RC_ASSERT(shown.p50 <= shown.p90 && shown.p90 <= shown.p99 && shown.p99 <= shown.p999);
        RC_ASSERT(shown.p999 <= shown.max);
    }));
}

void LoadReportTest::tableSaysWhatWasMeasured()
{
    LoadFigures figures = exampleFigures();
    figures.unfinished = 2;
    const QString expected = QStringLiteral(R"(target        127.0.0.1:8080, [::1]:81
load          closed loop, 64 connections
turns         1000 in 10.00 s, 99.0 a second
sent          64.0 kB, 6.34 kB/s
received      5.00 GB, 500 MB/s
connections   1000 opened
                     p50       p90       p99     p99.9       max
latency          5.05 ms   9.04 ms   9.83 ms   10.0 ms   10.0 ms
connect          5.05 ms   9.04 ms   9.83 ms   10.1 ms   10.1 ms
errors        7
              3 connection refused
              4 no answer in time
unfinished    2 turns, not counted, when it was stopped
)");
    // Line by line, so that a failure shows the one that differs.
    QCOMPARE(tableOf(makeReport(examplePlan(), figures)).split(QLatin1Char('\n')), expected.split(QLatin1Char('\n')));
}

void LoadReportTest::jsonSaysTheSame()
{
    const LoadReport report = makeReport(examplePlan(), exampleFigures());
    const QJsonObject json = jsonOf(report);
    QCOMPARE(json[QStringLiteral("turns")].toInt(), 1000);
    QCOMPARE(json[QStringLiteral("turns_per_second")].toDouble(), 99.0);
    QCOMPARE(json[QStringLiteral("seconds")].toDouble(), 10.0);
    QCOMPARE(json[QStringLiteral("stopped")].toBool(), false);
    const QJsonObject latency = json[QStringLiteral("latency")].toObject();
    QCOMPARE(latency[QStringLiteral("p50")].toDouble(), report.latency.p50);
    QCOMPARE(latency[QStringLiteral("p90")].toDouble(), report.latency.p90);
    QCOMPARE(latency[QStringLiteral("p99")].toDouble(), report.latency.p99);
    QCOMPARE(latency[QStringLiteral("p99.9")].toDouble(), report.latency.p999);
    QCOMPARE(latency[QStringLiteral("max")].toDouble(), 0.01);
    QCOMPARE(json[QStringLiteral("error_total")].toInt(), 7);
    QCOMPARE(json[QStringLiteral("bytes_received")].toDouble(), 5e9);
    QCOMPARE(json[QStringLiteral("bytes_received_per_second")].toDouble(), 5e8);
    QCOMPARE(json[QStringLiteral("connections")].toInt(), 1000);
}

void LoadReportTest::bucketsGiveTheQuantilesAgain()
{
    const QJsonObject json = jsonOf(makeReport(examplePlan(), exampleFigures()));
    double turns = 0;
    double last = 0;
    double median = 0;
    for (const QJsonValue bucket : json[QStringLiteral("latency_buckets")].toArray()) {
        const double upTo = bucket.toArray().at(0).toDouble();
        QVERIFY(upTo > last && bucket.toArray().at(1).toDouble() > 0);
        last = upTo;
        turns += bucket.toArray().at(1).toDouble();
        median = median > 0 || turns < 500 ? median : upTo;
    }
    QCOMPARE(turns, json[QStringLiteral("turns")].toDouble());
    QVERIFY(std::abs(median - 0.005) <= 0.005 / 32);
    QVERIFY(std::abs(last - 0.010) <= 0.010 / 32);
}

void LoadReportTest::jsonNamesEveryKindOfErrorAndThePlan()
{
    LoadPlan plan = examplePlan();
    plan.loop = LoadLoop::Open;
    plan.rate = 12.5;
    const QJsonObject json = jsonOf(makeReport(plan, exampleFigures()));
    const QJsonObject errors = json[QStringLiteral("errors")].toObject();
    QCOMPARE(errors.size(), int(loadErrorCount));
    QCOMPARE(errors[QStringLiteral("refused")].toInt(), 3);
    QCOMPARE(errors[QStringLiteral("timeout")].toInt(), 4);
    QCOMPARE(errors[QStringLiteral("reset")].toInt(), 0);
    const QJsonObject told = json[QStringLiteral("plan")].toObject();
    QCOMPARE(told[QStringLiteral("loop")].toString(), QStringLiteral("open"));
    QCOMPARE(told[QStringLiteral("rate")].toDouble(), 12.5);
    QCOMPARE(told[QStringLiteral("targets")].toArray().size(), 2);
    QVERIFY(json.contains(QStringLiteral("lateness")));
}

void LoadReportTest::nothingAnsweredIsNotDividedBy()
{
    const LoadReport report = makeReport(examplePlan(), {});
    QCOMPARE(report.turnsPerSecond, 0.0);
    QCOMPARE(report.latency.mean, 0.0);
    QVERIFY(report.stopped);
    QVERIFY(tableOf(report).contains(QStringLiteral("0 in 0.00 s (stopped early), 0.0 a second")));
    QCOMPARE(jsonOf(report)[QStringLiteral("latency")].toObject()[QStringLiteral("p99")].toDouble(), 0.0);
}

void LoadReportTest::lateLoadIsToldWhereItCanBe()
{
    Histogram late;
    late.record(3ms);
    LoadFigures figures = exampleFigures();
    late.addTo(figures.lateness);
    LoadPlan plan = examplePlan();
    plan.loop = LoadLoop::Open;
    QVERIFY(tableOf(makeReport(plan, figures)).contains(QStringLiteral("the load itself was late by 2.98 ms (p99)")));
    QVERIFY(!tableOf(makeReport(plan, exampleFigures())).contains(QStringLiteral("late by")));
}

QTEST_APPLESS_MAIN(LoadReportTest)

#include "loadreporttest.moc"
