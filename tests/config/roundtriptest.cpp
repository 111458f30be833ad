// SPDX-License-Identifier: GPL-3.0-or-later
//
// What --print-config prints reads back to an equal configuration, for any valid one.

#include "core/config/configprinter.h"
#include "tests/config/anyconfig.h"
#include "tests/config/badconfig.h"

#include <rapidcheck.h>

namespace lbfy {

namespace {

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
