// SPDX-License-Identifier: GPL-3.0-or-later
//
// /metrics from a Snapshot made by hand: every row of the table of CONTRACT 4 with its type, labels and values, nothing
// else, in the format's own escapes.

#include "core/observe/prometheus.h"
#include "samplesnapshot.h"

#include <gtest/gtest.h>

#include <locale>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <unistd.h>
#include <vector>

using namespace lbfy;

namespace {

struct Expected {
    std::string name;
    std::string type;
    std::set<std::string> labels;
};

const std::set<std::string> none;
const std::set<std::string> service {"service"};
const std::set<std::string> backend {"service", "backend"};

const std::vector<Expected> table {
        {"lbfy_build_info", "gauge", {"version", "qt_version"}},
        {"lbfy_connections_total", "counter", none},
        {"lbfy_connections_active", "gauge", none},
        {"lbfy_service_connections_total", "counter", service},
        {"lbfy_service_connections_active", "gauge", service},
        {"lbfy_service_connections_limit", "gauge", service},
        {"lbfy_connections_shed_total", "counter", {"service", "reason"}},
        {"lbfy_connections_closed_total", "counter", {"service", "reason"}},
        {"lbfy_strategy_info", "gauge", {"service", "strategy"}},
        {"lbfy_config_reloads_total", "counter", {"result"}},
        {"lbfy_backend_up", "gauge", backend},
        {"lbfy_backend_state", "gauge", {"service", "backend", "state"}},
        {"lbfy_backend_connections_active", "gauge", backend},
        {"lbfy_backend_connections_total", "counter", backend},
        {"lbfy_backend_connect_failures_total", "counter", {"service", "backend", "reason"}},
        {"lbfy_backend_retries_total", "counter", backend},
        {"lbfy_backend_bytes_total", "counter", {"service", "backend", "direction"}},
        {"lbfy_backend_latency_ewma_seconds", "gauge", backend},
        {"lbfy_backend_cost", "gauge", backend},
        {"lbfy_backend_connect_seconds", "histogram", backend},
        {"lbfy_backend_turn_seconds", "histogram", backend},
        {"lbfy_backend_health_checks_total", "counter", {"service", "backend", "result"}},
        {"lbfy_backend_health_check_seconds", "histogram", backend},
        {"lbfy_backend_ejections_total", "counter", backend},
        {"lbfy_backend_weight", "gauge", backend},
        {"lbfy_backend_selections_total", "counter", backend},
        {"lbfy_log_dropped_total", "counter", none},
        {"lbfy_worker_loop_lag_seconds", "histogram", {"worker"}},
        {"process_cpu_seconds_total", "counter", none},
        {"process_open_fds", "gauge", none},
        {"process_max_fds", "gauge", none},
        {"process_virtual_memory_bytes", "gauge", none},
        {"process_resident_memory_bytes", "gauge", none},
        {"process_start_time_seconds", "gauge", none},
        {"process_threads", "gauge", none},
};

ProcessInfo sampleProcess()
{
    return {.cpuSeconds = 1.25,
            .openFds = 61,
            .maxFds = 62,
            .virtualBytes = 63,
            .residentBytes = 64,
            .startTimeSeconds = 1'767'362'531.25,
            .threads = 65};
}

/// The text as lines "name{labels}" to value, and types by name.
struct Scrape {
    std::map<std::string, std::string> types;
    std::map<std::string, std::string> values;

    explicit Scrape(const std::string &text)
    {
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("# TYPE ")) {
                const std::size_t space = line.find(' ', 7);
                types[line.substr(7, space - 7)] = line.substr(space + 1);
            } else if (!line.starts_with('#')) {
                const std::size_t space = line.rfind(' ');
                values[line.substr(0, space)] = line.substr(space + 1);
            }
        }
    }

    std::string value(const std::string &series) const
    {
        const auto found = values.find(series);
        return found == values.end() ? "missing" : found->second;
    }
};

Scrape scrape(const Snapshot &snapshot)
{
    return Scrape(prometheusText(snapshot, sampleProcess()));
}

/// Names of the labels in `name{a="x",b="y"}`.
std::set<std::string> labelNames(const std::string &series)
{
    std::set<std::string> names;
    for (std::size_t equals = series.find("=\""); equals != std::string::npos;
         equals = series.find("=\"", equals + 1)) {
        const std::size_t start = series.find_last_of("{,", equals) + 1;
        names.insert(series.substr(start, equals - start));
    }
    return names;
}

} // namespace

