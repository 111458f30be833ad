// SPDX-License-Identifier: GPL-3.0-or-later
//
// Power of two (or more) choices on the latency cost (docs/architecture.md). Distinct candidates are drawn evenly from
// what may be offered and the cheapest wins.
//
// Estimates within a quantum count as equal. That relation is not transitive, so with more than two candidates "equal
// to one another" has no meaning; what is compared instead is whether an estimate is within a quantum of the lowest
// of those drawn, and then it counts as the lowest. For two candidates that is the same; for more the result does not
// depend on the order in which they were drawn, and differences between two estimates that are both worse than the
// lowest still count, as they should.
//
// One more candidate costs no draw: the best one left over from the last pick (Mitzenmacher, Prabhakar and Shah, "Load
// balancing with memory", 2002). Two drawn out of four are the two slowest in a sixth of all picks; with a good one kept in
// mind that hardly matters, and the tail is nearly that of weighing all. Where nobody has anything to do it is left out:
// then the draw alone decides, as `choices` says, and keeps the estimates of the others from going stale.

#include "core/balance/strategies.h"

#include <algorithm>
#include <limits>
#include <span>

namespace lbfy {

namespace {

constexpr std::size_t mostChoices = 16;
constexpr std::size_t mostCandidates = mostChoices + 1;

/// The candidates of one pick: positions in tier.all, distinct.
struct Candidates {
    std::array<std::uint16_t, mostCandidates> position;
    std::size_t count = 0;

    bool contains(std::uint16_t other) const { return contains(other, count); }
    /// Among the first so many.
    bool contains(std::uint16_t other, std::size_t first) const
    {
        const auto end = position.begin() + static_cast<std::ptrdiff_t>(first);
        return std::find(position.begin(), end, other) != end;
    }
};

/// What is held against each of them.
struct Weighed {
    std::array<double, mostCandidates> estimate; ///< seconds
    std::array<double, mostCandidates> share; ///< of its weight that is taken
    std::array<double, mostCandidates> cost;
};

class LatencyAware : public Strategy
{
public:
    explicit LatencyAware(const StrategyParts &parts)
        : m_tier(parts.tier)
        , m_rotation(parts.rotation)
        , m_turn(parts.turn)
        , m_decay(parts.latency.decay)
        , m_choices(static_cast<std::size_t>(std::clamp(parts.latency.choices, 2, int {mostChoices})))
    { }

    std::optional<std::uint16_t> pick(PickContext &context) const override;

private:
    Candidates draw(PickContext &context) const;
    void drawByScan(Candidates &candidates, PickContext &context) const;
    void addRemembered(Candidates &candidates, const PickContext &context) const;
    std::uint16_t cheapest(const Candidates &candidates, const PickContext &context) const;
    void remember(const Candidates &candidates, const Weighed &weighed, std::uint16_t chosen) const;
    std::uint16_t takeTurns(Candidates &equals) const;

