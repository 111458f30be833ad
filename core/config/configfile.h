// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads a configuration from TOML, all of it in one pass: every unknown key, wrong type and bad value is reported with
// its place, once, and what is good is kept. What must hold between values is checked later, by completeConfig(), when
// options have had their say.

#pragma once

#include "core/config/draft.h"

#include <string>
#include <string_view>

namespace lbfy {

/// Reads a file. What cannot be read at all, or is no TOML, gives one diagnostic and a draft without services.
ConfigDraft readConfigFile(const std::string &path);

/// Reads a text that came from the file of that name.
ConfigDraft readConfigText(std::string_view text, const std::string &file);

} // namespace lbfy
