// SPDX-License-Identifier: GPL-3.0-or-later
//
// The connection table against random traffic: after each picture it must equal what a table made anew would show, and
// whoever held on to a row by a persistent index must still hold that connection.

#include "ui/tabs/connectionmodel.h"
#include "tests/ui/tabs/sampleactivity.h"
#include "ui/tabs/cellroles.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QSignalSpy>
#include <QTableView>
#include <QtTest>

#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <set>

using namespace lbfy;
using namespace lbfy::test;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

std::vector<std::uint64_t> idsOf(const ConnectionModel &model)
{
    std::vector<std::uint64_t> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.push_back(model.factsAt(row).id);
    return ids;
}

/// The text of every cell, as a view would read it.
std::vector<QString> cellsOf(const ConnectionModel &model)
{
    std::vector<QString> cells;
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column)
            cells.push_back(model.index(row, column).data().toString());
    }
    return cells;
}

/// A table that has never seen anything but this picture.
std::vector<QString> cellsAnew(ConnectionModel::Shows shows, const ActivityPtr &activity,
                               const ConnectionFilter &filter, int sortColumn, Qt::SortOrder order)
{
    ConnectionModel model(shows);
    model.setFilter(filter);
    model.sort(sortColumn, order);
    model.setActivity(activity);
    return cellsOf(model);
}

} // namespace

class ConnectionModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void afterEachPictureItEqualsATableMadeAnew()
    {
        const std::vector<QString> filters {QString(), QStringLiteral("backend:b"), QStringLiteral("age>3s"),
                                            QStringLiteral("turns>2 -state:open"), QStringLiteral("10.0.1")};
        QVERIFY(rc::check([&filters] {
            const auto shows = *rc::gen::element(ConnectionModel::Shows::Open, ConnectionModel::Shows::Closed);
            SampleTraffic traffic(*rc::gen::arbitrary<std::uint32_t>());
            ConnectionModel model(shows);
            const QAbstractItemModelTester tester(&model, fatal);
            int column = 0;
            auto order = Qt::AscendingOrder;
            model.sort(column, order);
            const int ticks = *rc::gen::inRange(1, 8);
            for (int tick = 0; tick < ticks; ++tick) {
                traffic.open(*rc::gen::inRange<std::size_t>(0, 30));
                traffic.live(1.5, 0.5);
                traffic.close(*rc::gen::inRange<std::size_t>(0, 30));
                switch (*rc::gen::inRange(0, 4)) {
                case 0:
                    model.setFilter(ConnectionFilter::parse(*rc::gen::elementOf(filters)));
                    break;
                case 1:
                    column = *rc::gen::inRange(0, model.columnCount());
                    order = *rc::gen::element(Qt::AscendingOrder, Qt::DescendingOrder);
                    model.sort(column, order);
                    break;
                default:
                    break;
                }
                model.setActivity(traffic.activity());
                RC_ASSERT(cellsOf(model) == cellsAnew(shows, traffic.activity(), model.filter(), column, order));
            }
            model.setActivity(nullptr);
            RC_ASSERT(model.rowCount() == 0);
        }));
    }

    void whoeverHoldsARowStillHoldsThatConnection()
    {
        SampleTraffic traffic(11);
        ConnectionModel model(ConnectionModel::Shows::Open);
        const QAbstractItemModelTester tester(&model, fatal);
        model.sort(model.indexOf(ConnectionColumn::ToClient), Qt::DescendingOrder);
        traffic.open(200);
        model.setActivity(traffic.activity());
        std::map<std::uint64_t, QPersistentModelIndex> held;
        for (int row = 0; row < model.rowCount(); row += 3)
            held[model.factsAt(row).id] = QPersistentModelIndex(model.index(row, 2));
        for (int tick = 0; tick < 12; ++tick) {
            traffic.close(12);
            traffic.open(10);
            traffic.live(0.5, 0.6);
            model.setActivity(traffic.activity());
            for (const auto &[id, index] : held) {
                QCOMPARE(index.isValid(), model.rowOf(id).has_value());
                if (index.isValid())
                    QCOMPARE(model.factsAt(index.row()).id, id);
            }
        }
        QVERIFY(std::any_of(held.begin(), held.end(), [](const auto &each) { return !each.second.isValid(); }));
        QVERIFY(std::any_of(held.begin(), held.end(), [](const auto &each) { return each.second.isValid(); }));
    }

    void selectionFollowsItsConnections()
    {
        SampleTraffic traffic(5);
        traffic.open(100);
        traffic.live(1, 0.5);
        ConnectionModel model(ConnectionModel::Shows::Open);
        model.sort(model.indexOf(ConnectionColumn::ToClient), Qt::DescendingOrder);
        model.setActivity(traffic.activity());
        QItemSelectionModel selection(&model);
        std::set<std::uint64_t> chosen;
        for (const int row : {3, 4, 50, 99}) {
            selection.select(model.index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
            chosen.insert(model.factsAt(row).id);
        }
        for (int tick = 0; tick < 10; ++tick) {
            traffic.open(9);
            traffic.live(0.5, 0.7);
            traffic.close(9);
            model.setActivity(traffic.activity());
            std::set<std::uint64_t> open;
            for (const OpenConnection &connection : traffic.values().open)
                open.insert(connection.id);
            std::erase_if(chosen, [&open](std::uint64_t id) { return !open.contains(id); });
            std::set<std::uint64_t> selected;
            for (const QModelIndex &index : selection.selectedRows())
                selected.insert(model.factsAt(index.row()).id);
            QCOMPARE(selected, chosen);
        }
        QVERIFY(!chosen.empty());
    }

    void restingRowsStayAndNewOnesComeLast()
    {
        SampleTraffic traffic(8);
        traffic.open(50);
        traffic.live(1, 1);
        ConnectionModel model(ConnectionModel::Shows::Open);
        model.sort(model.indexOf(ConnectionColumn::ToClient), Qt::DescendingOrder);
        model.setActivity(traffic.activity());
        const std::vector<std::uint64_t> before = idsOf(model);
        model.setOrder(ConnectionModel::Order::Rest);
        traffic.open(5);
        traffic.live(1, 1);
        model.setActivity(traffic.activity());
        const std::vector<std::uint64_t> resting = idsOf(model);
        QCOMPARE(std::vector(resting.begin(), resting.begin() + 50), before);
        QCOMPARE(resting.size(), 55U);
        model.setOrder(ConnectionModel::Order::Sorted);
        for (int row = 1; row < model.rowCount(); ++row)
            QVERIFY(model.factsAt(row - 1).toClient >= model.factsAt(row).toClient);
    }

    void closedRowsAppearOnceAndTheOldestGo()
    {
        SampleTraffic traffic(2);
        ConnectionModel model(ConnectionModel::Shows::Closed);
        const QAbstractItemModelTester tester(&model, fatal);
        for (int tick = 0; tick < 15; ++tick) {
            traffic.open(120);
            traffic.live(0.5, 0.5);
            traffic.close(100);
            model.setActivity(traffic.activity());
            std::vector<std::uint64_t> ids = idsOf(model);
            std::sort(ids.begin(), ids.end());
            QVERIFY(std::adjacent_find(ids.begin(), ids.end()) == ids.end());
            QCOMPARE(ids.size(), std::min<std::size_t>(1000, static_cast<std::size_t>(tick + 1) * 100));
        }
        QCOMPARE(model.factsAt(0).id, traffic.values().closed.back().id);
    }

    void aChangeIsToldForLiveColumnsOnly()
    {
        SampleTraffic traffic(2);
        traffic.open(10);
        ConnectionModel model(ConnectionModel::Shows::Open);
        model.setActivity(traffic.activity());
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setActivity(traffic.activity());
        QCOMPARE(changes.size(), 0);
        traffic.live(1, 0.5);
        model.setActivity(traffic.activity());
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes.front().front().toModelIndex().column() > model.indexOf(ConnectionColumn::Client));
        QCOMPARE(resets.size(), 0);
    }

    void aScreenReaderHearsAWordInsteadOfADash()
    {
        SampleTraffic traffic(2);
        traffic.open(1);
        ConnectionModel model(ConnectionModel::Shows::Open);
        model.setActivity(traffic.activity());
        const QModelIndex index = model.index(0, model.indexOf(ConnectionColumn::LastTurn));
        QCOMPARE(index.data(Qt::DisplayRole).toString(), QStringLiteral("–"));
        QCOMPARE(index.data(Qt::AccessibleTextRole).toString(), QStringLiteral("none"));
    }

    /// No assertion: prints what one update of a full table costs, with a view on it. The aim is below 10 ms.
    void tenThousandRowsOfWhichFivePercentChange()
    {
        SampleTraffic traffic(1);
        traffic.open(10'000);
        ConnectionModel model(ConnectionModel::Shows::Open);
        QTableView view;
        view.verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
        view.setModel(&model);
        view.resize(1200, 400);
        view.show();
        model.setActivity(traffic.activity());
        for (const char *sorting : {"by age", "by rate", "filtered"}) {
            if (QByteArray(sorting) == "by rate")
                model.sort(model.indexOf(ConnectionColumn::ToClientRate), Qt::DescendingOrder);
            if (QByteArray(sorting) == "filtered")
                model.setFilter(ConnectionFilter::parse(QStringLiteral("10.0 bytes>1KiB")));
            double worst = 0;
            double sum = 0;
            constexpr int ticks = 20;
            for (int tick = 0; tick < ticks; ++tick) {
                traffic.close(500);
                traffic.open(500);
                traffic.live(0.5, 0.05);
                const ActivityPtr activity = traffic.activity();
                QElapsedTimer timer;
                timer.start();
                model.setActivity(activity);
                view.viewport()->repaint();
                const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6;
                worst = std::max(worst, ms);
                sum += ms;
            }
            qInfo("10,000 rows %s, 500 new, 500 gone: %.1f ms on average, %.1f ms at worst", sorting, sum / ticks,
                  worst);
        }
        QCOMPARE(model.listed(), 10'000U);
    }
};

QTEST_MAIN(ConnectionModelTest)
#include "connectionmodeltest.moc"
