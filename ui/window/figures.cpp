// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/figures.h"

#include "ui/text/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace lbfy {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::Figures)
};

/// A figure without a value yet. `widest`: as wide as its values usually get.
KeyFigure unknown(const QString &label, const QString &widest, const QString &toolTip)
{
    KeyFigure figure;
    figure.label = label;
    figure.value = noValue();
    figure.widest = widest;
    figure.toolTip = toolTip;
    return figure;
}

KeyFigure backends(const ServiceSnapshot *service)
{
    KeyFigure figure = unknown(
            Words::tr("Backends up"), Words::tr("%1 of %2").arg(88).arg(88),
            Words::tr("Backends that pass their checks and are not ejected, drained or disabled, of all there are"));
    if (!service)
        return figure;
    const auto all = static_cast<int>(service->backends.size());
    const auto up = static_cast<int>(std::count_if(service->backends.begin(), service->backends.end(),
                                                   [](const auto &b) { return b.state == BackendState::Up; }));
    figure.value = Words::tr("%1 of %2").arg(up).arg(all);
    const auto out = std::count_if(service->backends.begin(), service->backends.end(), [](const auto &b) {
        return b.state == BackendState::Down || b.state == BackendState::Ejected;
    });
    if (up == 0 && all > 0) {
        figure.tone = Tone::Bad;
        figure.note = Words::tr("none up");
    } else if (out > 0) {
        figure.tone = Tone::Warning;
        figure.note = service->panic ? Words::tr("panic: health is ignored") : Words::tr("%1 out").arg(out);
    } else if (all > 0) {
        figure.tone = Tone::Good;
        figure.note = up == all ? Words::tr("all up") : Words::tr("none failing");
    }
    return figure;
}

KeyFigure active(const ServiceSnapshot *service)
{
    KeyFigure figure = unknown(Words::tr("Active connections"), formatCount(88'888),
                               Words::tr("Connections open now. At the limit new clients are refused at once"));
    if (!service)
        return figure;
    figure.value = formatCount(service->active);
    figure.toolTip += QChar(u' ') + Words::tr("(limit: %1)").arg(formatCount(service->limit));
    if (service->limit > 0 && service->active >= service->limit) {
        figure.tone = Tone::Bad;
        figure.note = Words::tr("full");
    } else if (service->active * 10 >= service->limit * 9 && service->active > 0) {
        figure.tone = Tone::Warning;
        figure.note = Words::tr("nearly full");
    }
    return figure;
}

KeyFigure arrivals(const ServiceSnapshot *service)
{
    KeyFigure figure = unknown(Words::tr("New connections"), Words::tr("%1 /s").arg(formatRate(88'888)),
                               Words::tr("Connections accepted per second, over the last second"));
    if (service)
        figure.value = Words::tr("%1 /s").arg(formatRate(service->connectionsPerSecond));
    return figure;
}

KeyFigure latency(const ServiceSnapshot *service)
{
    KeyFigure figure = unknown(
            Words::tr("p50 / p99 latency"), Words::tr("%1 / %2").arg(formatDuration(0.888), formatDuration(0.888)),
            Words::tr("How long answers take, over the last ten seconds: half take less than the first value, all but "
                      "one in a hundred less than the second"));
    if (!service)
        return figure;
    // Protocols in which the server speaks first show no turns.
    if (service->turn.samples > 0)
        figure.value = Words::tr("%1 / %2").arg(formatDuration(service->turn.p50), formatDuration(service->turn.p99));
    figure.toolTip += QStringLiteral("\n")
            + Words::tr("%1 answers measured", nullptr, pluralOf(service->turn.samples))
                      .arg(formatCount(service->turn.samples));
    return figure;
}

KeyFigure errors(const ServiceSnapshot *service)
{
    KeyFigure figure = unknown(
            Words::tr("Errors"), Words::tr("%1 /s").arg(formatRate(8888)),
            Words::tr("Clients refused, given up without a backend, or reset by their backend, per second"));
    if (!service)
        return figure;
    figure.value = Words::tr("%1 /s").arg(formatRate(service->errorsPerSecond));
    if (service->errorsPerSecond > 0) {
        figure.tone = Tone::Bad;
        figure.note = Words::tr("failing");
    }
    return figure;
}

} // namespace

QList<KeyFigure> figuresOf(const ServiceSnapshot *service)
{
    return {backends(service), active(service), arrivals(service), latency(service), errors(service)};
}

} // namespace lbfy
