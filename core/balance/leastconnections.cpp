// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fewest connections for their weight: the lowest (active + 1) / weight, compared by cross multiplication. Every
// backend's counter has to be read, each on its own cache line; all else sits in one small array, and the search ends
// early at an idle backend of the highest weight, since nothing can be better. It starts behind the last one chosen,
// so that equals take turns, whichever subset is equal.

#include "core/balance/strategies.h"

#include <algorithm>
#include <limits>

namespace lbfy {

namespace {

class LeastConnections : public Strategy
{
public:
    explicit LeastConnections(const StrategyParts &parts);

    std::optional<std::uint16_t> pick(PickContext &context) const override;

private:
    struct Entry {
        const BackendLoad *load = nullptr;
        std::uint32_t limit = 0; ///< connections at which it is full; the highest number stands for no limit
        std::uint16_t weight = 1;
        std::uint16_t position = 0;
    };
    struct Best {
        std::uint64_t cost = std::numeric_limits<std::uint32_t>::max(); ///< active + 1; above any real one at first
        std::uint64_t weight = 1;
        std::size_t index = none;
    };
    static constexpr std::size_t none = ~std::size_t {0};

    /// Improves `best` with entries [begin, end); true if it cannot be improved any more.
    template<bool equalWeights>
    bool search(std::size_t begin, std::size_t end, const PickContext &context, Best &best) const;
    template<bool equalWeights>
    Best best(const PickContext &context) const;
    void explain(const Best &chosen, PickContext &context) const;

    const Tier &m_tier;
    std::atomic<std::uint64_t> &m_turn;
    std::vector<Entry> m_entries;
    std::uint16_t m_highestWeight = 1;
    bool m_equalWeights = true;
};

LeastConnections::LeastConnections(const StrategyParts &parts) : m_tier(parts.tier), m_turn(parts.turn)
{
    for (const std::uint16_t position : m_tier.usable) {
        const TierMember &member = m_tier.all[position];
        const std::uint32_t limit = member.maxConnections != 0 ? member.maxConnections
                                                               : std::numeric_limits<std::uint32_t>::max();
        m_entries.push_back({member.load, limit, member.weight, position});
        m_highestWeight = std::max(m_highestWeight, member.weight);
        m_equalWeights = m_equalWeights && member.weight == m_entries.front().weight;
    }
}

template<bool equalWeights>
bool LeastConnections::search(std::size_t begin, std::size_t end, const PickContext &context, Best &best) const
{
    // Copies, because the compiler reads everything behind a pointer anew after each atomic load.
    const std::span entries(m_entries);
    std::uint64_t bestCost = best.cost;
    std::uint64_t bestWeight = best.weight;
    for (std::size_t i = begin; i < end; ++i) {
        const Entry &entry = entries[i];
        const std::uint64_t cost = std::uint64_t {entry.load->active()} + 1;
        if (equalWeights ? cost >= bestCost : cost * bestWeight >= bestCost * entry.weight)
            continue;
        // Only a backend that would win is asked the rest.
        if (cost > entry.limit || isTried(context, m_tier.all[entry.position].member))
            continue;
        bestCost = cost;
        bestWeight = entry.weight;
        best = {cost, entry.weight, i};
        if (cost == 1 && entry.weight == m_highestWeight)
            return true;
    }
    return false;
}

template<bool equalWeights>
LeastConnections::Best LeastConnections::best(const PickContext &context) const
{
    const std::size_t start = m_turn.load(std::memory_order_relaxed) % m_entries.size();
    Best result;
    if (!search<equalWeights>(start, m_entries.size(), context, result))
        search<equalWeights>(0, start, context, result);
    return result;
}

std::optional<std::uint16_t> LeastConnections::pick(PickContext &context) const
{
    if (m_entries.empty())
        return std::nullopt;
    const Best chosen = m_equalWeights ? best<true>(context) : best<false>(context);
    if (chosen.index == none)
        return std::nullopt;
    if (context.explain)
        explain(chosen, context);
    m_turn.store(chosen.index + 1, std::memory_order_relaxed);
    return m_entries[chosen.index].position;
}

/// Counters move on while they are read: the chosen one is told with the cost that it was chosen for.
void LeastConnections::explain(const Best &chosen, PickContext &context) const
{
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        if (i != chosen.index && !mayOffer(m_tier, entry.position, context))
            continue;
        const std::uint64_t connections = i == chosen.index ? chosen.cost : std::uint64_t {entry.load->active()} + 1;
        context.explain->push_back(
                {m_tier.all[entry.position].member, static_cast<double>(connections) / entry.weight});
    }
}

} // namespace

std::unique_ptr<Strategy> makeLeastConnections(const StrategyParts &parts)
{
    return std::make_unique<LeastConnections>(parts);
}

} // namespace lbfy
