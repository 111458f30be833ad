// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table row for saving in place: a text, what is changed in the configuration that it gives, and the text after.

#pragma once

#include "core/config/edittoml.h"
#include "tests/config/badconfig.h"

#include <array>
#include <functional>

namespace lbfy {

struct Edit {
    std::string what;
    std::string before;
    std::function<void(Config &)> change;
    std::string after;
};

/// The text after the change, or the message.
inline std::string edited(const std::string &before, const std::function<void(Config &)> &change)
{
    Config wanted = readCompleted(before).config;
    change(wanted);
    const auto result = editToml(before, wanted);
    return result ? *result : result.message();
}

inline void expectEdits(std::span<const Edit> table)
{
    for (const Edit &edit : table) {
        SCOPED_TRACE(edit.what);
        EXPECT_EQ(linesOf(readCompleted(edit.before).diagnostics), std::vector<std::string> {});
        EXPECT_EQ(edited(edit.before, edit.change), edit.after);
    }
}

inline BackendConfig backendAt(const std::string &name, std::uint16_t port)
{
    BackendConfig backend;
    backend.name = name;
    backend.address = {"127.0.0.1", port};
    return backend;
}

} // namespace lbfy
