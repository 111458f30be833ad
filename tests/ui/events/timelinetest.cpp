// SPDX-License-Identifier: GPL-3.0-or-later
//
// The timeline takes over each event of the engine exactly once, whatever snapshots repeat or leave out.

#include "ui/events/timeline.h"

#include <QSignalSpy>
#include <QtTest>

using namespace lbfy;
using Kind = TimelineEvent::Kind;

namespace {

Event engineEvent(std::uint64_t sequence, const std::string &kind = "backend_up")
{
    return {sequence, WallTime(std::chrono::seconds(sequence)), kind, "web", "b" + std::to_string(sequence), "text"};
}

/// With the events first to last.
Snapshot snapshot(std::uint64_t sequence, std::uint64_t first, std::uint64_t last)
{
    Snapshot made;
    made.sequence = sequence;
    for (std::uint64_t i = first; i <= last; ++i)
        made.events.push_back(engineEvent(i));
    return made;
}

} // namespace

class TimelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eventsThatSnapshotsRepeatAreTakenOnce()
    {
        Timeline timeline;
        QSignalSpy added(&timeline, &Timeline::added);
        timeline.follow(snapshot(1, 1, 3));
        timeline.follow(snapshot(2, 2, 5));
        timeline.follow(snapshot(2, 2, 5));
        QCOMPARE(added.size(), 5);
        QCOMPARE(timeline.events().size(), 5U);
        QCOMPARE(timeline.events().back().backend, QStringLiteral("b5"));
    }

    void everyKindOfTheEngineHasItsLook_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, Kind kind) {
            QTest::newRow(name) << QByteArray(name) << static_cast<int>(kind);
        };
        row("backend_up", Kind::Up);
        row("backend_down", Kind::Down);
        row("backend_ejected", Kind::Ejected);
        row("backend_restored", Kind::Restored);
        row("strategy_changed", Kind::Strategy);
        row("config_reloaded", Kind::Reload);
        row("config_rejected", Kind::Reload);
        row("connection_shed", Kind::Shed);
        row("something_new", Kind::Other);
    }
    void everyKindOfTheEngineHasItsLook()
    {
        QFETCH(QByteArray, name);
        QFETCH(int, kind);
        Timeline timeline;
        Snapshot made;
        made.events.push_back(engineEvent(1, name.toStdString()));
        timeline.follow(made);
        QCOMPARE(static_cast<int>(timeline.events().back().kind), kind);
    }

    void editsAndEventsShareRisingNumbers()
    {
        Timeline timeline;
        timeline.follow(snapshot(1, 1, 2));
        timeline.add(Kind::Edit, WallTime(), QStringLiteral("web"), QStringLiteral("b1"),
                     QStringLiteral("weight 10 → 5"));
        timeline.follow(snapshot(2, 1, 3));
        QCOMPARE(timeline.events().size(), 4U);
        for (std::size_t i = 0; i < timeline.events().size(); ++i)
            QCOMPARE(timeline.events()[i].id, i + 1);
        QCOMPARE(timeline.events()[2].text, QStringLiteral("weight 10 → 5"));
    }

    void onlyTheLastThousandAreKept()
    {
        Timeline timeline;
        for (std::size_t i = 0; i < Timeline::kept + 7; ++i)
            timeline.add(Kind::Mark, WallTime(), {}, {}, QString::number(i));
        QCOMPARE(timeline.events().size(), Timeline::kept);
        QCOMPARE(timeline.events().front().text, QStringLiteral("7"));
        QCOMPARE(timeline.events().front().id, 8U);
    }

    void anEngineStartedAnewIsFollowedFromItsFirstEvent()
    {
        Timeline timeline;
        timeline.follow(snapshot(900, 1, 4));
        timeline.follow(snapshot(1, 1, 2));
        QCOMPARE(timeline.events().size(), 6U);
        timeline.follow(snapshot(2, 1, 2));
        QCOMPARE(timeline.events().size(), 6U);
    }

    void anEngineStartedAnewIsKnownByItsEventsToo()
    {
        Timeline timeline;
        timeline.follow(snapshot(3, 1, 4));
        timeline.follow(snapshot(5, 1, 2));
        QCOMPARE(timeline.events().size(), 6U);
    }
};

QTEST_GUILESS_MAIN(TimelineTest)
#include "timelinetest.moc"
