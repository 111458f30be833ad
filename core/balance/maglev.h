// SPDX-License-Identifier: GPL-3.0-or-later
//
// Maglev consistent hashing (Eisenbud et al., NSDI 2016): a table of prime size in which every backend owns entries in
// proportion to its weight, and from which one backend can go, or come, with few entries of the others changing hands.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lbfy {

/// One backend of the table. `identity` decides where its entries lie and is to outlive reloads: a hash of the name.
struct MaglevEntry {
    std::uint64_t identity = 0;
    std::uint32_t weight = 1; ///< at least 1
};

/// Indices into `entries` (at most 65535), or an empty table for none. The order of `entries` does not matter for who
/// owns what.
std::vector<std::uint16_t> maglevTable(std::span<const MaglevEntry> entries);

} // namespace lbfy
