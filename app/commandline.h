// SPDX-License-Identifier: GPL-3.0-or-later
//
// Arguments and environment, turned into what is to be done and what they change in the configuration. Pure: nothing
// is read, printed or ended here, so that every message can be tested. QCommandLineParser is not used because it stops
// at the first mistake and cannot say which option was meant.

#pragma once

#include "app/options.h"
#include "core/config/backendoption.h"
#include "core/config/diagnostic.h"
#include "core/config/origin.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace lbfy {

/// The value of a variable, or nothing if it is not set.
using EnvironmentLookup = std::function<std::optional<std::string>(const std::string &name)>;

/// The environment of this process.
std::optional<std::string> processEnvironment(const std::string &name);

/// A key of the configuration set by an option or a variable; the value has been checked.
struct Setting {
    const Option *option = nullptr; ///< a row of options()
    Value value;
    Origin origin;
};

struct BackendSetting {
    BackendOption content;
    Origin origin;
};

struct CommandLine {
    Action action = Action::Run;
    bool noGui = false;
    /// Instead of a configuration of the user's: `file` and `backends` are empty then, and no setting names an address to
    /// listen on.
    bool demo = false;
    std::optional<Milliseconds> demoDuration; ///< unset: until it is stopped
    std::string file; ///< empty: the built-in default configuration
    std::vector<Setting> settings;
    std::vector<BackendSetting> backends; ///< if any, they replace those of the first service
    std::vector<Diagnostic> errors; ///< with Action::Error only
};

/// Arguments without the program's name. With --help anywhere the action is Help, whatever else is wrong; with any
/// mistake it is Error, and all mistakes are listed. A variable counts only where no option says otherwise, and an
/// empty one counts as not set; actions that need no configuration ignore the environment, and the demo ignores there
/// what would name another service than its own.
CommandLine parseCommandLine(const std::vector<std::string> &arguments, const EnvironmentLookup &environment);

} // namespace lbfy
