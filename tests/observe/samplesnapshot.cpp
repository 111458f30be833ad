// SPDX-License-Identifier: GPL-3.0-or-later
//
// See samplesnapshot.h.

#include "samplesnapshot.h"

namespace lbfy::test {

namespace {

CumulativeHistogram histogramOf(std::uint64_t count)
{
    CumulativeHistogram result;
    result.buckets.assign(prometheusBounds.size(), count - 1);
    result.buckets.front() = 0;
    result.count = count;
    result.sumSeconds = 0.25;
    return result;
}

BackendSnapshot backendA()
{
    BackendSnapshot backend;
    backend.name = "a";
    backend.address = "127.0.0.1:9000";
    backend.resolved = "127.0.0.1:9000";
    backend.weight = 3;
    backend.active = 101;
    backend.openTurns = 102;
    backend.connections = 103;
    backend.selections = 104;
    backend.retries = 105;
    backend.connectFailures = {106, 107, 108, 109, 110};
    backend.bytesToBackend = 111;
    backend.bytesToClient = 112;
    backend.ejections = 113;
    backend.checksSucceeded = 114;
    backend.checksFailed = 115;
    backend.cost = 1.5;
    backend.connectTotal = histogramOf(116);
    backend.turnTotal = histogramOf(117);
    backend.checkTotal = histogramOf(118);
    return backend;
}

BackendSnapshot backendB()
{
    BackendSnapshot backend;
    backend.name = "b";
    backend.address = "db.example:9001";
    backend.state = BackendState::Ejected;
    backend.stateReason = "5 consecutive failures";
    backend.stateSince = WallTime(std::chrono::milliseconds(1'767'362'531'123));
    backend.up = false;
    backend.usable = false;
    backend.ewmaSeconds = 0.125;
    backend.turn = {.p50 = 0.001, .p90 = 0.002, .p99 = 0.003, .samples = 12};
    return backend;
}

} // namespace

Snapshot sampleSnapshot()
{
    ServiceSnapshot service;
    service.name = "web";
    service.listen = "127.0.0.1:8080";
    service.listening = true;
    service.strategy = StrategyKind::LatencyAware;
    service.active = 21;
    service.connections = 22;
    service.limit = 1000;
    service.shed = {31, 32, 33};
    service.closed = {41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51};
    service.backends = {backendA(), backendB()};

    Snapshot snapshot;
    snapshot.sequence = 7;
    snapshot.at = WallTime(std::chrono::milliseconds(1'767'362'531'123));
    snapshot.uptimeSeconds = 12.5;
    snapshot.connections = 9'007'199'254'740'991;
    snapshot.active = 12;
    snapshot.reloadsSucceeded = 13;
    snapshot.reloadsFailed = 14;
    snapshot.logDropped = 15;
    snapshot.services = {service};
    snapshot.workers = {{.index = 0, .sessions = 16, .lag = histogramOf(17), .lagP99 = 0.002}};
    snapshot.events = {{.sequence = 3,
                        .at = snapshot.at,
                        .kind = "backend_ejected",
                        .service = "web",
                        .backend = "b",
                        .text = "5 consecutive failures"}};
    return snapshot;
}

} // namespace lbfy::test
