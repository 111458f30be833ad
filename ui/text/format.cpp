// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>
#include <climits>
#include <cmath>

namespace lbfy {

namespace {

struct Format {
    Q_DECLARE_TR_FUNCTIONS(lbfy::Format)
};

/// Three significant digits, at most two behind the sign.
QString threeDigits(double value, const QLocale &locale)
{
    const double size = std::abs(value);
    const int decimals = size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
    return locale.toString(value, 'f', decimals);
}

struct Scale {
    double factor;
    const char *unit;
};

template<std::size_t count>
QString scaled(double value, const std::array<Scale, count> &scales, const QLocale &locale)
{
    for (const Scale &scale : scales) {
        // 999.5 and more would be written 1000: the next unit's business.
        if (std::abs(value) < scale.factor * 999.5 || &scale == &scales.back())
            return threeDigits(value / scale.factor, locale) + QChar(u'\u00a0') + QString::fromUtf8(scale.unit);
    }
    return {};
}

} // namespace

QString noValue()
{
    return QStringLiteral("\u2013");
}

QString formatMilliseconds(std::optional<double> seconds, const QLocale &locale)
{
    return seconds && std::isfinite(*seconds) ? threeDigits(*seconds * 1000, locale) : noValue();
}

QString formatDuration(double seconds, const QLocale &locale)
{
    if (!std::isfinite(seconds))
        return noValue();
    if (seconds >= 99.95)
        return formatAge(seconds);
    if (seconds <= 0)
        return Format::tr("%1 s").arg(0);
    return scaled(seconds, std::array<Scale, 3> {{{1e-6, "µs"}, {1e-3, "ms"}, {1, "s"}}}, locale);
}

QString formatAge(double seconds)
{
    if (!std::isfinite(seconds))
        return noValue();
    constexpr double longest = 1e15; // what a qint64 holds with ease
    const auto whole = static_cast<qint64>(std::clamp(seconds, 0.0, longest));
    const qint64 minutes = whole / 60;
    const qint64 hours = whole / 3600;
    if (whole < 60)
        return Format::tr("%1 s").arg(whole);
    if (whole < 600 && whole % 60 != 0)
        return Format::tr("%1 min %2 s").arg(minutes).arg(whole % 60);
    if (whole < 3600)
        return Format::tr("%1 min").arg(minutes);
    if (whole < 86'400 && minutes % 60 != 0)
        return Format::tr("%1 h %2 min").arg(hours).arg(minutes % 60);
    if (whole < 86'400)
        return Format::tr("%1 h").arg(hours);
    if (hours % 24 != 0)
        return Format::tr("%1 d %2 h").arg(hours / 24).arg(hours % 24);
    return Format::tr("%1 d").arg(hours / 24);
}

QString formatRate(double perSecond, const QLocale &locale)
{
    if (!std::isfinite(perSecond))
        return noValue();
    // Something is not nothing.
    if (perSecond > 0 && perSecond < 0.05)
        return QString(QStringLiteral("<") + locale.toString(0.1, 'f', 1));
    if (perSecond < 999.5) {
        const int decimals = perSecond < 9.95 && perSecond > 0 ? 1 : 0;
        return locale.toString(perSecond, 'f', decimals);
    }
    return scaled(perSecond, std::array<Scale, 3> {{{1e3, "k"}, {1e6, "M"}, {1e9, "G"}}}, locale);
}

QString formatBytes(double bytes, const QLocale &locale)
{
    if (!std::isfinite(bytes))
        return noValue();
    if (bytes < 999.5)
        return locale.toString(bytes, 'f', 0) + QChar(u'\u00a0') + QStringLiteral("B");
    return scaled(bytes,
                  std::array<Scale, 4> {{{1024., "KiB"},
                                         {1024. * 1024, "MiB"},
                                         {1024. * 1024 * 1024, "GiB"},
                                         {1024. * 1024 * 1024 * 1024, "TiB"}}},
                  locale);
}

QString formatShare(std::optional<double> zeroToOne, const QLocale &locale)
{
    if (!zeroToOne || !std::isfinite(*zeroToOne))
        return noValue();
    // Neither nothing nor all, though it rounds to that.
    if (*zeroToOne > 0 && *zeroToOne < 0.005)
        return QStringLiteral("<1\u00a0%");
    if (*zeroToOne >= 0.995 && *zeroToOne < 1)
        return QStringLiteral(">99\u00a0%");
    return locale.toString(*zeroToOne * 100, 'f', 0) + QStringLiteral("\u00a0%");
}

QString formatCount(std::uint64_t count, const QLocale &locale)
{
    return locale.toString(static_cast<qulonglong>(count));
}

int pluralOf(std::uint64_t count)
{
    return static_cast<int>(std::min<std::uint64_t>(count, INT_MAX));
}

QString formatTimeOfDay(std::chrono::system_clock::time_point at, const QLocale &locale)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return locale.toString(QDateTime::fromMSecsSinceEpoch(ms).time(), QStringLiteral("HH:mm:ss"));
}

} // namespace lbfy
