// SPDX-License-Identifier: GPL-3.0-or-later
//
// "Why this backend?": the list follows the newest pick, stands still while one is held, and has words for each strategy.

#include "ui/tabs/pickstab.h"
#include "ui/tabs/dataview.h"
#include "ui/tabs/jumpbutton.h"
#include "ui/tabs/pickdetail.h"
#include "ui/tabs/pickmodel.h"
#include "ui/tabs/pickwords.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace lbfy;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// Picks first to last, of client "c<number>".
std::vector<Pick> picks(int first, int last)
{
    std::vector<Pick> made;
    for (int i = first; i <= last; ++i) {
        made.push_back({WallTime(std::chrono::milliseconds(i)),
                        "web",
                        "c" + std::to_string(i),
                        StrategyKind::LatencyAware,
                        {{"b1", 0.002}, {"b2", 0.011}},
                        "b1"});
    }
    return made;
}

SnapshotPtr snapshot(std::vector<Pick> picks)
{
    auto activity = std::make_shared<Activity>();
    activity->picks = std::move(picks);
    auto made = std::make_shared<Snapshot>();
    made->activity = activity;
    return made;
}

QString clientAt(const QAbstractItemModel &model, int row)
{
    return model.index(row, PickModel::Client).data().toString();
}

struct Shown {
    PicksTab tab;

    Shown()
    {
        tab.resize(900, 300);
        tab.show();
        tab.setSnapshot(snapshot(picks(1, 30)));
    }
    DataView &view() const { return *tab.findChild<DataView *>(); }
    QString detail() const { return tab.findChild<PickDetail *>()->accessibleDescription(); }
};

} // namespace

class PicksTabTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listsThatOverlapAreJoinedWithoutARepeat()
    {
        PickModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.update(picks(1, 60));
        model.update(picks(40, 80));
        QCOMPARE(model.rowCount(), 80);
        model.update(picks(71, 170));
        QCOMPARE(model.rowCount(), 100);
        for (int row = 0; row < 100; ++row)
            QCOMPARE(clientAt(model, row), QString(QStringLiteral("c") + QString::number(170 - row)));
        model.update(picks(500, 599));
        QCOMPARE(clientAt(model, 0), QStringLiteral("c599"));
        QCOMPARE(model.rowCount(), 100);
        model.update({});
        QCOMPARE(model.rowCount(), 0);
    }

    void theNewestIsShownUntilOneIsHeld()
    {
        Shown shown;
        QVERIFY(shown.detail().startsWith(QStringLiteral("c30 went to b1")));
        shown.tab.setSnapshot(snapshot(picks(1, 33)));
        QVERIFY(shown.detail().startsWith(QStringLiteral("c33 ")));

        shown.view().selectRow(3);
        QVERIFY(shown.detail().startsWith(QStringLiteral("c30 ")));
        shown.tab.setSnapshot(snapshot(picks(20, 50)));
        QVERIFY(shown.detail().startsWith(QStringLiteral("c30 ")));
        QCOMPARE(clientAt(*shown.view().model(), 0), QStringLiteral("c33"));
        auto *jump = shown.tab.findChild<JumpButton *>();
        QCOMPARE(jump->count(), 17);

        QTest::keyClick(&shown.view(), Qt::Key_Escape);
        QVERIFY(shown.detail().startsWith(QStringLiteral("c50 ")));
        QVERIFY(!jump->isVisible());
    }

    void aClientThatNobodyTookIsSaidToBeRefused()
    {
        Shown shown;
        std::vector<Pick> refused = picks(40, 40);
        refused.front().chosen.clear();
        refused.front().candidates.clear();
        shown.tab.setSnapshot(snapshot(refused));
        QVERIFY(shown.detail().contains(QStringLiteral("refused")));
        QCOMPARE(shown.view().model()->index(0, PickModel::Chosen).data().toString(), QStringLiteral("Nobody usable"));
    }

    void everyStrategyHasItsRuleAndTitle()
    {
        QSet<QString> rules;
        QSet<QString> titles;
        constexpr std::array all {StrategyKind::RoundRobin, StrategyKind::LeastConnections, StrategyKind::LatencyAware,
                                  StrategyKind::Random, StrategyKind::SourceHash};
        for (const StrategyKind strategy : all) {
            rules.insert(ruleOf(strategy, 2));
            titles.insert(titleOf(strategy));
        }
        QCOMPARE(rules.size(), 5);
        QCOMPARE(titles.size(), 5);
        QVERIFY(!rules.contains(QString()));
        QVERIFY(ruleOf(StrategyKind::LatencyAware, 2).contains(QStringLiteral("Of two drawn at random")));
        QVERIFY(ruleOf(StrategyKind::LatencyAware, 4).contains(QStringLiteral("Of 4 drawn at random or kept")));
        QVERIFY(ruleOf(StrategyKind::LatencyAware, 1).contains(QStringLiteral("nothing was compared")));
    }

    void costsAreWrittenInTheUnitOfTheirStrategy()
    {
        const QLocale before;
        QLocale::setDefault(QLocale::c());
        Pick pick;
        pick.strategy = StrategyKind::LatencyAware;
        QCOMPARE(costText(pick, 0.0019), QStringLiteral("1.90\u00a0ms"));
        pick.strategy = StrategyKind::LeastConnections;
        pick.candidates = {{"b1", 12}, {"b2", 7}};
        QCOMPARE(costText(pick, 12), QStringLiteral("12"));
        pick.candidates[1].cost = 7.5;
        QCOMPARE(costText(pick, 12), QStringLiteral("12.00"));
        QLocale::setDefault(before);
    }
};

QTEST_MAIN(PicksTabTest)
#include "pickstabtest.moc"
