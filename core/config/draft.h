// SPDX-License-Identifier: GPL-3.0-or-later
//
// A configuration on its way from its sources to being used: the values so far, where each came from, and what is wrong
// with them. A file gives a draft, options and environment change it, completeConfig() finishes it.

#pragma once

#include "core/config/config.h"
#include "core/config/diagnostic.h"
#include "core/config/origin.h"

#include <string>
#include <vector>

namespace lbfy {

struct ConfigDraft {
    std::string file; ///< empty: none
    bool readable = true; ///< false: the file gave no values at all, so there is nothing to check
    Config config;
    Origins origins;
    std::vector<Diagnostic> diagnostics;
};

} // namespace lbfy
