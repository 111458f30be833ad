// SPDX-License-Identifier: GPL-3.0-or-later
//
// The editor against the tables it is made from: every key has a field, what is loaded reads back equal, wrong text gets
// the message that a file would get and never becomes a value, and nothing leaves before Apply.

#include "ui/settings/servicesettings.h"
#include "core/config/configfile.h"
#include "core/config/names.h"
#include "core/config/text.h"
#include "formsteps.h"
#include "tests/config/anyconfig.h"
#include "ui/widgets/infobarstack.h"
#include "ui/widgets/segmentedcontrol.h"

#include <rapidcheck.h>

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace lbfy;

namespace {

Config twoServices()
{
    Config config = defaultConfig();
    config.services.front().name = "web";
    config.services.push_back(config.services.front());
    config.services.back().name = "api";
    config.services.back().listen.port = 8090;
    return config;
}

/// What a file that says so is told, without the place.
std::string messageOfFile(const KeySpec &spec, const std::string &tomlValue)
{
    const std::string table = spec.section.empty() ? std::string() : "[service." + spec.section + "]\n";
    const std::string line = spec.name + " = " + tomlValue;
    const ConfigDraft draft = readConfigText("[[service]]\n" + table + line + '\n', "lbfy.toml");
    if (draft.diagnostics.size() != 1)
        return "no single diagnostic for " + line;
    const std::string &message = draft.diagnostics.front().message;
    const std::string before = spec.name + ' ' + tomlValue + ": ";
    const auto at = message.find(before);
    return at == std::string::npos ? message : message.substr(at + before.size());
}

template<typename Section>
void checkTable(const SettingsForm &form, std::string_view section)
{
    for (const Key<Section> &key : keysOf<Section>()) {
        const KeyField *field = form.field(section, key.name);
        QVERIFY2(field, key.name.data());
        QVERIFY(!field->spec().title.isEmpty());
        QVERIFY(!field->spec().explanation.isEmpty());
        QCOMPARE(field->control()->accessibleName(), field->spec().title);
    }
}

} // namespace

class ServiceSettingsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKeyOfEveryTableHasAField()
    {
        const ServiceSettings form;
        checkTable<ServiceConfig>(form, "");
        checkTable<HealthConfig>(form, "health");
        checkTable<EjectionConfig>(form, "ejection");
        checkTable<LatencyConfig>(form, "latency");
        const auto all = keysOf<ServiceConfig>().size() + keysOf<HealthConfig>().size()
                + keysOf<EjectionConfig>().size() + keysOf<LatencyConfig>().size();
        QCOMPARE(static_cast<std::size_t>(form.fields().size()), all);
    }

    void whatIsLoadedReadsBackEqualAndSoDoesWhatIsShown()
    {
        ServiceSettings form;
        QVERIFY(rc::check([&form] {
            const Config config = anyConfig();
            form.edit(config, 0);
            RC_ASSERT(form.value() == config.services.front());
            RC_ASSERT(form.changeCount() == 0);
            RC_ASSERT(form.isValid());
            // Typed again, letter for letter as it stands there.
            for (KeyField *field : form.fields()) {
                if (!field->lineEdit())
                    continue;
                const QString shown = field->lineEdit()->text();
                field->lineEdit()->setText(shown + u'x');
                field->lineEdit()->setText(shown);
            }
            RC_ASSERT(form.value() == config.services.front());
            RC_ASSERT(form.changeCount() == 0);
        }));
    }

    void wrongTextGetsTheMessageOfTheFileAndIsNoValue()
    {
        ServiceSettings form;
        Config config = twoServices();
        config.services[0].health.check = CheckKind::Http;
        form.edit(config, 0);
        int fields = 0;
        for (KeyField *field : form.fields()) {
            const KeySpec &spec = field->spec();
            // Any text at all may be sent and expected.
            if (!field->lineEdit() || spec.takesEscapes())
                continue;
            ++fields;
            const bool isNumber = spec.type == KeyType::Integer;
            const std::string longName(65, 'n');
            const std::vector<std::string> wrong = isNumber
                    ? std::vector<std::string> {std::to_string(spec.min - 1), std::to_string(spec.max + 1)}
                    : spec.type == KeyType::Duration ? std::vector<std::string> {"5", "25h", "-1s", "1.5s", "soon"}
                    : spec.type == KeyType::Address  ? std::vector<std::string> {"127.0.0.1", "127.0.0.1:99999", ":::"}
                    : spec.name == "name"            ? std::vector<std::string> {longName, "\t"}
                                                     : std::vector<std::string> {"index", "/a b"};
            const Value before = field->value();
            for (const std::string &text : wrong) {
                field->lineEdit()->setText(QString::fromStdString(text));
                QCOMPARE(field->problem().toStdString(), messageOfFile(spec, isNumber ? text : lbfy::quoted(text)));
                QVERIFY(field->value() == before);
                QVERIFY(!form.isValid());
                QVERIFY(!button(form, "Apply")->isEnabled());
                QVERIFY(!button(form, "OK")->isEnabled());
            }
            field->revert();
        }
        QVERIFY(fields >= 19);
    }

    void noNumberGetsTheRange()
    {
        ServiceSettings form;
        type(form, "health", "fall", "three");
        QCOMPARE(form.field("health", "fall")->problem(), QStringLiteral("must be a whole number, 1 to 100"));
    }

    void escapesAreTypedAndAnUnknownOneIsRefused()
    {
        ServiceSettings form;
        Config config = twoServices();
        config.services[0].health.check = CheckKind::SendExpect;
        config.services[0].health.send = "say \"hi\"\\\r\n";
        config.services[0].health.expect = "ok";
        form.edit(config, 0);
        QCOMPARE(edit(form, "health", "send")->text(), QStringLiteral(R"(say "hi"\\\r\n)"));
        type(form, "health", "send", R"(PING\r\n\u00e4\U0001F600)");
        QCOMPARE(form.value().health.send, std::string("PING\r\nä😀"));
        for (const char *wrong : {R"(PING\x)", R"(PING\)", R"(\u12)", R"(\ud800)"}) {
            type(form, "health", "send", wrong);
            QVERIFY2(form.field("health", "send")->problem().startsWith(QStringLiteral("no such escape")), wrong);
            QCOMPARE(form.value().health.send, std::string("PING\r\nä😀"));
        }
    }

    void anEmptyFieldMeansTheDefaultWhichItsHintShows()
    {
        ServiceSettings form;
        Config config = twoServices();
        config.services[0].connectTimeout = Milliseconds(250);
        form.edit(config, 0);
        KeyField *field = form.field("", "connect_timeout");
        QCOMPARE(field->lineEdit()->text(), QStringLiteral("250ms"));
        QCOMPARE(field->lineEdit()->placeholderText(), QStringLiteral("5s"));
        field->lineEdit()->clear();
        QVERIFY(field->isValid());
        QCOMPARE(form.value().connectTimeout, Milliseconds(5000));
        // A name and an address have no default: there must be one.
        edit(form, "", "name")->clear();
        QVERIFY(!form.field("", "name")->problem().isEmpty());
        edit(form, "", "listen")->clear();
        QVERIFY(!form.field("", "listen")->problem().isEmpty());
    }

    void theWayBackToTheDefaultIsOneClick()
    {
        ServiceSettings form;
        Config config = twoServices();
        config.services[0].health.interval = Milliseconds(9000);
        form.edit(config, 0);
        KeyField *field = form.field("health", "interval");
        auto *back = field->findChild<QToolButton *>();
        QVERIFY(back->isEnabled());
        QVERIFY(back->toolTip().contains(QStringLiteral("2s")));
        back->click();
        QCOMPARE(form.value().health.interval, Milliseconds(2000));
        QCOMPARE(field->lineEdit()->text(), QStringLiteral("2s"));
        QVERIFY(field->isChanged());
        QVERIFY(!back->isEnabled());
        QVERIFY(!form.field("health", "timeout")->findChild<QToolButton *>()->isEnabled());
    }

    void onlyTheFieldsOfTheKindOfCheckAreShown()
    {
        ServiceSettings form;
        const auto shown = [&form] {
            std::vector<std::string> names;
            for (const KeyField *field : form.fields()) {
                if (field->spec().section == "health" && !field->isHidden())
                    names.push_back(field->spec().name);
            }
            return names;
        };
        const std::vector<std::string> common {"check", "interval", "timeout", "fall", "rise"};
        const auto with = [&common](std::vector<std::string> more) {
            std::vector<std::string> all = common;
            all.insert(all.end(), more.begin(), more.end());
            return all;
        };
        const std::vector<std::pair<CheckKind, std::vector<std::string>>> expected {
                {CheckKind::Tcp, common},
                {CheckKind::Http, with({"http_path"})},
                {CheckKind::SendExpect, with({"send", "expect"})},
                {CheckKind::Off, {"check"}}};
        for (const auto &[check, names] : expected) {
            Config config = twoServices();
            config.services[0].health.check = check;
            config.services[0].health.expect = "ok";
            form.edit(config, 0);
            QCOMPARE(shown(), names);
        }
    }

    void aWrongTextThatNoLongerAppliesHoldsNothingUp()
    {
        ServiceSettings form;
        Config config = twoServices();
        config.services[0].health.check = CheckKind::Http;
        form.edit(config, 0);
        type(form, "health", "http_path", "nonsense");
        QVERIFY(!form.isValid());
        auto *check = form.field("health", "check")->findChild<SegmentedControl *>();
        check->setCurrentIndex(0);
        Q_EMIT check->chosen(0);
        QVERIFY(form.isValid());
        QCOMPARE(form.value().health.httpPath, std::string("/"));
    }

    void valuesAreCheckedBesideOneAnotherAndBesideOtherServices()
    {
        ServiceSettings form;
        form.edit(twoServices(), 0);
        const auto problem = [&form](std::string_view section, std::string_view key) {
            return form.field(section, key)->problem();
        };
        type(form, "", "name", "api");
        QVERIFY2(problem("", "name").startsWith(QStringLiteral("the name is already that of another service")),
                 qPrintable(problem("", "name")));
        QVERIFY(!form.isValid());
        type(form, "", "name", "web");
        QVERIFY(form.isValid());
        type(form, "", "listen", "127.0.0.1:8090");
        QVERIFY(problem("", "listen").startsWith(QStringLiteral("already the address of \"api\"")));
        type(form, "", "listen", "127.0.0.1:9090");
        QVERIFY(problem("", "listen").contains(QStringLiteral("collides with the metrics endpoint")));
        type(form, "", "listen", "127.0.0.1:8080");
        type(form, "ejection", "max_time", "1s");
        QCOMPARE(problem("ejection", "max_time"), QStringLiteral("must not be below base_time, which is \"30s\""));
        type(form, "ejection", "base_time", "1s");
        QVERIFY(form.isValid());
    }

    void anAddressOfItsOwnBackendIsSaidAtTheTop()
    {
        ServiceSettings form;
        form.edit(twoServices(), 0);
        type(form, "", "listen", "127.0.0.1:9000");
        QVERIFY(!form.isValid());
        auto *bars = form.findChild<InfoBarStack *>();
        QCOMPARE(bars->bars().size(), 1);
        QVERIFY(bars->bars().first()->content().text.contains(QStringLiteral("it would connect to itself")));
        type(form, "", "listen", "127.0.0.1:8080");
        QVERIFY(bars->bars().isEmpty());
    }

    void sendExpectNeedsWhatToExpect()
    {
        ServiceSettings form;
        Config config = twoServices();
        config.services[0].health.check = CheckKind::SendExpect;
        config.services[0].health.expect = "+PONG";
        form.edit(config, 0);
        edit(form, "health", "expect")->clear();
        QVERIFY(!form.isValid());
        QCOMPARE(form.field("health", "check")->problem(), QStringLiteral("needs the key \"expect\", not empty"));
        type(form, "health", "expect", "x");
        QVERIFY(form.isValid());
    }

    void applyHandsOverOnceAndMarksNothingAsChanged()
    {
        ServiceSettings form;
        form.edit(twoServices(), 1);
        QSignalSpy applied(&form, &ServiceSettings::applied);
        QSignalSpy closed(&form, &SettingsForm::closeRequested);
        QVERIFY(!button(form, "Apply")->isEnabled());
        type(form, "", "max_connections", "7");
        QCOMPARE(form.changeCount(), 1);
        QVERIFY(applied.isEmpty());
        button(form, "Apply")->click();
        QCOMPARE(applied.size(), 1);
        const auto service = applied.first().first().value<ServiceConfig>();
        QCOMPARE(service.name, std::string("api"));
        QCOMPARE(service.maxConnections, 7);
        QCOMPARE(service.backends, twoServices().services[1].backends);
        QCOMPARE(form.changeCount(), 0);
        QVERIFY(closed.isEmpty());
        button(form, "OK")->click();
        QCOMPARE(applied.size(), 1);
        QCOMPARE(closed.size(), 1);
    }

    void aRefusalIsShownAndKeepsThePageOpen()
    {
        ServiceSettings form;
        form.edit(twoServices(), 0);
        const QString refusal = QStringLiteral("cannot listen on 127.0.0.1:8081: address in use");
        const auto connection = connect(&form, &ServiceSettings::applied, &form,
                                        [&form, &refusal] { form.setErrors({refusal}); });
        QSignalSpy closed(&form, &SettingsForm::closeRequested);
        type(form, "", "listen", "127.0.0.1:8081");
        button(form, "OK")->click();
        QVERIFY(closed.isEmpty());
        QCOMPARE(form.findChild<InfoBarStack *>()->bars().first()->content().text, refusal);
        QCOMPARE(form.changeCount(), 1);
        disconnect(connection);
        button(form, "OK")->click();
        QCOMPARE(closed.size(), 1);
        QVERIFY(form.findChild<InfoBarStack *>()->bars().isEmpty());
    }

    void cancelTakesEverythingBack()
    {
        ServiceSettings form;
        form.edit(twoServices(), 0);
        QSignalSpy applied(&form, &ServiceSettings::applied);
        QSignalSpy closed(&form, &SettingsForm::closeRequested);
        type(form, "", "max_connections", "7");
        type(form, "", "idle_timeout", "wrong");
        QTest::keyClick(edit(form, "", "idle_timeout"), Qt::Key_Escape);
        QCOMPARE(closed.size(), 1);
        QVERIFY(applied.isEmpty());
        QCOMPARE(form.value(), twoServices().services[0]);
        QVERIFY(form.isValid());
    }

    void followingKeepsWhatTheUserHasChanged()
    {
        ServiceSettings form;
        Config config = twoServices();
        form.edit(config, 0);
        type(form, "", "max_connections", "7");
        type(form, "", "idle_timeout", "wrong");
        config.services[0].maxConnections = 2000;
        config.services[0].connectAttempts = 9;
        config.services[0].backends.pop_back();
        form.follow(config, 0);
        QCOMPARE(form.value().maxConnections, 7);
        QCOMPARE(form.value().connectAttempts, 9);
        QCOMPARE(form.value().backends.size(), 1U);
        QCOMPARE(edit(form, "", "idle_timeout")->text(), QStringLiteral("wrong"));
        QCOMPARE(form.changeCount(), 2);
    }

    void arrowsStepANumberWithinItsRange()
    {
        ServiceSettings form;
        QLineEdit *rise = edit(form, "health", "rise");
        QTest::keyClick(rise, Qt::Key_Up);
        QCOMPARE(rise->text(), QStringLiteral("3"));
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(rise, Qt::Key_Down);
        QCOMPARE(rise->text(), QStringLiteral("1"));
        rise->setText(QStringLiteral("x"));
        QTest::keyClick(rise, Qt::Key_Up);
        QCOMPARE(rise->text(), QStringLiteral("x"));
    }

    void fitsASmallWindow()
    {
        const ServiceSettings form;
        QVERIFY2(form.minimumSizeHint().width() <= 440, qPrintable(QString::number(form.minimumSizeHint().width())));
        QVERIFY(form.minimumSizeHint().height() <= 560);
    }
};

QTEST_MAIN(ServiceSettingsTest)
#include "servicesettingstest.moc"
