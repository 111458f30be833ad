// SPDX-License-Identifier: GPL-3.0-or-later
//
// The effective configuration: the file or the built-in default, changed by options and environment, completed and
// checked as a whole. Used at start and again at SIGHUP, when the same options apply to what the file then says.

#pragma once

#include "app/commandline.h"
#include "app/exitcode.h"

#include <vector>

namespace lbfy {

struct LoadedConfiguration {
    Config config; ///< to be used only when ok()
    Origins origins;
    std::vector<Diagnostic> diagnostics; ///< errors and warnings, in the order of the file
    /// BadConfiguration if the file is wrong, BadCommandLine if only what options or variables say is.
    ExitCode exitCode = ExitCode::Fine;

    bool ok() const { return exitCode == ExitCode::Fine; }
};

/// `builtIn`: what the options change where the command line names no file.
LoadedConfiguration loadConfiguration(const CommandLine &commandLine, const Config &builtIn = defaultConfig());

} // namespace lbfy
