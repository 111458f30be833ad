// SPDX-License-Identifier: GPL-3.0-or-later
//
// Wrong command lines and environments: every line of the answer, exactly, and nothing else is done.

#include "tests/app/testenvironment.h"

#include <gtest/gtest.h>

namespace lbfy {

namespace {

struct BadLine {
    std::vector<std::string> arguments;
    Variables variables;
    std::vector<std::string> lines;
};

// Each message stands whole on its line, so that it can be searched for.
// clang-format off
const std::vector<BadLine> table {
        // unknown
        {{"--strateegy", "random"}, {}, {"error: unknown option --strateegy; did you mean --strategy?"}},
        {{"--strateegy=random"}, {}, {"error: unknown option --strateegy; did you mean --strategy?"}},
        {{"-listen"}, {}, {"error: unknown option -listen; did you mean --listen?"}},
        {{"--max-conections", "5", "a.toml"}, {}, {"error: unknown option --max-conections; did you mean --max-connections?"}},
        {{"--qqq"}, {}, {"error: unknown option --qqq; see --help"}},
        {{"-x"}, {}, {"error: unknown option -x; see --help"}},
        {{"---"}, {}, {"error: unknown option ---; see --help"}},
        {{"--a\nb"}, {}, {"error: unknown option --a\xef\xbf\xbd" "b; see --help"}},
        {{"--workers", "1", "load", "127.0.0.1:80", "--unknown"}, {}, {R"(error: the command "load" must be the first argument)"}},
        {{"--no-gui", "serve", "--count", "2"}, {}, {R"(error: the command "serve" must be the first argument)"}},

        // values that are missing, too many, or given twice
        {{"--listen"}, {}, {"error: --listen needs a value: --listen ADDR:PORT"}},
        {{"--listen", "--no-gui"}, {}, {"error: --listen needs a value: --listen ADDR:PORT"}},
        {{"--backend"}, {}, {"error: --backend needs a value: --backend [NAME=]HOST:PORT[,weight=N][,max=N][,backup]"}},
        {{"--config"}, {}, {"error: --config needs a value: --config FILE"}},
        {{"--no-gui=yes"}, {}, {"error: --no-gui takes no value"}},
        {{"--help=me", "--check-config=x"}, {}, {"error: --help takes no value", "error: --check-config takes no value"}},
        {{"--workers", "2", "--workers=3", "--workers", "4"}, {}, {"error: --workers is given twice"}},
        {{"--no-gui", "--no-gui"}, {}, {"error: --no-gui is given twice"}},
        {{"--config=", }, {}, {"error: the name of the configuration file is empty"}},
        {{""}, {}, {"error: the name of the configuration file is empty"}},
        {{"a.toml", "b.toml"}, {}, {R"(error: unexpected argument "b.toml": CONFIG is already given)"}},
        {{"a.toml", "--config", "b.toml"}, {}, {"error: the configuration file is given twice, as CONFIG and with --config"}},
        {{"--config=b.toml", "a.toml"}, {}, {"error: the configuration file is given twice, as CONFIG and with --config"}},
        {{"a.toml", "--", "--workers"}, {}, {R"(error: unexpected argument "--workers": CONFIG is already given)"}},
        {{"--check-config", "--print-config"}, {}, {"error: --print-config and --check-config cannot be given together"}},
        {{"--version", "--list-strategies"}, {}, {"error: --list-strategies and --version cannot be given together"}},

        // values out of range
        {{"--listen", "127.0.0.1:99999"}, {}, {R"(error: --listen "127.0.0.1:99999": the port must be 0 to 65535)"}},
        {{"--listen="}, {}, {R"(error: --listen "": the port is missing, as in 127.0.0.1:8080)"}},
        {{"--listen", "8080"}, {}, {R"(error: --listen "8080": the port is missing, as in 127.0.0.1:8080)"}},
        {{"--listen", "*:8080"}, {}, {R"(error: --listen "*:8080": to listen on every address, write 0.0.0.0 or [::])"}},
        {{"--listen", "web.example:80"}, {}, {R"(error: --listen "web.example:80": the host must be an IP address or localhost)"}},
        {{"--strategy", "fastest"}, {}, {R"(error: --strategy "fastest": must be "round-robin", "least-connections", "latency-aware", "random" or "source-hash")"}},
        {{"--max-connections", "-1"}, {}, {R"(error: --max-connections "-1": must be 0 to 1000000)"}},
        {{"--max-connections", "1000001"}, {}, {R"(error: --max-connections "1000001": must be 0 to 1000000)"}},
        {{"--max-connections", "1e3"}, {}, {R"(error: --max-connections "1e3": must be a whole number, 0 to 1000000)"}},
        {{"--metrics", "no"}, {}, {R"(error: --metrics "no": must be an address with a port, or "off")"}},
        {{"--metrics", "0.0.0.0:70000"}, {}, {R"(error: --metrics "0.0.0.0:70000": the port must be 0 to 65535)"}},
        {{"--workers", "0"}, {}, {R"(error: --workers "0": must be 1 to 64)"}},
        {{"--workers", "65"}, {}, {R"(error: --workers "65": must be 1 to 64)"}},
        {{"--workers", ""}, {}, {R"(error: --workers "": must be a whole number, 1 to 64)"}},
        {{"--workers", "99999999999999999999"}, {}, {R"(error: --workers "99999999999999999999": must be 1 to 64)"}},
        {{"--log-level", "trace"}, {}, {R"(error: --log-level "trace": must be "error", "warn", "info" or "debug")"}},
        {{"--log-format", "xml"}, {}, {R"(error: --log-format "xml": must be "text", "logfmt" or "json")"}},
        {{"--log-connections", "some"}, {}, {R"(error: --log-connections "some": must be "off", "failures" or "all")"}},

        // backends
        {{"--backend", "127.0.0.1:0"}, {}, {R"(error: --backend "127.0.0.1:0": the port must be 1 to 65535)"}},
        {{"--backend", "a=b=127.0.0.1:1"}, {}, {R"(error: --backend "a=b=127.0.0.1:1": the host is neither an IP address nor a valid name)"}},
        {{"--backend", "=h:1"}, {}, {R"(error: --backend "=h:1": a name is 1 to 64 printable characters)"}},
        {{"--backend", "h:1,wieght=2"}, {}, {R"(error: --backend "h:1,wieght=2": unknown attribute "wieght"; did you mean "weight"?)"}},
        {{"--backend", "h:1,"}, {}, {R"(error: --backend "h:1,": unknown attribute "")"}},
        {{"--backend", "h:1,weight"}, {}, {R"(error: --backend "h:1,weight": "weight" needs a value, as in weight=2)"}},
        {{"--backend", "h:1,weight="}, {}, {R"(error: --backend "h:1,weight=": weight "": must be a whole number, 1 to 256)"}},
        {{"--backend", "h:1,weight=257"}, {}, {R"(error: --backend "h:1,weight=257": weight "257": must be 1 to 256)"}},
        {{"--backend", "h:1,weight=2,weight=2"}, {}, {R"(error: --backend "h:1,weight=2,weight=2": "weight" is given twice)"}},
        {{"--backend", "h:1,max=-1"}, {}, {R"(error: --backend "h:1,max=-1": max "-1": must be 0 to 1000000)"}},
        {{"--backend", "h:1,backup=yes"}, {}, {R"(error: --backend "h:1,backup=yes": "backup" takes no value)"}},
        {{"--backend", "h,weight=0", "--backend", "h:1,x"}, {}, {
             R"(error: --backend "h,weight=0": the port is missing, as in 127.0.0.1:8080)",
             R"(error: --backend "h,weight=0": weight "0": must be 1 to 256)",
             R"(error: --backend "h:1,x": unknown attribute "x")"}},

        // what the demo leaves no room for
        {{"--demo", "a.toml"}, {}, {"error: --demo and CONFIG cannot be given together: the demo brings a service and backends of its own"}},
        {{"--config", "a.toml", "--demo"}, {}, {"error: --demo and --config cannot be given together: the demo brings a service and backends of its own"}},
        {{"--demo", "--listen", "127.0.0.1:0", "--backend", "h:1"}, {}, {
             "error: --demo and --listen cannot be given together: the demo brings a service and backends of its own",
             "error: --demo and --backend cannot be given together: the demo brings a service and backends of its own"}},
        {{"--demo", "--print-config"}, {}, {"error: --demo and --print-config cannot be given together: the demo brings a service and backends of its own"}},
        {{"a.toml"}, {{"LBFY_DEMO", "1"}}, {"error: LBFY_DEMO and CONFIG cannot be given together: the demo brings a service and backends of its own"}},
        {{"--demo-duration", "10s"}, {}, {"error: --demo-duration needs --demo"}},
        {{"--demo", "--demo-duration", "0s"}, {}, {R"(error: --demo-duration "0s": must be 1ms to 24h)"}},
        {{"--demo", "--demo-duration", "10"}, {}, {R"(error: --demo-duration "10": must be a number with a unit, as in "250ms", "5s", "10m" or "1h")"}},
        {{"--demo=yes", "--demo"}, {}, {"error: --demo takes no value", "error: --demo is given twice"}},

        // environment
        {{}, {{"LBFY_LISTEN", "1.2.3.4"}}, {R"(error: LBFY_LISTEN "1.2.3.4": the port is missing, as in 127.0.0.1:8080)"}},
        {{}, {{"LBFY_BACKEND", "h:1;h:0 [::1]"}}, {
             R"(error: LBFY_BACKEND "h:0": the port must be 1 to 65535)",
             R"(error: LBFY_BACKEND "[::1]": the port is missing, as in 127.0.0.1:8080)"}},
        {{}, {{"LBFY_STRATEGY", "best"}}, {R"(error: LBFY_STRATEGY "best": must be "round-robin", "least-connections", "latency-aware", "random" or "source-hash")"}},
        {{}, {{"LBFY_MAX_CONNECTIONS", "many"}}, {R"(error: LBFY_MAX_CONNECTIONS "many": must be a whole number, 0 to 1000000)"}},
        {{}, {{"LBFY_METRICS", "on"}}, {R"(error: LBFY_METRICS "on": must be an address with a port, or "off")"}},
        {{}, {{"LBFY_WORKERS", "0"}}, {R"(error: LBFY_WORKERS "0": must be 1 to 64)"}},
        {{}, {{"LBFY_LOG_LEVEL", "INFO"}}, {R"(error: LBFY_LOG_LEVEL "INFO": must be "error", "warn", "info" or "debug")"}},
        {{}, {{"LBFY_LOG_FORMAT", "tty"}}, {R"(error: LBFY_LOG_FORMAT "tty": must be "text", "logfmt" or "json")"}},
        {{}, {{"LBFY_LOG_CONNECTIONS", "1"}}, {R"(error: LBFY_LOG_CONNECTIONS "1": must be "off", "failures" or "all")"}},
        {{}, {{"LBFY_NO_GUI", "maybe"}}, {R"(error: LBFY_NO_GUI "maybe": must be 1, true, yes or on, or else 0, false, no or off)"}},

        // all at once, in the order of the line, the environment last
        {{"--workers=0", "--bogus-thing", "--strategy", "x y", "--listen"}, {{"LBFY_METRICS", "x"}, {"LBFY_WORKERS", "y"}}, {
             R"(error: --workers "0": must be 1 to 64)",
             "error: unknown option --bogus-thing; see --help",
             R"(error: --strategy "x y": must be "round-robin", "least-connections", "latency-aware", "random" or "source-hash")",
             "error: --listen needs a value: --listen ADDR:PORT",
             R"(error: LBFY_METRICS "x": must be an address with a port, or "off")"}},
};
// clang-format on

TEST(BadCommandLine, isReportedExactlyAndDoesNothingElse)
{
    for (const BadLine &bad : table) {
        const CommandLine line = parsed(bad.arguments, bad.variables);
        SCOPED_TRACE(bad.lines.front());
        EXPECT_EQ(line.action, Action::Error);
        EXPECT_EQ(linesOf(line.errors), bad.lines);
    }
}

} // namespace

} // namespace lbfy
