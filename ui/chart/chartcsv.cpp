// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/chartcsv.h"

#include <QDateTime>

#include <algorithm>
#include <array>
#include <string_view>

namespace lbfy {

namespace {

constexpr std::array<std::pair<Figure, std::string_view>, 6> columns {{
        {Figure::Ewma, "ewma_s"},
        {Figure::Active, "active"},
        {Figure::P50, "p50_s"},
        {Figure::P99, "p99_s"},
        {Figure::ConnectionsPerSecond, "connections_per_s"},
        {Figure::Share, "share"},
}};

QString isoTime(WallTime at)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs);
}

/// The texts of the events of each interval.
std::vector<QStringList> eventsOf(const std::vector<TimelineEvent> &events, const HistoryGrid &grid,
                                  const ChartTime &end)
{
    std::vector<QStringList> rows(grid.points);
    for (const TimelineEvent &event : events) {
        const Nanoseconds since = end.monoOf(event.at) - grid.at(0);
        const auto row = since / grid.step;
        if (since >= Nanoseconds::zero() && row < static_cast<std::int64_t>(rows.size()))
            rows[static_cast<std::size_t>(row)] += event.text;
    }
    return rows;
}

} // namespace

QString csvTextCell(const QString &text)
{
    QString cell = text;
    static const QString formula = QStringLiteral("=+-@\t\r");
    if (!cell.isEmpty() && formula.contains(cell.front()))
        cell.prepend(QChar(u'\''));
    const bool quoted = std::ranges::any_of(cell,
                                            [](QChar c) { return c == u',' || c == u'"' || c == u'\n' || c == u'\r'; });
    if (!quoted)
        return cell;
    cell.replace(QChar(u'"'), QStringLiteral("\"\""));
    return QChar(u'"') + cell + QChar(u'"');
}

QByteArray chartCsv(const History &history, const QString &service, const QStringList &backends,
                    const std::vector<TimelineEvent> &events, Nanoseconds window, const ChartTime &end)
{
    const HistoryGrid grid = history.grid(end.mono, window, static_cast<std::size_t>(window / History::fineStep) + 1);
    QString text = QStringLiteral("time");
    std::vector<HistoryCurve> curves;
    for (const QString &backend : backends) {
        for (const auto &[figure, name] : columns) {
            text += QChar(u',') + csvTextCell(backend + QChar(u' ') + QString::fromUtf8(name));
            curves.push_back(history.curve({service.toStdString(), backend.toStdString()}, figure, grid));
        }
    }
    text += QStringLiteral(",events\n");
    const std::vector<QStringList> happened = eventsOf(events, grid, end);
    bool begun = false; // what is before the first value is not data
    for (std::size_t row = 0; row < grid.points; ++row) {
        QString cells;
        for (const HistoryCurve &curve : curves) {
            cells += QChar(u',');
            if (curve[row])
                cells += QString::number(static_cast<double>(curve[row]->range.mean), 'g', 7);
            begun = begun || curve[row];
        }
        begun = begun || !happened[row].isEmpty();
        if (begun) {
            text += isoTime(end.wallOf(grid.at(row))) + cells + QChar(u',')
                    + csvTextCell(happened[row].join(QStringLiteral("; "))) + QChar(u'\n');
        }
    }
    return text.toUtf8();
}

} // namespace lbfy
