// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is copied survives the way into another program, and starts nothing there.

#include "ui/tabs/copytext.h"
#include "ui/tabs/cellroles.h"

#include <QStandardItemModel>
#include <QtTest>

using namespace lbfy;

class CopyTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvFieldsAreEscaped_data()
    {
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *name, const QVariant &value, const char *field) {
            QTest::newRow(name) << value << QString::fromUtf8(field);
        };
        row("plain", QStringLiteral("b1"), "b1");
        row("nothing", QVariant(), "");
        row("comma", QStringLiteral("a,b"), "\"a,b\"");
        row("semicolon, which some locales split at", QStringLiteral("a;b"), "\"a;b\"");
        row("quote", QStringLiteral("a\"b"), "\"a\"\"b\"");
        row("line end", QStringLiteral("a\nb"), "\"a\nb\"");
        row("blank at the end", QStringLiteral("a "), "\"a \"");
        row("formula", QStringLiteral("=1+1"), "'=1+1");
        row("formula with a comma", QStringLiteral("=SUM(A1,A2)"), "\"'=SUM(A1,A2)\"");
        row("plus", QStringLiteral("+1"), "'+1");
        row("minus as text", QStringLiteral("-1"), "'-1");
        row("at", QStringLiteral("@cmd"), "'@cmd");
        row("formula behind a blank", QStringLiteral(" =1"), "' =1");
        row("formula behind a tabulator", QStringLiteral("\t=1"), "\"'\t=1\"");
        row("full-width formula", QStringLiteral("\uff1d1"), "'\uff1d1");
        row("whole number", 12'345, "12345");
        row("negative number stays a number", -5, "-5");
        row("fraction in the C locale", 0.0019, "0.0019");
        row("large number", qulonglong(18'446'744'073'709'551'615ULL), "18446744073709551615");
    }
    void csvFieldsAreEscaped()
    {
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::German));
        QFETCH(QVariant, value);
        QTEST(csvField(value), "field");
        QLocale::setDefault(before);
    }

    void csvTakesTheColumnsAskedForInTheirOrder()
    {
        QStandardItemModel model(2, 3);
        model.setHorizontalHeaderLabels({QStringLiteral("A"), QStringLiteral("B, unit"), QStringLiteral("C")});
        for (int row = 0; row < 2; ++row) {
            for (int column = 0; column < 3; ++column) {
                model.setData(model.index(row, column), QStringLiteral("shown"));
                model.setData(model.index(row, column), row * 10 + column, ExportRole);
            }
        }
        QCOMPARE(csvOf(model, {0, 1}, {2, 1}), QStringLiteral("C,\"B, unit\"\r\n2,1\r\n12,11\r\n"));
        QCOMPARE(csvOf(model, {}, {0}), QStringLiteral("A\r\n"));
    }

    void tsvFieldsNeverBreakTheirLine()
    {
        QCOMPARE(tsvField(QStringLiteral("a\tb\r\nc")), QStringLiteral("a b  c"));
        QStandardItemModel model(1, 2);
        model.setData(model.index(0, 0), QStringLiteral("x\ty"));
        model.setData(model.index(0, 1), QStringLiteral("z"));
        QCOMPARE(tsvOf(model, {0}, {0, 1}), QStringLiteral("x y\tz\n"));
    }

    void wholeLinesTakeThePlaceOfCells()
    {
        QStandardItemModel model(2, 2);
        model.setData(model.index(0, 0), QStringLiteral("first line"), LineRole);
        model.setData(model.index(1, 0), QStringLiteral("second line"), LineRole);
        QCOMPARE(tsvOf(model, {1}, {0, 1}), QStringLiteral("second line\n"));
    }
};

QTEST_GUILESS_MAIN(CopyTextTest)
#include "copytexttest.moc"
