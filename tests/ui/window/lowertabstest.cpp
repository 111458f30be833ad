// SPDX-License-Identifier: GPL-3.0-or-later
//
// The titles of the tabs say what the tabs say; the pages fold as the window suggests, until the user chooses.

#include "ui/window/lowertabs.h"
#include "core/observe/log.h"

#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include <unistd.h>

namespace lbfy {

class LowerTabsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void titleCountsTheConnectionsThatTheTabCounts();
    void titleKeepsItsNumberWhileFrozen();
    void titleCountsWithoutAPage();
    void pagesFoldAsSuggestedUntilTheUserChooses();
    void choiceHoldsInTheNextSession();
    void goingForAFilterShowsThePages();

private:
    Log m_log {STDERR_FILENO, LogFormat::Text, LogLevel::Error};
    Timeline m_timeline;
};

namespace {

/// As between two answers of the workers: the total is ahead of what they told of their connections.
SnapshotPtr snapshot(std::uint64_t active, std::uint64_t told)
{
    Snapshot made;
    made.active = active;
    auto activity = std::make_shared<Activity>();
    activity->openTotal = told;
    made.activity = std::move(activity);
    return std::make_shared<const Snapshot>(std::move(made));
}

} // namespace

void LowerTabsTest::titleCountsTheConnectionsThatTheTabCounts()
{
    LowerTabs tabs(m_timeline, m_log, nullptr);
    tabs.tick(snapshot(13, 12));
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections (12)"));
    tabs.tick(snapshot(13, 0));
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections"));
    tabs.tick(nullptr);
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections"));
}

void LowerTabsTest::titleKeepsItsNumberWhileFrozen()
{
    LowerTabs tabs(m_timeline, m_log, nullptr);
    tabs.tick(snapshot(12, 12));
    tabs.setPicture(LowerTabs::Picture::Frozen);
    tabs.tick(snapshot(40, 40));
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections (12)"));
    tabs.setPicture(LowerTabs::Picture::Live);
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections (40)"));
}

void LowerTabsTest::titleCountsWithoutAPage()
{
    LowerTabs tabs(m_timeline, m_log, nullptr);
    Snapshot made;
    made.active = 7;
    tabs.tick(std::make_shared<const Snapshot>(std::move(made)));
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections (7)"));
}

void LowerTabsTest::pagesFoldAsSuggestedUntilTheUserChooses()
{
    LowerTabs tabs(m_timeline, m_log, nullptr);
    tabs.show();
    QVERIFY(tabs.currentWidget()->isVisible());
    tabs.suggestPages(LowerTabs::Pages::Folded);
    QVERIFY(!tabs.currentWidget()->isVisible());
    QCOMPARE(tabs.minimumSizeHint().height(), tabs.tabBar()->sizeHint().height());
    QCOMPARE(tabs.wanted(), Watch::Ended);
    tabs.suggestPages(LowerTabs::Pages::Shown);
    QVERIFY(tabs.currentWidget()->isVisible());
    QCOMPARE(tabs.wanted(), Watch::Everything);

    QTest::mouseClick(tabs.cornerWidget(), Qt::LeftButton);
    QCOMPARE(tabs.pages(), LowerTabs::Pages::Folded);
    tabs.suggestPages(LowerTabs::Pages::Shown);
    QCOMPARE(tabs.pages(), LowerTabs::Pages::Folded);
    QTest::mouseClick(tabs.tabBar(), Qt::LeftButton, {}, tabs.tabBar()->tabRect(2).center());
    QCOMPARE(tabs.pages(), LowerTabs::Pages::Shown);
    QCOMPARE(tabs.currentIndex(), 2);
}

void LowerTabsTest::choiceHoldsInTheNextSession()
{
    LowerTabs tabs(m_timeline, m_log, nullptr);
    tabs.suggestPages(LowerTabs::Pages::Folded);
    QVERIFY(!tabs.saveState().contains(QStringLiteral("folded")));
    static_cast<QToolButton *>(tabs.cornerWidget())->click();

    LowerTabs next(m_timeline, m_log, nullptr);
    next.restoreState(tabs.saveState());
    next.suggestPages(LowerTabs::Pages::Folded);
    QCOMPARE(next.pages(), LowerTabs::Pages::Shown);
}

void LowerTabsTest::goingForAFilterShowsThePages()
{
    LowerTabs tabs(m_timeline, m_log, nullptr);
    tabs.suggestPages(LowerTabs::Pages::Folded);
    tabs.focusFilter();
    QCOMPARE(tabs.pages(), LowerTabs::Pages::Shown);
}

} // namespace lbfy

QTEST_MAIN(lbfy::LowerTabsTest)
#include "lowertabstest.moc"
