// SPDX-License-Identifier: GPL-3.0-or-later
//
// The paper's population algorithm. Weights are turns: in every round each backend earns weight / highest weight of a
// turn and takes one when it has earned it, so that shares are exact to an entry or two.

#include "core/balance/maglev.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <numeric>

namespace lbfy {

namespace {

// The paper asks for at least 100 entries a backend, for shares within 1 %.
constexpr std::array<std::uint32_t, 3> primes {65'537, 655'373, 6'553'621};

std::uint32_t tableSize(std::size_t backends)
{
    for (const std::uint32_t prime : primes) {
        if (backends * 100 <= prime)
            return prime;
    }
    return primes.back();
}

/// A walk over all slots in a backend's own order.
struct Walk {
    std::uint32_t slot = 0;
    std::uint32_t skip = 1; ///< 1 to size - 1: prime size, so that the walk meets every slot
    std::uint32_t weight = 1;
    std::uint32_t earned = 0;
    std::uint16_t index = 0;
};

std::vector<Walk> walksOf(std::span<const MaglevEntry> entries, std::uint32_t size)
{
    std::vector<std::uint16_t> order(entries.size());
    std::iota(order.begin(), order.end(), std::uint16_t {0});
    std::ranges::stable_sort(order, {}, [&](std::uint16_t index) { return entries[index].identity; });
    std::vector<Walk> walks;
    for (const std::uint16_t index : order) {
        const std::uint64_t identity = entries[index].identity;
        const std::uint64_t offsetHash = XXH3_64bits_withSeed(&identity, sizeof identity, 1);
        const std::uint64_t skipHash = XXH3_64bits_withSeed(&identity, sizeof identity, 2);
        walks.push_back({static_cast<std::uint32_t>(offsetHash % size),
                         static_cast<std::uint32_t>(skipHash % (size - 1) + 1), entries[index].weight, 0, index});
    }
    return walks;
}

} // namespace

std::vector<std::uint16_t> maglevTable(std::span<const MaglevEntry> entries)
{
    if (entries.empty())
        return {};
    const std::uint32_t size = tableSize(entries.size());
    const std::uint32_t highest = std::ranges::max(entries, {}, &MaglevEntry::weight).weight;
    constexpr std::uint16_t unowned = 0xffff;
    std::vector<std::uint16_t> table(size, unowned);
    std::vector<Walk> walks = walksOf(entries, size);
    std::uint32_t owned = 0;
    for (;;) {
        for (Walk &walk : walks) {
            walk.earned += walk.weight;
            if (walk.earned < highest)
                continue;
            walk.earned -= highest;
            while (table[walk.slot] != unowned)
                walk.slot = (walk.slot + walk.skip) % size;
            table[walk.slot] = walk.index;
            if (++owned == size)
                return table;
        }
    }
}

} // namespace lbfy
