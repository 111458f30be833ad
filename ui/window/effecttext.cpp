// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/effecttext.h"

#include "ui/text/format.h"
#include "ui/text/strategywords.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <vector>

namespace lbfy {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::SwitchEffect)
};

/// "−38 %", "+5 %", "±0 %"; a dash where there is nothing to compare with.
QString change(double before, double after, const QLocale &locale)
{
    if (before <= 0)
        return noValue();
    const double percent = std::round((after / before - 1) * 100);
    const QString sign = percent > 0 ? QStringLiteral("+")
            : percent < 0            ? QStringLiteral("\u2212")
                                     : QStringLiteral("±");
    return sign + locale.toString(std::abs(percent), 'f', 0) + QStringLiteral("\u00a0%");
}

QString arrow(const QString &before, const QString &after)
{
    return before + QStringLiteral("\u00a0→\u00a0") + after;
}

/// Those that moved most first; a point of a per cent is no move.
std::vector<SwitchEffect::Share> moved(const SwitchEffect::Effect &effect)
{
    const auto distance = [](const SwitchEffect::Share &share) { return std::abs(share.after - share.before); };
    std::vector<SwitchEffect::Share> shares = effect.shares;
    std::erase_if(shares, [&](const SwitchEffect::Share &share) { return distance(share) < 0.01; });
    std::stable_sort(shares.begin(), shares.end(),
                     [&](const auto &a, const auto &b) { return distance(a) > distance(b); });
    return shares;
}

} // namespace

QString effectText(const SwitchEffect::Effect &effect, const QLocale &locale)
{
    const SwitchEffect::Side &before = effect.before;
    const SwitchEffect::Side &after = effect.after;
    if (!effect.comparable()) {
        return Words::tr("not enough traffic to compare yet: %1 turns before and %2 since, %3 needed on each side",
                         nullptr, pluralOf(before.samples))
                .arg(formatCount(before.samples, locale), formatCount(after.samples, locale),
                     formatCount(SwitchEffect::enoughSamples, locale));
    }
    QString text = Words::tr("p50 %1, p99 %2, errors %3 /s")
                           .arg(change(before.p50, after.p50, locale), change(before.p99, after.p99, locale),
                                arrow(formatRate(before.errorsPerSecond, locale),
                                      formatRate(after.errorsPerSecond, locale)));
    QStringList shares;
    for (const SwitchEffect::Share &share : moved(effect)) {
        if (shares.size() == 3)
            break;
        shares << QString::fromStdString(share.backend) + QChar(u' ')
                        + arrow(formatShare(share.before, locale), formatShare(share.after, locale));
    }
    if (!shares.isEmpty())
        text += QStringLiteral("; ") + shares.join(QStringLiteral(", "));
    if (effect.backendsChanged)
        text += QStringLiteral("; ") + Words::tr("backends have changed as well");
    return text + QChar(u' ')
            + Words::tr("(%1 turns before, %2 since)", nullptr, pluralOf(before.samples))
                      .arg(formatCount(before.samples, locale), formatCount(after.samples, locale));
}

QString effectDetails(const SwitchEffect::Effect &effect, const QLocale &locale)
{
    const SwitchEffect::Side &before = effect.before;
    const SwitchEffect::Side &after = effect.after;
    const auto row = [](const QString &head, const QString &left, const QString &right) {
        return QStringLiteral(
                       "<tr><td>%1&nbsp;&nbsp;</td><td align='right'>%2</td><td align='right'>&nbsp;&nbsp;%3</td>"
                       "</tr>")
                .arg(head, left, right);
    };
    QString table = row(QString(), strategyTitle(effect.from), strategyTitle(effect.to));
    table += row(Words::tr("p50 turn"), formatDuration(before.p50, locale), formatDuration(after.p50, locale));
    table += row(Words::tr("p99 turn"), formatDuration(before.p99, locale), formatDuration(after.p99, locale));
    table += row(Words::tr("turns"), formatCount(before.samples, locale), formatCount(after.samples, locale));
    table += row(Words::tr("errors /s"), formatRate(before.errorsPerSecond, locale),
                 formatRate(after.errorsPerSecond, locale));
    table += row(Words::tr("time"), formatAge(before.seconds), formatAge(after.seconds));
    for (const SwitchEffect::Share &share : effect.shares) {
        table += row(QString::fromStdString(share.backend).toHtmlEscaped(), formatShare(share.before, locale),
                     formatShare(share.after, locale));
    }
    return QStringLiteral("<table>") + table + QStringLiteral("</table>");
}

} // namespace lbfy
