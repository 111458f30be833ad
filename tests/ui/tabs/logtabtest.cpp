// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Log tab follows the newest line unless somebody reads further up, and never holds more than its bound.

#include "ui/tabs/logtab.h"
#include "ui/tabs/cellroles.h"
#include "ui/tabs/dataview.h"
#include "ui/tabs/jumpbutton.h"
#include "ui/tabs/logmodel.h"

#include <QAbstractItemModelTester>
#include <QScrollBar>
#include <QtTest>

using namespace lbfy;

namespace {

constexpr auto fatal = QAbstractItemModelTester::FailureReportingMode::Fatal;

/// Records numbered from `first`, each third a warning.
LogInbox::Batch batch(int first, int count)
{
    LogInbox::Batch made;
    for (int i = first; i < first + count; ++i) {
        made.records.push_back({std::chrono::system_clock::time_point(std::chrono::seconds(1'800'000'000 + i)),
                                i % 3 == 0 ? LogLevel::Warn : LogLevel::Info,
                                "test",
                                "line " + std::to_string(i),
                                {{"number", std::int64_t {i}}}});
    }
    return made;
}

struct Shown {
    LogTab tab;

    Shown()
    {
        tab.resize(900, 300);
        tab.show();
        tab.append(batch(0, 100));
    }
    DataView &view() const { return *tab.findChild<DataView *>(); }
    QString textAt(int y) const
    {
        return view().indexAt(QPoint(5, y)).siblingAtColumn(LogModel::Message).data().toString();
    }
    QString lastText() const { return textAt(view().viewport()->height() - 8); }
};

} // namespace

class LogTabTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOldestGoInFrontAndTheNewestComeBehind()
    {
        LogModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        for (int first = 0; first < 12'000; first += 1500)
            model.append(batch(first, 1500));
        QCOMPARE(model.rowCount(), static_cast<int>(LogModel::kept));
        QCOMPARE(model.index(0, LogModel::Message).data().toString(), QStringLiteral("line 7000"));
        QCOMPARE(model.index(4999, LogModel::Message).data().toString(), QStringLiteral("line 11999"));
    }

    void aBatchLargerThanAllThatIsKeptSaysWhatIsMissing()
    {
        LogModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.append(batch(0, 10));
        LogInbox::Batch flood = batch(10, 6000);
        flood.skipped = 7;
        model.append(std::move(flood));
        QCOMPARE(model.rowCount(), static_cast<int>(LogModel::kept));
        QVERIFY(model.index(0, LogModel::Message).data().toString().contains(QLocale().toString(1001 + 7)));
        QCOMPARE(model.index(4999, LogModel::Message).data().toString(), QStringLiteral("line 6009"));
    }

    void theFilterHoldsForWhatComesAndGoes()
    {
        LogModel model;
        const QAbstractItemModelTester tester(&model, fatal);
        model.append(batch(0, 300));
        model.setFilter(LogLevel::Warn, {});
        QCOMPARE(model.rowCount(), 100);
        for (int first = 300; first < 9000; first += 300)
            model.append(batch(first, 300));
        QCOMPARE(model.total(), static_cast<int>(LogModel::kept));
        int warnings = 0;
        for (int i = 4000; i < 9000; ++i)
            warnings += i % 3 == 0 ? 1 : 0;
        QCOMPARE(model.rowCount(), warnings);
        model.setFilter(LogLevel::Debug, QStringLiteral("NUMBER=8123"));
        QCOMPARE(model.rowCount(), 1);
    }

    void aLineIsWhatTheLogItselfWrites()
    {
        LogModel model;
        LogInbox::Batch made;
        made.records.push_back({{}, LogLevel::Warn, "test", "bad\nline", {{"key", "two words"}}});
        std::string line = formatLine(made.records.front(), LogFormat::Text);
        line.pop_back();
        model.append(std::move(made));
        QCOMPARE(model.lineAt(0), QString::fromStdString(line));
        QCOMPARE(model.index(0, LogModel::Message).data().toString(), QStringLiteral("bad\\nline"));
        QCOMPARE(model.index(0, LogModel::Message).data(DetailRole).toString(), QStringLiteral("key=\"two words\""));
    }

    void theNewestIsFollowed()
    {
        Shown shown;
        QCOMPARE(shown.lastText(), QStringLiteral("line 99"));
        shown.tab.append(batch(100, 5));
        QCOMPARE(shown.lastText(), QStringLiteral("line 104"));
    }

    void scrolledUpWhatIsReadStaysEvenWhenTheOldestGo()
    {
        Shown shown;
        shown.tab.append(batch(100, 4900));
        QScrollBar *bar = shown.view().verticalScrollBar();
        bar->setValue(bar->maximum() / 2);
        const QString reading = shown.textAt(5);
        QVERIFY(!reading.isEmpty());
        shown.tab.append(batch(5000, 30));
        QCOMPARE(shown.textAt(5), reading);
        auto *jump = shown.tab.findChild<JumpButton *>();
        QCOMPARE(jump->count(), 30);
        QVERIFY(jump->isVisible());
        jump->click();
        QCOMPARE(shown.lastText(), QStringLiteral("line 5029"));
        QVERIFY(!jump->isVisible());
    }

    void levelAndTextAreRemembered()
    {
        Shown shown;
        shown.tab.restoreState({{QStringLiteral("level"), static_cast<int>(LogLevel::Warn)},
                                {QStringLiteral("filter"), QStringLiteral("line 9")}});
        QCOMPARE(shown.view().model()->rowCount(), 5);
        QCOMPARE(shown.tab.saveState().value(QStringLiteral("level")).toInt(), static_cast<int>(LogLevel::Warn));
    }
};

QTEST_MAIN(LogTabTest)
#include "logtabtest.moc"
