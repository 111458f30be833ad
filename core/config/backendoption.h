// SPDX-License-Identifier: GPL-3.0-or-later
//
// A backend in one word, as --backend, LBFY_BACKEND and a line pasted into the window give it:
// [NAME=]HOST:PORT[,weight=N][,max=N][,backup]. A name may stand in double quotes, "a=b, c"=HOST:PORT, and must if it
// contains "=" or "," or begins with a quote; inside, \" is a quote and \\ a backslash. Both ways are here, so that
// what is written reads back equal.

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

/// The shortest text that parseBackendOption() reads as the same backend. What the text cannot say (the state) is left
/// out, and so is a name that is that of the address.
std::string writeBackendOption(const BackendConfig &backend);

/// Where the quoted name that `text` begins with ends: behind its closing quote. 0: none, or it is not closed.
std::size_t quotedNameLength(std::string_view text);

} // namespace lbfy
