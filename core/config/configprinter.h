// SPDX-License-Identifier: GPL-3.0-or-later
//
// Prints a configuration as TOML that reads back equal, each value with its origin as a comment.

#pragma once

#include "core/config/config.h"
#include "core/config/origin.h"

#include <string>

namespace lbfy {

/// Every key, in the order of the tables in keys.h. Ends with a line feed.
std::string printConfig(const Config &config, const Origins &origins);

} // namespace lbfy
