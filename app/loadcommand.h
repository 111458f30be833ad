// SPDX-License-Identifier: GPL-3.0-or-later
//
// `lbfyd load TARGET`: the load generator from the command line. The result goes to standard output, progress (to a
// terminal only) and errors to standard error.

#pragma once

#include "app/commandoptions.h"
#include "core/lab/loadgenerator.h"
#include "core/lab/loadplan.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

struct LoadSettings {
    LoadPlan plan;
    std::string json; ///< file for the result, "-": standard output, empty: none

    // As given, where a default or a mistake depends on others.
    std::optional<int> connections;
    std::optional<double> rate;
    std::optional<ArrivalKind> arrivals;
    std::optional<int> maxWaiting;
    std::optional<Milliseconds> thinkTime;
    std::optional<std::uint64_t> sendBytes;
    std::optional<std::uint64_t> answerBytes; ///< 0: an echo
    std::optional<std::string> httpPath; ///< of a TARGET that is a URL
    bool plainTarget = false; ///< there is a TARGET that is none
};

/// The rows of the command's options, which write to `settings`; it must outlive them.
std::vector<CommandOption> loadOptions(LoadSettings &settings);

/// HOST:PORT, or http://HOST[:PORT][/PATH].
Result<Done> takeTarget(LoadSettings &settings, const std::string &text);

/// Reads the arguments, checks what only makes sense together, and completes the plan.
ParsedArguments parseLoad(const std::vector<std::string> &arguments, LoadSettings &settings);

std::string loadHelp(std::string_view program);

/// Whether a target that has answered nothing so far will not answer at all: everything begun has failed, or has had
/// as long as it may take. `seconds`: since the start.
bool isHopeless(const LoadPlan &plan, const LoadFigures &figures, double seconds);

/// Why nothing succeeded and what to do about it, without "error: ".
std::string explainFailure(const LoadPlan &plan, const LoadFigures &figures);

/// The command; see Command::run.
int runLoad(const std::vector<std::string> &arguments, std::string_view program, int &argc, char **argv);

} // namespace lbfy
