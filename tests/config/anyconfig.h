// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any valid configuration, for properties.

#pragma once

#include "core/config/config.h"
#include "core/config/names.h"
#include "core/config/units.h"

#include <rapidcheck.h>

#include <algorithm>
#include <string>
#include <vector>

namespace lbfy {

template<typename Enum>
Enum anyOf()
{
    std::vector<Enum> values;
    for (const auto &row : namesOf(Enum {}))
        values.push_back(row.value);
    return *rc::gen::elementOf(values);
}

inline Milliseconds anyDuration(std::int64_t from = 1)
{
    const auto unit = *rc::gen::element<std::int64_t>(1, 1000, 60'000, 3'600'000);
    return Milliseconds {*rc::gen::inRange<std::int64_t>(from, longestDuration.count() / unit + 1) * unit};
}

inline int anyInt(int min, int max)
{
    return *rc::gen::oneOf(rc::gen::inRange(min, max + 1), rc::gen::element(min, max));
}

inline std::string anyText(std::size_t longest)
{
    const std::vector<std::string> pieces {"a", "Z", "0", " ", "\"", "\\", "#", "'", "=", "ä", "€", "😀", "\\n", "[["};
    std::string text;
    for (std::size_t i = *rc::gen::inRange<std::size_t>(0, longest + 1); i > 0; --i)
        text += *rc::gen::elementOf(pieces);
    return text;
}

inline std::string anyBytes()
{
    std::string text = anyText(8);
    for (const char c : *rc::gen::container<std::string>(rc::gen::inRange('\0', ' ')))
        text += c;
    return text + "\x7f";
}

inline HealthConfig anyHealth()
{
    HealthConfig health;
    health.check = anyOf<CheckKind>();
    health.interval = anyDuration();
    health.timeout = anyDuration();
    health.fall = anyInt(1, 100);
    health.rise = anyInt(1, 100);
    health.httpPath = "/" + *rc::gen::container<std::string>(rc::gen::inRange('!', '\x7f'));
    health.send = anyBytes();
    health.expect = anyBytes();
    return health;
}

inline EjectionConfig anyEjection()
{
    const Milliseconds one = anyDuration();
    const Milliseconds other = anyDuration();
    return {anyInt(0, 1'000'000), std::min(one, other), std::max(one, other), anyInt(0, 100), anyInt(0, 100)};
}

inline BackendConfig anyBackend(std::size_t number)
{
    const auto host = *rc::gen::element<std::string>("127.0.0.1", "2001:db8::1", "example.org", "localhost");
    const auto port = static_cast<std::uint16_t>(anyInt(1000, 65535));
    return {std::to_string(number) + anyText(30), {host, port},        anyInt(1, 256), anyInt(0, 1'000'000),
            *rc::gen::arbitrary<bool>(),          anyOf<BackendMode>()};
}

inline ServiceConfig anyService(std::size_t number)
{
    ServiceConfig service;
    service.name = std::to_string(number) + anyText(30);
    // Below the ports of the backends and of the metrics endpoint, and different in each service.
    service.listen = {*rc::gen::element<std::string>("127.0.0.1", "0.0.0.0", "::", "::1"),
                      static_cast<std::uint16_t>(number)};
    service.strategy = anyOf<StrategyKind>();
    service.maxConnections = anyInt(0, 1'000'000);
    service.connectTimeout = anyDuration();
    service.connectAttempts = anyInt(1, 100);
    service.idleTimeout = anyDuration(0);
    service.halfCloseTimeout = anyDuration(0);
    service.sendProxy = anyOf<ProxyHeader>();
    service.acceptProxy = *rc::gen::arbitrary<bool>();
    service.health = anyHealth();
    service.ejection = anyEjection();
    service.latency = {anyDuration(), anyInt(2, 16)};
    for (std::size_t i = 0, count = *rc::gen::inRange<std::size_t>(1, 5); i < count; ++i)
        service.backends.push_back(anyBackend(i));
    return service;
}

inline Config anyConfig()
{
    Config config;
    if (*rc::gen::arbitrary<bool>())
        config.metrics = Address {"0.0.0.0", static_cast<std::uint16_t>(anyInt(1000, 65535))};
    else
        config.metrics.reset();
    config.workers = anyInt(0, 64);
    config.drainTimeout = anyDuration(0);
    config.log = {anyOf<LogLevel>(), std::nullopt, anyOf<LogConnections>()};
    if (*rc::gen::arbitrary<bool>())
        config.log.format = anyOf<LogFormat>();
    for (std::size_t i = 0, count = *rc::gen::inRange<std::size_t>(1, 4); i < count; ++i)
        config.services.push_back(anyService(i));
    return config;
}

} // namespace lbfy
