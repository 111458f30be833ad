// SPDX-License-Identifier: GPL-3.0-or-later
//
// The figures behind the charts as CSV (RFC 4180, UTF-8): numbers as programs read them, whatever the locale. Pure.

#pragma once

#include "core/observe/history.h"
#include "ui/chart/chartwords.h"
#include "ui/events/timeline.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace lbfy {

/// A cell of text, quoted where it must be. What a spreadsheet would take for a formula gets an apostrophe in front.
QString csvTextCell(const QString &text);

/// A row for each interval of History within the window that ends at `end`, a column for each figure of each backend, and
/// one for events. A cell without a value is empty. Times are UTC (ISO 8601).
QByteArray chartCsv(const History &history, const QString &service, const QStringList &backends,
                    const std::vector<TimelineEvent> &events, Nanoseconds window, const ChartTime &end);

} // namespace lbfy
