// SPDX-License-Identifier: GPL-3.0-or-later
//
// A service with a backend in every state, and what a snapshot says of it at a given second: for tests and pictures of
// the table.

#pragma once

#include "core/observe/snapshot.h"

#include <cmath>

namespace lbfy::test {

inline const WallTime sampleStart {std::chrono::seconds {1'700'000'000}};

inline WallTime sampleTime(int halfSeconds)
{
    return sampleStart + std::chrono::milliseconds {500 * halfSeconds};
}

inline Config eightBackends()
{
    Config config;
    ServiceConfig service;
    service.name = "web";
    service.listen = {"127.0.0.1", 8080};
    for (int i = 1; i <= 8; ++i) {
        BackendConfig backend;
        backend.name = "b" + std::to_string(i);
        backend.address = {"127.0.0.1", static_cast<std::uint16_t>(9000 + i)};
        backend.weight = i <= 3 ? 10 : 5;
        backend.maxConnections = i == 2 ? 500 : 0;
        backend.backup = i == 7;
        backend.mode = i == 5 ? BackendMode::Drain : i == 6 ? BackendMode::Disabled : BackendMode::Ready;
        service.backends.push_back(backend);
    }
    config.services.push_back(service);
    return config;
}

inline BackendSnapshot sampleBackend(const BackendConfig &config, int i, int tick)
{
    BackendSnapshot backend;
    backend.name = config.name;
    backend.address = config.address.toString();
    backend.weight = config.weight;
    backend.stateSince = sampleStart - std::chrono::seconds {40 * (i + 1)};
    const bool isOut = i >= 3 && i <= 6;
    backend.usable = !isOut;
    if (isOut) {
        constexpr std::array states {BackendState::Down, BackendState::Drain, BackendState::Disabled, BackendState::Up};
        backend.state = states[static_cast<std::size_t>(i - 3)];
    }
    if (i == 3) {
        backend.stateReason = "connection refused";
        backend.connectFailures[0] = static_cast<std::uint64_t>(7 + tick / 20);
        backend.stateSince = sampleStart;
    }
    if (i == 7) {
        backend.state = BackendState::Ejected;
        backend.usable = false;
        backend.stateReason = "5 consecutive failures";
        backend.connectFailures[1] = 1234;
    }
    if (i == 4)
        backend.active = 18;
    if (!backend.usable)
        return backend;
    const double wave = std::sin(tick / 7.0 + i) * 0.3 + 1;
    backend.active = static_cast<std::uint64_t>((62 - 20 * i) * wave);
    backend.share = 0.48 - 0.15 * i;
    backend.ewmaSeconds = (i == 2 ? 0.0117 : 0.0019 + 0.0005 * i) * wave;
    backend.turn = {*backend.ewmaSeconds, *backend.ewmaSeconds * 2, *backend.ewmaSeconds * 4, 1000};
    backend.connectionsPerSecond = (201 - 60 * i) * wave;
    backend.bytesToBackendPerSecond = 120'000 * wave;
    backend.bytesToClientPerSecond = 3'400'000 * wave / (i + 1);
    return backend;
}

inline ServiceSnapshot sampleService(const Config &config, int tick)
{
    ServiceSnapshot service;
    service.name = config.services.front().name;
    service.listening = true;
    int i = 0;
    for (const BackendConfig &backend : config.services.front().backends)
        service.backends.push_back(sampleBackend(backend, i++, tick));
    return service;
}

} // namespace lbfy::test
