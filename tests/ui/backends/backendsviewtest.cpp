// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table under the hands of somebody: keys, editors, menus, the clipboard. That live updates disturb none of it:
// backendsliveupdatestest.cpp.

#include "shownview.h"
#include "ui/backends/addline.h"
#include "ui/backends/celleditors.h"
#include "ui/backends/cellpainter.h"
#include "ui/document/document.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QScrollBar>
#include <QtTest>

using namespace lbfy;
using namespace lbfy::test;

class BackendsViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextThatWouldBeRefusedKeepsTheEditorOpen()
    {
        Shown s;
        auto *editor = s.editAt<LineEditor>(0, Column::Name);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("b2"));
        QVERIFY(editor->hasProblem());
        QCOMPARE(s.view.message(), QStringLiteral("The name is already that of another backend"));
        QTest::keyClick(editor, Qt::Key_Return);
        QVERIFY(s.editor<LineEditor>());
        QCOMPARE(s.config(0).name, std::string("b1"));
        QTest::keyClicks(editor, QStringLiteral("2"));
        QVERIFY(!editor->hasProblem());
        QVERIFY(s.view.message().isEmpty());
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(!s.editor<LineEditor>());
        QCOMPARE(s.config(0).name, std::string("b22"));
    }

    void whatTheEngineRefusesIsSaidAtTheEditorToo()
    {
        Shown s;
        QVERIFY(s.document.start().ok());
        QSignalSpy refused(&s.document, &Document::refused);
        s.refusal = {"no descriptors"};
        auto *editor = s.editAt<LineEditor>(0, Column::Name);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("renamed"));
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(s.editor<LineEditor>(), editor);
        QVERIFY(editor->toolTip().contains(QStringLiteral("no descriptors")));
        QCOMPARE(s.view.message(), QStringLiteral("no descriptors"));
        QCOMPARE(refused.size(), 0); // said here already; the window need not say it again
        s.refusal.clear();
        QTest::keyClick(editor, Qt::Key_Return);
        QTRY_VERIFY(!s.editor<LineEditor>());
        QCOMPARE(s.config(0).name, std::string("renamed"));
    }

    void escapeLeavesEverythingAsItWas()
    {
        Shown s;
        auto *line = s.editAt<LineEditor>(0, Column::Address);
        line->selectAll();
        QTest::keyClicks(line, QStringLiteral("nonsense"));
        QTest::keyClick(line, Qt::Key_Escape);
        QTRY_VERIFY(!s.editor<LineEditor>());
        QVERIFY(s.view.message().isEmpty());
        auto *spin = s.editAt<SpinEditor>(0, Column::Weight);
        QTest::keyClick(spin, Qt::Key_Up);
        QTest::keyClick(spin, Qt::Key_Up);
        QCOMPARE(s.config(0).weight, 12);
        QTest::keyClick(spin, Qt::Key_Escape);
        QCOMPARE(s.config(0).weight, 10);
        QCOMPARE(s.document.undoStack().count(), 0);
    }

    void whatTheEngineRefusesStaysInTheEditor()
    {
        Shown s;
        QVERIFY(s.document.start().ok());
        s.refusal = {"no descriptors"};
        auto *editor = s.editAt<LineEditor>(0, Column::Name);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("other"));
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(s.view.message(), QStringLiteral("no descriptors"));
        QCOMPARE(s.editor<LineEditor>(), editor);
        QCOMPARE(s.config(0).name, std::string("b1"));
    }

    void tabWalksTheCellsThatCanBeEdited()
    {
        Shown s;
        auto *name = s.editAt<LineEditor>(0, Column::Name);
        QVERIFY(name);
        QTest::keyClicks(name, QStringLiteral("x"));
        QTest::keyClick(name, Qt::Key_Tab);
        QCOMPARE(s.table.currentIndex().column(), toInt(Column::Address));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(s.table.currentIndex().column(), toInt(Column::Weight));
        QVERIFY(s.editor<SpinEditor>());
        QTest::keyClick(s.editor<SpinEditor>(), Qt::Key_Backtab);
        QCOMPARE(s.table.currentIndex().column(), toInt(Column::Address));
        QCOMPARE(s.document.undoStack().count(), 1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        s.editAt<CheckEditor>(0, Column::Backup);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(s.table.currentIndex().row(), 1);
        QCOMPARE(s.table.currentIndex().column(), toInt(Column::Name));
    }

    void spaceAndAClickToggleTheBackup()
    {
        Shown s;
        const QModelIndex cell = s.model.index(0, toInt(Column::Backup));
        s.table.setCurrentIndex(cell);
        QTest::keyClick(&s.table, Qt::Key_Space);
        QVERIFY(s.config(0).backup);
        QTest::mouseClick(s.table.viewport(), Qt::LeftButton, {}, s.table.visualRect(cell).center());
        QVERIFY(!s.config(0).backup);
    }

    void commandsConcernEveryBackendSelected_data()
    {
        QTest::addColumn<int>("key");
        QTest::addColumn<QString>("step");
        QTest::newRow("drain") << QKeyCombination(Qt::CTRL | Qt::Key_D).toCombined()
                               << QStringLiteral("Drain 2 backends");
        QTest::newRow("disable") << QKeyCombination(Qt::CTRL | Qt::SHIFT | Qt::Key_E).toCombined()
                                 << QStringLiteral("Disable 2 backends");
        QTest::newRow("down") << QKeyCombination(Qt::ALT | Qt::Key_Down).toCombined()
                              << QStringLiteral("Move 2 backends down");
        QTest::newRow("remove") << QKeyCombination(Qt::Key_Delete).toCombined()
                                << QStringLiteral("Remove 2 backends (open connections may finish within 30s)");
        QTest::newRow("duplicate") << QKeyCombination(Qt::CTRL | Qt::SHIFT | Qt::Key_D).toCombined()
                                   << QStringLiteral("Duplicate 2 backends");
    }
    void commandsConcernEveryBackendSelected()
    {
        QFETCH(const int, key);
        QFETCH(const QString, step);
        Shown s;
        s.table.select({s.model.idAt(0), s.model.idAt(1)});
        const auto combination = QKeyCombination::fromCombined(key);
        QTest::keyClick(&s.table, combination.key(), combination.keyboardModifiers());
        QCOMPARE(s.document.undoStack().undoText(), step);
    }

    void enablingBringsADrainedBackendBack()
    {
        Shown s;
        s.table.select({s.model.idAt(4)});
        QTest::keyClick(&s.table, Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(s.config(4).mode, BackendMode::Ready);
    }

    void pastedLinesBecomeBackendsOrAMessage()
    {
        Shown s;
        QApplication::clipboard()->setText(QStringLiteral("127.0.0.1:9101\n127.0.0.1:9102\n"));
        QTest::keyClick(&s.table, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(s.model.rowCount(), 10);
        QCOMPARE(s.table.targets().size(), std::size_t {2});
        QApplication::clipboard()->setText(QStringLiteral("127.0.0.1:9103\nrubbish\n"));
        QTest::keyClick(&s.table, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(s.model.rowCount(), 10);
        QVERIFY(s.view.message().startsWith(u"Line 2"));
        s.table.select({s.model.idAt(6)});
        QTest::keyClick(&s.table, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("b7=127.0.0.1:9007,weight=5,backup"));
    }

    void theAddLineTakesOneAfterTheOther()
    {
        Shown s;
        QTest::keyClick(&s.table, Qt::Key_N, Qt::ControlModifier);
        auto *field = s.view.findChild<AddField *>();
        QTRY_VERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("127.0.0.1"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(s.view.message().contains(u"the port is missing"));
        QTest::keyClicks(field, QStringLiteral(":9101"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(s.model.rowCount(), 9);
        QVERIFY(s.view.message().isEmpty());
        QVERIFY(field->text().isEmpty());
        QApplication::clipboard()->setText(QStringLiteral("127.0.0.1:9102\n127.0.0.1:9103"));
        QTest::keyClick(field, Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(s.model.rowCount(), 11);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isVisible());
        QVERIFY(s.table.hasFocus());
    }

    void namesAndAddressesAreWholeWhereThereIsRoom()
    {
        Shown s;
        const BackendId id = s.document.backends(s.model.service()).front();
        // As a backend without a name is called, in the window as it is at first.
        const QString name = QStringLiteral("127.0.0.1:9000");
        const int before = s.table.columnWidth(toInt(Column::Name));
        QVERIFY(s.document.setField({id}, BackendField::Name, name).ok());
        const int needed = s.table.fontMetrics().horizontalAdvance(name);
        QVERIFY(s.table.columnWidth(toInt(Column::Name)) > std::max(before, needed + cell::glyph + cell::gap));
        QVERIFY(!s.table.horizontalScrollBar()->isVisible());
        // No name may push the figures out of the window.
        QVERIFY(s.document.setField({id}, BackendField::Name, QString(60, u'n')).ok());
        QVERIFY(s.table.columnWidth(toInt(Column::Name)) < 500);
        QVERIFY(!s.table.horizontalScrollBar()->isVisible());
    }

    void columnsAndSortingComeBack()
    {
        QByteArray state;
        {
            Shown s;
            s.table.setColumnHidden(toInt(Column::Bytes), true);
            s.table.horizontalHeader()->resizeSection(toInt(Column::Name), 222);
            s.table.sortByColumn(toInt(Column::Name), Qt::DescendingOrder);
            state = s.view.saveState();
        }
        Shown s;
        QVERIFY(s.view.restoreState(state));
        QCOMPARE(s.table.columnWidth(toInt(Column::Name)), 222);
        QCOMPARE(s.model.index(0, toInt(Column::Name)).data().toString(), QStringLiteral("b8"));
        QVERIFY(!s.view.restoreState("rubbish"));
        QVERIFY(!s.view.restoreState({}));
    }

    void everyFocusableChildHasAName()
    {
        Shown s;
        const auto children = s.view.findChildren<QWidget *>();
        for (const QWidget *child : children) {
            if (child->focusPolicy() == Qt::NoFocus || !child->isVisible())
                continue;
            const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(child));
            QVERIFY(interface);
            QVERIFY2(!interface->text(QAccessible::Name).isEmpty(), child->metaObject()->className());
        }
    }
};

QTEST_MAIN(BackendsViewTest)
#include "backendsviewtest.moc"
