// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the programs print and end with instead of running: help, version, lists, the checked or printed configuration,
// and the mistakes of the command line. Answers go to one stream, mistakes to another.

#pragma once

#include "app/commandline.h"

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace lbfy {

/// The text of --help, made from the table of options. program: "lbfy" or "lbfyd".
std::string helpText(std::string_view program);

/// "lbfy 0.1.0 (Qt 6.4.2)"
std::string versionText();

/// Does what the command line asks for if it is anything but to run, and returns the exit code; nothing: run.
std::optional<int> answer(const CommandLine &commandLine, std::string_view program, std::ostream &output,
                          std::ostream &errors);

} // namespace lbfy
