// SPDX-License-Identifier: GPL-3.0-or-later
//
// The crosshair: by mouse, by keys, by an event that is shown, and in words.

#include "ui/chart/chartpanel.h"

#include "ui/chart/chartaccessible.h"
#include "ui/chart/crosshairbox.h"
#include "ui/chart/eventlane.h"
#include "ui/chart/timeseriesview.h"
#include "ui/text/format.h"

#include <QStyle>

#include <algorithm>
#include <cmath>

namespace lbfy {

namespace {

/// More rows than this would cover the charts.
constexpr std::size_t mostRows = 14;
/// A screen reader must not be flooded.
constexpr Nanoseconds speakEvery = std::chrono::seconds(5);

CrosshairBox::Cell cellOf(const ChartPicture &picture, const ChartLine &line, std::size_t point)
{
    if (const std::optional<float> value = line.valueAt(point))
        return {valueText(picture.kind, *value), false};
    const MonoTime at = picture.frame.grid.at(point);
    for (const StateSpan &span : line.notUp) {
        if (span.from <= at && at < span.to)
            return {stateWord(span.state), true};
    }
    return {ChartPanel::tr("no data"), true};
}

} // namespace

std::optional<std::size_t> ChartPanel::crosshair() const
{
    const HistoryGrid &grid = m_views[0]->picture().frame.grid;
    if (!m_crosshairAge || grid.points == 0)
        return std::nullopt;
    const auto back = static_cast<std::size_t>(std::llround(toSeconds(*m_crosshairAge) / toSeconds(grid.step)));
    return grid.points - 1 - std::min(back, grid.points - 1);
}

void ChartPanel::setCrosshair(std::optional<std::size_t> point)
{
    const HistoryGrid &grid = m_views[0]->picture().frame.grid;
    if (point && *point < grid.points)
        m_crosshairAge = grid.last - grid.at(*point);
    else
        m_crosshairAge.reset();
    showCrosshair();
}

void ChartPanel::moveCrosshair(int points)
{
    const HistoryGrid &grid = m_views[0]->picture().frame.grid;
    if (grid.points == 0)
        return;
    const auto last = static_cast<std::int64_t>(grid.points) - 1;
    const std::optional<std::size_t> from = crosshair();
    const std::int64_t to = from ? static_cast<std::int64_t>(*from) + points : last;
    setCrosshair(static_cast<std::size_t>(std::clamp<std::int64_t>(to, 0, last)));
}

void ChartPanel::showCrosshair()
{
    const std::optional<std::size_t> point = crosshair();
    for (TimeSeriesView *view : m_views)
        view->setCrosshair(point, m_emphasis);
    if (!point || m_views[0]->picture().frame.empty()) {
        m_box->hide();
        return;
    }
    const ChartFrame &sorting = m_views[m_pointed]->picture().frame;
    const MonoTime at = sorting.grid.at(*point);
    CrosshairBox::Content content;
    content.clock = clockText(shown().wallOf(at), sorting.grid.step);
    content.ago = agoText(-sorting.xOf(at));
    for (const TimeSeriesView *view : m_views)
        content.columns.push_back(view->kind().column);
    const std::vector<std::size_t> order = byValueAt(sorting, *point);
    for (std::size_t i = 0; i < std::min(order.size(), mostRows); ++i) {
        const ChartLine &line = sorting.lines[order[i]];
        CrosshairBox::Row row;
        row.name = line.removed ? tr("%1 (removed)").arg(line.name) : line.name;
        row.shape = line.color;
        row.color = lineColor(line, m_colors);
        row.bold = line.selected;
        for (const TimeSeriesView *view : m_views) {
            const auto &lines = view->picture().frame.lines;
            const auto same = std::ranges::find(lines, line.name, &ChartLine::name);
            row.cells.push_back(same != lines.end() ? cellOf(view->picture(), *same, *point)
                                                    : CrosshairBox::Cell {tr("no data"), true});
        }
        content.rows.push_back(std::move(row));
    }
    if (order.size() > mostRows)
        content.foot = tr("and %1 more").arg(order.size() - mostRows);
    else if (sorting.grid.step > History::coarseStep)
        content.foot = tr("highest within %1").arg(formatAge(toSeconds(sorting.grid.step)));
    m_box->showBeside(std::move(content), m_views[0]->xOf(*point), QRectF(rect()).adjusted(4, 4, -4, -4));
}

bool ChartPanel::showTime(WallTime at)
{
    if (!m_ticked)
        return false;
    const MonoTime mono = std::min(m_now.monoOf(at), m_now.mono);
    if (m_now.mono - mono > History::coarseSpan)
        return false;
    const bool inView = mono <= shown().mono && mono > shown().mono - m_window;
    const bool wasFrozen = isFrozen();
    // Already in view: nothing moves. Else it comes to the middle, or as near to it as now allows.
    if (!inView)
        freezeAt(std::min(m_now.mono, mono + m_window / 2));
    else if (!wasFrozen)
        freezeAt(m_now.mono);
    refreshOrMark();
    const HistoryGrid &grid = m_views[0]->picture().frame.grid;
    m_crosshairAge = std::max(Nanoseconds::zero(), grid.last - mono);
    pulse();
    if (!wasFrozen)
        Q_EMIT frozenChanged(true);
    return true;
}

void ChartPanel::pulse()
{
    m_pulse.stop();
    m_emphasis = 0;
    // Who has switched animations off sees the crosshair, and that is enough.
    if (style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this) > 0 && isVisible())
        m_pulse.start();
    showCrosshair();
}

void ChartPanel::speak(MonoTime now)
{
    if (m_spokenAt && now - *m_spokenAt < speakEvery)
        return;
    m_spokenAt = now;
    for (TimeSeriesView *view : m_views)
        describeChart(view, describeFrame(view->kind(), view->picture().frame));
}

void ChartPanel::speakCrosshair(TimeSeriesView *view)
{
    if (const std::optional<std::size_t> point = crosshair())
        sayAtChart(view, describePoint(view->kind(), view->picture().frame, *point, shown()));
}

} // namespace lbfy
