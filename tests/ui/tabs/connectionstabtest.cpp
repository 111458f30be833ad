// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Connections tab as people use it: by keys and mouse, while rows come, go and move.

#include "ui/tabs/connectionstab.h"
#include "tests/ui/tabs/sampleactivity.h"
#include "ui/tabs/dataview.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/filteredit.h"

#include <QAccessible>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

#include <algorithm>

using namespace lbfy;
using namespace lbfy::test;

namespace {

/// The tab on screen, with traffic.
struct Shown {
    SampleTraffic traffic {3};
    ConnectionsTab tab;

    explicit Shown(std::size_t connections)
    {
        traffic.open(connections);
        traffic.live(1, 0.5);
        tab.resize(1000, 400);
        tab.show();
        tab.activateWindow(); // keys that are shortcuts need it
        QVERIFY(QTest::qWaitForWindowActive(&tab));
        tick();
    }
    void tick() { tab.setSnapshot(traffic.snapshot()); }
    DataView &view() const { return *tab.findChild<DataView *>(page); }
    ConnectionModel &model() const { return *static_cast<ConnectionModel *>(view().model()); }
    void select(int row) const
    {
        view().selectionModel()->select(model().index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    /// Whether a text can be read anywhere in the tab.
    bool says(const QString &text) const
    {
        const auto labels = tab.findChildren<QLabel *>();
        const auto lines = tab.findChildren<ElidedLabel *>();
        const auto shows = [&text](const auto *label) { return label->isVisible() && label->text().contains(text); };
        return std::any_of(labels.begin(), labels.end(), shows) || std::any_of(lines.begin(), lines.end(), shows);
    }
    QString page = QStringLiteral("open");
};

std::vector<std::uint64_t> sorted(std::vector<std::uint64_t> ids)
{
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<std::uint64_t> idsIn(const QSignalSpy &spy)
{
    return sorted(spy.back().front().value<std::vector<std::uint64_t>>());
}

QPushButton *placeholderButton(const DataView &view)
{
    return view.viewport()->findChild<QPushButton *>();
}

} // namespace

class ConnectionsTabTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closeEmitsExactlyTheSelectedThoughRowsMoved()
    {
        Shown shown(60);
        shown.view().sortByColumn(shown.model().indexOf(ConnectionColumn::ToClient), Qt::DescendingOrder);
        std::vector<std::uint64_t> ids;
        for (const int row : {1, 7, 30}) {
            shown.select(row);
            ids.push_back(shown.model().factsAt(row).id);
        }
        shown.traffic.open(20);
        shown.traffic.live(2, 0.9);
        shown.tick();
        QSignalSpy closes(&shown.tab, &ConnectionsTab::closeRequested);
        shown.view().setFocus();
        QTest::keyClick(&shown.view(), Qt::Key_Delete);
        QCOMPARE(closes.size(), 1);
        QCOMPARE(idsIn(closes), sorted(ids));
    }

    void theMenuIsAboutTheRowsItWasOpenedOn()
    {
        Shown shown(40);
        shown.select(5);
        shown.select(6);
        const std::vector<std::uint64_t> ids {shown.model().factsAt(5).id, shown.model().factsAt(6).id};
        QSignalSpy closes(&shown.tab, &ConnectionsTab::closeRequested);
        QMenu menu;
        Q_EMIT shown.view().menuOpened(menu, shown.model().index(5, 0));
        // While it is open, one of the two ends and others come before it.
        auto &open = shown.traffic.values().open;
        std::erase_if(open, [&ids](const OpenConnection &connection) { return connection.id == ids[0]; });
        shown.traffic.open(10);
        shown.traffic.live(1, 1);
        shown.tick();
        menu.actions().front()->trigger();
        QCOMPARE(idsIn(closes), sorted(ids));
    }

    void deleteOnTheClosedPageClosesNothing()
    {
        Shown shown(20);
        shown.traffic.close(10);
        shown.tick();
        shown.tab.restoreState({{QStringLiteral("page"), 1}});
        shown.page = QStringLiteral("closed");
        shown.view().selectAll();
        QSignalSpy closes(&shown.tab, &ConnectionsTab::closeRequested);
        QTest::keyClick(&shown.view(), Qt::Key_Delete);
        QCOMPARE(closes.size(), 0);
    }

    void onlyThisBackendFiltersByItExactly()
    {
        Shown shown(80);
        const std::string backend(shown.model().factsAt(4).backend);
        QMenu menu;
        Q_EMIT shown.view().menuOpened(menu, shown.model().index(4, 0));
        const auto actions = menu.actions();
        const auto only = std::find_if(actions.begin(), actions.end(), [](const QAction *action) {
            return action->text().contains(QStringLiteral("Only backend"));
        });
        QVERIFY(only != actions.end());
        (*only)->trigger();
        QCOMPARE(shown.tab.filterText(), QString(QStringLiteral("backend=") + QString::fromStdString(backend)));
        QVERIFY(shown.model().rowCount() > 0);
        for (int row = 0; row < shown.model().rowCount(); ++row)
            QCOMPARE(shown.model().factsAt(row).backend, std::string_view(backend));
    }

    void typingFiltersAfterAPauseAndEscapeEndsIt()
    {
        Shown shown(80);
        shown.tab.focusFilter();
        auto *field = shown.tab.findChild<FilterEdit *>();
        QTest::keyClicks(field, QStringLiteral("backend:nobody"));
        QTRY_COMPARE(shown.model().rowCount(), 0);
        QVERIFY(shown.says(QStringLiteral("No connection matches")));
        QTest::keyClick(field, Qt::Key_Escape);
        QCOMPARE(shown.model().rowCount(), 80);
        QVERIFY(!shown.says(QStringLiteral("No connection matches")));
    }

    void thePlaceholderOffersWhatHelps()
    {
        Shown shown(3);
        shown.tab.setFilterText(QStringLiteral("backend:nobody"));
        QPushButton *button = placeholderButton(shown.view());
        QVERIFY(button->isVisible());
        button->click();
        QCOMPARE(shown.model().rowCount(), 3);

        shown.traffic.close(3);
        shown.tick();
        QVERIFY(shown.says(QStringLiteral("127.0.0.1:8080")));
        QVERIFY(!button->isVisible());

        shown.tab.setSnapshot(nullptr);
        QVERIFY(shown.says(QStringLiteral("Stopped")));
        QSignalSpy starts(&shown.tab, &ConnectionsTab::startRequested);
        button->click();
        QCOMPARE(starts.size(), 1);
    }

    void frozenKeepsThePictureAndCountsWhatIsNew()
    {
        Shown shown(30);
        shown.tab.setPicture(ConnectionsTab::Picture::Frozen);
        shown.traffic.open(12);
        shown.traffic.close(25);
        shown.tick();
        QCOMPARE(shown.model().rowCount(), 30);
        QVERIFY(shown.says(QStringLiteral("+12 new")));
        shown.tab.setPicture(ConnectionsTab::Picture::Live);
        QCOMPARE(shown.model().rowCount(), 17);
        QVERIFY(!shown.says(QStringLiteral("new")));
    }

    void theCountSaysWhatIsNotListed()
    {
        Shown shown(20);
        shown.traffic.values().openTotal = 10'240;
        shown.tab.setFilterText(QStringLiteral("-backend:b1"));
        shown.tick();
        QVERIFY(shown.says(QStringLiteral("open · 20 of them listed · ")));
        QVERIFY(shown.says(QStringLiteral(" shown")));
    }

    void connectionsThatAreNotListedYetAreNotDenied()
    {
        Shown shown(20);
        shown.traffic.values().open.clear();
        shown.traffic.values().openTotal = 20;
        shown.tick();
        QVERIFY(shown.says(QStringLiteral("Listing the connections")));
        QVERIFY(!shown.says(QStringLiteral("No connection is open")));
        QVERIFY(!shown.says(QStringLiteral("of them listed")));
        shown.traffic.values().openTotal = 0;
        shown.tick();
        QVERIFY(shown.says(QStringLiteral("No connection is open")));
    }

    void aBadTermIsNamedAndTheOthersStillCount()
    {
        Shown shown(60);
        shown.tab.setFilterText(QStringLiteral("backend:b1 colour:red"));
        QVERIFY(shown.says(QStringLiteral("no field “colour”")));
        QVERIFY(shown.model().rowCount() < 60);
        shown.tab.setFilterText(QStringLiteral("backend:b1"));
        QVERIFY(!shown.says(QStringLiteral("no field")));
    }

    void aTermStillBeingWrittenIsNotComplainedOf()
    {
        Shown shown(10);
        shown.tab.focusFilter();
        auto *field = shown.tab.findChild<FilterEdit *>();
        QSignalSpy filtered(field, &FilterEdit::filterChanged);
        QTest::keyClicks(field, QStringLiteral("backend:"));
        QTRY_VERIFY(!filtered.isEmpty());
        QVERIFY(!shown.says(QStringLiteral("missing")));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(shown.view().hasFocus());
        QVERIFY(shown.says(QStringLiteral("missing")));
    }

    void anUnseenTabDoesNothingUntilItIsSeen()
    {
        Shown shown(10);
        shown.tab.hide();
        shown.traffic.open(5);
        shown.tick();
        QCOMPARE(shown.model().rowCount(), 10);
        shown.tab.show();
        QCOMPARE(shown.model().rowCount(), 15);
    }

    void nothingMovesUnderThePointer()
    {
        Shown shown(40);
        shown.view().sortByColumn(shown.model().indexOf(ConnectionColumn::ToClient), Qt::DescendingOrder);
        Q_EMIT shown.view().pointed(true);
        const std::uint64_t top = shown.model().factsAt(0).id;
        // Another one becomes the largest.
        for (OpenConnection &connection : shown.traffic.values().open)
            connection.bytesToClient = connection.id == top ? 1 : 1'000'000'000;
        shown.tick();
        QCOMPARE(shown.model().factsAt(0).id, top);
        Q_EMIT shown.view().pointed(false);
        QVERIFY(shown.model().factsAt(0).id != top);
    }

    void whatWasSavedComesBack()
    {
        QVariantMap saved;
        {
            Shown shown(10);
            shown.tab.setFilterText(QStringLiteral("backend:b1"));
            shown.view().columns().resizeSection(2, 177);
            shown.view().columns().hideSection(4);
            shown.view().sortByColumn(6, Qt::AscendingOrder);
            saved = shown.tab.saveState();
        }
        Shown shown(10);
        shown.tab.restoreState(saved);
        QCOMPARE(shown.tab.filterText(), QStringLiteral("backend:b1"));
        QCOMPARE(shown.view().columns().sectionSize(2), 177);
        QVERIFY(shown.view().columns().isSectionHidden(4));
        QCOMPARE(shown.view().columns().sortIndicatorSection(), 6);
    }

    void aStateOfOtherColumnsIsRefused()
    {
        Shown shown(1);
        const int width = shown.view().columns().sectionSize(2);
        shown.tab.restoreState({{QStringLiteral("openColumns"), QByteArray("nonsense")}, {QStringLiteral("page"), 77}});
        QCOMPARE(shown.view().columns().sectionSize(2), width);
        QVERIFY(shown.view().isVisible());
    }

    void everythingHasANameForScreenReaders()
    {
        Shown shown(5);
        for (const QWidget *widget : shown.tab.findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
                continue;
            const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(
                    const_cast<QWidget *>(widget));
            QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), widget->metaObject()->className());
        }
    }
};

QTEST_MAIN(ConnectionsTabTest)
#include "connectionstabtest.moc"
