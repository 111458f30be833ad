// SPDX-License-Identifier: GPL-3.0-or-later
//
// The past of one backend (or of one service) at one resolution: a ring of slots of equal length, aligned to whole
// multiples of it, each with the smallest, mean and largest value of every figure and the state it was in. The memory
// is taken once and never grows. What was not seen stays empty, so that nobody can draw a line through it.
// Owner: History; one thread.

#pragma once

#include "core/balance/clock.h"
#include "core/observe/snapshot.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace lbfy {

/// What is remembered. Durations are seconds, rates per second, Share is 0 to 1.
enum class Figure : std::uint8_t { Ewma, Active, P50, P99, ConnectionsPerSecond, ErrorsPerSecond, Share };
inline constexpr std::size_t figureCount = 7;

/// One backend in one snapshot. A figure that is unset had no value then, which is not 0.
struct HistorySample {
    std::array<std::optional<float>, figureCount> figures;
    BackendState state = BackendState::Up;
};

/// The values of one figure over some time.
struct HistoryRange {
    float min = 0;
    float mean = 0;
    float max = 0;

    bool operator==(const HistoryRange &) const = default;
};

class HistoryRing
{
public:
    /// Slots are counted from the monotonic clock's origin.
    using Slot = std::int64_t;
    enum class Follows { Directly, AfterGap };

    HistoryRing(Nanoseconds slotLength, std::size_t capacity);

    Nanoseconds slotLength() const { return m_slotLength; }
    Slot slotOf(MonoTime at) const { return at / m_slotLength; }
    /// `held` was true until now: it stands in for slots that no snapshot fell into, since timers are never exact.
    void record(const HistorySample &sample, MonoTime now, Follows follows, const HistorySample &held);

    bool seen(Slot slot) const { return holds(slot) && m_cells[indexOf(slot)].seen; }
    /// The slot opens with the first snapshot after a gap: not even a gap shorter than a slot may be drawn over.
    bool afterGap(Slot slot) const { return holds(slot) && m_cells[indexOf(slot)].afterGap; }
    /// Only for a slot that was seen. A slot with several states has the one that is not Up.
    BackendState state(Slot slot) const { return m_cells[indexOf(slot)].state; }
    std::optional<HistoryRange> range(Slot slot, Figure figure) const;
    /// The oldest slot that may still be read at `newest`.
    Slot oldest() const { return m_newest - static_cast<Slot>(m_cells.size()) + 1; }

private:
    struct Cell {
        bool seen = false;
        bool afterGap = false;
        BackendState state = BackendState::Up;
        std::uint8_t known = 0; ///< a bit for each figure that has a value
    };
    bool holds(Slot slot) const { return slot <= m_newest && slot >= oldest() && slot >= 0; }
    std::size_t indexOf(Slot slot) const { return static_cast<std::size_t>(slot) % m_cells.size(); }
    void open(Slot slot);
    void merge(const HistorySample &sample);

    Nanoseconds m_slotLength;
    std::vector<Cell> m_cells;
    std::array<std::vector<HistoryRange>, figureCount>
            m_ranges; ///< apart from each other: one figure is read at a time
    std::array<std::uint32_t, figureCount> m_merged {}; ///< samples in the newest slot, for its mean
    Slot m_newest = -1;
};

} // namespace lbfy
