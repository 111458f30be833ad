// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/pickwords.h"
#include "ui/text/format.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace lbfy {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::PickWords)
};

QString latencyRule(std::size_t candidates)
{
    const QString cost = Words::tr("latency × (open turns + 1) / weight");
    if (candidates <= 1)
        return Words::tr("Only one backend could be drawn, so nothing was compared. Otherwise the lower cost wins: %1.")
                .arg(cost);
    if (candidates == 2)
        return Words::tr("Of two drawn at random the one with the lower cost: %1.").arg(cost);
    return Words::tr("Of %1 drawn at random or kept from the last pick the one with the lowest cost: %2.")
            .arg(formatCount(static_cast<std::uint64_t>(candidates)), cost);
}

} // namespace

QString titleOf(StrategyKind strategy)
{
    switch (strategy) {
    case StrategyKind::RoundRobin:
        return Words::tr("Round robin");
    case StrategyKind::LeastConnections:
        return Words::tr("Least connections");
    case StrategyKind::LatencyAware:
        return Words::tr("Latency-aware");
    case StrategyKind::Random:
        return Words::tr("Random");
    case StrategyKind::SourceHash:
        return Words::tr("Source hash");
    }
    return {};
}

QString ruleOf(StrategyKind strategy, std::size_t candidates)
{
    switch (strategy) {
    case StrategyKind::RoundRobin:
        return Words::tr("Each usable backend in its turn, as often as its weight says; nothing is compared.");
    case StrategyKind::LeastConnections:
        return Words::tr("Of all usable backends the one with the fewest connections for its weight: "
                         "(active + 1) / weight. Equal ones take turns.");
    case StrategyKind::LatencyAware:
        return latencyRule(candidates);
    case StrategyKind::Random:
        return Words::tr("Drawn at random, each usable backend as often as its weight says; nothing is compared.");
    case StrategyKind::SourceHash:
        return Words::tr("The client's address decides: the same address goes to the same backend as long as that is "
                         "usable.");
    }
    return {};
}

bool comparesCosts(const Pick &pick)
{
    return std::any_of(pick.candidates.begin(), pick.candidates.end(),
                       [](const PickedCandidate &candidate) { return candidate.cost > 0; });
}

QString costText(const Pick &pick, double cost)
{
    if (pick.strategy == StrategyKind::LatencyAware)
        return QString(formatMilliseconds(cost) + QStringLiteral("\u00a0ms"));
    const bool whole = std::all_of(
            pick.candidates.begin(), pick.candidates.end(),
            [](const PickedCandidate &candidate) { return candidate.cost == std::floor(candidate.cost); });
    return QLocale().toString(cost, 'f', whole ? 0 : 2);
}

QString sentenceOf(const Pick &pick)
{
    const QString client = QString::fromStdString(pick.client);
    if (pick.chosen.empty())
        return Words::tr("%1 was refused: no backend was usable.").arg(client);
    QStringList costs;
    for (const PickedCandidate &candidate : pick.candidates) {
        const QString name = QString::fromStdString(candidate.backend);
        costs.push_back(comparesCosts(pick) ? QString(name + QStringLiteral(" ") + costText(pick, candidate.cost))
                                            : name);
    }
    return Words::tr("%1 went to %2. Candidates: %3. %4")
            .arg(client, QString::fromStdString(pick.chosen), costs.join(QStringLiteral(", ")),
                 ruleOf(pick.strategy, pick.candidates.size()));
}

} // namespace lbfy
