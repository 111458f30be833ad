// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one table of balancing rules. To add a strategy: a value in StrategyKind, its name in core/config/names.h, a file
// of its own with a factory, a row here.

#pragma once

#include "core/balance/pool.h"

#include <array>
#include <memory>
#include <span>

namespace lbfy {

/// What a strategy is built from. All of it belongs to the Pool, or is kept alive by it, and outlives the strategy.
struct StrategyParts {
    const Tier &tier;
    std::span<const PoolMember> members;
    ServiceRotation &rotation;
    std::atomic<std::uint64_t> &turn; ///< this tier's counter in `rotation`
    const LatencyConfig &latency;
};

std::unique_ptr<Strategy> makeRoundRobin(const StrategyParts &parts);
std::unique_ptr<Strategy> makeLeastConnections(const StrategyParts &parts);
std::unique_ptr<Strategy> makeLatencyAware(const StrategyParts &parts);
std::unique_ptr<Strategy> makeWeightedRandom(const StrategyParts &parts);
std::unique_ptr<Strategy> makeSourceHash(const StrategyParts &parts);

struct StrategyRow {
    StrategyKind kind;
    std::unique_ptr<Strategy> (*make)(const StrategyParts &parts);
};

inline constexpr std::array strategyTable {
        StrategyRow {StrategyKind::RoundRobin, makeRoundRobin},
        StrategyRow {StrategyKind::LeastConnections, makeLeastConnections},
        StrategyRow {StrategyKind::LatencyAware, makeLatencyAware},
        StrategyRow {StrategyKind::Random, makeWeightedRandom},
        StrategyRow {StrategyKind::SourceHash, makeSourceHash},
};

/// The strategy for `kind`, which must have a row.
std::unique_ptr<Strategy> makeStrategy(StrategyKind kind, const StrategyParts &parts);

/// True if this connection has been tried on `member` already.
inline bool isTried(const PickContext &context, MemberIndex member)
{
    for (const MemberIndex tried : context.tried) {
        if (tried == member)
            return true;
    }
    return false;
}

/// True if the position `index` of `tier` may be offered in this pick: usable, not tried, below its limit now.
inline bool mayOffer(const Tier &tier, std::uint16_t index, const PickContext &context)
{
    const TierMember &member = tier.all[index];
    if (!tier.isUsable[index])
        return false;
    if (member.maxConnections != 0 && member.load->active() >= member.maxConnections)
        return false;
    return !isTried(context, member.member);
}

/// The first in `tier.usable`, from index `from` on in a circle, that may be offered, if any may. What strategies
/// fall back on when their own way has met too many that may not.
std::optional<std::uint16_t> nextOfferable(const Tier &tier, std::size_t from, const PickContext &context);

/// `turn` modulo `count`. Mostly there is nothing to divide, which is what takes time.
inline std::size_t placeOf(std::uint64_t turn, std::size_t count)
{
    return turn < count ? turn : turn % count;
}

} // namespace lbfy
