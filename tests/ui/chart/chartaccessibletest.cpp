// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a screen reader finds and hears.

#include "tests/ui/chart/panelfixture.h"

#include <QAccessible>

using namespace lbfy;
using namespace lbfy::test;
using namespace std::chrono_literals;

namespace {

QString descriptionOf(const ChartPanel &panel, int chart)
{
    TimeSeriesView *view = panel.findChildren<TimeSeriesView *>().at(chart);
    return QAccessible::queryAccessibleInterface(view)->text(QAccessible::Description);
}

} // namespace

class ChartAccessibleTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void chartHasItsRoleAndItsTitleAsName()
    {
        Shown shown(1);
        const auto views = shown.panel.findChildren<TimeSeriesView *>();
        QCOMPARE(views.size(), qsizetype {2});
        for (TimeSeriesView *view : views) {
            QAccessibleInterface *found = QAccessible::queryAccessibleInterface(view);
            QVERIFY(found);
            QCOMPARE(found->role(), QAccessible::Chart);
            QCOMPARE(found->text(QAccessible::Name), view->kind().title);
        }
    }

    void sentenceNamesEachBackendAndHowItGoes()
    {
        Shown shown(2);
        QVERIFY(shown.show());
        shown.run(30s);
        shown.traffic.backend(1).state = BackendState::Down;
        shown.run(20s);
        const QString sentence = descriptionOf(shown.panel, 0);
        QVERIFY2(sentence.startsWith(QStringLiteral("b1 ")), qPrintable(sentence));
        QVERIFY2(sentence.contains(QStringLiteral(" ms ")), qPrintable(sentence));
        QVERIFY2(sentence.contains(QStringLiteral("; b2 down for ")), qPrintable(sentence));
    }

    void sentenceChangesAtMostEveryFiveSeconds()
    {
        Shown shown(1);
        QVERIFY(shown.show());
        QString last;
        int changes = 0;
        for (int i = 0; i < 40; ++i) { // 20 s
            shown.run(500ms);
            changes += descriptionOf(shown.panel, 0) != last ? 1 : 0;
            last = descriptionOf(shown.panel, 0);
        }
        QVERIFY2(changes >= 2 && changes <= 5, qPrintable(QString::number(changes)));
    }

    void arrowKeySaysTimeAndValues()
    {
        Shown shown(2);
        QVERIFY(shown.show());
        shown.run(30s);
        QTest::keyClick(shown.panel.findChildren<TimeSeriesView *>().first(), Qt::Key_Left);
        const QString said = descriptionOf(shown.panel, 0);
        QVERIFY2(said.contains(QStringLiteral("b1 ")) && said.contains(QStringLiteral("b2 ")), qPrintable(said));
        QVERIFY2(said.contains(QStringLiteral("now: ")), qPrintable(said));
    }
};

QTEST_MAIN(ChartAccessibleTest)
#include "chartaccessibletest.moc"
