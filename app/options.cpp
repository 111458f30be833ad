// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/options.h"

#include <array>

namespace lbfy {

namespace {

std::array<Option, 18> makeOptions()
{
    return {
            Option {"config", "FILE", OptionRole::File, "configuration file (TOML), same as CONFIG"},
            Option {"no-gui", "", OptionRole::NoGui, "run without a window"},
            Option {"listen", "ADDR:PORT", findKey<ServiceConfig>("listen")},
            Option {"backend", "[NAME=]HOST:PORT[,weight=N][,max=N][,backup]", OptionRole::Backend,
                    "a backend; give one option for each [127.0.0.1:9000 and 127.0.0.1:9001]"},
            Option {"strategy", "NAME", findKey<ServiceConfig>("strategy")},
            Option {"max-connections", "N", findKey<ServiceConfig>("max_connections")},
            Option {"metrics", "ADDR:PORT|off", findKey<Config>("metrics")},
            Option {"workers", "N", findKey<Config>("workers"), "I/O threads, 1 to 64 [one per CPU]", 0, 1},
            Option {"demo", "", OptionRole::Demo,
                    "a service with backends and clients of its own, to look at; nothing else is needed"},
            Option {"demo-duration", "TIME", OptionRole::DemoDuration,
                    "ends the demo after 1ms to 24h [when it is stopped]"},
            Option {"log-level", "LEVEL", findKey<LogConfig>("level")},
            Option {"log-format", "FORMAT", findKey<LogConfig>("format"),
                    "form of log lines, by default text to a terminal and logfmt elsewhere"},
            Option {"log-connections", "WHICH", findKey<LogConfig>("connections")},
            Option {"check-config", "", Action::CheckConfig, "read and check the configuration, print problems, exit"},
            Option {"print-config", "", Action::PrintConfig,
                    "print the effective configuration as TOML with the origin of each value, exit"},
            Option {"list-strategies", "", Action::ListStrategies, "print the names of the strategies, exit"},
            Option {"version", "", Action::Version, "print the version, exit"},
            Option {"help", "", Action::Help, "print this text, exit", 'h'},
    };
}

} // namespace

std::string Option::variable() const
{
    if (isAction())
        return {};
    std::string variable = "LBFY_";
    for (const char c : name)
        variable += c == '-' ? '_' : static_cast<char>(c - 'a' + 'A');
    return variable;
}

std::span<const Option> options()
{
    static const auto table = makeOptions();
    return table;
}

std::span<const CommandName> commandNames()
{
    static constexpr std::array names {
            CommandName {"load", "load on a service or any other address, and how it was answered"},
            CommandName {"serve", "test backends that answer, delay and fail as told"},
    };
    return names;
}

const Option *findOption(std::string_view name)
{
    for (const Option &option : options()) {
        if (option.name == name)
            return &option;
    }
    return nullptr;
}

Config &sectionOf(Config &config, const Key<Config> *)
{
    return config;
}

LogConfig &sectionOf(Config &config, const Key<LogConfig> *)
{
    return config.log;
}

ServiceConfig &sectionOf(Config &config, const Key<ServiceConfig> *)
{
    return config.services.front();
}

std::string pathOf(const Key<Config> *key)
{
    return std::string(key->name);
}

std::string pathOf(const Key<LogConfig> *key)
{
    return "log." + std::string(key->name);
}

std::string pathOf(const Key<ServiceConfig> *key)
{
    return servicePath(0) + '.' + std::string(key->name);
}

} // namespace lbfy
