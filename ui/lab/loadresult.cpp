// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/loadresult.h"

#include "ui/lab/loadwords.h"
#include "ui/tabs/cellroles.h"
#include "ui/text/format.h"
#include "ui/theme/glyphs.h"

#include <algorithm>
#include <utility>

namespace lbfy {

namespace {

/// Above it a generator's own lateness is worth a word.
constexpr double worthSaying = 0.001; // seconds

QStringList quantiles(const LoadReport::Quantiles &values, std::uint64_t count)
{
    if (count == 0)
        return {noValue(), noValue(), noValue(), noValue(), noValue()};
    QStringList texts;
    for (const double value : {values.p50, values.p90, values.p99, values.p999, values.max})
        texts << formatDuration(value);
    return texts;
}

} // namespace

std::vector<LoadResult::Row> LoadResult::rowsOf(const LoadReport &report, const LoadFigures &figures)
{
    const auto moved = [](std::uint64_t bytes, double perSecond) {
        return tr("%1, %2 a second").arg(formatBytes(static_cast<double>(bytes)), formatBytes(perSecond));
    };
    std::vector<Row> rows;
    rows.push_back({tr("Latency"), quantiles(report.latency, report.turns)});
    rows.push_back({tr("Answered"),
                    {tr("%1, %2 a second").arg(formatCount(report.turns), formatRate(report.turnsPerSecond))}});
    addErrors(rows, report);
    rows.push_back({tr("Connecting"), quantiles(report.connect, report.connections)});
    rows.push_back({tr("Connections"),
                    {tr("%1 opened, %2 open now")
                             .arg(formatCount(report.connections), formatCount(figures.openConnections))}});
    rows.push_back({tr("Sent"), {moved(report.bytesSent, report.sentPerSecond)}});
    rows.push_back({tr("Received"), {moved(report.bytesReceived, report.receivedPerSecond)}});
    if (figures.phase == LoadPhase::Finished) {
        rows.push_back({tr("Unfinished"), {tr("%1, not counted").arg(formatCount(report.unfinished))}});
    } else {
        rows.push_back({tr("Under way"),
                        {tr("%1, and %2 waiting")
                                 .arg(formatCount(figures.turnsUnderWay), formatCount(figures.turnsWaiting))}});
    }
    if (report.lateness.p99 > worthSaying) {
        rows.push_back({tr("Note"),
                        {tr("The load itself was late by %1 (p99), which latencies include: it lacks CPU time")
                                 .arg(formatDuration(report.lateness.p99))},
                        Tone::Warning});
    }
    return rows;
}

void LoadResult::addErrors(std::vector<Row> &rows, const LoadReport &report)
{
    const auto all = static_cast<double>(report.errorTotal + report.turns);
    if (report.errorTotal == 0)
        return rows.push_back({tr("Errors"), {tr("none")}});
    rows.push_back(
            {tr("Errors"),
             {tr("%1, %2 of turns")
                      .arg(formatCount(report.errorTotal), formatShare(static_cast<double>(report.errorTotal) / all))},
             Tone::Bad});
    for (std::size_t i = 0; i < report.errors.size(); ++i) {
        if (report.errors[i] > 0)
            rows.push_back({{}, {tr("%1 × %2").arg(formatCount(report.errors[i]), loadErrorText(LoadError(i)))}});
    }
}

void LoadResult::show(const LoadReport &report, const LoadFigures &figures)
{
    std::vector<Row> rows = rowsOf(report, figures);
    const bool same = std::ranges::equal(rows, m_rows, [](const Row &a, const Row &b) {
        return a.title == b.title && a.cells.size() == b.cells.size();
    });
    if (same) {
        m_rows = std::move(rows);
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
        return;
    }
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT shapeChanged();
}

int LoadResult::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int LoadResult::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString LoadResult::cell(const Row &row, int column) const
{
    return column == Title ? row.title : row.cells.value(column - P50);
}

QVariant LoadResult::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Row &row = m_rows[static_cast<std::size_t>(index.row())];
    const bool isValue = index.column() != Title;
    switch (role) {
    case Qt::DisplayRole:
        return cell(row, index.column());
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    case ToneRole:
        return QVariant::fromValue(isValue ? row.tone : Tone::Muted);
    case GlyphRole:
        return QVariant::fromValue(index.column() != P50               ? Glyph::None
                                           : row.tone == Tone::Bad     ? Glyph::Octagon
                                           : row.tone == Tone::Warning ? Glyph::Triangle
                                                                       : Glyph::None);
    case ExportRole:
        return cell(row, index.column());
    case Qt::AccessibleTextRole: // of a text the other columns have no part
        if (!isValue || row.cells.size() == 1)
            return QString(row.title + QStringLiteral(": ") + row.cells.join(QStringLiteral(", ")));
        return tr("%1 %2: %3")
                .arg(row.title, headerData(index.column(), Qt::Horizontal).toString(), cell(row, index.column()));
    default:
        return {};
    }
}

QVariant LoadResult::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    static const QStringList names {QString(), QStringLiteral("p50"), QStringLiteral("p90"), QStringLiteral("p99"),
                                    QStringLiteral("p99.9")};
    switch (role) {
    case Qt::DisplayRole:
        return section == Title ? tr("Figure") : section == Max ? tr("Longest") : names.at(section);
    case Qt::ToolTipRole:
        return section == Title  ? QString()
                : section == Max ? tr("The longest of all")
                                 : tr("So long, or less, took that share of them: p99 is 99 in a hundred");
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    case SampleRole:
        // Cells are written a little larger than titles.
        return section == Title ? QStringList {tr("Connections") + QLatin1Char('M')}
                                : QStringList {formatDuration(0.0888) + QLatin1Char('M')};
    default:
        return {};
    }
}

} // namespace lbfy
