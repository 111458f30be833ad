// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/backends/backendrow.h"

#include "ui/text/coretext.h"
#include "ui/text/format.h"

#include <QCoreApplication>

#include <numeric>
#include <utility>

namespace lbfy {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::BackendRow)
};

constexpr std::size_t at(Column column)
{
    return static_cast<std::size_t>(column);
}

std::bitset<columnCount> difference(const std::array<CellText, columnCount> &a,
                                    const std::array<CellText, columnCount> &b)
{
    std::bitset<columnCount> different;
    for (std::size_t i = 0; i < columnCount; ++i)
        different[i] = a[i] != b[i];
    return different;
}

} // namespace

QString stateName(BackendState state)
{
    switch (state) {
    case BackendState::Up:
        return Words::tr("Up");
    case BackendState::Down:
        return Words::tr("Down");
    case BackendState::Ejected:
        return Words::tr("Ejected");
    case BackendState::Drain:
        return Words::tr("Draining");
    case BackendState::Disabled:
        return Words::tr("Disabled");
    }
    return {};
}

bool BackendRow::isProblem() const
{
    return live && (state == BackendState::Down || state == BackendState::Ejected || recent.failures() > 0);
}

QString BackendRow::stateWord() const
{
    return live ? stateName(state) : Words::tr("Stopped");
}

QString BackendRow::stateSentence() const
{
    if (!live)
        return Words::tr("Stopped");
    QString text = Words::tr("%1 for %2").arg(stateName(state), age);
    if (!reason.isEmpty())
        text += QStringLiteral(": ") + reason;
    return text;
}

std::bitset<columnCount> BackendRow::setConfig(const BackendConfig &wanted, int colorIndex)
{
    const auto before = cells;
    const bool recoloured = std::exchange(color, colorIndex) != colorIndex;
    config = wanted;
    fillConfigured();
    std::bitset<columnCount> changed = difference(before, cells);
    if (recoloured)
        changed.set(at(Column::Name));
    return changed;
}

void BackendRow::fillConfigured()
{
    cells[at(Column::Name)].first = QString::fromStdString(config.name);
    cells[at(Column::Address)].first = QString::fromStdString(config.address.toString());
    cells[at(Column::Weight)].first = formatCount(static_cast<std::uint64_t>(config.weight));
    cells[at(Column::Max)].first = config.maxConnections == 0
            ? QStringLiteral("\u221e")
            : formatCount(static_cast<std::uint64_t>(config.maxConnections));
    cells[at(Column::Backup)].first = config.backup ? Words::tr("Yes") : Words::tr("No");
    sortBy[at(Column::Weight)] = config.weight;
    sortBy[at(Column::Max)] = config.maxConnections == 0 ? 1e9 : config.maxConnections;
    sortBy[at(Column::Backup)] = config.backup ? 1 : 0;
}

/// Finding the words costs more than a row may on every tick.
void BackendRow::takeReason(const std::string &english)
{
    if (english == englishReason)
        return;
    englishReason = english;
    reason = coreText(english);
}

std::bitset<columnCount> BackendRow::setLive(const BackendSnapshot *snapshot, WallTime now)
{
    const auto before = cells;
    const std::uint64_t activeBefore = active;
    const BackendState stateBefore = state;
    const auto ewmaBefore = std::move(ewma);
    live = snapshot != nullptr;
    if (snapshot) {
        state = snapshot->state;
        usable = snapshot->usable;
        active = snapshot->active;
        failures = std::accumulate(snapshot->connectFailures.begin(), snapshot->connectFailures.end(),
                                   std::uint64_t {0});
        takeReason(state == BackendState::Up ? std::string() : snapshot->stateReason);
        age = formatAge(std::chrono::duration<double>(now - snapshot->stateSince).count());
        recent.add(now, snapshot->ewmaSeconds, failures);
    } else {
        active = 0;
        usable = false;
        takeReason({});
        recent.clear();
    }
    ewma = recent.ewmaBySecond();
    fillLive(snapshot);
    std::bitset<columnCount> changed = difference(before, cells);
    if (active != activeBefore)
        changed.set(at(Column::Active));
    if (state != stateBefore)
        changed.set(at(Column::State));
    if (ewma != ewmaBefore)
        changed.set(at(Column::Ewma));
    return changed;
}

void BackendRow::fillLive(const BackendSnapshot *snapshot)
{
    const auto set = [this](Column column, std::optional<double> value, QString first, QString second = {}) {
        sortBy[at(column)] = value;
        cells[at(column)] = {value ? std::move(first) : noValue(), value ? std::move(second) : QString()};
    };
    const auto quantile = [&set](Column column, const Quantiles &quantiles, double value) {
        set(column, quantiles.samples > 0 ? std::optional(value) : std::nullopt, formatMilliseconds(value));
    };
    static const BackendSnapshot none;
    const BackendSnapshot &seen = snapshot ? *snapshot : none;
    // Who gets nothing has no share and no rate, which is not the same as a rate of 0 among those in use.
    const auto ifUsed = [&](double value) {
        return live && (usable || value > 0) ? std::optional(value) : std::nullopt;
    };

    QString second = reason;
    if (live && state == BackendState::Drain)
        second = Words::tr("%1 connections left", nullptr, pluralOf(active)).arg(formatCount(active));
    // Trouble first.
    constexpr std::array severity {4, 0, 1, 2, 3};
    sortBy[at(Column::State)] = live ? severity[static_cast<std::size_t>(state)] : 5;
    cells[at(Column::State)] = {live ? QString(stateName(state) + QStringLiteral(" \u00b7 ") + age) : stateWord(),
                                second};
    set(Column::Active, ifUsed(static_cast<double>(active)), formatCount(active));
    set(Column::Share, ifUsed(seen.share), formatShare(seen.share));
    set(Column::Ewma, seen.ewmaSeconds, formatMilliseconds(seen.ewmaSeconds));
    quantile(Column::P50, seen.turn, seen.turn.p50);
    quantile(Column::P99, seen.turn, seen.turn.p99);
    set(Column::NewRate, ifUsed(seen.connectionsPerSecond), formatRate(seen.connectionsPerSecond));
    const std::uint64_t lately = recent.failures();
    set(Column::Failures, live ? std::optional(static_cast<double>(failures)) : std::nullopt, formatCount(failures),
        lately > 0 ? Words::tr("%1 in 1 min").arg(formatCount(lately)) : QString());
    const double bytes = seen.bytesToBackendPerSecond + seen.bytesToClientPerSecond;
    set(Column::Bytes, ifUsed(bytes), QStringLiteral("\u2192 ") + formatBytes(seen.bytesToBackendPerSecond),
        QStringLiteral("\u2190 ") + formatBytes(seen.bytesToClientPerSecond));
}

} // namespace lbfy
