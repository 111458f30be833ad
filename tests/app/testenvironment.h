// SPDX-License-Identifier: GPL-3.0-or-later
//
// An environment that holds what a test says and nothing else.

#pragma once

#include "app/commandline.h"

#include <map>
#include <string>
#include <vector>

namespace lbfy {

using Variables = std::map<std::string, std::string>;

inline CommandLine parsed(const std::vector<std::string> &arguments, const Variables &variables = {})
{
    return parseCommandLine(arguments, [&](const std::string &name) -> std::optional<std::string> {
        const auto found = variables.find(name);
        return found == variables.end() ? std::nullopt : std::optional(found->second);
    });
}

inline std::vector<std::string> linesOf(const std::vector<Diagnostic> &diagnostics)
{
    std::vector<std::string> lines;
    for (const Diagnostic &diagnostic : diagnostics)
        lines.push_back(diagnostic.toString());
    return lines;
}

} // namespace lbfy
