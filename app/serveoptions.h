// SPDX-License-Identifier: GPL-3.0-or-later
//
// The command line of `serve`. Pure: nothing is opened, printed or ended here.

#pragma once

#include "app/commandoptions.h"
#include "core/config/config.h"
#include "core/lab/behaviour.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

struct ServeSettings {
    std::vector<Address> addresses; ///< one a backend; at least one once parsed
    int count = 1; ///< as written; parseServe() has made addresses of it
    BackendBehaviour behaviour; ///< of every backend
    std::optional<std::uint64_t> answerBytes; ///< as written; part of the behaviour once parsed
    std::optional<std::uint64_t> requestBytes; ///< the same
    std::uint64_t seed = 1; ///< of the first backend; the others follow
    std::optional<Milliseconds> duration; ///< nothing: until a signal
    std::string json; ///< file for the final figures, "-": standard output, empty: none
    std::optional<LogFormat> logFormat; ///< nothing: text to a terminal, logfmt elsewhere
};

/// Reads the arguments into `settings` and checks what only shows when all are known.
ParsedArguments parseServe(const std::vector<std::string> &arguments, ServeSettings &settings);

/// The text of --help. program: "lbfy" or "lbfyd".
std::string serveHelp(std::string_view program);

} // namespace lbfy
