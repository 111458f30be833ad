// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the panel shows against what History says, and when it does anything at all.

#include "tests/ui/chart/panelfixture.h"
#include "ui/chart/crosshairbox.h"
#include "ui/chart/eventlane.h"

#include <QSignalSpy>

#include <malloc.h>

using namespace lbfy;
using namespace lbfy::test;
using namespace std::chrono_literals;

class ChartPanelTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void drawnLinesAreWhatHistorySays()
    {
        Shown shown(3);
        QVERIFY(shown.show());
        shown.run(70s);
        const ChartFrame &frame = shown.panel.chart(0).picture().frame;
        const auto lines = shown.panel.chart(0).drawnLines();
        QCOMPARE(lines.size(), std::size_t {3});
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const SeriesKey key {"web", "b" + std::to_string(i + 1)};
            const HistoryCurve curve = shown.history.curve(key, Figure::Ewma, frame.grid);
            QCOMPARE(lines[i].runs.size(), std::size_t {1});
            const QList<QPointF> &points = lines[i].runs[0];
            QCOMPARE(points.size(), static_cast<qsizetype>(curve.size()));
            for (qsizetype p = 0; p < points.size(); ++p) {
                const auto &value = curve[static_cast<std::size_t>(p)];
                QVERIFY(value.has_value());
                QCOMPARE(points[p].y(), static_cast<double>(value->range.max) * 1000);
            }
            QCOMPARE(points.back().x(), 0.0);
            QCOMPARE(points.front().x(), -60.0);
        }
    }

    void lineNeverHasMoreThanThreeHundredSteps()
    {
        Shown shown(2);
        shown.panel.resize(3000, 400);
        QVERIFY(shown.show());
        shown.run(10s);
        for (const std::chrono::seconds window : {60s, 300s, 900s, 3600s}) {
            shown.panel.setTimeWindow(window);
            QVERIFY(shown.panel.chart(0).picture().frame.grid.points <= ChartPanel::maxPoints);
        }
    }

    void oneChartAloneWhereTwoWouldBeTooLow()
    {
        Shown shown(2);
        QVERIFY(shown.show());
        shown.run(5s);
        const double apart = shown.panel.chart(0).plot().height();
        shown.panel.resize(1000, 140);
        QVERIFY(!shown.panel.chart(1).isVisible());
        QVERIFY(shown.panel.chart(0).plot().height() > 40);
        QCOMPARE(shown.panel.chart(0).picture().axis, TimeAxis::Ago);
        shown.panel.resize(1000, 420);
        QVERIFY(shown.panel.chart(1).isVisible());
        QCOMPARE(shown.panel.chart(0).plot().height(), apart);
        QCOMPARE(shown.panel.chart(0).picture().axis, TimeAxis::Hidden);
        QCOMPARE(shown.panel.chart(1).picture().axis, TimeAxis::Ago);
    }

    void timeOutIsMarkedWhereItWasHoweverLowTheChart()
    {
        Shown shown(2);
        QVERIFY(shown.show());
        shown.run(60s);
        shown.traffic.backend(1).state = BackendState::Down;
        shown.run(20s);
        // One after the other: all find room, then one of two, then none.
        shown.traffic.backend(0).state = BackendState::Down;
        shown.run(10s);
        for (const int height : {420, 190, 145, 110}) {
            shown.panel.resize(1000, height);
            const TimeSeriesView &chart = shown.panel.chart(0);
            const QImage image = shown.panel.grab().toImage();
            const QRectF plot = chart.plot();
            const auto rowsTinted = [&](double part) {
                const int x = static_cast<int>(plot.left() + part * plot.width());
                int rows = 0;
                for (int y = static_cast<int>(plot.top()) + 3; y < static_cast<int>(plot.bottom()) - 3; ++y) {
                    const QColor seen = image.pixelColor(x, y);
                    rows += seen != colorsOf(Scheme::Light).plot && seen != colorsOf(Scheme::Light).grid;
                }
                return rows;
            };
            const QString at = QString::number(height);
            QVERIFY2(rowsTinted(0.93) > rowsTinted(0.2) + 5, qPrintable(at)); // where there are lines only
        }
    }

    void picturesOfThePastTakeNoMemory()
    {
        Shown shown(8);
        QVERIFY(shown.show());
        const auto ticks = [&shown](int count) {
            for (int i = 0; i < count; ++i) {
                shown.run(500ms);
                QCoreApplication::processEvents(); // the paint that the tick has asked for
            }
            return mallinfo2().uordblks;
        };
        ticks(60);
        const std::size_t before = ticks(100); // History has grown for the last time within this minute
        QVERIFY(ticks(300) < before + 64 * 1024);
    }

    void gapBreaksTheLine()
    {
        Shown shown(1);
        QVERIFY(shown.show());
        shown.run(20s);
        shown.traffic.now += 8s;
        shown.run(20s);
        QCOMPARE(shown.panel.chart(0).drawnLines()[0].runs.size(), std::size_t {2});
        QCOMPARE(shown.panel.chart(1).drawnLines()[0].runs.size(), std::size_t {2});
    }

    void linesBeyondTheColoursAreABandUnlessSelected()
    {
        Shown shown(8);
        QVERIFY(shown.show());
        shown.run(10s);
        QCOMPARE(shown.panel.chart(0).drawnLines().size(), Colors::seriesCount);
        QCOMPARE(shown.panel.chart(0).picture().frame.othersCount(), std::size_t {2});
        shown.panel.setBackends(QStringLiteral("web"), chartBackends(8, 7));
        const auto lines = shown.panel.chart(0).drawnLines();
        QCOMPARE(lines.size(), Colors::seriesCount + 1);
        QVERIFY(lines.back().width > lines.front().width);
        QCOMPARE(shown.panel.chart(0).picture().frame.othersCount(), std::size_t {1});
    }

    void hiddenPanelReadsNothingAndCatchesUpOnce()
    {
        Shown shown(2);
        shown.run(10s);
        QCOMPARE(shown.panel.refreshes(), std::uint64_t {0});
        QVERIFY(shown.show());
        QTRY_COMPARE(shown.panel.chart(0).picture().frame.grid.last, shown.traffic.now);
        const std::uint64_t seen = shown.panel.refreshes();
        shown.panel.hide();
        shown.run(10s);
        QCOMPARE(shown.panel.refreshes(), seen);
        QVERIFY(shown.show());
        QTRY_COMPARE(shown.panel.refreshes(), seen + 1);
        QCOMPARE(shown.panel.chart(0).picture().frame.grid.last, shown.traffic.now);
    }

    void frozenPictureStaysThoughTheMinuteIsForgotten()
    {
        Shown shown(2);
        QVERIFY(shown.show());
        shown.run(65s);
        QSignalSpy spy(&shown.panel, &ChartPanel::frozenChanged);
        shown.panel.setFrozen(true);
        QCOMPARE(spy.count(), 1);
        QVERIFY(!shown.panel.chart(0).picture().note.isEmpty());
        const ChartFrame before = shown.panel.chart(0).picture().frame;
        shown.run(200s);
        shown.mark(TimelineEvent::Kind::Mark, QStringLiteral("later"));
        shown.panel.setBackends(QStringLiteral("web"), chartBackends(2, 1));
        const ChartFrame &after = shown.panel.chart(0).picture().frame;
        QVERIFY(before.grid == after.grid);
        QVERIFY(before.lines[0].curve == after.lines[0].curve);
        QVERIFY(shown.panel.chart(0).picture().marks.empty());
        shown.panel.setFrozen(false);
        QVERIFY(shown.panel.chart(0).picture().note.isEmpty());
        QCOMPARE(shown.panel.chart(0).picture().frame.grid.last, shown.traffic.now);
    }

    void crosshairListsBothChartsLargestFirst()
    {
        Shown shown(3);
        QVERIFY(shown.show());
        shown.run(65s);
        shown.panel.setCrosshair(100);
        const CrosshairBox &box = shown.panel.crosshairBox();
        QVERIFY(box.isVisible());
        const CrosshairBox::Content &content = box.content();
        QCOMPARE(content.columns.size(), ChartPanel::chartCount);
        QCOMPARE(content.rows.size(), std::size_t {3});
        const ChartFrame &frame = shown.panel.chart(0).picture().frame;
        const std::vector<std::size_t> order = byValueAt(frame, 100);
        for (std::size_t i = 0; i < order.size(); ++i) {
            const ChartLine &line = frame.lines[order[i]];
            QCOMPARE(content.rows[i].name, line.name);
            QCOMPARE(content.rows[i].cells[0].text, valueText(shown.panel.chart(0).kind(), line.valueAt(100)));
        }
        QVERIFY(content.ago.startsWith(QChar(u'\u2212')));
    }

    void crosshairInAGapSaysNoDataAndInADownTimeSaysDown()
    {
        Shown shown(2);
        QVERIFY(shown.show());
        shown.run(10s);
        shown.traffic.now += 10s;
        shown.traffic.backend(1).state = BackendState::Down;
        shown.run(10s);
        const std::size_t points = shown.panel.chart(0).picture().frame.grid.points;
        shown.panel.setCrosshair(points - 1 - 60); // 15 s ago, within the gap
        for (const CrosshairBox::Row &row : shown.panel.crosshairBox().content().rows)
            QVERIFY(row.cells[0].missing && row.cells[1].missing);
        QCOMPARE(shown.panel.crosshairBox().content().rows[0].cells[0].text, QStringLiteral("no data"));
        shown.panel.setCrosshair(points - 1 - 4);
        QCOMPARE(shown.panel.crosshairBox().content().rows[1].name, QStringLiteral("b2"));
        QCOMPARE(shown.panel.crosshairBox().content().rows[1].cells[0].text, QStringLiteral("down"));
    }

    void arrowKeysMoveTheCrosshairByAPointAndStopAtTheEnds()
    {
        Shown shown(1);
        QVERIFY(shown.show());
        shown.run(65s);
        QWidget *chart = shown.panel.findChildren<TimeSeriesView *>().first();
        const std::size_t last = shown.panel.chart(0).picture().frame.grid.points - 1;
        QTest::keyClick(chart, Qt::Key_End);
        QCOMPARE(shown.panel.crosshair(), std::optional(last));
        QTest::keyClick(chart, Qt::Key_Right);
        QCOMPARE(shown.panel.crosshair(), std::optional(last));
        QTest::keyClick(chart, Qt::Key_Left);
        QCOMPARE(shown.panel.crosshair(), std::optional(last - 1));
        QTest::keyClick(chart, Qt::Key_Home);
        QCOMPARE(shown.panel.crosshair(), std::optional(std::size_t {0}));
        QTest::keyClick(chart, Qt::Key_Escape);
        QVERIFY(!shown.panel.crosshair());
        QVERIFY(!shown.panel.crosshairBox().isVisible());
    }

    void marksOfOtherServicesAreLeftOutAndNearOnesAreOneCluster()
    {
        Shown shown(1);
        QVERIFY(shown.show());
        shown.run(20s);
        shown.mark(TimelineEvent::Kind::Edit, QStringLiteral("one"));
        shown.mark(TimelineEvent::Kind::Down, QStringLiteral("two"));
        shown.mark(TimelineEvent::Kind::Edit, QStringLiteral("elsewhere"), QStringLiteral("other"));
        shown.run(20s);
        shown.mark(TimelineEvent::Kind::Strategy, QStringLiteral("three"));
        shown.run(5s);
        QCOMPARE(shown.panel.chart(0).picture().marks.size(), std::size_t {3});
        const EventLane &lane = shown.panel.lane();
        QCOMPARE(lane.clusters().size(), std::size_t {2});
        QCOMPARE(lane.clusters()[0].count, std::size_t {2});
        const QString tip = lane.tipAt({lane.clusters()[0].x, 10});
        QVERIFY(tip.contains(QStringLiteral("one")) && tip.contains(QStringLiteral("two")));
        QVERIFY(!tip.contains(QStringLiteral("three")));
    }

    void arrowsGoFromEventToEventInTheLaneAndEnterLeadsThere()
    {
        Shown shown(1);
        QVERIFY(shown.show());
        auto *lane = shown.panel.findChild<EventLane *>();
        QVERIFY(lane->focusPolicy() & Qt::TabFocus);
        QTest::keyClick(lane, Qt::Key_Left); // nothing to go to
        QVERIFY(!lane->current());
        shown.run(10s);
        shown.mark(TimelineEvent::Kind::Edit, QStringLiteral("one"));
        shown.mark(TimelineEvent::Kind::Down, QStringLiteral("two"));
        const WallTime happened = shown.traffic.wall();
        shown.run(20s);
        shown.mark(TimelineEvent::Kind::Strategy, QStringLiteral("three"));
        shown.run(5s);
        const auto at = [lane] { return lane->current() ? lane->current()->text : QString(); };
        QTest::keyClick(lane, Qt::Key_Left);
        QCOMPARE(at(), QStringLiteral("three"));
        QTest::keyClick(lane, Qt::Key_Left); // into a cluster, and within it
        QCOMPARE(at(), QStringLiteral("two"));
        QVERIFY(lane->accessibleDescription().contains(QStringLiteral("two, 2 of 3")));
        QTest::keyClick(lane, Qt::Key_Left);
        QTest::keyClick(lane, Qt::Key_Left);
        QCOMPARE(at(), QStringLiteral("one"));
        QTest::keyClick(lane, Qt::Key_End);
        QCOMPARE(at(), QStringLiteral("three"));
        QTest::keyClick(lane, Qt::Key_Home);
        shown.run(5s); // the lane moves on, the event stays the same
        QCOMPARE(at(), QStringLiteral("one"));
        QTest::keyClick(lane, Qt::Key_Return);
        QVERIFY(shown.panel.isFrozen());
        const TimeSeriesView &chart = shown.panel.chart(0);
        QVERIFY(shown.panel.crosshair().has_value());
        const WallTime under = chart.picture().time.wallOf(chart.picture().frame.grid.at(*shown.panel.crosshair()));
        QVERIFY(std::chrono::abs(under - happened) <= chart.picture().frame.grid.step);
    }

    void timeOfAnEventLongAgoComesIntoView()
    {
        Shown shown(1);
        QVERIFY(shown.show());
        shown.run(30s);
        const WallTime happened = shown.traffic.wall();
        shown.run(600s);
        QVERIFY(shown.panel.showTime(happened));
        QVERIFY(shown.panel.isFrozen());
        const TimeSeriesView &chart = shown.panel.chart(0);
        QVERIFY(shown.panel.crosshair().has_value());
        const WallTime under = chart.picture().time.wallOf(chart.picture().frame.grid.at(*shown.panel.crosshair()));
        QVERIFY(std::chrono::abs(under - happened) <= chart.picture().frame.grid.step);
        QVERIFY(!shown.panel.showTime(happened - 2h));
    }

    void removedBackendStaysInViewUntilItsPastHasGoneBy()
    {
        Shown shown(2);
        QVERIFY(shown.show());
        shown.run(20s);
        shown.traffic.snapshot.services[0].backends.pop_back();
        shown.panel.setBackends(QStringLiteral("web"), chartBackends(1));
        shown.run(20s);
        QCOMPARE(shown.panel.chart(0).picture().frame.lines.size(), std::size_t {2});
        QVERIFY(shown.panel.chart(0).picture().frame.lines[1].removed);
        shown.run(60s);
        QCOMPARE(shown.panel.chart(0).picture().frame.lines.size(), std::size_t {1});
    }
};

QTEST_MAIN(ChartPanelTest)
#include "chartpaneltest.moc"
