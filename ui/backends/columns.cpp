// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/backends/columns.h"

#include <QCoreApplication>

namespace lbfy {

const std::array<ColumnInfo, columnCount> &columns()
{
    using enum ColumnKind;
    constexpr Qt::Alignment left = Qt::AlignLeft | Qt::AlignVCenter;
    constexpr Qt::Alignment right = Qt::AlignRight | Qt::AlignVCenter;
    constexpr Qt::Alignment centre = Qt::AlignCenter;
    static const std::array<ColumnInfo, columnCount> all {{
            {Column::State, Live, left, 0, " \u00b7 88 min", QT_TRANSLATE_NOOP("lbfy::Columns", "State"),
             QT_TRANSLATE_NOOP("lbfy::Columns",
                               "Whether the backend is used for new connections, since when, and why not")},
            {Column::Name, Editable, left, 0, "backend-10", QT_TRANSLATE_NOOP("lbfy::Columns", "Name"),
             QT_TRANSLATE_NOOP("lbfy::Columns",
                               "Name in charts, logs and metrics. The colour is that of its lines in the charts")},
            {Column::Address, Editable, left, 0, "192.168.188.88:8888", QT_TRANSLATE_NOOP("lbfy::Columns", "Address"),
             QT_TRANSLATE_NOOP("lbfy::Columns", "Where the backend listens: host:port or [v6]:port")},
            {Column::Weight, Editable, right, 10, "256", QT_TRANSLATE_NOOP("lbfy::Columns", "Weight"),
             QT_TRANSLATE_NOOP("lbfy::Columns", "Share of the connections, relative to the others: 1 to 256")},
            {Column::Max, Editable, right, 2, "10,000", QT_TRANSLATE_NOOP("lbfy::Columns", "Max"),
             QT_TRANSLATE_NOOP("lbfy::Columns", "Most connections at a time; 0 is no limit")},
            {Column::Backup, Editable, centre, 1, "Yes", QT_TRANSLATE_NOOP("lbfy::Columns", "Backup"),
             QT_TRANSLATE_NOOP("lbfy::Columns", "Used only when no other backend is usable")},
            {Column::Active, Live, left, 11, "8,8888888", QT_TRANSLATE_NOOP("lbfy::Columns", "Active"),
             QT_TRANSLATE_NOOP("lbfy::Columns", "Connections open now")},
            {Column::Share, Live, right, 7, "100 %", QT_TRANSLATE_NOOP("lbfy::Columns", "Share"),
             QT_TRANSLATE_NOOP("lbfy::Columns", "Share of the connections given out in the last 10 s")},
            {Column::Ewma, Live, left, 9, "888.8888888", QT_TRANSLATE_NOOP("lbfy::Columns", "EWMA, ms"),
             QT_TRANSLATE_NOOP(
                     "lbfy::Columns",
                     "Latency as an average that forgets with time, milliseconds, and its last minute. Lower is better; "
                     "all rows have one scale")},
            {Column::P50, Live, right, 4, "888.8", QT_TRANSLATE_NOOP("lbfy::Columns", "p50, ms"),
             QT_TRANSLATE_NOOP("lbfy::Columns",
                               "Half of the answers of the last 10 s came within this time, milliseconds")},
            {Column::P99, Live, right, 8, "888.8", QT_TRANSLATE_NOOP("lbfy::Columns", "p99, ms"),
             QT_TRANSLATE_NOOP("lbfy::Columns",
                               "99 % of the answers of the last 10 s came within this time, milliseconds")},
            {Column::NewRate, Live, right, 6, "88.8 k", QT_TRANSLATE_NOOP("lbfy::Columns", "New/s"),
             QT_TRANSLATE_NOOP("lbfy::Columns", "New connections per second")},
            {Column::Failures, Live, right, 5, "88 in 1 min", QT_TRANSLATE_NOOP("lbfy::Columns", "Failures"),
             QT_TRANSLATE_NOOP("lbfy::Columns",
                               "Connections that could not be made since the start, and in the last minute")},
            {Column::Bytes, Live, right, 3, "← 88.8 MiB", QT_TRANSLATE_NOOP("lbfy::Columns", "Bytes/s"),
             QT_TRANSLATE_NOOP("lbfy::Columns", "Bytes per second: → to the backend, ← to the clients")},
    }};
    return all;
}

QString ColumnInfo::translatedTitle() const
{
    return QCoreApplication::translate("lbfy::Columns", title);
}

QString ColumnInfo::translatedExplanation() const
{
    return QCoreApplication::translate("lbfy::Columns", explanation);
}

} // namespace lbfy
