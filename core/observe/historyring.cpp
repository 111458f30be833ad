// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/historyring.h"

#include <algorithm>

namespace lbfy {

HistoryRing::HistoryRing(Nanoseconds slotLength, std::size_t capacity) : m_slotLength(slotLength), m_cells(capacity)
{
    for (std::vector<HistoryRange> &ranges : m_ranges)
        ranges.resize(capacity);
}

void HistoryRing::record(const HistorySample &sample, MonoTime now, Follows follows, const HistorySample &held)
{
    const Slot slot = slotOf(now);
    if (follows == Follows::Directly) {
        while (m_newest + 1 < slot) {
            open(m_newest + 1);
            merge(held);
        }
    }
    if (slot > m_newest)
        open(slot);
    if (follows == Follows::AfterGap)
        m_cells[indexOf(slot)].afterGap = true;
    merge(sample);
}

std::optional<HistoryRange> HistoryRing::range(Slot slot, Figure figure) const
{
    if (!holds(slot))
        return std::nullopt;
    const auto which = static_cast<std::size_t>(figure);
    const std::size_t index = indexOf(slot);
    if ((m_cells[index].known >> which & 1U) == 0)
        return std::nullopt;
    return m_ranges[which][index];
}

void HistoryRing::open(Slot slot)
{
    const auto capacity = static_cast<Slot>(m_cells.size());
    // What lies between was not seen; after a whole round nothing of the old is left.
    for (Slot empty = std::max(m_newest + 1, slot - capacity + 1); empty <= slot; ++empty)
        m_cells[indexOf(empty)] = {};
    m_merged.fill(0);
    m_newest = slot;
}

void HistoryRing::merge(const HistorySample &sample)
{
    const std::size_t index = indexOf(m_newest);
    Cell &cell = m_cells[index];
    // A short outage must not vanish in a slot that was up for the rest of its time.
    if (!cell.seen || sample.state != BackendState::Up)
        cell.state = sample.state;
    cell.seen = true;
    for (std::size_t which = 0; which < figureCount; ++which) {
        if (!sample.figures[which])
            continue;
        const float value = *sample.figures[which];
        HistoryRange &range = m_ranges[which][index];
        const std::uint32_t count = ++m_merged[which];
        if (count == 1) {
            range = {value, value, value};
            cell.known = static_cast<std::uint8_t>(cell.known | 1U << which);
            continue;
        }
        range.min = std::min(range.min, value);
        range.max = std::max(range.max, value);
        range.mean += (value - range.mean) / static_cast<float>(count);
    }
}

} // namespace lbfy
