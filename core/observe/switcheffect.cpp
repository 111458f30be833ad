// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/switcheffect.h"

#include <chrono>
#include <numeric>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

constexpr Nanoseconds span = 30s;
constexpr Nanoseconds grain = 5s;

/// A backend that was removed and added again counts from 0.
std::uint64_t increase(std::uint64_t from, std::uint64_t to)
{
    return to >= from ? to - from : to;
}

std::uint64_t picksOf(const std::map<std::string, std::uint64_t> &from, const std::string &backend, std::uint64_t to)
{
    const auto it = from.find(backend);
    return it == from.end() ? to : increase(it->second, to);
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

SwitchEffect::Mark SwitchEffect::markOf(const ServiceSnapshot &service, MonoTime now)
{
    Mark mark {now, service.turns, lbfy::errorsOf(service), {}};
    for (const BackendSnapshot &backend : service.backends)
        mark.picks[backend.name] = backend.selections;
    return mark;
}

SwitchEffect::Side SwitchEffect::between(const Mark &from, const Mark &to)
{
    Side side;
    side.seconds = toSeconds(to.at - from.at);
    side.errorsPerSecond = side.seconds > 0 ? static_cast<double>(increase(from.errors, to.errors)) / side.seconds : 0;
    for (const auto &[backend, picks] : to.picks)
        side.picks += picksOf(from.picks, backend, picks);
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
    if (m_strategy && *m_strategy != service.strategy) {
        // What ran before this switch, but not what an earlier switch ended within the span.
        m_start = m_marks.empty() ? mark : m_marks.front();
        m_switch = mark;
        m_effect = Effect {*m_strategy, service.strategy, wall, between(m_start, m_switch), {}, {}};
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
    m_effect->shares.clear();
    for (const auto &[backend, picks] : mark.picks) {
        const auto atSwitch = m_switch.picks.find(backend);
        const std::uint64_t before = atSwitch == m_switch.picks.end()
                ? 0
                : picksOf(m_start.picks, backend, atSwitch->second);
        m_effect->shares.push_back({backend, shareOf(before, m_effect->before.picks),
                                    shareOf(picksOf(m_switch.picks, backend, picks), m_effect->after.picks)});
    }
}

void SwitchEffect::dismiss()
{
    m_effect.reset();
}

} // namespace lbfy
