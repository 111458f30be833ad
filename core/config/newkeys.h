// SPDX-License-Identifier: GPL-3.0-or-later
//
// The keys that a file has to have for a part of a configuration that it does not mention yet.

#pragma once

#include "core/config/keys.h"
#include "core/config/tomlstyle.h"

#include <string_view>

namespace lbfy {

enum class WriteName { Yes, No };

/// Those that differ from their defaults, in the order of the table. Listen and backend addresses have no default.
template<typename Section>
NewKeys newKeysOf(const Section &section, WriteName writeName)
{
    static const Section defaults {};
    NewKeys keys;
    for (const Key<Section> &key : keysOf<Section>()) {
        Value value = key.fetch(section);
        const bool wanted = key.name == "name" ? writeName == WriteName::Yes : value != key.fetch(defaults);
        if (wanted && !std::holds_alternative<std::monostate>(value))
            keys.push_back({std::string(key.name), std::move(value)});
    }
    return keys;
}

} // namespace lbfy
