// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/loadwords.h"

#include "ui/text/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace lbfy {

namespace {

class LoadWords
{
    Q_DECLARE_TR_FUNCTIONS(lbfy::LoadWords)
};

} // namespace

QString loadErrorText(LoadError error)
{
    switch (error) {
    case LoadError::Refused:
        return LoadWords::tr("refused: nobody listens");
    case LoadError::Reset:
        return LoadWords::tr("the connection was reset");
    case LoadError::ClosedEarly:
        return LoadWords::tr("closed before the whole answer had come");
    case LoadError::Timeout:
        return LoadWords::tr("no answer in time");
    case LoadError::BadAnswer:
        return LoadWords::tr("another answer than expected");
    case LoadError::Overrun:
        return LoadWords::tr("too many turns were waiting");
    case LoadError::Descriptors:
        return LoadWords::tr("lbfy has no descriptor left");
    case LoadError::Ports:
        return LoadWords::tr("this machine has no source port left");
    case LoadError::Other:
        break;
    }
    return LoadWords::tr("other, such as an unreachable network");
}

QString silenceText(const LoadFigures &figures)
{
    if (figures.answeredEver > 0 || figures.failedEver() == 0)
        return {};
    const auto most = std::ranges::max_element(figures.errorsEver);
    const auto error = static_cast<LoadError>(most - figures.errorsEver.begin());
    return LoadWords::tr("Nothing has been answered (%1).").arg(loadErrorText(error));
}

QString loadStateText(const LoadPlan &plan, const LoadFigures &figures)
{
    const bool endless = plan.duration.count() == 0;
    const double whole = std::chrono::duration<double>(plan.duration).count();
    switch (figures.phase) {
    case LoadPhase::Idle:
        return {};
    case LoadPhase::WarmUp:
    case LoadPhase::Running:
        return endless ? LoadWords::tr("%1, until stopped").arg(formatAge(figures.seconds))
                       : LoadWords::tr("%1 of %2")
                                 .arg(formatAge(figures.seconds), whole < 1 ? formatDuration(whole) : formatAge(whole));
    case LoadPhase::Draining:
        return LoadWords::tr("waiting for the last answers");
    case LoadPhase::Finished:
        break;
    }
    return endless || figures.seconds < whole ? LoadWords::tr("stopped after %1").arg(formatDuration(figures.seconds))
                                              : LoadWords::tr("finished");
}

} // namespace lbfy
