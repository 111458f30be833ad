// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers as the window writes them: three significant digits, the user's decimal sign, a unit that stays the same
// within a column. What is not known, or no number, is an en dash, never 0. Pure: the locale is an argument where it matters.

#pragma once

#include <QLocale>
#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>

namespace lbfy {

/// "–": no value.
QString noValue();

/// "1.90" for 0.0019: milliseconds, three significant digits, without the unit (which is the column's).
QString formatMilliseconds(std::optional<double> seconds, const QLocale &locale = QLocale());
/// "850 µs", "1.90 ms", "2.40 s", "3 min 20 s": with the unit that fits.
QString formatDuration(double seconds, const QLocale &locale = QLocale());
/// "12 s", "4 min", "2 h 5 min", "2 h", "3 d 4 h": how long something has been so, whole units.
QString formatAge(double seconds);
/// "0", "<0.1", "5.3", "999", "1.20 k", "3.45 M": per second and other rates.
QString formatRate(double perSecond, const QLocale &locale = QLocale());
/// "0 B", "999 B", "1.20 KiB", "3.45 GiB".
QString formatBytes(double bytes, const QLocale &locale = QLocale());
/// "48 %", "<1 %", ">99 %", "–".
QString formatShare(std::optional<double> zeroToOne, const QLocale &locale = QLocale());
/// "12,345" by the locale.
QString formatCount(std::uint64_t count, const QLocale &locale = QLocale());
/// A count as tr() takes it, to choose between one and many.
int pluralOf(std::uint64_t count);
/// "14:02:11" local time.
QString formatTimeOfDay(std::chrono::system_clock::time_point at, const QLocale &locale = QLocale());

} // namespace lbfy
