// SPDX-License-Identifier: GPL-3.0-or-later
//
// A client stays with its backend: consistent hashing of its address (port left out). The table holds all backends of
// the tier whatever their health, so a backend that goes down or comes back moves its own clients and no other's. A
// client whose backend may not be offered is hashed again, to an entry spread evenly over the rest; when that fails
// for long, few are left, and weighted rendezvous hashing finds the same one for the same client each time.

#include "core/balance/maglev.h"
#include "core/balance/strategies.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace lbfy {

namespace {

constexpr std::uint64_t attempts = 16;

std::uint64_t mix(std::uint64_t hash, std::uint64_t other)
{
    const std::array<std::uint64_t, 2> words {hash, other};
    return XXH3_64bits(words.data(), sizeof words);
}

class SourceHash : public Strategy
{
public:
    explicit SourceHash(const StrategyParts &parts) : m_tier(parts.tier)
    {
        for (const TierMember &member : m_tier.all) {
            const std::string &name = parts.members[member.member].name;
            m_entries.push_back({XXH3_64bits(name.data(), name.size()), member.weight});
        }
        m_table = maglevTable(m_entries);
    }

    std::optional<std::uint16_t> pick(PickContext &context) const override
    {
        if (m_tier.usable.empty())
            return std::nullopt;
        std::uint64_t hash = context.clientHash;
        for (std::uint64_t attempt = 1; attempt <= attempts; ++attempt) {
            const std::uint16_t position = m_table[hash % m_table.size()];
            if (mayOffer(m_tier, position, context))
                return position;
            hash = mix(context.clientHash, attempt);
        }
        return rendezvous(context);
    }

private:
    std::optional<std::uint16_t> rendezvous(const PickContext &context) const
    {
        std::optional<std::uint16_t> chosen;
        double best = -std::numeric_limits<double>::infinity();
        for (const std::uint16_t position : m_tier.usable) {
            if (!mayOffer(m_tier, position, context))
                continue;
            // ln(u) / weight with u in (0, 1]: the highest is a backend's in proportion to its weight.
            const MaglevEntry &entry = m_entries[position];
            const auto high = static_cast<double>((mix(context.clientHash, entry.identity) >> 11) + 1);
            const double score = std::log(high * 0x1p-53) / entry.weight;
            if (!chosen || score > best) {
                chosen = position;
                best = score;
            }
        }
        return chosen;
    }

    const Tier &m_tier;
    std::vector<MaglevEntry> m_entries; ///< as m_tier.all
    std::vector<std::uint16_t> m_table; ///< positions in m_tier.all
};

} // namespace

std::uint64_t hashClient(std::span<const std::uint8_t> address)
{
    constexpr std::array<std::uint8_t, 12> mappedPrefix {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (address.size() == 16 && std::ranges::equal(address.first(mappedPrefix.size()), mappedPrefix))
        address = address.subspan(mappedPrefix.size());
    return XXH3_64bits(address.data(), address.size());
}

std::unique_ptr<Strategy> makeSourceHash(const StrategyParts &parts)
{
    return std::make_unique<SourceHash>(parts);
}

} // namespace lbfy
