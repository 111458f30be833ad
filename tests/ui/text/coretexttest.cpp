// SPDX-License-Identifier: GPL-3.0-or-later
//
// The core's sentences in the user's language: real ones of the core, so that one whose wording changes is noticed here.

#include "ui/text/coretext.h"

#include "core/config/address.h"
#include "core/config/backendoption.h"
#include "core/config/keys.h"
#include "core/config/text.h"
#include "core/config/validate.h"
#include "core/engine/balancer.h"

#include <QTcpServer>
#include <QTest>
#include <QTranslator>

#include <algorithm>
#include <cerrno>

#include <unistd.h>

using namespace lbfy;

namespace {

/// "Translates" by showing what it was asked for.
class Echo final : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        return qstrcmp(context, "lbfy::CoreText") == 0 ? QStringLiteral("<%1>").arg(QString::fromUtf8(text))
                                                       : QString();
    }
};

template<typename Section>
void addValues(std::vector<std::string> &all)
{
    for (const Key<Section> &key : keysOf<Section>()) {
        for (const char *text :
             {"", "x", "-1", "0", "99999999", "99999999h", "0s", "127.0.0.1", "127.0.0.1:99999", ":80", "::1:80",
              "[::1", "[::1]80", "[zz]:80", "host:x", "1.2.3.4.5:80", "a b:80", ":"}) {
            const auto value = valueFromText(key.type, key.min, key.max, text);
            if (!value) {
                all.push_back(value.message());
                continue;
            }
            Section section;
            if (const auto done = key.assign(key, section, *value); !done)
                all.push_back(done.message());
        }
    }
}

ServiceConfig goodService(const std::string &name)
{
    ServiceConfig service;
    service.name = name;
    service.listen = {"127.0.0.1", 8080};
    service.backends = {{.name = "a", .address = {"127.0.0.1", 9000}}, {.name = "b", .address = {"127.0.0.1", 9001}}};
    return service;
}

/// What is wrong with it, as the cells show it: without the place.
void addProblems(std::vector<std::string> &all, Config config)
{
    ConfigDraft draft;
    draft.config = std::move(config);
    completeConfig(draft);
    QVERIFY(hasErrors(draft.diagnostics));
    for (const Diagnostic &diagnostic : draft.diagnostics) {
        std::string text = diagnostic.message;
        for (const std::string place : {"service \"web\": ", "service \"api\": ", "backend \"a\": ", "backend \"b\": ",
                                        "health: check \"send-expect\": ", "ejection: base_time \"10m\": "}) {
            if (text.starts_with(place))
                text.erase(0, place.size());
        }
        all.push_back(text);
    }
}

