// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of metrics. A row is name, type, help and how its series are made from the Snapshot; rows without a series
// (no service configured) still print their help and type.

#include "core/observe/prometheus.h"

#include "core/config/names.h"
#include "core/observe/escape.h"
#include "version.h"

#include <QtCore/qglobal.h>
#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include <array>
#include <initializer_list>
#include <limits>
#include <string_view>

namespace lbfy {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

struct Source {
    const Snapshot &snapshot;
    const ProcessInfo &process;
};

using Labels = std::vector<ClientMetric::Label>;

ClientMetric::Label label(const char *name, std::string_view value)
{
    return {name, toValidUtf8(value)}; // a scrape with one invalid byte is refused as a whole
}

/// The series of one metric, in the making.
class Family
{
public:
    Family(const char *name, MetricType type, const char *help) { m_family = {name, help, type, {}}; }

    template<typename Number>
    void add(Labels labels, Number value)
    {
        ClientMetric &metric = m_family.metric.emplace_back();
        metric.label = std::move(labels);
        if (m_family.type == MetricType::Counter)
            metric.counter.value = static_cast<double>(value);
        else
            metric.gauge.value = static_cast<double>(value);
    }

    void add(Labels labels, const CumulativeHistogram &histogram)
    {
        ClientMetric &metric = m_family.metric.emplace_back();
        metric.label = std::move(labels);
        metric.histogram.sample_count = histogram.count;
        metric.histogram.sample_sum = histogram.sumSeconds;
        for (std::size_t i = 0; i < prometheusBounds.size(); ++i) {
            const std::uint64_t n = i < histogram.buckets.size() ? histogram.buckets[i] : 0;
            metric.histogram.bucket.push_back({n, prometheusBounds[i]});
        }
    }

    template<typename Number>
    void add(Labels labels, const std::optional<Number> &value)
    {
        if (value)
            add(std::move(labels), *value);
    }

