// SPDX-License-Identifier: GPL-3.0-or-later
//
// The commands beside balancing, which both programs have: a first argument that is one of these words hands all that
// follow to it. To add one is to add a row here and its name in options.cpp, where the help finds it.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

struct Command {
    std::string_view name;
    /// The whole life of the command, from its own arguments to the exit code. Signals of ShutdownSignals are blocked,
    /// no thread has been started, no QCoreApplication made. program: "lbfy" or "lbfyd".
    int (*run)(const std::vector<std::string> &arguments, std::string_view program, int &argc, char **argv);
};

std::span<const Command> commands();

/// The exit code of the command that the first argument names; nothing: it names none.
std::optional<int> runCommand(int &argc, char **argv, std::string_view program);

} // namespace lbfy
