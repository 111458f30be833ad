// SPDX-License-Identifier: GPL-3.0-or-later
//
// Fewest connections for their weight: the lowest (active + 1) / weight. That is a double: equal fractions give equal
// ones, and different ones differ by more than their last bit, as weights have 16 bits and connections 32. Equals take
// turns: the search starts behind the last one chosen.
//
// Every backend's counter sits on a cache line of its own, and with hundreds of them reading all takes longer than the
// rest of a choice. So those of a large pool are looked at in groups, each with a floor: a cost below which none of it is.
// Only the group with the lowest floor has to be looked at, which leaves its floor exact. Costs fall where a connection
// ends, and that lowers the floor of one group.
//
// The floors are shared by the workers, and counters move on meanwhile, so a floor may be wrong for a moment. One that is
// too low costs a look in vain, which raises it. One that is too high hides a backend until its group is next looked at:
// others become as busy, or a connection of the group ends, and then it is.

#include "core/balance/strategies.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace lbfy {

namespace {

constexpr std::uint16_t nobody = std::numeric_limits<std::uint16_t>::max();
constexpr std::size_t groupSize = 8;
/// Fewer are looked at one by one: keeping floors takes as long.
constexpr std::size_t fewestGrouped = 64;

/// Above any real cost.
constexpr double beyond = std::numeric_limits<double>::infinity();

class LeastConnections : public Strategy
{
public:
    explicit LeastConnections(const StrategyParts &parts);

    std::optional<std::uint16_t> pick(PickContext &context) const override;
    void released(const BackendLoad &load) const override;

private:
    struct Entry {
        const BackendLoad *load = nullptr;
        std::uint32_t limit = 0; ///< connections at which it is full; the highest number stands for no limit
        std::uint16_t weight = 1;
        std::uint16_t position = 0;

        double cost(std::uint32_t connections) const
        {
            return weight == 1 ? connections : static_cast<double>(connections) / weight;
        }
        /// With so many connections more; beyond what it may have there is none.
        double costWith(std::uint32_t more) const
        {
            const std::uint32_t connections = load->active() + more;
            return connections <= limit ? cost(connections) : beyond;
        }
    };
    /// The lowest two costs of some entries that may be taken, and the first entry that has the lowest.
    struct Lowest {
        double cost = beyond;
        double next = beyond;
        std::uint16_t entry = nobody;
    };

    Lowest best(const PickContext &context) const;
    Lowest bestOfGroups(double bar, std::size_t from) const;
    Lowest take(std::size_t group, double floor, const Lowest &lowest) const;
    template<bool equalWeights>
    Lowest bestOfAll(std::size_t from, const PickContext &context) const;
    Lowest bestOfAll(std::size_t from, const PickContext &context) const
    {
        return m_equalWeights ? bestOfAll<true>(from, context) : bestOfAll<false>(from, context);
    }
    Lowest look(std::size_t group, std::size_t from) const;
    double lowestFloor() const;
    void explain(const Lowest &chosen, PickContext &context) const;

