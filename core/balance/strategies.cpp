// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/balance/strategies.h"

#include <algorithm>

namespace lbfy {

std::unique_ptr<Strategy> makeStrategy(StrategyKind kind, const StrategyParts &parts)
{
    const auto row = std::ranges::find(strategyTable, kind, &StrategyRow::kind);
    return row->make(parts);
}

std::optional<std::uint16_t> nextOfferable(const Tier &tier, std::size_t from, const PickContext &context)
{
    const std::size_t count = tier.usable.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint16_t position = tier.usable[(from + i) % count];
        if (mayOffer(tier, position, context))
            return position;
    }
    return std::nullopt;
}

} // namespace lbfy
