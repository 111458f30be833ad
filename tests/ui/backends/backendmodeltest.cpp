// SPDX-License-Identifier: GPL-3.0-or-later
//
// The model under Qt's own tester, which ends the program at the first broken promise.

#include "ui/backends/backendmodel.h"
#include "sampleservice.h"
#include "ui/document/document.h"

#include <QAbstractItemModelTester>
#include <QtTest>

using namespace lbfy;
using namespace lbfy::test;

namespace {

ApplyResult acceptAll(const Config &)
{
    return {};
}

struct Fixture {
    Document document {acceptAll};
    BackendModel model {document};
    QAbstractItemModelTester tester {&model, QAbstractItemModelTester::FailureReportingMode::Fatal};

    Fixture()
    {
        document.setConfig(eightBackends(), {});
        model.setService(document.services().front());
    }
    void tick(int number)
    {
        const ServiceSnapshot service = sampleService(document.config(), number);
        model.setSnapshot(&service, sampleTime(number));
    }
    QString text(int row, Column column) const { return model.index(row, toInt(column)).data().toString(); }
    QStringList names() const
    {
        QStringList list;
        for (int row = 0; row < model.rowCount(); ++row)
            list << text(row, Column::Name);
        return list;
    }
    BackendId id(const char *name) const { return *document.backendNamed(model.service(), QString::fromUtf8(name)); }
};

} // namespace

class BackendModelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSnapshotTouchesLiveColumnsOnlyAndOnlyIfSomethingChanged()
    {
        Fixture f;
        f.tick(0);
        QSignalSpy changed(&f.model, &QAbstractItemModel::dataChanged);
        f.tick(1);
        QVERIFY(!changed.isEmpty() && changed.size() <= 2);
        for (const auto &arguments : changed) {
            const int left = arguments[0].toModelIndex().column();
            const int right = arguments[1].toModelIndex().column();
            for (int column = left; column <= right; ++column)
                QCOMPARE(infoOf(toColumn(column)).kind, ColumnKind::Live);
            QVERIFY(!arguments[2].value<QList<int>>().contains(Qt::EditRole));
        }
        changed.clear();
        f.tick(1);
        QCOMPARE(changed.size(), 0);
    }

    void whatIsNotKnownIsADash()
    {
        Fixture f;
        QCOMPARE(f.text(0, Column::State), QStringLiteral("Stopped"));
        QCOMPARE(f.text(0, Column::Ewma), QStringLiteral("\u2013"));
        f.tick(0);
        QVERIFY(f.text(3, Column::State).startsWith(u"Down"));
        QCOMPARE(f.text(3, Column::Active), QStringLiteral("\u2013"));
        QCOMPARE(f.text(3, Column::P99), QStringLiteral("\u2013"));
        QCOMPARE(f.model.index(3, 0).data(BackendModel::SecondLineRole).toString(),
                 QStringLiteral("connection refused"));
        QCOMPARE(f.model.index(3, 0).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("Down for 0 s: connection refused"));
        QCOMPARE(f.model.index(3, toInt(Column::P99)).data(Qt::AccessibleTextRole).toString(),
                 QStringLiteral("p99, ms: no data"));
        QCOMPARE(f.text(4, Column::Active), QStringLiteral("18"));
        f.model.setSnapshot(nullptr, {});
        QCOMPARE(f.text(0, Column::Active), QStringLiteral("\u2013"));
    }

    void aSortedOrderStaysWhileValuesChange()
    {
        Fixture f;
        f.tick(0);
        f.model.sort(toInt(Column::Ewma), Qt::DescendingOrder);
        QCOMPARE(f.names().first(), QStringLiteral("b3"));
        const QStringList before = f.names();
        ServiceSnapshot service = sampleService(f.document.config(), 1);
        service.backends[0].ewmaSeconds = 9;
        f.model.setSnapshot(&service, sampleTime(1));
        QCOMPARE(f.names(), before);
        f.model.setKeepSorted(true);
        QCOMPARE(f.names().first(), QStringLiteral("b1"));
        f.model.setHeld(true);
        f.tick(2);
        QCOMPARE(f.names().first(), QStringLiteral("b1"));
        f.model.setHeld(false);
        f.tick(3);
        QCOMPARE(f.names().first(), QStringLiteral("b3"));
        f.model.sort(-1);
        QCOMPARE(f.names().first(), QStringLiteral("b1"));
    }

    void valuesThatAreMissingComeLastInBothOrders()
    {
        Fixture f;
        f.tick(0);
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            f.model.sort(toInt(Column::Ewma), order);
            QCOMPARE(f.text(7, Column::Ewma), QStringLiteral("\u2013"));
            QVERIFY(f.text(0, Column::Ewma) != QStringLiteral("\u2013"));
        }
    }

    void namesSortByTheirNumbers()
    {
        Fixture f;
        QVERIFY(f.document.addBackends(f.model.service(), QStringLiteral("b10=127.0.0.1:9010")).ok());
        f.model.sort(toInt(Column::Name), Qt::AscendingOrder);
        QCOMPARE(f.names().last(), QStringLiteral("b10"));
    }

    void persistentIndexesFollowTheirBackend()
    {
        Fixture f;
        f.tick(0);
        const QPersistentModelIndex b3 = f.model.index(2, toInt(Column::Name));
        f.model.sort(toInt(Column::Weight), Qt::AscendingOrder);
        QCOMPARE(b3.data().toString(), QStringLiteral("b3"));
        QVERIFY(f.document.moveBackends({f.id("b3")}, Move::Up).ok());
        QVERIFY(f.document.removeBackends({f.id("b1")}).ok());
        QVERIFY(f.document.setField({f.id("b3")}, BackendField::Name, QStringLiteral("three")).ok());
        QCOMPARE(b3.data().toString(), QStringLiteral("three"));
        while (f.document.undoStack().canUndo())
            QVERIFY(f.document.undo().ok());
        QCOMPARE(b3.data().toString(), QStringLiteral("b3"));
        f.model.sort(-1);
        QCOMPARE(b3.row(), 2);
    }

    void movesAndUndoKeepTheConfigurationsOrder()
    {
        Fixture f;
        QVERIFY(f.document.moveBackends({f.id("b8")}, Move::Up).ok());
        QCOMPARE(f.names().last(), QStringLiteral("b7"));
        QVERIFY(f.document.removeBackends({f.id("b2"), f.id("b4")}).ok());
        QVERIFY(f.document.undo().ok());
        QVERIFY(f.document.undo().ok());
        const QStringList expected {QStringLiteral("b1"), QStringLiteral("b2"), QStringLiteral("b3"),
                                    QStringLiteral("b4"), QStringLiteral("b5"), QStringLiteral("b6"),
                                    QStringLiteral("b7"), QStringLiteral("b8")};
        QCOMPARE(f.names(), expected);
    }

    void theFilterFindsNamesAddressesAndStates()
    {
        Fixture f;
        f.tick(0);
        f.model.setFilter(QStringLiteral("9003"));
        QCOMPARE(f.names(), QStringList {QStringLiteral("b3")});
        f.model.setFilter(QStringLiteral("drain"));
        QCOMPARE(f.names(), QStringList {QStringLiteral("b5")});
        f.model.setFilter({});
        f.model.setProblemsOnly(true);
        QCOMPARE(f.names(), (QStringList {QStringLiteral("b4"), QStringLiteral("b8")}));
        // What was added just now is shown, whatever the filter says.
        QVERIFY(f.document.addBackends(f.model.service(), QStringLiteral("new=127.0.0.1:9010")).ok());
        QVERIFY(f.names().contains(QStringLiteral("new")));
        f.model.setProblemsOnly(false);
        QCOMPARE(f.model.rowCount(), 9);
    }

    void problemsComeAndGoOnlyWhenNobodyPoints()
    {
        Fixture f;
        f.tick(0);
        f.model.setProblemsOnly(true);
        f.model.setHeld(true);
        ServiceSnapshot service = sampleService(f.document.config(), 1);
        service.backends[0].state = BackendState::Down;
        service.backends[3].state = BackendState::Up;
        f.model.setSnapshot(&service, sampleTime(1));
        QCOMPARE(f.names(), (QStringList {QStringLiteral("b4"), QStringLiteral("b8")}));
        f.model.setHeld(false);
        f.model.setSnapshot(&service, sampleTime(2));
        QCOMPARE(f.names(), (QStringList {QStringLiteral("b1"), QStringLiteral("b8")}));
    }

    void whatIsKeptStaysThoughItIsNoProblemAnyMore()
    {
        Fixture f;
        f.tick(0);
        f.model.setProblemsOnly(true);
        f.model.setKept({f.id("b4")});
        ServiceSnapshot service = sampleService(f.document.config(), 1);
        service.backends[3].state = BackendState::Up;
        f.model.setSnapshot(&service, sampleTime(1));
        QCOMPARE(f.names(), (QStringList {QStringLiteral("b4"), QStringLiteral("b8")}));
        f.model.setKept({});
        f.model.setSnapshot(&service, sampleTime(2));
        QCOMPARE(f.names(), (QStringList {QStringLiteral("b8")}));
    }

    void problemsOnlyDoesNotSortAnewUnlessAsked()
    {
        Fixture f;
        f.tick(0);
        f.model.setProblemsOnly(true);
        f.model.sort(toInt(Column::Failures), Qt::AscendingOrder);
        QCOMPARE(f.names(), (QStringList {QStringLiteral("b4"), QStringLiteral("b8")}));
        ServiceSnapshot service = sampleService(f.document.config(), 1);
        service.backends[3].connectFailures[0] = 9999;
        service.backends[0].state = BackendState::Down;
        f.model.setSnapshot(&service, sampleTime(1));
        QCOMPARE(f.names(), (QStringList {QStringLiteral("b4"), QStringLiteral("b8"), QStringLiteral("b1")}));
        f.model.setKeepSorted(true);
        f.model.setSnapshot(&service, sampleTime(2));
        QCOMPARE(f.names(), (QStringList {QStringLiteral("b1"), QStringLiteral("b8"), QStringLiteral("b4")}));
    }

    void failuresOfTheLastMinuteAreCounted()
    {
        Fixture f;
        for (int tick = 0; tick <= 240; ++tick)
            f.tick(tick);
        QCOMPARE(f.text(3, Column::Failures), QStringLiteral("19"));
        QCOMPARE(f.model.index(3, toInt(Column::Failures)).data(BackendModel::SecondLineRole).toString(),
                 QStringLiteral("6 in 1 min"));
        QCOMPARE(f.model.row(0).ewma.size(), std::size_t {60});
        QVERIFY(f.model.row(0).ewma.front() && f.model.row(0).ewma.back());
    }

    void setDataEditsTheDocumentAndARefusalSaysWhy()
    {
        Fixture f;
        QSignalSpy refused(&f.model, &BackendModel::editRefused);
        const QModelIndex weight = f.model.index(0, toInt(Column::Weight));
        QVERIFY(f.model.setData(weight, 42));
        QCOMPARE(f.document.undoStack().undoText(), QStringLiteral("Change weight of b1 to 42"));
        QVERIFY(!f.model.setData(f.model.index(0, toInt(Column::Name)), QStringLiteral("b2")));
        QCOMPARE(refused.size(), 1);
        QCOMPARE(refused[0][1].toString(), QStringLiteral("The name is already that of another backend"));
        QVERIFY(f.model.setData(f.model.index(0, toInt(Column::Backup)), Qt::Checked, Qt::CheckStateRole));
        QVERIFY(f.document.backend(f.id("b1"))->backup);
        QVERIFY(!f.model.setData(f.model.index(0, toInt(Column::Share)), 1));
    }

    void aServiceThatIsRemovedHasNoRowsUntilUndo()
    {
        Fixture f;
        ServiceConfig second;
        second.name = "api";
        second.listen = {"127.0.0.1", 8081};
        second.backends = {f.document.config().services.front().backends.front()};
        QVERIFY(f.document.addService(second).ok());
        QVERIFY(f.document.removeService(f.model.service()).ok());
        QCOMPARE(f.model.rowCount(), 0);
        QVERIFY(f.document.undo().ok());
        QCOMPARE(f.model.rowCount(), 8);
    }
};

QTEST_GUILESS_MAIN(BackendModelTest)
#include "backendmodeltest.moc"
