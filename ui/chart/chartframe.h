// SPDX-License-Identifier: GPL-3.0-or-later
//
// All that one chart shows at one time, as a value: taken from History once a tick, then drawn, exported, spoken and
// tested without asking History again. A frozen chart is a frame that is kept.

#pragma once

#include "core/observe/history.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

namespace lbfy {

/// A backend as the charts shall show it.
struct ChartBackend {
    QString name;
    std::size_t color =
            0; ///< its index in Colors::series for life; from Colors::seriesCount on it is one of "the others"
    bool selected = false;

    bool operator==(const ChartBackend &) const = default;
};

/// What a chart is about.
struct ChartKind {
    Figure figure = Figure::Ewma;
    QString title; ///< with the unit
    QString hint; ///< how to read it, may be empty
    QString column; ///< the title in a few letters, with the unit
    double scale = 1; ///< from History's unit to the axis'
    double leastTop = 1; ///< the axis never ends below it
    bool whole = false; ///< counts: no fractions at the axis
};

struct ChartLine {
    QString name;
    std::size_t color = 0;
    bool selected = false;
    bool removed = false; ///< no longer configured
    HistoryCurve curve;
    std::vector<StateSpan> notUp;
    std::optional<float> current; ///< at the frame's end
    std::optional<BackendState> state; ///< at the frame's end; unset: not seen

    /// Has a colour of its own; else it is part of the grey band.
    bool coloured() const;
    /// The value that is drawn at a point, in History's unit.
    std::optional<float> valueAt(std::size_t point) const;
};

struct ChartFrame {
    HistoryGrid grid;
    Nanoseconds window {};
    std::vector<ChartLine> lines;

    double seconds() const { return toSeconds(window); }
    /// Seconds before the newest point, so 0 or less.
    double xOf(MonoTime at) const { return toSeconds(at - grid.last); }
    double xOf(std::size_t point) const { return xOf(grid.at(point)); }
    bool empty() const;
    /// The largest value in view.
    std::optional<float> highest() const;
    /// Smallest and largest of the backends without a colour, at each point; empty when there are none.
    std::vector<std::optional<std::pair<float, float>>> band() const;
    std::size_t othersCount() const;
};

struct ChartFrameRequest {
    QString service;
    std::vector<ChartBackend> backends;
    std::vector<ChartBackend> removed; ///< shown as long as there is something of them in view
    Nanoseconds window {};
    MonoTime end {};
    std::size_t maxPoints = 2;
};

ChartFrame makeFrame(const History &history, Figure figure, const ChartFrameRequest &request);

} // namespace lbfy