std::vector<std::string> sentencesOfValidation()
{
    std::vector<std::string> all;
    addValues<Config>(all);
    addValues<ServiceConfig>(all);
    addValues<HealthConfig>(all);
    addValues<EjectionConfig>(all);
    addValues<LatencyConfig>(all);
    addValues<BackendConfig>(all);
    for (const char *text : {"h:1,weight=0", "h:1,max=x", "h:1,weight", "h:1,backup=1", "h:1,backup,backup",
                             "h:1,wieght=2", "h:1,qqqqqqq", "\"a=h:1", "\"a\"h:1"}) {
        for (const std::string &problem : parseBackendOption(text).problems)
            all.push_back(problem);
    }
    Config config;
    config.metrics.reset();
    config.services = {goodService("web")};
    const auto with = [&](auto change) {
        Config changed = config;
        change(changed);
        addProblems(all, std::move(changed));
    };
    with([](Config &c) { c.services.clear(); });
    with([](Config &c) { c.services[0].backends.clear(); });
    with([](Config &c) { c.services[0].listen = {}; });
    with([](Config &c) { c.services[0].backends[1].name = "a"; });
    with([](Config &c) { c.services[0].backends[1].address = c.services[0].listen; });
    with([](Config &c) { c.services[0].health.check = CheckKind::SendExpect; });
    with([](Config &c) { c.services[0].ejection.baseTime = Milliseconds {600'000}; });
    with([](Config &c) { c.services.push_back(goodService("web")); });
    with([](Config &c) { c.services.push_back(goodService("api")); });
    with([](Config &c) { c.metrics = c.services[0].listen; });
    return all;
}

} // namespace

class CoreTextTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everySentenceOfValidationIsKnown()
    {
        const auto all = sentencesOfValidation();
        QVERIFY(all.size() > 60);
        for (const std::string &text : all)
            QVERIFY2(isKnownCoreText(QString::fromStdString(text)), text.c_str());
    }

    void whatTheEngineRefusesIsKnown()
    {
        QTcpServer squatter;
        QVERIFY(squatter.listen(QHostAddress::LocalHost));
        for (const int error : {EADDRINUSE, EADDRNOTAVAIL, EACCES, EPERM}) {
            const ApplyResult result = bindFailure({"127.0.0.1", squatter.serverPort()}, error, "--listen");
            QVERIFY2(isKnownCoreText(QString::fromStdString(result.errors.front())), result.errors.front().c_str());
        }
        Log log(STDERR_FILENO, LogFormat::Text, LogLevel::Error);
        Balancer balancer(log);
        Config config;
        config.services = {goodService("web")};
        config.services.front().listen.port = 0;
        config.services.front().maxConnections = 1'000'000;
        config.services.push_back(goodService("api"));
        config.services.back().maxConnections = 1'000'000'000;
        const ApplyResult result = balancer.apply(config);
        QVERIFY(!result.ok());
        QVERIFY2(isKnownCoreText(QString::fromStdString(result.errors.front())), result.errors.front().c_str());
    }

    void eventsOfTheEngineAreKnown()
    {
        Log log(STDERR_FILENO, LogFormat::Text, LogLevel::Error);
        Balancer balancer(log);
        Config config;
        config.workers = 1;
        ServiceConfig service = goodService("web");
        service.listen.port = 0;
        service.health.interval = Milliseconds {20};
        service.health.fall = 1;
        service.backends[0].address = {"127.0.0.1", 1}; // nobody there: refused
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        service.backends[1].address.port = server.serverPort();
        config.services = {service};
        QVERIFY(balancer.apply(config).ok());
        const auto happened = [&](const char *kind) {
            const auto &events = balancer.latest()->events;
            return std::any_of(events.begin(), events.end(), [&](const Event &event) { return event.kind == kind; });
        };
        QTRY_VERIFY(happened("backend_down") && happened("backend_up"));
        config.services.front().strategy = StrategyKind::LatencyAware;
        config.services.front().backends[1].name = "renamed";
        QVERIFY(balancer.apply(config).ok());
        config.services.clear();
        QVERIFY(balancer.apply(config).ok());
        QVERIFY(happened("strategy_changed") && happened("backend_renamed") && happened("service_removed"));
        for (const Event &event : balancer.latest()->events)
            QVERIFY2(isKnownCoreText(QString::fromStdString(event.text)), event.text.c_str());
    }

    void partsAreSaidInTheLanguageToo()
    {
        Echo echo;
        QVERIFY(QCoreApplication::installTranslator(&echo));
        QCOMPARE(coreText(QStringLiteral("backend %2 is down: connection refused")),
                 QStringLiteral("<backend %2 is down: <connection refused>>"));
        QCOMPARE(coreText(QStringLiteral("cannot listen on 127.0.0.1:80: address in use; try --listen 127.0.0.1:81")),
                 QStringLiteral("<cannot listen on 127.0.0.1:80: <address in use; 127.0.0.1:81 is free>>"));
        QCOMPARE(coreText(QStringLiteral("cannot start worker 9 of 64: Too many open files; try fewer --workers")),
                 QStringLiteral("<cannot start worker 9 of 64: Too many open files; try fewer workers>"));
        QCoreApplication::removeTranslator(&echo);
    }

    void strategiesHaveTheirNamesAndTheUnknownStaysAsItIs()
    {
        QCOMPARE(coreText(QStringLiteral("strategy of web is now latency-aware, was round-robin")),
                 QStringLiteral("strategy of web is now Latency-aware, was Round robin"));
        QCOMPARE(coreText(QStringLiteral("something else entirely")), QStringLiteral("something else entirely"));
        QVERIFY(!isKnownCoreText(QStringLiteral("something else entirely")));
    }
};

QTEST_GUILESS_MAIN(CoreTextTest)
#include "coretexttest.moc"
