// SPDX-License-Identifier: GPL-3.0-or-later
//
// The shared table: columns are chosen and keep their widths, one fills what is left, and copying takes what is selected.

#include "ui/tabs/dataview.h"
#include "ui/tabs/cellroles.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QtTest>

using namespace lbfy;

namespace {

struct Shown {
    QStandardItemModel model {4, 3};
    DataView view {QStringLiteral("Table")};

    Shown()
    {
        for (int column = 0; column < 3; ++column) {
            model.setHeaderData(column, Qt::Horizontal, QStringLiteral("title %1").arg(column));
            for (int row = 0; row < 4; ++row)
                model.setData(model.index(row, column), QStringLiteral("%1.%2").arg(row).arg(column));
        }
        view.setModel(&model);
        view.setFillColumn(1);
        view.resize(700, 200);
        view.show();
    }
    ColumnHeader &columns() { return view.columns(); }
    QAction *chooserEntry(QMenu &menu, const QString &text)
    {
        columns().fillChooser(menu);
        for (QAction *action : menu.actions()) {
            if (action->text() == text)
                return action;
        }
        return nullptr;
    }
};

} // namespace

class DataViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneColumnFillsWhatTheOthersLeave()
    {
        Shown shown;
        QCOMPARE(shown.columns().length(), shown.view.viewport()->width());
        shown.columns().resizeSection(0, 222);
        QCOMPARE(shown.columns().length(), shown.view.viewport()->width());
        shown.view.resize(1000, 200);
        QCOMPARE(shown.columns().length(), shown.view.viewport()->width());
        QCOMPARE(shown.columns().sectionSize(0), 222);
    }

    void aColumnWidensWhereThereIsRoomUntilTheUserSizesIt()
    {
        Shown shown;
        const int least = shown.columns().defaultWidth(2);
        const int most = least + 90;
        const int blank = shown.view.fontMetrics().horizontalAdvance(u'0');
        shown.view.setWideningColumn(2, QString((most - 12) / blank, u'0'));
        const int wide = shown.columns().sectionSize(2);
        QVERIFY(wide > least + 60);
        shown.view.resize(shown.columns().sectionSize(0) + least + 140, 200);
        QCOMPARE(shown.columns().sectionSize(2),
                 std::max(least, shown.view.viewport()->width() - 128 - shown.columns().sectionSize(0)));
        shown.view.resize(700, 200);
        QCOMPARE(shown.columns().sectionSize(2), wide);
        shown.columns().resizeSection(2, least + 7);
        shown.view.resize(900, 200);
        QCOMPARE(shown.columns().sectionSize(2), least + 7);
        QCOMPARE(shown.columns().length(), shown.view.viewport()->width());
    }

    void theLastColumnCannotBeHidden()
    {
        Shown shown;
        for (const int column : {0, 1}) {
            QMenu menu;
            QAction *entry = shown.chooserEntry(menu, QStringLiteral("title %1").arg(column));
            QVERIFY(entry->isEnabled());
            entry->trigger();
            QVERIFY(shown.columns().isSectionHidden(column));
        }
        QMenu menu;
        QVERIFY(!shown.chooserEntry(menu, QStringLiteral("title 2"))->isEnabled());
    }

    void resetPutsEverythingBack()
    {
        Shown shown;
        const auto arrangement = [&shown] {
            QList<int> numbers;
            for (int column = 0; column < 3; ++column) {
                numbers << shown.columns().visualIndex(column) << shown.columns().isSectionHidden(column)
                        << shown.columns().sectionSize(column);
            }
            return numbers;
        };
        const QList<int> before = arrangement();
        shown.columns().moveSection(2, 0);
        shown.columns().hideSection(0);
        shown.columns().resizeSection(2, 300);
        QMenu menu;
        shown.chooserEntry(menu, QStringLiteral("Reset columns"))->trigger();
        QCOMPARE(arrangement(), before);
    }

    void aStateForAnotherNumberOfColumnsIsRefused()
    {
        Shown shown;
        QStandardItemModel other(1, 5);
        DataView view(QStringLiteral("Other"));
        view.setModel(&other);
        QVERIFY(!view.restoreColumns(shown.view.saveColumns()));
        QVERIFY(!view.restoreColumns({}));
        QVERIFY(shown.view.restoreColumns(shown.view.saveColumns()));
    }

    void copyTakesTheSelectedRowsInTheOrderShown()
    {
        Shown shown;
        shown.columns().moveSection(2, 0);
        shown.columns().hideSection(1);
        for (const int row : {2, 0}) {
            shown.view.selectionModel()->select(shown.model.index(row, 0),
                                                QItemSelectionModel::Select | QItemSelectionModel::Rows);
        }
        QTest::keySequence(&shown.view, QKeySequence(QKeySequence::Copy));
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("0.2\t0.0\n2.2\t2.0\n"));
    }

    void thePlaceholderCoversTheRowsAndGrowsWithThem()
    {
        Shown shown;
        auto *placeholder = shown.view.findChild<Placeholder *>();
        QVERIFY(!placeholder->isVisible());
        shown.view.say({QStringLiteral("Empty"), QStringLiteral("why"), QStringLiteral("Help")});
        QVERIFY(placeholder->isVisible());
        shown.view.resize(900, 300);
        QCOMPARE(placeholder->geometry(), shown.view.viewport()->rect());
        QCOMPARE(placeholder->accessibleName(), QStringLiteral("Empty"));
        QSignalSpy acted(&shown.view, &DataView::placeholderActionTriggered);
        QTest::mouseClick(placeholder->findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(acted.size(), 1);
    }
};

QTEST_MAIN(DataViewTest)
#include "dataviewtest.moc"
