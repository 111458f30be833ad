// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/chartwords.h"

#include "ui/text/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lbfy {

namespace {

/// A sentence about more backends helps nobody.
constexpr std::size_t mostSpoken = 12;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::Chart)
};

std::optional<double> meanOf(const HistoryCurve &curve, std::size_t from, std::size_t to)
{
    double sum = 0;
    int count = 0;
    for (std::size_t i = from; i < to && i < curve.size(); ++i) {
        if (!curve[i])
            continue;
        sum += curve[i]->range.mean;
        ++count;
    }
    return count > 0 ? std::optional(sum / count) : std::nullopt;
}

/// The last sixth of the window against the sixth before: 10 s each in a minute.
QString trendOf(const ChartLine &line)
{
    const std::size_t count = line.curve.size();
    const std::size_t part = std::max<std::size_t>(1, count / 6);
    const auto before = meanOf(line.curve, count - std::min(count, 2 * part), count - part);
    const auto after = meanOf(line.curve, count - part, count);
    if (!before || !after)
        return {};
    if (*after > *before * 1.15)
        return Words::tr("rising");
    if (*after < *before * 0.87)
        return Words::tr("falling");
    return Words::tr("steady");
}

/// How long the line has been without a value, or out.
QString absenceOf(const ChartFrame &frame, const ChartLine &line)
{
    const MonoTime end = frame.grid.last + frame.grid.step;
    if (line.state && *line.state != BackendState::Up && !line.notUp.empty()) {
        return Words::tr("%1 %2 for %3")
                .arg(line.name, stateWord(*line.state), formatAge(toSeconds(end - line.notUp.back().from)));
    }
    for (std::size_t i = line.curve.size(); i > 0; --i) {
        if (line.curve[i - 1]) {
            const double seconds = toSeconds(frame.grid.last - frame.grid.at(i - 1));
            return Words::tr("%1 no data for %2").arg(line.name, formatAge(seconds));
        }
    }
    return Words::tr("%1 no data").arg(line.name);
}

QString joined(const QStringList &present, const QStringList &absent, std::size_t left)
{
    QStringList parts;
    if (!present.isEmpty())
        parts += present.join(QStringLiteral(", "));
    if (!absent.isEmpty())
        parts += absent.join(QStringLiteral(", "));
    if (left > 0)
        parts += Words::tr("and %1 more").arg(left);
    return parts.join(QStringLiteral("; "));
}

} // namespace

QString stateWord(BackendState state)
{
    switch (state) {
    case BackendState::Up:
        return Words::tr("up");
    case BackendState::Down:
        return Words::tr("down");
    case BackendState::Ejected:
        return Words::tr("ejected");
    case BackendState::Drain:
        return Words::tr("draining");
    case BackendState::Disabled:
        return Words::tr("disabled");
    }
    return {};
}

QString valueText(const ChartKind &kind, std::optional<float> value)
{
    if (!value)
        return noValue();
    if (kind.whole)
        return formatCount(static_cast<std::uint64_t>(std::lround(*value)));
    if (kind.scale == 1000)
        return formatMilliseconds(static_cast<double>(*value));
    return formatRate(static_cast<double>(*value) * kind.scale);
}

QString spokenValue(const ChartKind &kind, float value)
{
    const QString text = valueText(kind, value);
    return kind.scale == 1000 ? Words::tr("%1 ms").arg(text) : text;
}

QString agoText(double seconds)
{
    if (seconds < 0.05)
        return Words::tr("now");
    const QString age = seconds < 100 ? Words::tr("%1 s").arg(QLocale().toString(seconds, 'f', 1)) : formatAge(seconds);
    return QStringLiteral("\u2212") + age;
}

QString clockText(WallTime at, Nanoseconds step)
{
    if (step >= std::chrono::seconds(1))
        return formatTimeOfDay(at);
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(ms).time(), QStringLiteral("HH:mm:ss.zzz")).chopped(2);
}

QString describeFrame(const ChartKind &kind, const ChartFrame &frame)
{
    QStringList present;
    QStringList absent;
    std::size_t spoken = 0;
    std::size_t known = 0;
    for (const ChartLine &line : frame.lines) {
        if (line.removed)
            continue;
        if (++known > mostSpoken)
            continue;
        ++spoken;
        if (!line.current || (line.state && *line.state == BackendState::Down)) {
            absent += absenceOf(frame, line);
            continue;
        }
        const QString trend = trendOf(line);
        const QString value = spokenValue(kind, *line.current);
        present += trend.isEmpty() ? Words::tr("%1 %2").arg(line.name, value)
                                   : Words::tr("%1 %2 %3").arg(line.name, value, trend);
    }
    if (known == 0)
        return Words::tr("No backends");
    return joined(present, absent, known - spoken);
}

QString describePoint(const ChartKind &kind, const ChartFrame &frame, std::size_t point, const ChartTime &time)
{
    QStringList present;
    QStringList absent;
    const std::vector<std::size_t> order = byValueAt(frame, point);
    const std::size_t spoken = std::min(order.size(), mostSpoken);
    for (std::size_t i = 0; i < spoken; ++i) {
        const ChartLine &line = frame.lines[order[i]];
        if (const std::optional<float> value = line.valueAt(point))
            present += Words::tr("%1 %2").arg(line.name, spokenValue(kind, *value));
        else
            absent += Words::tr("%1 no data").arg(line.name);
    }
    const MonoTime at = frame.grid.at(point);
    return Words::tr("%1, %2: %3")
            .arg(clockText(time.wallOf(at), frame.grid.step), agoText(-frame.xOf(at)),
                 joined(present, absent, order.size() - spoken));
}

std::vector<std::size_t> byValueAt(const ChartFrame &frame, std::size_t point)
{
    std::vector<std::size_t> order(frame.lines.size());
    std::iota(order.begin(), order.end(), std::size_t {0});
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return frame.lines[a].valueAt(point).value_or(-1) > frame.lines[b].valueAt(point).value_or(-1);
    });
    return order;
}

} // namespace lbfy
