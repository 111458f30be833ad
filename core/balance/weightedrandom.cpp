// SPDX-License-Identifier: GPL-3.0-or-later
//
// Random by weight through an alias table (Vose 1991) in integers, so that the shares are exact: two draws and one
// comparison for any number of backends. Draws that may not be offered are drawn again, which leaves the others' shares
// in proportion; when that fails for long, few are left, and a scan draws among exactly those.

#include "core/balance/strategies.h"

namespace lbfy {

namespace {

constexpr int attempts = 8;

class WeightedRandom : public Strategy
{
public:
    explicit WeightedRandom(const StrategyParts &parts);

    std::optional<std::uint16_t> pick(PickContext &context) const override;

private:
    struct Slot {
        std::uint32_t keep = 0; ///< out of m_total: stay with `own`, else `other`
        std::uint16_t own = 0;
        std::uint16_t other = 0;
    };

    std::optional<std::uint16_t> scan(PickContext &context) const;

    const Tier &m_tier;
    std::vector<Slot> m_slots;
    std::uint32_t m_total = 0; ///< 65535 backends of weight 256 fit
};

WeightedRandom::WeightedRandom(const StrategyParts &parts) : m_tier(parts.tier)
{
    const std::size_t count = m_tier.usable.size();
    std::vector<std::uint64_t> left(count); // share of each, scaled so that a slot holds m_total
    std::vector<std::size_t> poor;
    std::vector<std::size_t> rich;
    for (const std::uint16_t position : m_tier.usable)
        m_total += m_tier.all[position].weight;
    for (std::size_t i = 0; i < count; ++i) {
        const std::uint16_t position = m_tier.usable[i];
        left[i] = std::uint64_t {m_tier.all[position].weight} * count;
        m_slots.push_back({m_total, position, position});
        (left[i] < m_total ? poor : rich).push_back(i);
    }
    // Every poor slot is filled up from a rich one, which may become poor by that.
    while (!poor.empty()) {
        const std::size_t small = poor.back();
        const std::size_t large = rich.back();
        poor.pop_back();
        m_slots[small].keep = static_cast<std::uint32_t>(left[small]);
        m_slots[small].other = m_slots[large].own;
        left[large] -= m_total - left[small];
        if (left[large] < m_total) {
            rich.pop_back();
            poor.push_back(large);
        }
    }
}

std::optional<std::uint16_t> WeightedRandom::pick(PickContext &context) const
{
    if (m_slots.empty())
        return std::nullopt;
    for (int attempt = 0; attempt < attempts; ++attempt) {
        const Slot &slot = m_slots[context.random.below(static_cast<std::uint32_t>(m_slots.size()))];
        const std::uint16_t position = context.random.below(m_total) < slot.keep ? slot.own : slot.other;
        if (mayOffer(m_tier, position, context))
            return position;
    }
    return scan(context);
}

std::optional<std::uint16_t> WeightedRandom::scan(PickContext &context) const
{
    // One pass that replaces its choice with probability weight / weights so far: what may be offered can change at any
    // moment, so each backend is asked only once.
    std::uint32_t total = 0;
    std::optional<std::uint16_t> chosen;
    for (const std::uint16_t position : m_tier.usable) {
        if (!mayOffer(m_tier, position, context))
            continue;
        const std::uint32_t weight = m_tier.all[position].weight;
        total += weight;
        if (context.random.below(total) < weight)
            chosen = position;
    }
    return chosen;
}

} // namespace

std::unique_ptr<Strategy> makeWeightedRandom(const StrategyParts &parts)
{
    return std::make_unique<WeightedRandom>(parts);
}

} // namespace lbfy
