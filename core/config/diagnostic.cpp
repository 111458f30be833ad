// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/diagnostic.h"

#include "core/config/text.h"

#include <algorithm>

namespace lbfy {

std::string Diagnostic::toString() const
{
    std::string text;
    if (!file.empty()) {
        text += oneLine(file) + ':';
        if (line > 0)
            text += std::to_string(line) + ':' + std::to_string(column) + ':';
        text += ' ';
    }
    text += severity == Severity::Error ? "error: " : "warning: ";
    return text + message;
}

bool hasErrors(std::span<const Diagnostic> diagnostics)
{
    return std::ranges::any_of(diagnostics, [](const Diagnostic &d) { return d.severity == Severity::Error; });
}

} // namespace lbfy
