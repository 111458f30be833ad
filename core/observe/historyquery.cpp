// SPDX-License-Identifier: GPL-3.0-or-later
//
// The reading half of History: slots to points of a grid.

#include "core/observe/history.h"

#include <algorithm>
#include <cassert>
#include <limits>

namespace lbfy {

namespace {

using Slot = HistoryRing::Slot;

/// Joins the values of successive slots to points, and notices what is missing between them.
class CurveMaker
{
public:
    void add(const std::optional<HistoryRange> &range, bool afterGap)
    {
        m_missing = m_missing || afterGap || !range;
        if (!range)
            return;
        m_broken = m_broken || m_missing;
        m_missing = false;
        if (m_count == 0) {
            m_range = *range;
        } else {
            m_range.min = std::min(m_range.min, range->min);
            m_range.max = std::max(m_range.max, range->max);
            m_range.mean += (range->mean - m_range.mean) / static_cast<float>(m_count + 1);
        }
        ++m_count;
    }
    std::optional<HistoryPoint> take()
    {
        if (m_count == 0)
            return std::nullopt;
        const HistoryPoint point {m_range, !m_broken};
        m_count = 0;
        m_broken = false;
        return point;
    }

private:
    HistoryRange m_range;
    std::uint32_t m_count = 0;
    bool m_missing = true; ///< since the last value
    bool m_broken = false; ///< between this point's last value and that of the point before
};

HistoryGrid gridOf(HistoryGrid::Resolution resolution, MonoTime now, Nanoseconds window, std::size_t maxPoints)
{
    const Nanoseconds slot = resolution == HistoryGrid::Resolution::Fine ? History::fineStep : History::coarseStep;
    const auto slots = std::max<std::int64_t>(1, window / slot);
    const auto intervals = static_cast<std::int64_t>(maxPoints - 1);
    // The smallest step that gives few enough points and divides the window, so that the grid fills it exactly.
    std::int64_t width = (slots + intervals - 1) / intervals;
    while (slots % width != 0)
        ++width;
    HistoryGrid grid;
    grid.step = slot * width;
    grid.last = now / grid.step * grid.step;
    grid.points = static_cast<std::size_t>(slots / width) + 1;
    grid.resolution = resolution;
    return grid;
}

} // namespace

HistoryGrid History::grid(MonoTime now, Nanoseconds window, std::size_t maxPoints) const
{
    assert(window > Nanoseconds::zero() && maxPoints >= 2);
    const MonoTime newest = std::max(m_lastRecorded.value_or(now), now);
    const HistoryGrid fine = gridOf(HistoryGrid::Resolution::Fine, now, window, maxPoints);
    // All of the first point's time must still be there, however wide the steps are.
    if (fine.at(0) > newest - fineStep * static_cast<std::int64_t>(fineSlots))
        return fine;
    return gridOf(HistoryGrid::Resolution::Coarse, now, window, maxPoints);
}

HistoryCurve History::curve(const SeriesKey &key, Figure figure, const HistoryGrid &grid) const
{
    HistoryCurve curve(grid.points);
    const Series *series = find(key);
    if (!series)
        return curve;
    const HistoryRing &ring = series->ring(grid.resolution);
    const auto width = grid.step / ring.slotLength();
    Slot slot = ring.slotOf(grid.at(0));
    CurveMaker maker;
    for (std::optional<HistoryPoint> &point : curve) {
        for (auto i = width; i > 0; --i, ++slot)
            maker.add(ring.range(slot, figure), ring.afterGap(slot));
        point = maker.take();
    }
    return curve;
}

std::vector<StateSpan> History::notUp(const SeriesKey &key, const HistoryGrid &grid) const
{
    std::vector<StateSpan> spans;
    const Series *series = find(key);
    if (!series)
        return spans;
    const HistoryRing &ring = series->ring(grid.resolution);
    const Slot end = ring.slotOf(grid.last + grid.step);
    for (Slot slot = std::max(ring.slotOf(grid.at(0)), ring.oldest()); slot < end; ++slot) {
        if (!ring.seen(slot) || ring.state(slot) == BackendState::Up)
            continue;
        const MonoTime from = ring.slotLength() * slot;
        const bool goesOn = !spans.empty() && spans.back().to == from && spans.back().state == ring.state(slot)
                && !ring.afterGap(slot);
        if (!goesOn)
            spans.push_back({from, from, ring.state(slot)});
        spans.back().to = from + ring.slotLength();
    }
    return spans;
}

std::optional<float> History::valueAt(const SeriesKey &key, Figure figure, MonoTime at) const
{
    const Series *series = find(key);
    if (!series)
        return std::nullopt;
    // The snapshot of this very moment may not be there yet: until it is late, the last one is true.
    for (const HistoryRing *ring : {&series->fine, &series->coarse}) {
        for (Slot slot = ring->slotOf(at); slot >= ring->slotOf(at - gapAfter); --slot) {
            if (!ring->seen(slot))
                continue;
            const auto range = ring->range(slot, figure);
            return range ? std::optional(range->mean) : std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<BackendState> History::stateAt(const SeriesKey &key, MonoTime at) const
{
    const Series *series = find(key);
    if (!series)
        return std::nullopt;
    for (const HistoryRing *ring : {&series->fine, &series->coarse}) {
        for (Slot slot = ring->slotOf(at); slot >= ring->slotOf(at - gapAfter); --slot) {
            if (ring->seen(slot))
                return ring->state(slot);
        }
    }
    return std::nullopt;
}

HistoryAverage History::average(const SeriesKey &key, Figure figure, MonoTime from, MonoTime to) const
{
    HistoryAverage average;
    const Series *series = find(key);
    if (!series)
        return average;
    const HistoryRing &ring = series->coarse;
    average.min = std::numeric_limits<double>::max();
    std::int64_t count = 0;
    for (Slot slot = std::max(ring.slotOf(from), ring.oldest()); slot < ring.slotOf(to); ++slot) {
        const auto range = ring.range(slot, figure);
        if (!range)
            continue;
        ++count;
        average.mean += (static_cast<double>(range->mean) - average.mean) / static_cast<double>(count);
        average.min = std::min(average.min, static_cast<double>(range->min));
        average.max = std::max(average.max, static_cast<double>(range->max));
    }
    average.covered = ring.slotLength() * count;
    if (count == 0)
        average.min = 0;
    return average;
}

} // namespace lbfy
