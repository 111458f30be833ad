// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one table per section of the configuration: each row ties a key to its type, its range, the member of the struct
// it sets, and what it is for. Reading a file, options and environment, range checks, printing, the list of known keys
// and the suggestion for a mistyped one all follow from the row: to add a setting is to add a member and a row.

#pragma once

#include "core/config/config.h"
#include "core/config/result.h"
#include "core/config/units.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lbfy {

/// A type of the file format that no key takes ("float", "array").
struct ForeignValue {
    std::string_view type;

    bool operator==(const ForeignValue &) const = default;
};

/// A value as a file holds it. std::monostate: none (printed as no key at all).
using Value = std::variant<std::monostate, std::int64_t, bool, std::string, ForeignValue>;

enum class KeyType : std::uint8_t { Integer, Boolean, Duration, Word, Text, Address };

template<typename Section>
struct Key {
    std::string_view name;
    KeyType type;
    std::string_view doc; ///< one line, no full stop
    std::int64_t min = 0; ///< Integer only
    std::int64_t max = 0;
    ZeroDuration zero = ZeroDuration::Refused; ///< Duration only
    /// Sets the member, or says what is wrong with the value and leaves the member alone.
    Result<Done> (*assign)(const Key &key, Section &section, const Value &value) = nullptr;
    /// The member as a file would hold it.
    Value (*fetch)(const Section &section) = nullptr;
    /// The words that stand for values, where they are a fixed set.
    std::vector<std::string_view> (*words)() = nullptr;
};

/// The rows of a section, in the order in which they are printed.
template<typename Section>
std::span<const Key<Section>> keysOf();
template<>
std::span<const Key<Config>> keysOf<Config>();
template<>
std::span<const Key<LogConfig>> keysOf<LogConfig>();
template<>
std::span<const Key<ServiceConfig>> keysOf<ServiceConfig>();
template<>
std::span<const Key<HealthConfig>> keysOf<HealthConfig>();
template<>
std::span<const Key<EjectionConfig>> keysOf<EjectionConfig>();
template<>
std::span<const Key<LatencyConfig>> keysOf<LatencyConfig>();
template<>
std::span<const Key<BackendConfig>> keysOf<BackendConfig>();

/// The row of that name, or nullptr.
template<typename Section>
const Key<Section> *findKey(std::string_view name)
{
    for (const Key<Section> &key : keysOf<Section>()) {
        if (key.name == name)
            return &key;
    }
    return nullptr;
}

/// What an option or a variable says, as the value that a file would hold for a key of this type.
Result<Value> valueFromText(KeyType type, std::int64_t min, std::int64_t max, std::string_view text);

/// As a file would spell it. Nothing for std::monostate and ForeignValue.
std::string toToml(const Value &value);

} // namespace lbfy
