// SPDX-License-Identifier: GPL-3.0-or-later
//
// What live updates must leave alone: an open editor, the selection, the order, the rows that somebody works with.

#include "shownview.h"
#include "ui/backends/celleditors.h"

#include <QScrollBar>
#include <QToolButton>
#include <QtTest>

using namespace lbfy;
using namespace lbfy::test;

class BackendsLiveUpdatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEditorKeepsTextAndFocusWhileTheTableLives()
    {
        Shown s;
        s.tick(0);
        auto *editor = s.editAt<LineEditor>(2, Column::Name);
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("half-typ"));
        for (int tick = 1; tick <= 100; ++tick)
            s.tick(tick);
        QVERIFY(s.document.addBackends(s.model.service(), QStringLiteral("127.0.0.1:9999")).ok());
        QVERIFY(s.document.removeBackends({s.model.idAt(0)}).ok());
        QCOMPARE(s.editor<LineEditor>(), editor);
        QCOMPARE(editor->text(), QStringLiteral("half-typ"));
        QVERIFY(editor->hasFocus());
        QTest::keyClicks(editor, QStringLiteral("ed"));
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(s.config(1).name, std::string("half-typed"));
    }

    void rowsRestWhileSomethingIsTypedWhereverThePointerIs()
    {
        Shown s;
        s.table.setAttribute(Qt::WA_UnderMouse, false);
        s.tick(0);
        s.model.setKeepSorted(true);
        s.table.sortByColumn(toInt(Column::Ewma), Qt::DescendingOrder);
        const auto order = [&s] {
            QList<BackendId> ids;
            for (int row = 0; row < s.model.rowCount(); ++row)
                ids << s.model.idAt(row);
            return ids;
        };
        const QList<BackendId> before = order();
        auto *editor = s.editAt<LineEditor>(2, Column::Name);
        QVERIFY(editor);
        for (int tick = 1; tick <= 60; ++tick) {
            s.tick(tick);
            QCOMPARE(order(), before);
        }
        QTest::keyClick(editor, Qt::Key_Escape);
        int moved = 0;
        for (int tick = 1; tick <= 60; ++tick) {
            s.tick(tick);
            moved += order() != before ? 1 : 0;
        }
        QVERIFY(moved > 0);
    }

    void rowsStayWhileSomebodyEditsByKeyboard()
    {
        Shown s;
        s.table.setAttribute(Qt::WA_UnderMouse, false);
        s.tick(0);
        s.view.problemsOnly().click();
        s.table.sortByColumn(toInt(Column::Failures), Qt::DescendingOrder);
        s.model.setKeepSorted(true);
        QCOMPARE(s.model.rowOf(s.document.backends(s.model.service()).at(7)), 0);
        auto *editor = s.editAt<LineEditor>(1, Column::Name);
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("half"));
        // The row above recovers, the edited one has more failures and a third goes down: nothing moves.
        ServiceSnapshot service = sampleService(s.document.config(), 1);
        service.backends[7].state = BackendState::Up;
        service.backends[3].connectFailures[0] = 9999;
        service.backends[0].state = BackendState::Down;
        s.view.setSnapshot(&service, sampleTime(1));
        QCOMPARE(s.model.rowCount(), 2);
        QCOMPARE(s.editor<LineEditor>(), editor);
        QCOMPARE(editor->cell().row(), 1);
        QTest::keyClicks(editor, QStringLiteral("-typed"));
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(s.config(3).name, std::string("half-typed"));
        // Done with editing: the others come and go, the one that is selected stays.
        service = sampleService(s.document.config(), 2);
        service.backends[3].state = BackendState::Up;
        service.backends[7].state = BackendState::Up;
        service.backends[0].state = BackendState::Down;
        s.view.setSnapshot(&service, sampleTime(2));
        QCOMPARE(s.model.rowCount(), 2);
        QVERIFY(s.model.rowOf(s.document.backends(s.model.service()).at(3)) >= 0);
    }

    void selectionCurrentCellAndScrollPositionStay()
    {
        Shown s;
        s.view.resize(1280, 180);
        s.tick(0);
        const std::vector<BackendId> chosen {s.model.idAt(4), s.model.idAt(5)};
        s.table.select(chosen);
        const int scroll = s.table.verticalScrollBar()->value();
        QVERIFY(scroll > 0);
        for (int tick = 1; tick <= 20; ++tick)
            s.tick(tick);
        QCOMPARE(s.table.verticalScrollBar()->value(), scroll);
        QVERIFY(s.document.removeBackends({s.model.idAt(7)}).ok());
        QVERIFY(s.document.addBackends(s.model.service(), QStringLiteral("127.0.0.1:9999")).ok());
        QVERIFY(s.table.targets() == chosen);
        QCOMPARE(s.model.idAt(s.table.currentIndex().row()), chosen.front());
        s.table.sortByColumn(toInt(Column::Name), Qt::DescendingOrder);
        QVERIFY((s.table.targets() == std::vector {chosen[1], chosen[0]}));
    }
};

QTEST_MAIN(BackendsLiveUpdatesTest)
#include "backendsliveupdatestest.moc"
