// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/switcheffect.h"

#include <algorithm>
#include <chrono>
#include <numeric>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

constexpr Nanoseconds span = 30s;
constexpr Nanoseconds grain = 5s;

/// A service that was stopped and started again counts from 0.
std::uint64_t increase(std::uint64_t from, std::uint64_t to)
{
    return to >= from ? to - from : to;
}

double shareOf(std::uint64_t part, std::uint64_t whole)
{
    return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

} // namespace

std::uint64_t errorsOf(const ServiceSnapshot &service)
{
    const auto closed = [&service](CloseReason reason) { return service.closed[static_cast<std::size_t>(reason)]; };
    return std::accumulate(service.shed.begin(), service.shed.end(),
                           closed(CloseReason::ConnectFailed) + closed(CloseReason::BackendReset));
}

SwitchEffect::Mark SwitchEffect::markOf(const ServiceSnapshot &service, MonoTime now) const
{
    Mark mark {now, service.turns, lbfy::errorsOf(service), m_last.picks, {}};
    for (const BackendSnapshot &backend : service.backends) {
        mark.picksOf[backend.identity] = backend.selections;
        // The counter of a backend whose address is another goes on from where it was.
        if (const auto before = m_last.picksOf.find(backend.identity); before != m_last.picksOf.end())
            mark.picks += increase(before->second, backend.selections);
    }
    return mark;
}

SwitchEffect::Side SwitchEffect::between(const Mark &from, const Mark &to)
{
    Side side;
    side.seconds = toSeconds(to.at - from.at);
    side.errorsPerSecond = side.seconds > 0 ? static_cast<double>(increase(from.errors, to.errors)) / side.seconds : 0;
    side.picks = to.picks - from.picks;
    if (!to.turns)
        return side;
    HistogramCounts turns = *to.turns;
    if (from.turns && from.turns->count() <= turns.count())
        turns -= *from.turns;
    side.samples = turns.count();
    side.p50 = turns.quantile(0.5);
    side.p99 = turns.quantile(0.99);
    return side;
}

void SwitchEffect::follow(const ServiceSnapshot &service, MonoTime now, WallTime wall)
{
    const Mark mark = markOf(service, now);
    m_last = mark;
    if (m_strategy && *m_strategy != service.strategy) {
        // What ran before this switch, but not what an earlier switch ended within the span.
        m_start = m_marks.empty() ? mark : m_marks.front();
        m_switch = mark;
        m_effect = Effect {*m_strategy, service.strategy, wall, between(m_start, m_switch), {}, {}, false};
        m_marks.clear();
    }
    m_strategy = service.strategy;
    if (m_marks.empty() || now - m_marks.back().at >= grain)
        m_marks.push_back(mark);
    while (m_marks.size() > 1 && now - m_marks[1].at >= span)
        m_marks.pop_front();
    if (!m_effect)
        return;
    m_effect->after = between(m_switch, mark);
    compareShares(service, mark);
}

void SwitchEffect::compareShares(const ServiceSnapshot &service, const Mark &now)
{
    m_effect->shares.clear();
    for (const BackendSnapshot &backend : service.backends) {
        const auto atStart = m_start.picksOf.find(backend.identity);
        const auto atSwitch = m_switch.picksOf.find(backend.identity);
        if (atStart == m_start.picksOf.end() || atSwitch == m_switch.picksOf.end())
            continue;
        m_effect->shares.push_back({backend.name,
                                    shareOf(increase(atStart->second, atSwitch->second), m_effect->before.picks),
                                    shareOf(increase(atSwitch->second, backend.selections), m_effect->after.picks)});
    }
    m_effect->backendsChanged = !std::ranges::equal(m_start.picksOf, now.picksOf, {}, &Picks::value_type::first,
                                                    &Picks::value_type::first);
}

void SwitchEffect::dismiss()
{
    m_effect.reset();
}

} // namespace lbfy
