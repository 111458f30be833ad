// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/democonsole.h"

#include "core/config/address.h"
#include "core/config/names.h"
#include "core/lab/loadreport.h"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

/// As the engine's shares and quantiles do, latencies look back so far: a second has too few turns for a p99.
constexpr std::size_t lookBack = 10;

std::string formatted(const char *format, double value)
{
    std::array<char, 64> text;
    std::snprintf(text.data(), text.size(), format, value);
    return text.data();
}

std::string padded(const std::string &text, std::size_t width)
{
    return std::string(text.size() < width ? width - text.size() : 1, ' ') + text;
}

std::string percent(double share)
{
    return formatted("%.0f%%", share * 100);
}

std::string columns(const std::array<std::string, 4> &figures, const std::vector<std::string> &shares,
                    const std::string &errors)
{
    std::string line = padded(figures[0], 7) + padded(figures[1], 8) + padded(figures[2], 10) + padded(figures[3], 10);
    for (const std::string &share : shares)
        line += padded(share, 9);
    return line + padded(errors, 8) + '\n';
}

const ServiceSnapshot *serviceIn(const SnapshotPtr &snapshot)
{
    return snapshot && !snapshot->services.empty() ? &snapshot->services.front() : nullptr;
}

std::string introduction(const Demo &demo, const ServiceSnapshot &service)
{
    std::string text = "Demo: clients ask " + std::to_string(demo.rate()) + " times a second at " + service.listen
            + ", strategy " + std::string(nameOf(service.strategy))
            + ". Behind it: fast (2 ms),\n"
              "medium (8 ms), slow (40 ms), jittery (5 ms, now and then 80). Rate and errors are of the last second, p50,\n"
              "p99 and each backend's share of the last ten.\n";
    if (service.strategy != StrategyKind::LatencyAware)
        text += "Compare with --strategy latency-aware.\n";
    return text + '\n';
}

/// Each backend's part of all picks.
std::string sharesSince(const ServiceSnapshot &service)
{
    std::uint64_t picks = 0;
    for (const BackendSnapshot &backend : service.backends)
        picks += backend.selections;
    std::string text = "shares        ";
    const char *separator = "";
    for (const BackendSnapshot &backend : service.backends) {
        const double share = picks > 0 ? static_cast<double>(backend.selections) / static_cast<double>(picks) : 0;
        text += separator + backend.name + ' ' + percent(share);
        separator = ", ";
    }
    return text + '\n';
}

} // namespace

DemoConsole::DemoConsole(Demo &demo, Balancer &balancer) : m_demo(demo), m_balancer(balancer)
{
    m_second.setTimerType(Qt::PreciseTimer);
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &DemoConsole::printLine);
}

Result<Done> DemoConsole::begin(std::optional<Milliseconds> duration)
{
    const ServiceSnapshot *service = serviceIn(m_balancer.latest());
    const auto address = service ? parseAddress(service->listen, PortZero::Refused)
                                 : Result<Address>(Failure {"the demo's service does not run"});
    if (!address)
        return address.failure();
    if (const auto aimed = m_demo.aim(*address); !aimed)
        return aimed;
    m_running = true;
    std::vector<std::string> names;
    for (const BackendSnapshot &backend : service->backends)
        names.push_back(backend.name);
    print(introduction(m_demo, *service) + columns({"time", "rate", "p50", "p99"}, names, "errors"));
    m_recent.push_back(m_demo.figures());
    m_second.start();
    if (duration)
        QTimer::singleShot(*duration, Qt::PreciseTimer, this, &DemoConsole::over);
    return Done {};
}

void DemoConsole::end()
{
    if (!std::exchange(m_running, false))
        return;
    m_second.stop();
    m_demo.stopLoad();
    SnapshotPtr snapshot;
    m_balancer.runInControlThread([&] { snapshot = m_balancer.readNow(); });
    const ServiceSnapshot *service = serviceIn(snapshot);
    print('\n' + reportTable(makeReport(m_demo.plan(), m_demo.figures()))
          + (service ? sharesSince(*service) : std::string()));
}

void DemoConsole::printLine()
{
    const ServiceSnapshot *service = serviceIn(m_balancer.latest());
    if (!service)
        return;
    const LoadFigures now = m_demo.figures();
    const LoadFigures second = now.since(m_recent.back());
    const LoadFigures window = now.since(m_recent.front());
    m_recent.push_back(now);
    if (m_recent.size() > lookBack)
        m_recent.pop_front();
    std::vector<std::string> shares;
    for (const BackendSnapshot &backend : service->backends)
        shares.push_back(percent(backend.share));
    const auto latency = [&](double quantile) {
        return window.turns() > 0 ? formatted("%.1f ms", window.latency.quantile(quantile) * 1e3) : std::string("-");
    };
    print(columns({formatted("%.0f s", now.seconds), formatted("%.0f/s", second.turnsPerSecond()), latency(0.5),
                   latency(0.99)},
                  shares, std::to_string(second.failedEver())));
}

void DemoConsole::print(const std::string &text)
{
    std::cout << text << std::flush;
    // A pipe whose reader has seen enough.
    if (!std::cout)
        QMetaObject::invokeMethod(this, &DemoConsole::over, Qt::QueuedConnection);
}

} // namespace lbfy
