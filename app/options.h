// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one table of options. Parsing, the environment, checks, --help and the suggestion for a mistyped option follow
// from its rows; an option that sets a key of the configuration takes type, range and meaning from the key's row.

#pragma once

#include "core/config/keys.h"
#include "core/config/origin.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace lbfy {

enum class Action { Run, CheckConfig, PrintConfig, ListStrategies, Version, Help, Error };

/// What an option is for, when it does not set a key.
enum class OptionRole { File, NoGui, Backend, Demo, DemoDuration };

using OptionTarget =
        std::variant<OptionRole, Action, const Key<Config> *, const Key<LogConfig> *, const Key<ServiceConfig> *>;

struct Option {
    std::string_view name; ///< without dashes
    std::string_view argument; ///< empty: takes none
    OptionTarget target;
    std::string_view help = {}; ///< empty: what the key's row says
    char letter = 0; ///< short form, if any
    std::int64_t min = 0; ///< for an integer, where the key's own range begins lower than the option's

    /// "--listen"
    std::string dashed() const { return "--" + std::string(name); }
    /// "LBFY_LISTEN"; empty for what makes no sense in an environment (actions).
    std::string variable() const;
    bool isAction() const { return std::holds_alternative<Action>(target); }
    bool isRepeatable() const { return target == OptionTarget {OptionRole::Backend}; }
};

std::span<const Option> options();

/// A word that, as the first argument, is no CONFIG but a command (commands.h).
struct CommandName {
    std::string_view name;
    std::string_view help;
};
std::span<const CommandName> commandNames();

/// The row for a name without dashes, or nullptr.
const Option *findOption(std::string_view name);

/// The section of a Config that the keys of a table belong to. Service: the first one, which must exist.
Config &sectionOf(Config &config, const Key<Config> *key);
LogConfig &sectionOf(Config &config, const Key<LogConfig> *key);
ServiceConfig &sectionOf(Config &config, const Key<ServiceConfig> *key);

/// The origin path of the key.
std::string pathOf(const Key<Config> *key);
std::string pathOf(const Key<LogConfig> *key);
std::string pathOf(const Key<ServiceConfig> *key);

} // namespace lbfy
