// SPDX-License-Identifier: GPL-3.0-or-later
//
// A backend in one word, as --backend, LBFY_BACKEND and a line pasted into the window give it:
// [NAME=]HOST:PORT[,weight=N][,max=N][,backup].

#pragma once

#include "core/config/config.h"

#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

struct BackendOption {
    BackendConfig backend; ///< without a name if none was given
    std::vector<std::string_view> given; ///< the keys that were, as the configuration file calls them
    std::vector<std::string> problems; ///< empty: all is well
};

BackendOption parseBackendOption(std::string_view text);

} // namespace lbfy