    MetricFamily take() { return std::move(m_family); }

private:
    MetricFamily m_family;
};

Labels labelsOf(const ServiceSnapshot &service)
{
    return {label("service", service.name)};
}

Labels labelsOf(const ServiceSnapshot &service, const BackendSnapshot &backend)
{
    return {label("service", service.name), label("backend", backend.name)};
}

Labels with(Labels labels, const char *name, std::string_view value)
{
    labels.push_back(label(name, value));
    return labels;
}

/// One series a service.
template<auto ServiceSnapshot::*Member>
void serviceValue(Family &family, const Source &source)
{
    for (const ServiceSnapshot &service : source.snapshot.services)
        family.add(labelsOf(service), service.*Member);
}

/// One series a backend.
template<auto BackendSnapshot::*Member>
void backendValue(Family &family, const Source &source)
{
    for (const ServiceSnapshot &service : source.snapshot.services) {
        for (const BackendSnapshot &backend : service.backends)
            family.add(labelsOf(service, backend), backend.*Member);
    }
}

/// One series a service and reason, all reasons always.
template<auto ServiceSnapshot::*Counts, const auto &Names>
void serviceReasons(Family &family, const Source &source)
{
    for (const ServiceSnapshot &service : source.snapshot.services) {
        for (std::size_t i = 0; i < Names.size(); ++i)
            family.add(with(labelsOf(service), "reason", Names[i]), (service.*Counts)[i]);
    }
}

template<auto Snapshot::*Member>
void total(Family &family, const Source &source)
{
    family.add({}, source.snapshot.*Member);
}

template<auto ProcessInfo::*Member>
void processValue(Family &family, const Source &source)
{
    family.add({}, source.process.*Member);
}

/// Two series a backend, told apart by one label.
template<auto BackendSnapshot::*First, auto BackendSnapshot::*Second>
void addPair(Family &family, const Source &source, const char *name, std::string_view first, std::string_view second)
{
    for (const ServiceSnapshot &service : source.snapshot.services) {
        for (const BackendSnapshot &backend : service.backends) {
            family.add(with(labelsOf(service, backend), name, first), backend.*First);
            family.add(with(labelsOf(service, backend), name, second), backend.*Second);
        }
    }
}

void buildInfo(Family &family, const Source &)
{
    family.add({label("version", version), label("qt_version", qVersion())}, 1);
}

void strategyInfo(Family &family, const Source &source)
{
    for (const ServiceSnapshot &service : source.snapshot.services)
        family.add(with(labelsOf(service), "strategy", nameOf(service.strategy)), 1);
}

void configReloads(Family &family, const Source &source)
{
    family.add({label("result", "success")}, source.snapshot.reloadsSucceeded);
    family.add({label("result", "error")}, source.snapshot.reloadsFailed);
}

void backendState(Family &family, const Source &source)
{
    for (const ServiceSnapshot &service : source.snapshot.services) {
        for (const BackendSnapshot &backend : service.backends) {
            for (std::size_t i = 0; i < backendStateNames.size(); ++i) {
                family.add(with(labelsOf(service, backend), "state", backendStateNames[i]),
                           static_cast<std::size_t>(backend.state) == i ? 1 : 0);
            }
        }
    }
}

void connectFailures(Family &family, const Source &source)
{
    for (const ServiceSnapshot &service : source.snapshot.services) {
        for (const BackendSnapshot &backend : service.backends) {
            for (std::size_t i = 0; i < connectFailureNames.size(); ++i) {
                family.add(with(labelsOf(service, backend), "reason", connectFailureNames[i]),
                           backend.connectFailures[i]);
            }
        }
    }
}

void backendBytes(Family &family, const Source &source)
{
    addPair<&BackendSnapshot::bytesToBackend, &BackendSnapshot::bytesToClient>(family, source, "direction",
                                                                               "to_backend", "to_client");
}

void backendChecks(Family &family, const Source &source)
{
    addPair<&BackendSnapshot::checksSucceeded, &BackendSnapshot::checksFailed>(family, source, "result", "success",
                                                                               "failure");
}

void latencyEwma(Family &family, const Source &source)
{
    for (const ServiceSnapshot &service : source.snapshot.services) {
        for (const BackendSnapshot &backend : service.backends) {
            family.add(labelsOf(service, backend),
                       backend.ewmaSeconds.value_or(std::numeric_limits<double>::quiet_NaN()));
        }
    }
}

void loopLag(Family &family, const Source &source)
{
    for (const WorkerSnapshot &worker : source.snapshot.workers)
        family.add({label("worker", std::to_string(worker.index))}, worker.lag);
}

struct Row {
    const char *name;
    MetricType type;
    const char *help;
    void (*fill)(Family &family, const Source &source);
};

constexpr MetricType counter = MetricType::Counter;
constexpr MetricType gauge = MetricType::Gauge;
constexpr MetricType histogram = MetricType::Histogram;

using S = ServiceSnapshot;
using B = BackendSnapshot;
using P = ProcessInfo;

constexpr Row rows[] {
        {"lbfy_build_info", gauge, "Version of lbfy and of the Qt it runs on; always 1.", buildInfo},
        {"lbfy_connections_total", counter, "Client connections accepted, over all services.",
         total<&Snapshot::connections>},
        {"lbfy_connections_active", gauge, "Client connections open now, over all services.", total<&Snapshot::active>},
        {"lbfy_service_connections_total", counter, "Client connections accepted by the service.",
         serviceValue<&S::connections>},
        {"lbfy_service_connections_active", gauge, "Client connections of the service open now.",
         serviceValue<&S::active>},
        {"lbfy_service_connections_limit", gauge, "Open connections above which the service sheds load.",
         serviceValue<&S::limit>},
        {"lbfy_connections_shed_total", counter, "Client connections refused at once, by reason.",
         serviceReasons<&S::shed, shedReasonNames>},
        {"lbfy_connections_closed_total", counter, "Client connections that ended, by reason.",
         serviceReasons<&S::closed, closeReasonNames>},
        {"lbfy_strategy_info", gauge, "How the service chooses a backend; always 1.", strategyInfo},
        {"lbfy_config_reloads_total", counter, "Configurations read again while running, by result.", configReloads},
        {"lbfy_backend_up", gauge, "Whether the backend's health is good, whatever the operator wants of it.",
         backendValue<&B::up>},
        {"lbfy_backend_state", gauge, "1 for the state that the backend is in, 0 for the others.", backendState},
        {"lbfy_backend_connections_active", gauge, "Connections to the backend open now.", backendValue<&B::active>},
        {"lbfy_backend_connections_total", counter, "Connections to the backend that were established.",
         backendValue<&B::connections>},
        {"lbfy_backend_connect_failures_total", counter, "Connection attempts to the backend that failed, by reason.",
         connectFailures},
        {"lbfy_backend_retries_total", counter, "Connects moved from the backend to another.",
         backendValue<&B::retries>},
        {"lbfy_backend_bytes_total", counter, "Bytes passed on, by direction, open connections included.",
         backendBytes},
        {"lbfy_backend_latency_ewma_seconds", gauge, "Latency estimate of the backend, NaN before the first sample.",
         latencyEwma},
        {"lbfy_backend_cost", gauge, "Cost of the backend as the strategy latency-aware compares it.",
         backendValue<&B::cost>},
        {"lbfy_backend_connect_seconds", histogram, "Time to establish a connection to the backend.",
         backendValue<&B::connectTotal>},
        {"lbfy_backend_turn_seconds", histogram,
         "Time from the end of what the client sent to the first byte of the answer.", backendValue<&B::turnTotal>},
        {"lbfy_backend_health_checks_total", counter, "Active health checks, by result.", backendChecks},
        {"lbfy_backend_health_check_seconds", histogram, "Time that an active health check took.",
         backendValue<&B::checkTotal>},
        {"lbfy_backend_ejections_total", counter, "Times that the backend was taken out for failing connections.",
         backendValue<&B::ejections>},
        {"lbfy_backend_weight", gauge, "Configured weight of the backend.", backendValue<&B::weight>},
        {"lbfy_backend_selections_total", counter, "Times that the backend was chosen, retries included.",
         backendValue<&B::selections>},
        {"lbfy_log_dropped_total", counter, "Log lines dropped rather than wait for their reader.",
         total<&Snapshot::logDropped>},
        {"lbfy_worker_loop_lag_seconds", histogram, "How long one round of a worker's event loop took.", loopLag},
        {"process_cpu_seconds_total", counter, "Total user and system CPU time spent in seconds.",
         processValue<&P::cpuSeconds>},
        {"process_open_fds", gauge, "Number of open file descriptors.", processValue<&P::openFds>},
        {"process_max_fds", gauge, "Maximum number of open file descriptors.", processValue<&P::maxFds>},
        {"process_virtual_memory_bytes", gauge, "Virtual memory size in bytes.", processValue<&P::virtualBytes>},
        {"process_resident_memory_bytes", gauge, "Resident memory size in bytes.", processValue<&P::residentBytes>},
        {"process_start_time_seconds", gauge, "Start time of the process since unix epoch in seconds.",
         processValue<&P::startTimeSeconds>},
        {"process_threads", gauge, "Number of operating system threads in the process.", processValue<&P::threads>},
};

} // namespace

std::string prometheusText(const Snapshot &snapshot, const ProcessInfo &process)
{
    const Source source {snapshot, process};
    std::vector<MetricFamily> families;
    families.reserve(std::size(rows));
    for (const Row &row : rows) {
        Family family(row.name, row.type, row.help);
        row.fill(family, source);
        families.push_back(family.take());
    }
    const prometheus::TextSerializer serializer;
    return static_cast<const prometheus::Serializer &>(serializer).Serialize(families);
}

} // namespace lbfy
