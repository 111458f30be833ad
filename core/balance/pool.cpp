// SPDX-License-Identifier: GPL-3.0-or-later
//
// See pool.h. Built by the control thread, read by all.

#include "core/balance/pool.h"

#include "core/balance/health.h"
#include "core/balance/strategies.h"

#include <algorithm>

namespace lbfy {

namespace {

/// How many of a tier the operator lets serve, and how many of those are well.
struct Census {
    std::size_t ready = 0;
    std::size_t healthy = 0;
};

bool isReady(const PoolMember &member)
{
    return member.mode == BackendMode::Ready;
}

bool isHealthy(const PoolMember &member)
{
    return isReady(member) && member.condition.up && !member.condition.ejected;
}

Census censusOf(const Tier &tier, const std::vector<PoolMember> &members)
{
    Census census;
    for (const TierMember &entry : tier.all) {
        census.ready += isReady(members[entry.member]) ? 1 : 0;
        census.healthy += isHealthy(members[entry.member]) ? 1 : 0;
    }
    return census;
}

void settle(Tier &tier, const std::vector<PoolMember> &members, bool (*usable)(const PoolMember &))
{
    tier.isUsable.assign(tier.all.size(), false);
    for (std::size_t i = 0; i < tier.all.size(); ++i) {
        if (!usable(members[tier.all[i].member]))
            continue;
        tier.isUsable[i] = true;
        tier.usable.push_back(static_cast<std::uint16_t>(i));
    }
}

/// A strategy that weighs nothing had one candidate: the one whose turn it was.
void explainChoice(const PickContext &context, MemberIndex chosen)
{
    if (context.explain && context.explain->empty())
        context.explain->push_back({chosen, 0});
}

template<typename Member>
bool hasRoom(const Member &member)
{
    return member.maxConnections == 0 || member.load->active() < member.maxConnections;
}

bool anyHasRoom(const Tier &tier)
{
    return std::ranges::any_of(tier.usable, [&](std::uint16_t position) { return hasRoom(tier.all[position]); });
}

} // namespace

Pool::Pool(std::vector<PoolMember> members, StrategyKind strategy, const LatencyConfig &latency, int panicPercent,
           std::shared_ptr<ServiceRotation> rotation)
    : m_members(std::move(members))
    , m_strategyKind(strategy)
    , m_latency(latency)
    , m_rotation(std::move(rotation))
{
    fillTiers();
    settleUsable(panicPercent);
    m_primaryStrategy = makeStrategy(strategy, {m_primary, m_members, *m_rotation, m_rotation->next, m_latency});
    m_backupStrategy = makeStrategy(strategy, {m_backup, m_members, *m_rotation, m_rotation->nextBackup, m_latency});
}

Pool::~Pool() = default;

void Pool::fillTiers()
{
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        const PoolMember &member = m_members[i];
        const TierMember entry {static_cast<MemberIndex>(i), static_cast<std::uint16_t>(member.weight),
                                member.maxConnections, member.load.get()};
        (member.backup ? m_backup : m_primary).all.push_back(entry);
        if (isReady(member))
            m_ready.push_back(entry);
    }
}

void Pool::settleUsable(int panicPercent)
{
    const Census primaries = censusOf(m_primary, m_members);
    const Census backups = censusOf(m_backup, m_members);
    bool primaryPanic = false;
    bool backupPanic = false;
    if (primaries.ready == 0)
        backupPanic = lbfy::inPanic(backups.healthy, backups.ready, panicPercent);
    else if (primaries.healthy > 0 || backups.healthy == 0) // healthy backups rather than primaries that are all dead
        primaryPanic = lbfy::inPanic(primaries.healthy, primaries.ready, panicPercent);
    settle(m_primary, m_members, primaryPanic ? isReady : isHealthy);
    settle(m_backup, m_members, backupPanic ? isReady : isHealthy);
    m_panic = primaryPanic || backupPanic;
}

std::optional<MemberIndex> Pool::pick(PickContext &context) const
{
    refresh(context.now);
    if (const std::optional<MemberIndex> primary = pickFrom(m_primary, *m_primaryStrategy, context))
        return primary;
    return pickFrom(m_backup, *m_backupStrategy, context);
}

void Pool::release(BackendLoad &load) const
{
    load.release();
    m_primaryStrategy->released(load);
    m_backupStrategy->released(load);
}

std::optional<MemberIndex> Pool::pickFrom(const Tier &tier, const Strategy &strategy, PickContext &context) const
{
    // Another worker may take the last slot of a backend between its being offered and our taking it. Then the strategy
    // is asked again; each loss means that somebody else got through, yet one connection should not wait for ever.
    for (std::size_t losses = 0; losses <= tier.usable.size(); ++losses) {
        if (context.explain)
            context.explain->clear(); // of a tier that had nobody to offer, of a choice that was lost
        const std::optional<std::uint16_t> position = strategy.pick(context);
        if (!position)
            return std::nullopt;
        const TierMember &member = tier.all[*position];
        if (!member.load->tryAcquire(member.maxConnections))
            continue;
        explainChoice(context, member.member);
        return member.member;
    }
    for (const std::uint16_t position : tier.usable) {
        const TierMember &member = tier.all[position];
        if (isTried(context, member.member) || !member.load->tryAcquire(member.maxConnections))
            continue;
        if (context.explain)
            context.explain->clear();
        explainChoice(context, member.member);
        return member.member;
    }
    return std::nullopt;
}

bool Pool::hasUsable() const
{
    return anyHasRoom(m_primary) || anyHasRoom(m_backup);
}

bool Pool::hasHealthy() const
{
    return std::ranges::any_of(m_members,
                               [](const PoolMember &member) { return isHealthy(member) && hasRoom(member); });
}

void Pool::refresh(MonoTime now) const
{
    refreshMedian(*m_rotation, m_ready, m_latency, now);
}

} // namespace lbfy