    const Tier &m_tier;
    ServiceRotation &m_rotation;
    std::atomic<std::uint64_t> &m_turn;
    Decay m_decay;
    std::size_t m_choices;
    mutable std::atomic<std::uint16_t> m_remembered {0};
};

std::optional<std::uint16_t> LatencyAware::pick(PickContext &context) const
{
    Candidates candidates = draw(context);
    addRemembered(candidates, context);
    if (candidates.count == 0)
        return std::nullopt;
    if (candidates.count == 1 && !context.explain)
        return candidates.position[0];
    return cheapest(candidates, context);
}

Candidates LatencyAware::draw(PickContext &context) const
{
    Candidates candidates;
    const std::size_t count = m_tier.usable.size();
    if (count > m_choices) {
        // Draws that may not be offered, or were drawn already, are drawn again: each hit is even among what is left.
        for (std::size_t attempt = 0; attempt < 4 * m_choices; ++attempt) {
            const std::uint16_t position = m_tier.usable[context.random.below(static_cast<std::uint32_t>(count))];
            if (candidates.contains(position) || !mayOffer(m_tier, position, context))
                continue;
            candidates.position[candidates.count++] = position;
            if (candidates.count == m_choices)
                return candidates;
        }
    }
    drawByScan(candidates, context);
    return candidates;
}

/// Fills up with an even sample of what may be offered and was not drawn yet (reservoir sampling, Vitter's R).
void LatencyAware::drawByScan(Candidates &candidates, PickContext &context) const
{
    const std::size_t drawn = candidates.count;
    const std::size_t places = m_choices - drawn;
    std::uint32_t seen = 0;
    for (const std::uint16_t position : m_tier.usable) {
        if (candidates.contains(position, drawn) || !mayOffer(m_tier, position, context))
            continue;
        ++seen;
        if (candidates.count < m_choices) {
            candidates.position[candidates.count++] = position;
            continue;
        }
        const std::uint32_t place = context.random.below(seen);
        if (place < places)
            candidates.position[drawn + place] = position;
    }
}

void LatencyAware::addRemembered(Candidates &candidates, const PickContext &context) const
{
    if (m_tier.usable.size() <= m_choices) // all were drawn that may be offered
        return;
    const std::uint16_t position = m_remembered.load(std::memory_order_relaxed);
    if (candidates.contains(position) || !mayOffer(m_tier, position, context))
        return;
    const auto drawn = std::span(candidates.position).first(candidates.count);
    const auto isBusy = [this](std::uint16_t other) { return m_tier.all[other].load->load() > 0; };
    if (isBusy(position) || std::ranges::any_of(drawn, isBusy))
        candidates.position[candidates.count++] = position;
}

std::uint16_t LatencyAware::cheapest(const Candidates &candidates, const PickContext &context) const
{
    // Which of them is better nothing could foretell: the comparisons are written so that they need no branch.
    constexpr double unknown = std::numeric_limits<double>::infinity();
    Weighed weighed;
    double lowest = unknown;
    for (std::size_t i = 0; i < candidates.count; ++i) {
        const TierMember &member = m_tier.all[candidates.position[i]];
        const double estimate = expectedLatency(*member.load, m_rotation, m_decay, context.now);
        weighed.estimate[i] = estimate > 0 ? estimate : unknown;
        weighed.share[i] = (static_cast<double>(member.load->load()) + 1) / member.weight;
        lowest = std::min(lowest, weighed.estimate[i]);
    }
    // Unknown counts as the best known; while nothing is known, the load alone decides.
    if (lowest == unknown)
        lowest = 1;

    double best = unknown;
    for (std::size_t i = 0; i < candidates.count; ++i) {
        const double estimate = weighed.estimate[i];
        weighed.estimate[i] = withinQuantum(estimate, lowest) ? lowest : estimate; // true of an unknown one, too
        weighed.cost[i] = weighed.estimate[i] * weighed.share[i];
        best = std::min(best, weighed.cost[i]);
    }
    Candidates equals;
    std::size_t count = 0; // not the member, which would be written and read again for each
    for (std::size_t i = 0; i < candidates.count; ++i) {
        equals.position[count] = candidates.position[i];
        count += weighed.cost[i] == best ? 1 : 0;
    }
    equals.count = count;
    if (context.explain) {
        for (std::size_t i = 0; i < candidates.count; ++i)
            context.explain->push_back({m_tier.all[candidates.position[i]].member, weighed.cost[i]});
    }
    const std::uint16_t chosen = equals.count == 1 ? equals.position[0] : takeTurns(equals);
    if (m_tier.usable.size() > m_choices)
        remember(candidates, weighed, chosen);
    return chosen;
}

/// The cheapest once the chosen one has its turn. All workers read it at each pick: written only when it changes.
void LatencyAware::remember(const Candidates &candidates, const Weighed &weighed, std::uint16_t chosen) const
{
    const double more = 1.0 / m_tier.all[chosen].weight;
    std::uint16_t next = chosen;
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < candidates.count; ++i) {
        const std::uint16_t position = candidates.position[i];
        const double cost = weighed.estimate[i] * (weighed.share[i] + (position == chosen ? more : 0));
        next = cost < best ? position : next;
        best = std::min(best, cost);
    }
    if (m_remembered.load(std::memory_order_relaxed) != next)
        m_remembered.store(next, std::memory_order_relaxed);
}

/// The first of equals behind the one chosen last: two that are always equal alternate exactly.
std::uint16_t LatencyAware::takeTurns(Candidates &equals) const
{
    const auto begin = equals.position.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(equals.count);
    std::sort(begin, end);
    const std::size_t from = placeOf(m_turn.load(std::memory_order_relaxed), m_tier.all.size());
    const auto next = std::lower_bound(begin, end, from);
    const std::uint16_t chosen = next != end ? *next : *begin;
    m_turn.store(std::uint64_t {chosen} + 1, std::memory_order_relaxed);
    return chosen;
}

} // namespace

std::unique_ptr<Strategy> makeLatencyAware(const StrategyParts &parts)
{
    return std::make_unique<LatencyAware>(parts);
}

} // namespace lbfy
