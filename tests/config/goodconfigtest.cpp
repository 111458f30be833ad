// SPDX-License-Identifier: GPL-3.0-or-later
//
// Configurations that are good, the values they give, the names that follow, and where each value came from.

#include "tests/config/badconfig.h"

namespace lbfy {

namespace {

using namespace std::chrono_literals;

const std::string everyKey = R"(metrics       = "[::1]:0"
workers       = 4
drain_timeout = "0s"
[log]
level       = "debug"
format      = "json"
connections = "all"
[[service]]
name            = "web"
listen          = "127.0.0.1:8080"
strategy        = "latency-aware"
max_connections = 2000
connect_timeout = "1s"
connect_attempts = 7
idle_timeout    = "0s"
half_close_timeout = "1m30s"
send_proxy      = "v2"
accept_proxy    = true
[service.health]
check    = "send-expect"
interval = "3s"
timeout  = "4s"
fall     = 5
rise     = 6
http_path = "/status?x=1"
send      = "PING\r\n"
expect    = "+PONG"
[service.ejection]
failures     = 0
base_time    = "10s"
max_time     = "10s"
max_percent  = 10
panic_percent = 20
[service.latency]
decay   = "5s"
choices = 16
[[service.backend]]
name    = "a"
address = "Example.ORG:9000"
weight  = 256
max_connections = 12
backup  = true
state   = "drain"
)";

TEST(GoodConfig, everyKeyArrivesInItsMember)
{
    const ConfigDraft draft = readCompleted(everyKey);
    Config expected;
    expected.metrics = Address {"::1", 0};
    expected.workers = 4;
    expected.drainTimeout = 0s;
    expected.log = {LogLevel::Debug, LogFormat::Json, LogConnections::All};
    ServiceConfig service;
    service.name = "web";
    service.listen = {"127.0.0.1", 8080};
    service.strategy = StrategyKind::LatencyAware;
    service.maxConnections = 2000;
    service.connectTimeout = 1s;
    service.connectAttempts = 7;
    service.idleTimeout = 0s;
    service.halfCloseTimeout = 90s;
    service.sendProxy = ProxyHeader::V2;
    service.acceptProxy = true;
    service.health = {CheckKind::SendExpect, 3s, 4s, 5, 6, "/status?x=1", "PING\r\n", "+PONG"};
    service.ejection = {0, 10s, 10s, 10, 20};
    service.latency = {5s, 16};
    service.backends = {{"a", {"example.org", 9000}, 256, 12, true, BackendMode::Drain}};
    expected.services = {service};
    EXPECT_EQ(draft.config, expected);
    // A drained backend alone is accepted, but nobody can be served.
    EXPECT_EQ(
            linesOf(draft.diagnostics),
            (std::vector<std::string> {
                    R"(lbfy.toml:8:1: warning: service "web": no backend has the state "ready": every client is refused)"}));
}

TEST(GoodConfig, originsAreLinesOfTheFileOrDefaults)
{
    const ConfigDraft draft = readCompleted(
            fileWith(Where::Service, "strategy = \"random\"\n[service.health]\nfall = 2"));
    EXPECT_TRUE(draft.diagnostics.empty());
    EXPECT_EQ(draft.origins.of("service[0].listen").toString(), "lbfy.toml:3");
    EXPECT_EQ(draft.origins.of("service[0].strategy").toString(), "lbfy.toml:4");
    EXPECT_EQ(draft.origins.of("service[0].health.fall").toString(), "lbfy.toml:6");
    EXPECT_EQ(draft.origins.of("service[0].backend[0].address").toString(), "lbfy.toml:8");
    EXPECT_EQ(draft.origins.of("service[0].health.rise").toString(), "default");
    EXPECT_EQ(draft.origins.of("metrics").toString(), "default");
}

TEST(GoodConfig, namesFollowFromAddressesAndAvoidOneAnother)
{
    const ConfigDraft draft = readCompleted(R"(
service = [
  { listen = "127.0.0.1:0", backend = [ { address = "h:1" }, { address = "h:1" }, { address = "h:2", name = "h:1#2" },
                                        { address = "h:1" }, { address = "[::1]:5" } ] },
  { listen = "127.0.0.1:0", backend = [ { address = "h:1" } ] },
])");
    EXPECT_TRUE(draft.diagnostics.empty());
    ASSERT_EQ(draft.config.services.size(), 2U);
    EXPECT_EQ(draft.config.services[0].name, "127.0.0.1:0");
    EXPECT_EQ(draft.config.services[1].name, "127.0.0.1:0#2");
    std::vector<std::string> names;
    for (const BackendConfig &backend : draft.config.services[0].backends)
        names.push_back(backend.name);
    EXPECT_EQ(names, (std::vector<std::string> {"h:1", "h:1#3", "h:1#2", "h:1#4", "[::1]:5"}));
    EXPECT_EQ(draft.config.services[1].backends[0].name, "h:1");
}

TEST(GoodConfig, aNameMadeFromALongHostIsStillAName)
{
    std::string host;
    for (int i = 0; i < 4; ++i)
        host += std::string(60, 'x') + '.';
    const ConfigDraft draft = readCompleted(fileWith(Where::Backend,
                                                     "[[service.backend]]\naddress = \"" + host
                                                             + "a:80\"\n[[service.backend]]\naddress = \"" + host
                                                             + "b:80\""));
    EXPECT_TRUE(draft.diagnostics.empty());
    EXPECT_EQ(draft.config.services[0].backends[1].name, std::string(55, 'x') + "...");
    EXPECT_EQ(draft.config.services[0].backends[2].name, std::string(55, 'x') + "...#2");
}

TEST(GoodConfig, whatIsUnusualButMeantIsAccepted)
{
    const std::string files[] = {
            // a check that may take longer than its interval
            fileWith(Where::Service, "health = { interval = \"1s\", timeout = \"5s\" }"),
            // two backends on one address
            fileWith(Where::Backend, "[[service.backend]]\naddress = \"127.0.0.1:9000\""),
            // the same port on another address, and two services on free ports
            fileWith(Where::Backend, "[[service]]\nlisten = \"127.0.0.2:8080\"\nbackend = [ { address = \"h:1\" } ]"),
            // a service before another one
            fileWith(Where::Backend, "[[service]]\nlisten = \"127.0.0.1:9000\"\nbackend = [ { address = \"h:1\" } ]"),
            // nobody is served
            fileWith(Where::Service, "max_connections = 0"),
            fileWith(Where::Top, "metrics = \"off\"\r\nworkers = 0\r"),
    };
    for (const std::string &file : files) {
        const ConfigDraft draft = readCompleted(file);
        EXPECT_TRUE(draft.diagnostics.empty()) << file << draft.diagnostics.front().toString();
    }
}

TEST(GoodConfig, allBackendsDisabledIsValidWithAWarning)
{
    const ConfigDraft draft = readCompleted(fileWith(Where::Backend, "state = \"disabled\""));
    EXPECT_FALSE(hasErrors(draft.diagnostics));
    EXPECT_EQ(draft.diagnostics.size(), 1U);
}

TEST(DefaultConfig, isOneServiceBeforeTwoLocalBackends)
{
    ConfigDraft draft;
    draft.config = defaultConfig();
    completeConfig(draft);
    EXPECT_TRUE(draft.diagnostics.empty());
    EXPECT_EQ(draft.config, defaultConfig());
    const ServiceConfig &service = draft.config.services.at(0);
    EXPECT_EQ(service.name, "default");
    EXPECT_EQ(service.listen.toString(), "127.0.0.1:8080");
    ASSERT_EQ(service.backends.size(), 2U);
    EXPECT_EQ(service.backends[0].name, "127.0.0.1:9000");
    EXPECT_EQ(service.backends[1].address.toString(), "127.0.0.1:9001");
}

} // namespace

} // namespace lbfy
