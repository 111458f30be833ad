// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/chartframe.h"

#include "ui/theme/colors.h"

#include <algorithm>

namespace lbfy {

namespace {

ChartLine lineOf(const History &history, Figure figure, const ChartFrameRequest &request, const HistoryGrid &grid,
                 const ChartBackend &backend)
{
    const SeriesKey key {request.service.toStdString(), backend.name.toStdString()};
    ChartLine line;
    line.name = backend.name;
    line.color = backend.color;
    line.selected = backend.selected;
    line.curve = history.curve(key, figure, grid);
    line.notUp = history.notUp(key, grid);
    line.state = history.stateAt(key, request.end);
    line.current = history.valueAt(key, figure, request.end);
    return line;
}

bool hasValue(const ChartLine &line)
{
    return std::ranges::any_of(line.curve, [](const auto &point) { return point.has_value(); });
}

} // namespace

bool ChartLine::coloured() const
{
    return selected || color < Colors::seriesCount;
}

std::optional<float> ChartLine::valueAt(std::size_t point) const
{
    if (point >= curve.size() || !curve[point])
        return std::nullopt;
    return curve[point]->range.max;
}

bool ChartFrame::empty() const
{
    return std::ranges::none_of(lines, [](const ChartLine &line) { return hasValue(line) || !line.notUp.empty(); });
}

std::optional<float> ChartFrame::highest() const
{
    std::optional<float> highest;
    for (const ChartLine &line : lines) {
        for (const auto &point : line.curve) {
            if (point && (!highest || point->range.max > *highest))
                highest = point->range.max;
        }
    }
    return highest;
}

std::vector<std::optional<std::pair<float, float>>> ChartFrame::band() const
{
    std::vector<std::optional<std::pair<float, float>>> band;
    for (const ChartLine &line : lines) {
        if (line.coloured())
            continue;
        band.resize(grid.points);
        for (std::size_t i = 0; i < grid.points; ++i) {
            const std::optional<float> value = line.valueAt(i);
            if (!value)
                continue;
            band[i] = band[i] ? std::pair(std::min(band[i]->first, *value), std::max(band[i]->second, *value))
                              : std::pair(*value, *value);
        }
    }
    return band;
}

std::size_t ChartFrame::othersCount() const
{
    return static_cast<std::size_t>(
            std::ranges::count_if(lines, [](const ChartLine &line) { return !line.coloured() && !line.removed; }));
}

ChartFrame makeFrame(const History &history, Figure figure, const ChartFrameRequest &request)
{
    ChartFrame frame;
    frame.window = request.window;
    frame.grid = history.grid(request.end, request.window, request.maxPoints);
    for (const ChartBackend &backend : request.backends)
        frame.lines.push_back(lineOf(history, figure, request, frame.grid, backend));
    for (const ChartBackend &backend : request.removed) {
        ChartLine line = lineOf(history, figure, request, frame.grid, backend);
        if (!hasValue(line))
            continue;
        line.removed = true;
        line.current.reset();
        frame.lines.push_back(std::move(line));
    }
    return frame;
}

} // namespace lbfy
