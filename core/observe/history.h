// SPDX-License-Identifier: GPL-3.0-or-later
//
// The last hour of every backend and service, for charts, sparklines, comparisons and CSV: four values a second for a
// minute, one a second (smallest, mean, largest) for an hour. The memory of a series is taken when it is first seen and
// never grows, and the number of series is bounded.
//
// Three things are told apart and never mixed: a value; no value (a backend without a sample yet); and a gap, in which
// nobody looked (stopped, suspended, blocked). A point of a curve therefore says whether it joins the one before.
//
// Curves are asked for on a grid whose steps are whole multiples of the clock, not of "now": as time moves on, a point
// that was drawn keeps its value until it leaves, and charts do not shimmer.
//
// Pure: time is an argument. Owner and thread: whoever shows it; not shared.

#pragma once

#include "core/balance/clock.h"
#include "core/observe/historyring.h"
#include "core/observe/snapshot.h"

#include <compare>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

/// Which backend; with an empty backend, the service's own totals.
struct SeriesKey {
    std::string service;
    std::string backend;

    auto operator<=>(const SeriesKey &) const = default;
};

/// The times at which a curve is asked for. Point i stands for the time from at(i) to at(i) + step.
struct HistoryGrid {
    enum class Resolution : std::uint8_t { Fine, Coarse };

    MonoTime last {}; ///< of the newest point
    Nanoseconds step {};
    std::size_t points = 0;
    Resolution resolution = Resolution::Fine;

    MonoTime at(std::size_t point) const { return last - step * static_cast<std::int64_t>(points - 1 - point); }
    bool operator==(const HistoryGrid &) const = default;
};

struct HistoryPoint {
    HistoryRange range;
    bool joined = false; ///< there is no gap and no missing value between this point and the one before

    bool operator==(const HistoryPoint &) const = default;
};

/// One entry for each point of the grid; unset where there is no value.
using HistoryCurve = std::vector<std::optional<HistoryPoint>>;

/// A part of a curve that may be drawn as one line.
struct HistoryRun {
    std::size_t first = 0;
    std::size_t count = 0;

    bool operator==(const HistoryRun &) const = default;
};
std::vector<HistoryRun> runsOf(const HistoryCurve &curve);

/// A time in which a backend was not up.
struct StateSpan {
    MonoTime from {};
    MonoTime to {};
    BackendState state = BackendState::Down;

    bool operator==(const StateSpan &) const = default;
};

struct HistoryAverage {
    double mean = 0;
    double min = 0;
    double max = 0;
    Nanoseconds covered {}; ///< how much of the time asked for had a value; 0: the rest means nothing
};

struct KnownBackend {
    std::string name;
    MonoTime lastSeen {};
};

class History
{
public:
    static constexpr Nanoseconds fineStep = std::chrono::milliseconds(250);
    static constexpr Nanoseconds coarseStep = std::chrono::seconds(1);
    static constexpr Nanoseconds coarseSpan = std::chrono::hours(1);
    /// Longer without a snapshot is a gap; less is a late timer.
    static constexpr Nanoseconds gapAfter = std::chrono::milliseconds(1500);
    /// Services and backends together. Beyond it those removed longest ago make room; when none are, new ones are left out.
    static constexpr std::size_t maxSeries = 128;

    /// `now` is when the snapshot was made: a window that was blocked must not stamp the old ones it finds with today.
    void record(const Snapshot &snapshot, MonoTime now);
    /// The backend goes on under another name, with its past. Call it with the edit, before the engine has applied it:
    /// snapshots that still have the old name are understood.
    void rename(const std::string &service, const std::string &from, const std::string &to);
    void renameService(const std::string &from, const std::string &to);

    /// One service's past as it is now, to be read on while this one forgets.
    History copyOf(const std::string &service) const;

    /// A grid that ends now and reaches back `window`, of at most `maxPoints` (2 or more) points.
    HistoryGrid grid(MonoTime now, Nanoseconds window, std::size_t maxPoints) const;
    HistoryCurve curve(const SeriesKey &key, Figure figure, const HistoryGrid &grid) const;
    /// Oldest first, within the grid's time.
    std::vector<StateSpan> notUp(const SeriesKey &key, const HistoryGrid &grid) const;
    /// What was true at that time, as finely as it is still known.
    std::optional<float> valueAt(const SeriesKey &key, Figure figure, MonoTime at) const;
    /// Unset: not seen then.
    std::optional<BackendState> stateAt(const SeriesKey &key, MonoTime at) const;
    /// Over whole seconds from `from` until before `to`.
    HistoryAverage average(const SeriesKey &key, Figure figure, MonoTime from, MonoTime to) const;

    /// Every backend of which something can still be read, those removed within the hour included; by name.
    std::vector<KnownBackend> backends(std::string_view service) const;
    /// When record() was last called; unset: never.
    std::optional<MonoTime> lastRecorded() const { return m_lastRecorded; }

private:
    // The minute and the hour, and the rest of a wide step at the far end.
    static constexpr std::size_t fineSlots = 256;
    static constexpr std::size_t coarseSlots = 3720;

    struct Series {
        HistoryRing fine {fineStep, fineSlots};
        HistoryRing coarse {coarseStep, coarseSlots};
        HistorySample last;
        std::optional<MonoTime> lastSeen;

        void record(const HistorySample &sample, MonoTime now);
        const HistoryRing &ring(HistoryGrid::Resolution resolution) const;
    };
    struct Rename {
        SeriesKey from;
        SeriesKey to;
    };
    void recordOne(SeriesKey key, const HistorySample &sample, MonoTime now);
    void forgetOld(MonoTime now);
    bool makeRoom(MonoTime now);
    void move(const SeriesKey &from, const SeriesKey &to);
    const SeriesKey &currentName(const SeriesKey &key) const;
    void settleRenames(const Snapshot &snapshot);
    const Series *find(const SeriesKey &key) const;

    std::map<SeriesKey, Series> m_series;
    std::vector<Rename> m_renames; ///< told by the user, not yet seen in a snapshot
    std::optional<MonoTime> m_lastRecorded;
};

} // namespace lbfy