    const Tier &m_tier;
    std::atomic<std::uint64_t> &m_turn;
    std::vector<Entry> m_entries;
    bool m_equalWeights = true;
    std::size_t m_groups; ///< 0: there are few
    std::unique_ptr<std::atomic<double>[]> m_floors; ///< of each group
};

LeastConnections::LeastConnections(const StrategyParts &parts)
    : m_tier(parts.tier)
    , m_turn(parts.turn)
    , m_groups(parts.tier.usable.size() < fewestGrouped ? 0 : (parts.tier.usable.size() + groupSize - 1) / groupSize)
    , m_floors(std::make_unique<std::atomic<double>[]>(m_groups))
{
    for (const std::uint16_t position : m_tier.usable) {
        const TierMember &member = m_tier.all[position];
        const std::uint32_t limit = member.maxConnections != 0 ? member.maxConnections
                                                               : std::numeric_limits<std::uint32_t>::max();
        member.load->setPlace(static_cast<std::uint16_t>(m_entries.size()));
        m_entries.push_back({member.load, limit, member.weight, position});
        m_equalWeights = m_equalWeights && member.weight == m_entries.front().weight;
    }
}

std::optional<std::uint16_t> LeastConnections::pick(PickContext &context) const
{
    if (m_entries.empty())
        return std::nullopt;
    const Lowest chosen = best(context);
    if (chosen.entry == nobody)
        return std::nullopt;
    if (context.explain)
        explain(chosen, context);
    m_turn.store(std::uint64_t {chosen.entry} + 1, std::memory_order_relaxed);
    return m_entries[chosen.entry].position;
}

LeastConnections::Lowest LeastConnections::best(const PickContext &context) const
{
    const std::size_t from = placeOf(m_turn.load(std::memory_order_relaxed), m_entries.size());
    // Floors know nothing of what one connection has been tried on.
    if (m_groups == 0 || !context.tried.empty())
        return bestOfAll(from, context);
    // Each time round raises a floor, unless other workers are at it too; and at last nobody seems to have room. Then one
    // look at everything will do.
    for (std::size_t attempt = 0; attempt <= m_groups; ++attempt) {
        const double bar = lowestFloor();
        if (bar == beyond)
            break;
        if (const Lowest lowest = bestOfGroups(bar, from); lowest.entry != nobody)
            return lowest;
    }
    return bestOfAll(from, context);
}

/// The first from `from` on in a circle that is not above `bar`, the lowest floor.
LeastConnections::Lowest LeastConnections::bestOfGroups(double bar, std::size_t from) const
{
    const std::size_t first = from / groupSize;
    Lowest before; // in the first group, but before `from`: the last one of the circle
    double beforeFloor = 0;
    for (std::size_t step = 0; step < m_groups; ++step) {
        const std::size_t group = first + step < m_groups ? first + step : first + step - m_groups;
        double floor = m_floors[group].load(std::memory_order_relaxed);
        if (bar < floor)
            continue;
        const Lowest lowest = look(group, step == 0 ? from : group * groupSize);
        if (bar < lowest.cost) {
            m_floors[group].compare_exchange_strong(floor, lowest.cost, std::memory_order_relaxed);
        } else if (step == 0 && lowest.entry < from) {
            before = lowest;
            beforeFloor = floor;
        } else {
            return take(group, floor, lowest);
        }
    }
    return before.entry != nobody ? take(first, beforeFloor, before) : before;
}

/// Leaves the group's floor as it is with one connection more.
LeastConnections::Lowest LeastConnections::take(std::size_t group, double floor, const Lowest &lowest) const
{
    const double then = std::min(m_entries[lowest.entry].costWith(2), lowest.next);
    if (then != floor)
        m_floors[group].compare_exchange_strong(floor, then, std::memory_order_relaxed);
    return lowest;
}

double LeastConnections::lowestFloor() const
{
    // Two at a time: each minimum waits for the one before.
    double even = beyond;
    double odd = beyond;
    for (std::size_t group = 0; group + 1 < m_groups; group += 2) {
        even = std::min(even, m_floors[group].load(std::memory_order_relaxed));
        odd = std::min(odd, m_floors[group + 1].load(std::memory_order_relaxed));
    }
    return std::min({even, odd, m_floors[m_groups - 1].load(std::memory_order_relaxed)});
}

/// Without branches on what the counters say, as nothing could foretell them.
LeastConnections::Lowest LeastConnections::look(std::size_t group, std::size_t from) const
{
    const std::size_t begin = group * groupSize;
    const std::size_t count = std::min(groupSize, m_entries.size() - begin);
    std::array<double, groupSize> costs;
    double lowest = beyond;
    double next = beyond;
    for (std::size_t i = 0; i < count; ++i) {
        costs[i] = m_entries[begin + i].costWith(1);
        next = std::min(next, std::max(lowest, costs[i]));
        lowest = std::min(lowest, costs[i]);
    }
    if (lowest == beyond)
        return {};
    std::uint32_t equals = 0;
    for (std::size_t i = 0; i < count; ++i)
        equals |= std::uint32_t {costs[i] == lowest} << i;
    const std::uint32_t behind = equals & (~std::uint32_t {0} << (from - begin));
    const int first = std::countr_zero(behind != 0 ? behind : equals);
    return {lowest, next, static_cast<std::uint16_t>(begin + static_cast<std::size_t>(first))};
}

template<bool equalWeights>
LeastConnections::Lowest LeastConnections::bestOfAll(std::size_t from, const PickContext &context) const
{
    // Copies, because the compiler reads everything behind a pointer anew after each atomic load.
    const std::span entries(m_entries);
    Lowest best;
    std::uint32_t fewest = std::numeric_limits<std::uint32_t>::max();
    double lowest = beyond;
    for (std::size_t step = 0; step < entries.size(); ++step) {
        const std::size_t i = from + step < entries.size() ? from + step : from + step - entries.size();
        const Entry &entry = entries[i];
        const std::uint32_t active = entry.load->active();
        if (equalWeights ? active >= fewest : entry.cost(active + 1) >= lowest)
            continue;
        // Only a backend that would win is asked the rest.
        if (active >= entry.limit || isTried(context, m_tier.all[entry.position].member))
            continue;
        fewest = active;
        lowest = entry.cost(active + 1);
        best = {lowest, beyond, static_cast<std::uint16_t>(i)};
        if (equalWeights && active == 0)
            break; // nobody has fewer
    }
    return best;
}

void LeastConnections::released(const BackendLoad &load) const
{
    const std::uint16_t entry = load.place();
    if (m_groups == 0 || entry >= m_entries.size() || m_entries[entry].load != &load)
        return;
    const double cost = m_entries[entry].costWith(1);
    std::atomic<double> &floor = m_floors[entry / groupSize];
    double before = floor.load(std::memory_order_relaxed);
    while (cost < before && !floor.compare_exchange_weak(before, cost, std::memory_order_relaxed)) { }
}

/// Counters move on while they are read: the chosen one is told with the cost that it was chosen for.
void LeastConnections::explain(const Lowest &chosen, PickContext &context) const
{
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        const Entry &entry = m_entries[i];
        if (i != chosen.entry && !mayOffer(m_tier, entry.position, context))
            continue;
        const double cost = i == chosen.entry ? chosen.cost : entry.cost(entry.load->active() + 1);
        context.explain->push_back({m_tier.all[entry.position].member, cost});
    }
}

} // namespace

std::unique_ptr<Strategy> makeLeastConnections(const StrategyParts &parts)
{
    return std::make_unique<LeastConnections>(parts);
}

} // namespace lbfy
