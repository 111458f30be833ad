// SPDX-License-Identifier: GPL-3.0-or-later
//
// The files that leave the program: what is in them, and what is said when they cannot be written.

#include "tests/ui/chart/panelfixture.h"
#include "ui/chart/chartcsv.h"

#include <QFile>
#include <QImage>
#include <QTemporaryDir>
#include <QXmlStreamReader>

using namespace lbfy;
using namespace lbfy::test;
using namespace std::chrono_literals;

class ChartExportTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pngHasTheSizeTimesTheScale()
    {
        Shown shown(2);
        QVERIFY(shown.show());
        shown.run(20s);
        const QTemporaryDir folder;
        QVERIFY(shown.panel.exportPng(folder.filePath(QStringLiteral("one.png")), 1).ok());
        QVERIFY(shown.panel.exportPng(folder.filePath(QStringLiteral("two.png")), 2).ok());
        const QImage one(folder.filePath(QStringLiteral("one.png")));
        const QImage two(folder.filePath(QStringLiteral("two.png")));
        QCOMPARE(one.width(), shown.panel.width());
        QCOMPARE(two.size(), one.size() * 2);
    }

    void svgIsVectorsWithTextAndNoPicture()
    {
        Shown shown(2);
        QVERIFY(shown.show());
        shown.run(20s);
        shown.mark(TimelineEvent::Kind::Strategy, QStringLiteral("switched over"));
        shown.run(1s);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("charts.svg"));
        QVERIFY(shown.panel.exportSvg(path).ok());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QXmlStreamReader xml(&file);
        QString text;
        while (!xml.atEnd()) {
            xml.readNext();
            QVERIFY(!xml.isStartElement() || xml.name() != QStringLiteral("image"));
            if (xml.isCharacters())
                text += xml.text();
        }
        QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
        for (const QString &part :
             {QStringLiteral("EWMA latency, ms"), QStringLiteral("Active connections"), QStringLiteral("Service web"),
              QStringLiteral("b2"), QStringLiteral("switched over")})
            QVERIFY2(text.contains(part), qPrintable(part));
    }

    void hiddenPanelExportsWhatIsTrueNow()
    {
        Shown shown(1);
        shown.run(20s);
        const QTemporaryDir folder;
        QVERIFY(shown.panel.exportPng(folder.filePath(QStringLiteral("a.png"))).ok());
        QCOMPARE(shown.panel.chart(0).picture().frame.grid.last, shown.traffic.now);
    }

    void placeThatCannotBeWrittenIsNamed()
    {
        Shown shown(1);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("missing/charts.csv"));
        const Result<Done> result = shown.panel.exportCsv(path);
        QVERIFY(!result.ok());
        QVERIFY(QString::fromStdString(result.message()).contains(path));
    }

    void csvHasARowForEachSnapshotAndEmptyCellsForNoValue()
    {
        Shown shown(2);
        shown.run(5s);
        shown.traffic.backend(1).state = BackendState::Down;
        shown.run(5s);
        shown.mark(TimelineEvent::Kind::Mark, QStringLiteral("deploy, second"));
        const QList<QByteArray> rows = shown.panel.csv().trimmed().split('\n');
        QCOMPARE(rows.size(), qsizetype {41});
        QVERIFY(rows[0].startsWith(
                "time,b1 ewma_s,b1 active,b1 p50_s,b1 p99_s,b1 connections_per_s,b1 share,b2 ewma_s"));
        QVERIFY(rows[0].endsWith(",events"));
        const QList<QByteArray> early = rows[1].split(',');
        QVERIFY(early[0].contains('T') && early[0].endsWith('Z'));
        QVERIFY(!early[7].isEmpty());
        QVERIFY(rows.back().split(',')[7].isEmpty());
        QVERIFY(rows.back().endsWith("\"deploy, second\""));
    }

    void cellThatLooksLikeAFormulaIsDefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cell");
        QTest::newRow("plain") << QStringLiteral("b1") << QStringLiteral("b1");
        QTest::newRow("equals") << QStringLiteral("=1+1") << QStringLiteral("'=1+1");
        QTest::newRow("plus") << QStringLiteral("+1") << QStringLiteral("'+1");
        QTest::newRow("minus") << QStringLiteral("-1") << QStringLiteral("'-1");
        QTest::newRow("at") << QStringLiteral("@a") << QStringLiteral("'@a");
        QTest::newRow("quote") << QStringLiteral("a\"b") << QStringLiteral("\"a\"\"b\"");
        QTest::newRow("both") << QStringLiteral("=a,b") << QStringLiteral("\"'=a,b\"");
        QTest::newRow("line") << QStringLiteral("a\nb") << QStringLiteral("\"a\nb\"");
    }
    void cellThatLooksLikeAFormulaIsDefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, cell);
        QCOMPARE(csvTextCell(text), cell);
    }
};

QTEST_MAIN(ChartExportTest)
#include "chartexporttest.moc"
