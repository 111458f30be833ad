// SPDX-License-Identifier: GPL-3.0-or-later
//
// One thing that is wrong with a configuration: what, where, and how badly.

#pragma once

#include <span>
#include <string>

namespace lbfy {

enum class Severity {
    Error, ///< the configuration is refused
    Warning, ///< it is used, but probably not what was meant
};

struct Diagnostic {
    std::string file; ///< as the user named it; empty: not about a file
    int line = 0; ///< from 1; 0: no position
    int column = 0; ///< from 1, in characters
    Severity severity = Severity::Error;
    std::string message;

    bool operator==(const Diagnostic &) const = default;
    /// "file:line:column: error: message", without the parts that are unknown. One line, no line feed.
    std::string toString() const;
};

bool hasErrors(std::span<const Diagnostic> diagnostics);

} // namespace lbfy