TEST(Prometheus, EveryMetricOfTheContractHasItsTypeAndLabels)
{
    const Scrape have = scrape(test::sampleSnapshot());
    for (const Expected &row : table) {
        ASSERT_TRUE(have.types.contains(row.name)) << row.name;
        EXPECT_EQ(have.types.at(row.name), row.type) << row.name;
        const std::string name = row.type == "histogram" ? row.name + "_count" : row.name;
        int series = 0;
        for (const auto &[key, value] : have.values) {
            if (key.substr(0, key.find('{')) != name)
                continue;
            ++series;
            EXPECT_EQ(labelNames(key), row.labels) << key;
        }
        EXPECT_GT(series, 0) << row.name;
    }
}

TEST(Prometheus, NothingIsThereThatTheContractDoesNotName)
{
    const Scrape have = scrape(test::sampleSnapshot());
    std::set<std::string> known;
    for (const Expected &row : table)
        known.insert(row.name);
    for (const auto &[name, type] : have.types)
        EXPECT_TRUE(known.contains(name)) << name;
    EXPECT_EQ(have.types.size(), table.size());
}

TEST(Prometheus, EveryNumberComesFromItsOwnField)
{
    const Scrape have = scrape(test::sampleSnapshot());
    const std::map<std::string, std::string> expected {
            {"lbfy_connections_total", "9007199254740991"},
            {"lbfy_connections_active", "12"},
            {R"(lbfy_service_connections_total{service="web"})", "22"},
            {R"(lbfy_service_connections_active{service="web"})", "21"},
            {R"(lbfy_service_connections_limit{service="web"})", "1000"},
            {R"(lbfy_connections_shed_total{service="web",reason="max_connections"})", "31"},
            {R"(lbfy_connections_shed_total{service="web",reason="fd_limit"})", "33"},
            {R"(lbfy_connections_closed_total{service="web",reason="client_closed"})", "41"},
            {R"(lbfy_connections_closed_total{service="web",reason="shutdown"})", "51"},
            {R"(lbfy_strategy_info{service="web",strategy="latency-aware"})", "1"},
            {R"(lbfy_config_reloads_total{result="success"})", "13"},
            {R"(lbfy_config_reloads_total{result="error"})", "14"},
            {R"(lbfy_backend_up{service="web",backend="a"})", "1"},
            {R"(lbfy_backend_up{service="web",backend="b"})", "0"},
            {R"(lbfy_backend_state{service="web",backend="a",state="up"})", "1"},
            {R"(lbfy_backend_state{service="web",backend="b",state="up"})", "0"},
            {R"(lbfy_backend_state{service="web",backend="b",state="ejected"})", "1"},
            {R"(lbfy_backend_connections_active{service="web",backend="a"})", "101"},
            {R"(lbfy_backend_connections_total{service="web",backend="a"})", "103"},
            {R"(lbfy_backend_connect_failures_total{service="web",backend="a",reason="refused"})", "106"},
            {R"(lbfy_backend_connect_failures_total{service="web",backend="a",reason="local"})", "110"},
            {R"(lbfy_backend_connect_failures_total{service="web",backend="b",reason="local"})", "0"},
            {R"(lbfy_backend_retries_total{service="web",backend="a"})", "105"},
            {R"(lbfy_backend_bytes_total{service="web",backend="a",direction="to_backend"})", "111"},
            {R"(lbfy_backend_bytes_total{service="web",backend="a",direction="to_client"})", "112"},
            {R"(lbfy_backend_latency_ewma_seconds{service="web",backend="a"})", "Nan"},
            {R"(lbfy_backend_latency_ewma_seconds{service="web",backend="b"})", "0.125"},
            {R"(lbfy_backend_cost{service="web",backend="a"})", "1.5"},
            {R"(lbfy_backend_connect_seconds_count{service="web",backend="a"})", "116"},
            {R"(lbfy_backend_connect_seconds_bucket{service="web",backend="a",le="5e-05"})", "0"},
            {R"(lbfy_backend_connect_seconds_bucket{service="web",backend="a",le="10"})", "115"},
            {R"(lbfy_backend_connect_seconds_bucket{service="web",backend="a",le="+Inf"})", "116"},
            {R"(lbfy_backend_connect_seconds_bucket{service="web",backend="b",le="10"})", "0"},
            {R"(lbfy_backend_turn_seconds_count{service="web",backend="a"})", "117"},
            {R"(lbfy_backend_health_check_seconds_count{service="web",backend="a"})", "118"},
            {R"(lbfy_backend_health_checks_total{service="web",backend="a",result="success"})", "114"},
            {R"(lbfy_backend_health_checks_total{service="web",backend="a",result="failure"})", "115"},
            {R"(lbfy_backend_ejections_total{service="web",backend="a"})", "113"},
            {R"(lbfy_backend_weight{service="web",backend="a"})", "3"},
            {R"(lbfy_backend_selections_total{service="web",backend="a"})", "104"},
            {"lbfy_log_dropped_total", "15"},
            {R"(lbfy_worker_loop_lag_seconds_count{worker="0"})", "17"},
            {R"(lbfy_worker_loop_lag_seconds_sum{worker="0"})", "0.25"},
            {"process_cpu_seconds_total", "1.25"},
            {"process_open_fds", "61"},
            {"process_max_fds", "62"},
            {"process_virtual_memory_bytes", "63"},
            {"process_resident_memory_bytes", "64"},
            {"process_start_time_seconds", "1767362531.25"},
            {"process_threads", "65"},
    };
    for (const auto &[series, value] : expected)
        EXPECT_EQ(have.value(series), value) << series;
}

