// SPDX-License-Identifier: GPL-3.0-or-later
//
// One function a struct of snapshot.h. Times are UTC strings, durations seconds, what is not known null.

#include "core/observe/statejson.h"

#include "core/config/names.h"
#include "core/observe/escape.h"
#include "core/observe/log.h"
#include "version.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace lbfy {

namespace {

QString string(std::string_view text)
{
    return QString::fromStdString(toValidUtf8(text));
}

QJsonValue number(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

QString time(WallTime at)
{
    std::string text;
    appendIsoTime(text, at);
    return QString::fromStdString(text);
}

template<std::size_t N>
QJsonObject reasons(const std::array<std::uint64_t, N> &counts, const std::array<std::string_view, N> &names)
{
    QJsonObject object;
    for (std::size_t i = 0; i < N; ++i)
        object.insert(string(names[i]), number(counts[i]));
    return object;
}

template<typename Item>
QJsonArray array(const std::vector<Item> &items, QJsonObject (*toJson)(const Item &))
{
    QJsonArray result;
    for (const Item &item : items)
        result.append(toJson(item));
    return result;
}

/// Without samples there is no quantile: null, not 0.
QJsonObject quantiles(const Quantiles &values)
{
    const auto known = [&values](double value) { return values.samples > 0 ? QJsonValue(value) : QJsonValue(); };
    return {
            {QStringLiteral("p50_seconds"), known(values.p50)},
            {QStringLiteral("p90_seconds"), known(values.p90)},
            {QStringLiteral("p99_seconds"), known(values.p99)},
            {QStringLiteral("samples"), number(values.samples)},
    };
}

QJsonObject backendJson(const BackendSnapshot &backend)
{
    return {
            {QStringLiteral("name"), string(backend.name)},
            {QStringLiteral("address"), string(backend.address)},
            {QStringLiteral("resolved"), backend.resolved.empty() ? QJsonValue() : string(backend.resolved)},
            {QStringLiteral("weight"), backend.weight},
            {QStringLiteral("max_connections"), backend.maxConnections},
            {QStringLiteral("backup"), backend.backup},
            {QStringLiteral("state"), string(nameOf(backend.state))},
            {QStringLiteral("state_reason"), string(backend.stateReason)},
            {QStringLiteral("state_since"), time(backend.stateSince)},
            {QStringLiteral("up"), backend.up},
            {QStringLiteral("usable"), backend.usable},
            {QStringLiteral("active"), number(backend.active)},
            {QStringLiteral("connections"), number(backend.connections)},
            {QStringLiteral("open_turns"), number(backend.openTurns)},
            {QStringLiteral("selections"), number(backend.selections)},
            {QStringLiteral("retries"), number(backend.retries)},
            {QStringLiteral("connect_failures"), reasons(backend.connectFailures, connectFailureNames)},
            {QStringLiteral("bytes_to_backend"), number(backend.bytesToBackend)},
            {QStringLiteral("bytes_to_client"), number(backend.bytesToClient)},
            {QStringLiteral("ejections"), number(backend.ejections)},
            {QStringLiteral("checks_succeeded"), number(backend.checksSucceeded)},
            {QStringLiteral("checks_failed"), number(backend.checksFailed)},
            {QStringLiteral("connections_per_second"), backend.connectionsPerSecond},
            {QStringLiteral("failures_per_second"), backend.failuresPerSecond},
            {QStringLiteral("bytes_to_backend_per_second"), backend.bytesToBackendPerSecond},
            {QStringLiteral("bytes_to_client_per_second"), backend.bytesToClientPerSecond},
            {QStringLiteral("share"), backend.share},
            {QStringLiteral("latency_ewma_seconds"),
             backend.ewmaSeconds ? QJsonValue(*backend.ewmaSeconds) : QJsonValue()},
            {QStringLiteral("cost"), backend.cost},
            {QStringLiteral("connect"), quantiles(backend.connect)},
            {QStringLiteral("first_byte"), quantiles(backend.firstByte)},
            {QStringLiteral("turn"), quantiles(backend.turn)},
    };
}

QJsonObject serviceJson(const ServiceSnapshot &service)
{
    return {
            {QStringLiteral("name"), string(service.name)},
            {QStringLiteral("listen"), string(service.listen)},
            {QStringLiteral("listening"), service.listening},
            {QStringLiteral("strategy"), string(nameOf(service.strategy))},
            {QStringLiteral("panic"), service.panic},
            {QStringLiteral("ready"), service.notReady.empty()},
            {QStringLiteral("not_ready_reason"), string(service.notReady)},
            {QStringLiteral("active"), number(service.active)},
            {QStringLiteral("connections"), number(service.connections)},
            {QStringLiteral("limit"), number(service.limit)},
            {QStringLiteral("shed"), reasons(service.shed, shedReasonNames)},
            {QStringLiteral("closed"), reasons(service.closed, closeReasonNames)},
            {QStringLiteral("connections_per_second"), service.connectionsPerSecond},
            {QStringLiteral("errors_per_second"), service.errorsPerSecond},
            {QStringLiteral("turn"), quantiles(service.turn)},
            {QStringLiteral("backends"), array(service.backends, backendJson)},
    };
}

QJsonObject workerJson(const WorkerSnapshot &worker)
{
    return {
            {QStringLiteral("index"), worker.index},
            {QStringLiteral("sessions"), number(worker.sessions)},
            {QStringLiteral("loop_lag_p99_seconds"), worker.lagP99},
    };
}

QJsonObject eventJson(const Event &event)
{
    return {
            {QStringLiteral("sequence"), number(event.sequence)}, {QStringLiteral("at"), time(event.at)},
            {QStringLiteral("event"), string(event.kind)},        {QStringLiteral("service"), string(event.service)},
            {QStringLiteral("backend"), string(event.backend)},   {QStringLiteral("text"), string(event.text)},
    };
}

} // namespace

QByteArray stateJson(const Snapshot &snapshot)
{
    const QJsonObject reloads {
            {QStringLiteral("success"), number(snapshot.reloadsSucceeded)},
            {QStringLiteral("error"), number(snapshot.reloadsFailed)},
    };
    const QJsonObject state {
            {QStringLiteral("version"), string(version)},
            {QStringLiteral("sequence"), number(snapshot.sequence)},
            {QStringLiteral("at"), time(snapshot.at)},
            {QStringLiteral("uptime_seconds"), snapshot.uptimeSeconds},
            {QStringLiteral("connections"), number(snapshot.connections)},
            {QStringLiteral("active"), number(snapshot.active)},
            {QStringLiteral("config_reloads"), reloads},
            {QStringLiteral("log_dropped"), number(snapshot.logDropped)},
            {QStringLiteral("services"), array(snapshot.services, serviceJson)},
            {QStringLiteral("workers"), array(snapshot.workers, workerJson)},
            {QStringLiteral("events"), array(snapshot.events, eventJson)},
    };
    return QJsonDocument(state).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace lbfy
