// SPDX-License-Identifier: GPL-3.0-or-later
//
// /api/v1/state from a Snapshot made by hand: the documented keys with the right values, whatever names hold.

#include "core/observe/statejson.h"
#include "samplesnapshot.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace lbfy;

namespace {

QJsonObject stateOf(const Snapshot &snapshot)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(stateJson(snapshot), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("not JSON: %s", qPrintable(error.errorString()));
    return document.object();
}

/// The value at a path like "services.0.backends.1.name".
QJsonValue at(const QJsonObject &state, const QString &path)
{
    QJsonValue value = state;
    for (const QString &step : path.split(u'.'))
        value = value.isArray() ? value.toArray().at(step.toInt()) : value.toObject().value(step);
    return value;
}

void collectKeys(const QJsonValue &value, QSet<QString> &keys)
{
    if (value.isArray()) {
        for (const QJsonValue &item : value.toArray())
            collectKeys(item, keys);
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        keys.insert(it.key());
        collectKeys(it.value(), keys);
    }
}

} // namespace

class StateJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyValueComesFromItsOwnField_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QVariant>("expected");
        const auto row = [](const char *path, const QVariant &expected) {
            QTest::newRow(path) << QString::fromLatin1(path) << expected;
        };
        const auto text = [&row](const char *path, const char *expected) { row(path, QString::fromLatin1(expected)); };
        row("sequence", 7);
        text("at", "2026-01-02T14:02:11.123Z");
        row("uptime_seconds", 12.5);
        row("connections", Q_INT64_C(9'007'199'254'740'991));
        row("active", 12);
        row("config_reloads.success", 13);
        row("config_reloads.error", 14);
        row("log_dropped", 15);
        text("services.0.name", "web");
        text("services.0.listen", "127.0.0.1:8080");
        row("services.0.listening", true);
        text("services.0.strategy", "latency-aware");
        row("services.0.ready", true);
        row("services.0.active", 21);
        row("services.0.connections", 22);
        row("services.0.limit", 1000);
        row("services.0.shed.no_backend", 32);
        row("services.0.closed.half_close_timeout", 47);
        text("services.0.backends.0.name", "a");
        row("services.0.backends.0.weight", 3);
        row("services.0.backends.0.active", 101);
        row("services.0.backends.0.open_turns", 102);
        row("services.0.backends.0.connections", 103);
        row("services.0.backends.0.selections", 104);
        row("services.0.backends.0.retries", 105);
        row("services.0.backends.0.connect_failures.unreachable", 108);
        row("services.0.backends.0.bytes_to_backend", 111);
        row("services.0.backends.0.bytes_to_client", 112);
        row("services.0.backends.0.ejections", 113);
        row("services.0.backends.0.checks_succeeded", 114);
        row("services.0.backends.0.checks_failed", 115);
        row("services.0.backends.0.cost", 1.5);
        text("services.0.backends.1.state", "ejected");
        text("services.0.backends.1.state_reason", "5 consecutive failures");
        text("services.0.backends.1.state_since", "2026-01-02T14:02:11.123Z");
        row("services.0.backends.1.up", false);
        row("services.0.backends.1.latency_ewma_seconds", 0.125);
        row("services.0.backends.1.turn.p99_seconds", 0.003);
        row("services.0.backends.1.turn.samples", 12);
        row("workers.0.sessions", 16);
        row("workers.0.loop_lag_p99_seconds", 0.002);
        text("events.0.event", "backend_ejected");
        row("events.0.sequence", 3);
        text("events.0.backend", "b");
    }
    void everyValueComesFromItsOwnField()
    {
        QFETCH(const QString, path);
        QFETCH(const QVariant, expected);
        const QJsonValue value = at(stateOf(test::sampleSnapshot()), path);
        QVERIFY(!value.isUndefined());
        QCOMPARE(value.toVariant().toString(), expected.toString());
    }

    void whatIsNotKnownIsNull()
    {
        const QJsonObject state = stateOf(test::sampleSnapshot());
        QVERIFY(at(state, QStringLiteral("services.0.backends.0.latency_ewma_seconds")).isNull());
        QVERIFY(at(state, QStringLiteral("services.0.backends.0.turn.p50_seconds")).isNull());
        QVERIFY(at(state, QStringLiteral("services.0.backends.1.resolved")).isNull());
    }

    void notReadyCarriesItsReason()
    {
        Snapshot snapshot = test::sampleSnapshot();
        snapshot.services[0].notReady = "no usable backend";
        const QJsonObject state = stateOf(snapshot);
        QCOMPARE(at(state, QStringLiteral("services.0.ready")), QJsonValue(false));
        QCOMPARE(at(state, QStringLiteral("services.0.not_ready_reason")),
                 QJsonValue(QStringLiteral("no usable backend")));
    }

    void anyNameStaysJson()
    {
        Snapshot snapshot = test::sampleSnapshot();
        snapshot.services[0].name = "a\"b\\c\nd\xff";
        QCOMPARE(at(stateOf(snapshot), QStringLiteral("services.0.name")),
                 QJsonValue(QStringLiteral("a\"b\\c\nd\\xff")));
    }

    void emptySnapshotIsAnObjectWithEmptyLists()
    {
        const QJsonObject state = stateOf({});
        for (const QString &list : {QStringLiteral("services"), QStringLiteral("workers"), QStringLiteral("events")})
            QVERIFY(state.value(list).isArray());
    }

    void everyKeyIsDocumented()
    {
        QFile file(QStringLiteral(LBFY_API_DOCUMENT));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString document = QString::fromUtf8(file.readAll());
        QSet<QString> keys;
        collectKeys(stateOf(test::sampleSnapshot()), keys);
        for (const std::string_view reason : closeReasonNames)
            keys.remove(QString::fromStdString(std::string(reason)));
        for (const std::string_view reason : shedReasonNames)
            keys.remove(QString::fromStdString(std::string(reason)));
        for (const std::string_view reason : connectFailureNames)
            keys.remove(QString::fromStdString(std::string(reason)));
        for (const QString &key : keys) {
            const bool named = document.contains(u'`' + key + u'`') || document.contains(u'"' + key + u'"');
            QVERIFY2(named, qPrintable(key));
        }
    }
};

QTEST_GUILESS_MAIN(StateJsonTest)

#include "statejsontest.moc"