TEST(Prometheus, CountersAreThereWithZeroBeforeTheFirstEvent)
{
    Snapshot fresh;
    fresh.services.resize(1);
    fresh.services[0].name = "web";
    fresh.services[0].backends.resize(1);
    fresh.services[0].backends[0].name = "a";
    const Scrape have = scrape(fresh);
    for (const std::string_view reason : closeReasonNames)
        EXPECT_EQ(have.value("lbfy_connections_closed_total{service=\"web\",reason=\"" + std::string(reason) + "\"}"),
                  "0");
    for (const std::string_view reason : shedReasonNames)
        EXPECT_EQ(have.value("lbfy_connections_shed_total{service=\"web\",reason=\"" + std::string(reason) + "\"}"),
                  "0");
    for (const std::string_view reason : connectFailureNames) {
        EXPECT_EQ(have.value("lbfy_backend_connect_failures_total{service=\"web\",backend=\"a\",reason=\""
                             + std::string(reason) + "\"}"),
                  "0");
    }
    EXPECT_EQ(have.value(R"(lbfy_backend_turn_seconds_bucket{service="web",backend="a",le="0.001"})"), "0");
    EXPECT_EQ(have.value("lbfy_connections_total"), "0");
}

TEST(Prometheus, RemovedBackendTakesItsSeriesAlong)
{
    Snapshot snapshot = test::sampleSnapshot();
    snapshot.services[0].backends.pop_back();
    for (const auto &[series, value] : scrape(snapshot).values)
        EXPECT_EQ(series.find("backend=\"b\""), std::string::npos) << series;
}

TEST(Prometheus, NamesWithQuotesBackslashesLineEndsAndBrokenUtf8AreEscaped)
{
    Snapshot snapshot = test::sampleSnapshot();
    snapshot.services[0].name = "a\"b\\c\nd\xff";
    EXPECT_EQ(scrape(snapshot).value("lbfy_service_connections_active{service=\"a\\\"b\\\\c\\nd\\\\xff\"}"), "21");
}

TEST(Prometheus, ForeignLocaleDoesNotChangeNumbers)
{
    struct Comma : std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\3"; }
    };
    const std::locale before = std::locale::global(std::locale(std::locale(), new Comma));
    const Scrape have = scrape(test::sampleSnapshot());
    std::locale::global(before);
    EXPECT_EQ(have.value("lbfy_connections_total"), "9007199254740991");
    EXPECT_EQ(have.value("process_cpu_seconds_total"), "1.25");
    EXPECT_EQ(have.value(R"(lbfy_backend_connect_seconds_bucket{service="web",backend="a",le="0.00025"})"), "115");
}

TEST(Prometheus, WhatTheSystemDoesNotTellIsMissingRatherThanZero)
{
    const Scrape have(prometheusText(test::sampleSnapshot(), ProcessInfo {}));
    EXPECT_EQ(have.value("process_open_fds"), "missing");
    EXPECT_EQ(have.value("lbfy_connections_active"), "12");
}

TEST(ProcessInfo, TellsOfThisProcess)
{
    const ProcessInfo before = readProcessInfo();
    EXPECT_GT(before.cpuSeconds.value(), 0);
    EXPECT_GE(before.maxFds.value(), before.openFds.value());
    EXPECT_GT(before.virtualBytes.value(), before.residentBytes.value());
    EXPECT_GT(before.residentBytes.value(), 500'000U);
    EXPECT_GE(before.threads.value(), 1U);
    EXPECT_GT(before.startTimeSeconds.value(), 1.6e9);
    const int copy = ::dup(STDERR_FILENO);
    EXPECT_EQ(readProcessInfo().openFds.value(), before.openFds.value() + 1);
    ::close(copy);
}
