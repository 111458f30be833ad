// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/strategywords.h"

#include <QCoreApplication>

namespace lbfy {

namespace {

struct Texts {
    QString title;
    QString explanation;
};

/// A context for texts that belong to no class.
struct Choices {
    Q_DECLARE_TR_FUNCTIONS(lbfy::Choices)
};

Texts textsOf(StrategyKind strategy)
{
    switch (strategy) {
    case StrategyKind::RoundRobin:
        return {Choices::tr("Round robin"),
                Choices::tr("Each backend in turn, heavier ones more often. Exact, and blind to load")};
    case StrategyKind::LeastConnections:
        return {Choices::tr("Least connections"),
                Choices::tr("The backend with the fewest open connections for its weight")};
    case StrategyKind::LatencyAware:
        return {Choices::tr("Latency-aware"),
                Choices::tr("Draws a few backends and takes the one that answers fastest for its load")};
    case StrategyKind::Random:
        return {Choices::tr("Random"), Choices::tr("By chance, in proportion to the weights")};
    case StrategyKind::SourceHash:
        return {Choices::tr("Source hash"),
                Choices::tr("The same client address always goes to the same backend while it is up")};
    }
    return {};
}

} // namespace

QString strategyTitle(StrategyKind strategy)
{
    return textsOf(strategy).title;
}

QString strategyExplanation(StrategyKind strategy)
{
    return textsOf(strategy).explanation;
}

} // namespace lbfy
