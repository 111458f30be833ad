// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/loadreport.h"

#include "core/config/units.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace lbfy {

namespace {

LoadReport::Quantiles quantilesOf(const HistogramCounts &counts, double max)
{
    LoadReport::Quantiles result;
    if (counts.count() == 0)
        return result;
    // A bucket's middle may lie above the largest value in it.
    const auto quantile = [&](double q) { return std::min(counts.quantile(q), max); };
    result.p50 = quantile(0.5);
    result.p90 = quantile(0.9);
    result.p99 = quantile(0.99);
    result.p999 = quantile(0.999);
    result.max = max;
    result.mean = counts.sumSeconds() / static_cast<double>(counts.count());
    return result;
}

std::vector<LoadReport::Bucket> bucketsOf(const HistogramCounts &counts)
{
    std::vector<LoadReport::Bucket> result;
    for (std::size_t i = 0; i < counts.buckets().size(); ++i) {
        if (counts.buckets()[i] > 0)
            result.push_back({static_cast<double>(Histogram::lowerBound(i + 1)) * 1e-9, counts.buckets()[i]});
    }
    return result;
}

std::string formatted(const char *format, double value)
{
    std::array<char, 64> text;
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

/// Three digits that count, with a unit: "53.2 µs", "1.25 s".
std::string time(double seconds)
{
    struct Unit {
        double factor;
        const char *name;
    };
    constexpr std::array units {Unit {1e6, " µs"}, Unit {1e3, " ms"}, Unit {1, " s"}};
    const Unit &unit = seconds < 0.9995e-3 ? units[0] : seconds < 0.9995 ? units[1] : units[2];
    const double value = seconds * unit.factor;
    return formatted(value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value) + unit.name;
}

std::string bytes(double count)
{
    constexpr std::array<const char *, 5> names {" B", " kB", " MB", " GB", " TB"};
    std::size_t unit = 0;
    for (; count >= 999.5 && unit + 1 < names.size(); ++unit)
        count /= 1000;
    return formatted(unit == 0 || count >= 99.95 ? "%.0f" : count < 9.995 ? "%.2f" : "%.1f", count) + names[unit];
}

std::string targetsOf(const LoadPlan &plan)
{
    std::string text;
    for (const Address &target : plan.targets)
        text += (text.empty() ? "" : ", ") + target.toString();
    return text;
}

std::string loadOf(const LoadPlan &plan)
{
    std::string text;
    if (plan.loop == LoadLoop::Open)
        text = "open loop, " + formatted("%g", plan.rate) + " turns/s"
                + (plan.arrivals == ArrivalKind::Poisson ? " (Poisson)" : " (constant)") + " on up to "
                + std::to_string(plan.connections) + " connections";
    else
        text = "closed loop, " + std::to_string(plan.connections) + " connections"
                + (plan.thinkTime.count() > 0 ? " thinking " + formatDuration(plan.thinkTime) : "");
    if (plan.turnsPerConnection > 0)
        text += plan.turnsPerConnection == 1
                ? ", a new one every turn"
                : ", a new one every " + std::to_string(plan.turnsPerConnection) + " turns";
    return text;
}

/// Left column, then the text.
std::string row(std::string left, const std::string &text)
{
    left.resize(std::max<std::size_t>(left.size(), 12), ' ');
    return left + "  " + text + '\n';
}

std::string quantileRow(const char *name, const LoadReport::Quantiles &values)
{
    std::string text;
    for (const double value : {values.p50, values.p90, values.p99, values.p999, values.max}) {
        const std::string shown = time(value);
        // "µ" is two bytes and one column.
        const std::size_t columns = shown.size() - (shown.find("µ") != std::string::npos ? 1 : 0);
        text += std::string(columns < 10 ? 10 - columns : 1, ' ') + shown;
    }
    return row(name, text);
}

constexpr std::array<std::string_view, loadErrorCount> errorTexts {
        "connection refused",
        "connection reset",
        "closed before the whole answer had come",
        "no answer in time",
        "wrong answer",
        "due while as many turns were waiting as may",
        "no descriptor left in this program",
        "no source port left on this machine",
        "other",
};

QJsonObject quantilesJson(const LoadReport::Quantiles &values)
{
    return {
            {QStringLiteral("p50"), values.p50}, {QStringLiteral("p90"), values.p90},
            {QStringLiteral("p99"), values.p99}, {QStringLiteral("p99.9"), values.p999},
            {QStringLiteral("max"), values.max}, {QStringLiteral("mean"), values.mean},
    };
}

QJsonArray bucketsJson(const std::vector<LoadReport::Bucket> &buckets)
{
    QJsonArray array;
    for (const LoadReport::Bucket &bucket : buckets)
        array.append(QJsonArray {bucket.upTo, static_cast<double>(bucket.turns)});
    return array;
}

QString text(std::string_view value)
{
    return QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
}

/// JSON has no integers of its own; what a double holds exactly (2^53) no run reaches.
double number(std::uint64_t value)
{
    return static_cast<double>(value);
}

QJsonObject planJson(const LoadPlan &plan)
{
    QJsonArray targets;
    for (const Address &target : plan.targets)
        targets.append(text(target.toString()));
    const bool open = plan.loop == LoadLoop::Open;
    QJsonObject json {
            {QStringLiteral("targets"), targets},
            {QStringLiteral("loop"), text(open ? "open" : "closed")},
            {QStringLiteral("connections"), plan.connections},
            {QStringLiteral("turns_per_connection"), plan.turnsPerConnection},
            {QStringLiteral("warm_up"), toSeconds(plan.warmUp)},
            {QStringLiteral("duration"), toSeconds(plan.duration)},
            {QStringLiteral("connect_timeout"), toSeconds(plan.connectTimeout)},
            {QStringLiteral("turn_timeout"), toSeconds(plan.turnTimeout)},
            {QStringLiteral("threads"), plan.threads},
    };
    if (open) {
        json.insert(QStringLiteral("rate"), plan.rate);
        json.insert(QStringLiteral("arrivals"), text(plan.arrivals == ArrivalKind::Poisson ? "poisson" : "constant"));
        json.insert(QStringLiteral("max_waiting"), plan.maxWaiting);
        json.insert(QStringLiteral("seed"), number(plan.seed));
    } else {
        json.insert(QStringLiteral("think_time"), toSeconds(plan.thinkTime));
    }
    if (plan.answer == LoadAnswer::Http) {
        json.insert(QStringLiteral("answer"), QStringLiteral("http"));
        json.insert(QStringLiteral("http_path"), text(plan.httpPath));
    } else {
        const bool echo = plan.answer == LoadAnswer::Echo;
        json.insert(QStringLiteral("answer"), text(echo ? "echo" : "fixed"));
        json.insert(QStringLiteral("send_bytes"), number(plan.sendBytes));
        json.insert(QStringLiteral("answer_bytes"), number(echo ? plan.sendBytes : plan.answerBytes));
    }
    return json;
}

} // namespace

LoadReport makeReport(const LoadPlan &plan, const LoadFigures &figures)
{
    LoadReport report;
    report.plan = plan;
    report.stopped = plan.duration.count() == 0 || figures.seconds < toSeconds(plan.duration);
    report.seconds = figures.seconds;
    report.turns = figures.turns();
    report.turnsPerSecond = figures.turnsPerSecond();
    report.latency = quantilesOf(figures.latency, figures.maxLatency);
    report.latencyBuckets = bucketsOf(figures.latency);
    report.connections = figures.connect.count();
    report.connect = quantilesOf(figures.connect, figures.connect.quantile(1));
    report.lateness = quantilesOf(figures.lateness, figures.lateness.quantile(1));
    report.errors = figures.errors;
    report.errorTotal = figures.errorTotal();
    report.unfinished = figures.unfinished;
    report.bytesSent = figures.bytesSent;
    report.bytesReceived = figures.bytesReceived;
    report.sentPerSecond = figures.perSecond(figures.bytesSentInTime);
    report.receivedPerSecond = figures.perSecond(figures.bytesReceivedInTime);
    return report;
}

std::string_view describe(LoadError error)
{
    return errorTexts[static_cast<std::size_t>(error)];
}

std::string reportTable(const LoadReport &report)
{
    std::string table = row("target", targetsOf(report.plan)) + row("load", loadOf(report.plan));
    table += row("turns",
                 std::to_string(report.turns) + " in " + formatted("%.2f", report.seconds) + " s"
                         + (report.stopped && report.plan.duration.count() > 0 ? " (stopped early)" : "") + ", "
                         + formatted("%.1f", report.turnsPerSecond) + " a second");
    table += row("sent", bytes(static_cast<double>(report.bytesSent)) + ", " + bytes(report.sentPerSecond) + "/s");
    table += row("received",
                 bytes(static_cast<double>(report.bytesReceived)) + ", " + bytes(report.receivedPerSecond) + "/s");
    table += row("connections", std::to_string(report.connections) + " opened");
    table += row("", "       p50       p90       p99     p99.9       max");
    table += quantileRow("latency", report.latency);
    if (report.connections > 0)
        table += quantileRow("connect", report.connect);
    table += row("errors", std::to_string(report.errorTotal));
    for (std::size_t i = 0; i < report.errors.size(); ++i) {
        if (report.errors[i] > 0)
            table += row("", std::to_string(report.errors[i]) + ' ' + std::string(errorTexts[i]));
    }
    if (report.unfinished > 0)
        table += row("unfinished", std::to_string(report.unfinished) + " turns, not counted, when it was stopped");
    if (report.lateness.p99 > 0.001)
        table += row("note",
                     "the load itself was late by " + time(report.lateness.p99)
                             + " (p99), which latencies include: it lacks CPU time");
    return table;
}

QJsonObject reportJson(const LoadReport &report)
{
    QJsonObject errors;
    for (std::size_t i = 0; i < report.errors.size(); ++i)
        errors.insert(text(loadErrorNames[i]), number(report.errors[i]));
    QJsonObject json {
            {QStringLiteral("plan"), planJson(report.plan)},
            {QStringLiteral("stopped"), report.stopped},
            {QStringLiteral("seconds"), report.seconds},
            {QStringLiteral("turns"), number(report.turns)},
            {QStringLiteral("turns_per_second"), report.turnsPerSecond},
            {QStringLiteral("latency"), quantilesJson(report.latency)},
            {QStringLiteral("latency_buckets"), bucketsJson(report.latencyBuckets)},
            {QStringLiteral("connections"), number(report.connections)},
            {QStringLiteral("connect"), quantilesJson(report.connect)},
            {QStringLiteral("errors"), errors},
            {QStringLiteral("error_total"), number(report.errorTotal)},
            {QStringLiteral("unfinished"), number(report.unfinished)},
            {QStringLiteral("bytes_sent"), number(report.bytesSent)},
            {QStringLiteral("bytes_received"), number(report.bytesReceived)},
            {QStringLiteral("bytes_sent_per_second"), report.sentPerSecond},
            {QStringLiteral("bytes_received_per_second"), report.receivedPerSecond},
    };
    if (report.plan.loop == LoadLoop::Open)
        json.insert(QStringLiteral("lateness"), quantilesJson(report.lateness));
    return json;
}

} // namespace lbfy
