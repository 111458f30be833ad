// SPDX-License-Identifier: GPL-3.0-or-later
//
// What --print-config prints reads back to an equal configuration, for any valid one.

#include "core/config/configprinter.h"
#include "core/config/names.h"
#include "core/config/units.h"
#include "tests/config/badconfig.h"

#include <rapidcheck.h>

namespace lbfy {

namespace {

template<typename Enum>
Enum anyOf()
{
    std::vector<Enum> values;
    for (const auto &row : namesOf(Enum {}))
        values.push_back(row.value);
    return *rc::gen::elementOf(values);
}

Milliseconds anyDuration(std::int64_t from = 1)
{
    const auto unit = *rc::gen::element<std::int64_t>(1, 1000, 60'000, 3'600'000);
    return Milliseconds {*rc::gen::inRange<std::int64_t>(from, longestDuration.count() / unit + 1) * unit};
}

int anyInt(int min, int max)
{
    return *rc::gen::oneOf(rc::gen::inRange(min, max + 1), rc::gen::element(min, max));
}

std::string anyText(std::size_t longest)
{
    const std::vector<std::string> pieces {"a", "Z", "0", " ", "\"", "\\", "#", "'", "=", "ä", "€", "😀", "\\n", "[["};
    std::string text;
    for (std::size_t i = *rc::gen::inRange<std::size_t>(0, longest + 1); i > 0; --i)
        text += *rc::gen::elementOf(pieces);
    return text;
}

std::string anyBytes()
{
    std::string text = anyText(8);
    for (const char c : *rc::gen::container<std::string>(rc::gen::inRange('\0', ' ')))
        text += c;
    return text + "\x7f";
}

HealthConfig anyHealth()
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

EjectionConfig anyEjection()
{
    const Milliseconds one = anyDuration();
    const Milliseconds other = anyDuration();
    return {anyInt(0, 1'000'000), std::min(one, other), std::max(one, other), anyInt(0, 100), anyInt(0, 100)};
}

BackendConfig anyBackend(std::size_t number)
{
    const auto host = *rc::gen::element<std::string>("127.0.0.1", "2001:db8::1", "example.org", "localhost");
    const auto port = static_cast<std::uint16_t>(anyInt(1000, 65535));
    return {std::to_string(number) + anyText(30), {host, port},        anyInt(1, 256), anyInt(0, 1'000'000),
            *rc::gen::arbitrary<bool>(),          anyOf<BackendMode>()};
}

ServiceConfig anyService(std::size_t number)
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

Config anyConfig()
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

TEST(PrintedConfig, readsBackEqual)
{
    EXPECT_TRUE(rc::check([] {
        const Config config = anyConfig();
        const std::string text = printConfig(config, {});
        const ConfigDraft draft = readCompleted(text);
        if (hasErrors(draft.diagnostics))
            RC_FAIL(draft.diagnostics.front().toString() + '\n' + text);
        RC_ASSERT(draft.config == config);
        RC_ASSERT(printConfig(draft.config, {}) == text);
    }));
}

TEST(PrintedConfig, namesTheOriginOfEveryValue)
{
    const ConfigDraft draft = readCompleted(fileWith(Where::Top, "workers = 3"));
    Origins origins = draft.origins;
    origins.set("metrics", {Origin::Source::Environment, "LBFY_METRICS"});
    origins.set("service[0].strategy", {Origin::Source::Option, "--strategy"});
    EXPECT_EQ(printConfig(draft.config, origins), R"(metrics = "0.0.0.0:9090"  # LBFY_METRICS
workers = 3               # lbfy.toml:1
drain_timeout = "30s"     # default

[log]
level = "info"            # default
# format is not set       # default
connections = "failures"  # default

[[service]]
name = "web"                # lbfy.toml:3
listen = "127.0.0.1:8080"   # lbfy.toml:4
strategy = "round-robin"    # --strategy
max_connections = 1000      # default
connect_timeout = "5s"      # default
connect_attempts = 3        # default
idle_timeout = "1h"         # default
half_close_timeout = "30s"  # default
send_proxy = "off"          # default
accept_proxy = false        # default

[service.health]
check = "tcp"    # default
interval = "2s"  # default
timeout = "1s"   # default
fall = 3         # default
rise = 2         # default
http_path = "/"  # default
send = ""        # default
expect = ""      # default

[service.ejection]
failures = 5        # default
base_time = "30s"   # default
max_time = "5m"     # default
max_percent = 50    # default
panic_percent = 50  # default

[service.latency]
decay = "10s"  # default
choices = 2    # default

[[service.backend]]
name = "127.0.0.1:9000"     # default
address = "127.0.0.1:9000"  # lbfy.toml:6
weight = 1                  # default
max_connections = 0         # default
backup = false              # default
state = "ready"             # default
)");
}

TEST(PrintedConfig, aHostileFileNameCannotEndItsComment)
{
    Origins origins;
    origins.set("workers", {Origin::Source::File, "a\nworkers = 7 \xff", 1, 1});
    const ConfigDraft draft = readCompleted(printConfig(defaultConfig(), origins));
    EXPECT_TRUE(draft.diagnostics.empty());
    EXPECT_EQ(draft.config, defaultConfig());
}

} // namespace

} // namespace lbfy
