// SPDX-License-Identifier: GPL-3.0-or-later
//
// The titles of the tabs say what the tabs say.

#include "ui/window/lowertabs.h"
#include "core/observe/log.h"

#include <QTest>

#include <unistd.h>

namespace lbfy {

class LowerTabsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void titleCountsTheConnectionsThatTheTabCounts();
    void titleKeepsItsNumberWhileFrozen();
    void titleCountsWithoutAPage();

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
    LowerTabs tabs(m_timeline, m_log);
    tabs.tick(snapshot(13, 12));
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections (12)"));
    tabs.tick(snapshot(13, 0));
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections"));
    tabs.tick(nullptr);
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections"));
}

void LowerTabsTest::titleKeepsItsNumberWhileFrozen()
{
    LowerTabs tabs(m_timeline, m_log);
    tabs.tick(snapshot(12, 12));
    tabs.setPicture(LowerTabs::Picture::Frozen);
    tabs.tick(snapshot(40, 40));
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections (12)"));
    tabs.setPicture(LowerTabs::Picture::Live);
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections (40)"));
}

void LowerTabsTest::titleCountsWithoutAPage()
{
    LowerTabs tabs(m_timeline, m_log);
    Snapshot made;
    made.active = 7;
    tabs.tick(std::make_shared<const Snapshot>(std::move(made)));
    QCOMPARE(tabs.tabText(0), QStringLiteral("Connections (7)"));
}

} // namespace lbfy

QTEST_MAIN(lbfy::LowerTabsTest)
#include "lowertabstest.moc"
