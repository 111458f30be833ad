// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Events tab: bursts share a row, the newest is on top, and what is being read stays where it is.

#include "ui/tabs/eventstab.h"
#include "ui/tabs/dataview.h"
#include "ui/tabs/jumpbutton.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QtTest>

using namespace lbfy;
using namespace std::chrono_literals;
using Kind = TimelineEvent::Kind;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;
const WallTime start(std::chrono::seconds(1'800'000'000));

void add(Timeline &timeline, Kind kind, std::chrono::milliseconds at, const char *service = "web",
         const char *text = "text")
{
    timeline.add(kind, start + at, QString::fromUtf8(service), {}, QString::fromUtf8(text));
}

/// A tab on screen that has more events than fit.
struct Shown {
    Timeline timeline;
    EventsTab tab {timeline};

    Shown()
    {
        for (int i = 0; i < 200; ++i)
            add(timeline, Kind::Edit, std::chrono::seconds(i), "web", std::to_string(i).c_str());
        tab.resize(900, 300);
        tab.show();
        QVERIFY(QTest::qWaitForWindowExposed(&tab));
    }
    DataView &view() const { return *tab.findChild<DataView *>(); }
    QString topText() const { return view().indexAt(QPoint(5, 5)).siblingAtColumn(EventModel::Text).data().toString(); }
};

} // namespace

class EventsTabTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusalsWithinASecondShareARow()
    {
        Timeline timeline;
        EventModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setTimeline(timeline);
        add(timeline, Kind::Shed, 0ms);
        add(timeline, Kind::Shed, 900ms);
        add(timeline, Kind::Shed, 1900ms);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowAt(0).count, 3);
        QCOMPARE(model.rowAt(0).first, start);
        add(timeline, Kind::Shed, 2901ms);
        QCOMPARE(model.rowCount(), 2);
        add(timeline, Kind::Shed, 2902ms, "redis");
        QCOMPARE(model.rowCount(), 3);
        add(timeline, Kind::Down, 2903ms);
        add(timeline, Kind::Down, 2904ms);
        QCOMPARE(model.rowCount(), 5);
        QCOMPARE(model.total(), 7);
    }

    void aBurstIsMergedUnderAFilterToo()
    {
        Timeline timeline;
        EventModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setTimeline(timeline);
        add(timeline, Kind::Shed, 0ms);
        model.setFilter({Kind::Shed, {}});
        add(timeline, Kind::Shed, 1ms);
        add(timeline, Kind::Edit, 2ms);
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.rowAt(0).count, 2);
        model.setFilter({std::nullopt, QStringLiteral("TEXT")});
        QCOMPARE(model.rowCount(), 2);
        model.setFilter({Kind::Up, {}});
        QCOMPARE(model.rowCount(), 0);
        add(timeline, Kind::Up, 3ms);
        QCOMPARE(model.rowCount(), 1);
    }

    void theOldestGoWhenThereAreTooMany()
    {
        Timeline timeline;
        EventModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.setTimeline(timeline);
        for (std::size_t i = 0; i < Timeline::kept + 5; ++i)
            add(timeline, Kind::Edit, std::chrono::seconds(i), "web", std::to_string(i).c_str());
        QCOMPARE(model.rowCount(), static_cast<int>(Timeline::kept));
        QCOMPARE(model.rowAt(model.rowCount() - 1).event.text, QStringLiteral("5"));
    }

    void atTheTopTheNewestComesIntoSight()
    {
        Shown shown;
        QCOMPARE(shown.topText(), QStringLiteral("199"));
        add(shown.timeline, Kind::Edit, 200s, "web", "newest");
        QCOMPARE(shown.topText(), QStringLiteral("newest"));
        QVERIFY(!shown.tab.findChild<JumpButton *>()->isVisible());
    }

    void scrolledDownWhatIsReadStaysAndTheButtonLeadsBack()
    {
        Shown shown;
        QScrollBar *bar = shown.view().verticalScrollBar();
        bar->setValue(50 * shown.view().verticalHeader()->defaultSectionSize());
        const QString reading = shown.topText();
        for (int i = 0; i < 3; ++i)
            add(shown.timeline, Kind::Edit, std::chrono::seconds(300 + i), "web", "new");
        QCOMPARE(shown.topText(), reading);
        auto *jump = shown.tab.findChild<JumpButton *>();
        QVERIFY(jump->isVisible());
        QCOMPARE(jump->count(), 3);
        jump->click();
        QCOMPARE(shown.topText(), QStringLiteral("new"));
        QVERIFY(!jump->isVisible());
    }

    void clickAndEnterChooseTheTime()
    {
        Shown shown;
        QSignalSpy chosen(&shown.tab, &EventsTab::timeChosen);
        const QRect cell = shown.view().visualRect(shown.view().model()->index(2, EventModel::Text));
        QTest::mouseClick(shown.view().viewport(), Qt::LeftButton, {}, cell.center());
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.back().front().value<WallTime>(), start + 197s);
        QTest::keyClick(&shown.view(), Qt::Key_Down);
        QTest::keyClick(&shown.view(), Qt::Key_Return);
        QCOMPARE(chosen.size(), 2);
        QCOMPARE(chosen.back().front().value<WallTime>(), start + 196s);
    }

    void theButtonAsksForAMarker()
    {
        Shown shown;
        QSignalSpy asked(&shown.tab, &EventsTab::markRequested);
        for (auto *button : shown.tab.findChildren<QPushButton *>()) {
            if (button->text().startsWith(QStringLiteral("Set marker")))
                button->click();
        }
        QCOMPARE(asked.size(), 1);
    }

    void kindAndTextAreRemembered()
    {
        Shown shown;
        shown.tab.restoreState({{QStringLiteral("kind"), static_cast<int>(Kind::Edit)},
                                {QStringLiteral("filter"), QStringLiteral("19")}});
        QCOMPARE(shown.view().model()->rowCount(), 12);
        const QVariantMap state = shown.tab.saveState();
        QCOMPARE(state.value(QStringLiteral("kind")).toInt(), static_cast<int>(Kind::Edit));
        QCOMPARE(state.value(QStringLiteral("filter")).toString(), QStringLiteral("19"));
    }
};

QTEST_MAIN(EventsTabTest)
#include "eventstabtest.moc"
