// SPDX-License-Identifier: GPL-3.0-or-later
//
// Round robin, weighted and smooth: an immutable schedule over the usable backends, and one atomic turn counter that
// all workers share and that survives Pools. A backend that may not be offered just now (full, or tried already for
// this connection) loses that turn and nobody else's order changes.

#include "core/balance/smoothschedule.h"
#include "core/balance/strategies.h"

namespace lbfy {

namespace {

class RoundRobin : public Strategy
{
public:
    explicit RoundRobin(const StrategyParts &parts) : m_tier(parts.tier), m_turn(parts.turn)
    {
        std::vector<std::uint32_t> weights;
        for (const std::uint16_t position : m_tier.usable)
            weights.push_back(m_tier.all[position].weight);
        m_schedule = smoothSchedule(weights);
        for (std::uint16_t &entry : m_schedule)
            entry = m_tier.usable[entry];
    }

    std::optional<std::uint16_t> pick(PickContext &context) const override
    {
        for (std::size_t turns = 0; turns < m_schedule.size(); ++turns) {
            const std::uint64_t turn = m_turn.fetch_add(1, std::memory_order_relaxed);
            const std::uint16_t position = m_schedule[turn % m_schedule.size()];
            if (mayOffer(m_tier, position, context))
                return position;
            // Asked once and not before: whether it is worth going on, when a period may be long.
            if (turns == 0 && !nextOfferable(m_tier, 0, context))
                return std::nullopt;
        }
        // Other workers can take all the turns of the one backend left; it is still to be found.
        return nextOfferable(m_tier, 0, context);
    }

private:
    const Tier &m_tier;
    std::atomic<std::uint64_t> &m_turn;
    std::vector<std::uint16_t> m_schedule; ///< positions in m_tier.all
};

} // namespace

std::unique_ptr<Strategy> makeRoundRobin(const StrategyParts &parts)
{
    return std::make_unique<RoundRobin>(parts);
}

} // namespace lbfy
