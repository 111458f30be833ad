// SPDX-License-Identifier: GPL-3.0-or-later
//
// One and many in English, which is in the sources but for that.

#include "ui/text/translations.h"

#include <QTest>
#include <QTranslator>

using namespace lbfy;

class TranslationsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void englishSpeaksOfOneAndOfMany_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << QStringLiteral("en");
        QTest::newRow("a language without a catalogue") << QStringLiteral("fi");
    }
    void englishSpeaksOfOneAndOfMany()
    {
        QFETCH(const QString, language);
        QVERIFY(!installTranslations(*qApp, language));
        const auto changes = [](int n) {
            return QCoreApplication::translate("lbfy::SettingsForm", "%n changes", nullptr, n);
        };
        QCOMPARE(changes(1), QStringLiteral("1 change"));
        QCOMPARE(changes(2), QStringLiteral("2 changes"));
        QCOMPARE(QCoreApplication::translate("lbfy::MainWindow",
                                             "%1 connections are open. Quitting now would cut them.", nullptr, 1)
                         .arg(1),
                 QStringLiteral("1 connection is open. Quitting now would cut it."));
        for (QTranslator *installed : qApp->findChildren<QTranslator *>()) {
            QCoreApplication::removeTranslator(installed);
            delete installed;
        }
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translationstest.moc"
