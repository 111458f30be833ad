// SPDX-License-Identifier: GPL-3.0-or-later
//
// The program's settings, and that every text of the tables can be translated.

#include "ui/settings/globalsettings.h"
#include "tests/config/anyconfig.h"
#include "ui/settings/keytexts.h"
#include "ui/text/translations.h"
#include "ui/widgets/segmentedcontrol.h"

#include <rapidcheck.h>

#include <QCoreApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTranslator>

#include <algorithm>

using namespace lbfy;

namespace {

template<typename Section>
void checkDocs()
{
    const auto texts = translatableKeyTexts();
    for (const Key<Section> &key : keysOf<Section>()) {
        const auto isIt = [&key](const char *text) { return key.doc == text; };
        QVERIFY2(std::ranges::any_of(texts, isIt), key.doc.data());
    }
}

} // namespace

class GlobalSettingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKeyHasAFieldAndReadsBackEqual()
    {
        GlobalSettings form;
        for (const auto &key : keysOf<Config>())
            QVERIFY2(form.field("", key.name), key.name.data());
        for (const auto &key : keysOf<LogConfig>())
            QVERIFY2(form.field("log", key.name), key.name.data());
        QVERIFY(rc::check([&form] {
            const Config config = anyConfig();
            form.edit(config);
            RC_ASSERT(form.value() == config);
            RC_ASSERT(form.changeCount() == 0);
        }));
    }

    void theEndpointMayBeOffAndAWrongAddressIsSaid()
    {
        GlobalSettings form;
        QLineEdit *metrics = form.field("", "metrics")->lineEdit();
        metrics->setText(QStringLiteral("off"));
        QVERIFY(form.isValid());
        QVERIFY(!form.value().metrics);
        metrics->setText(QStringLiteral("on"));
        QCOMPARE(form.field("", "metrics")->problem(), QStringLiteral("must be an address with a port, or \"off\""));
        metrics->clear();
        QCOMPARE(form.value().metrics, Config().metrics);
    }

    void theEndpointMayNotBeOnAServicesAddress()
    {
        GlobalSettings form;
        form.edit(defaultConfig());
        QLineEdit *metrics = form.field("", "metrics")->lineEdit();
        metrics->setText(QStringLiteral("0.0.0.0:8080"));
        QVERIFY(!form.isValid());
        QCOMPARE(form.field("", "metrics")->problem(),
                 QStringLiteral("collides with service \"default\" on 127.0.0.1:8080"));
        metrics->setText(QStringLiteral("0.0.0.0:8081"));
        QVERIFY(form.isValid());
    }

    void theLogsFormMayBeLeftToTheProgram()
    {
        GlobalSettings form;
        Config config = defaultConfig();
        config.log.format = LogFormat::Json;
        form.edit(config);
        QCOMPARE(form.value().log.format, std::optional(LogFormat::Json));
        form.field("log", "format")->reset();
        QCOMPARE(form.value().log.format, std::optional<LogFormat>());
        QCOMPARE(form.changeCount(), 1);
        QSignalSpy applied(&form, &GlobalSettings::applied);
        form.apply();
        QCOMPARE(applied.size(), 1);
        QCOMPARE(applied.first().first().value<Config>(), defaultConfig());
    }

    void everyExplanationCanBeTranslated()
    {
        checkDocs<Config>();
        checkDocs<LogConfig>();
        checkDocs<ServiceConfig>();
        checkDocs<HealthConfig>();
        checkDocs<EjectionConfig>();
        checkDocs<LatencyConfig>();
    }

    void aKeyWithoutWordsOfItsOwnIsCalledByItsName()
    {
        QCOMPARE(keyTitle("some_new_key"), QStringLiteral("Some new key"));
        QCOMPARE(keyTitle("http_path"), QStringLiteral("HTTP path"));
        QCOMPARE(wordTitle("round-robin"), QStringLiteral("Round robin"));
        QCOMPARE(keyExplanation("time for one check"), QStringLiteral("Time for one check"));
    }

    void theGermanCatalogueIsThereAndAnUnknownLanguageIsEnglish()
    {
        QTranslator german;
        QVERIFY(german.load(QStringLiteral(":/i18n/lbfy_de.qm")));
        QVERIFY(!installTranslations(*qApp, QStringLiteral("en")));
        QVERIFY(!installTranslations(*qApp, QStringLiteral("fi")));
        QVERIFY(installTranslations(*qApp, QStringLiteral("de")));
        for (QTranslator *installed : qApp->findChildren<QTranslator *>())
            QCoreApplication::removeTranslator(installed);
        QLocale::setDefault(QLocale::c());
    }
};

QTEST_MAIN(GlobalSettingsTest)
#include "globalsettingstest.moc"
