// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choices.h"

#include "core/config/names.h"
#include "ui/text/strategywords.h"

#include <QCoreApplication>

#include <array>

namespace lbfy {

namespace {

/// A context for texts that belong to no class.
struct Choices {
    Q_DECLARE_TR_FUNCTIONS(lbfy::Choices)
};

struct Window {
    std::chrono::seconds length;
    const char *text;
    const char *toolTip;
};

constexpr std::array windows {
        Window {std::chrono::minutes(1), QT_TRANSLATE_NOOP("lbfy::Choices", "1 m"),
                QT_TRANSLATE_NOOP("lbfy::Choices", "Show the last minute")},
        Window {std::chrono::minutes(5), QT_TRANSLATE_NOOP("lbfy::Choices", "5 m"),
                QT_TRANSLATE_NOOP("lbfy::Choices", "Show the last five minutes")},
        Window {std::chrono::minutes(15), QT_TRANSLATE_NOOP("lbfy::Choices", "15 m"),
                QT_TRANSLATE_NOOP("lbfy::Choices", "Show the last quarter of an hour")},
        Window {std::chrono::hours(1), QT_TRANSLATE_NOOP("lbfy::Choices", "1 h"),
                QT_TRANSLATE_NOOP("lbfy::Choices", "Show the last hour")},
};

} // namespace

QList<SegmentChoice> strategyChoices()
{
    QList<SegmentChoice> choices;
    for (const auto &row : strategyNames) {
        const QKeySequence shortcut(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + choices.size()));
        choices.append({strategyTitle(row.value), strategyExplanation(row.value), shortcut, {}});
    }
    return choices;
}

std::chrono::seconds timeWindowAt(int index)
{
    return index >= 0 && index < static_cast<int>(windows.size()) ? windows[static_cast<std::size_t>(index)].length
                                                                  : windows.front().length;
}

int indexOfTimeWindow(std::chrono::seconds window)
{
    for (std::size_t i = 0; i < windows.size(); ++i) {
        if (windows[i].length == window)
            return static_cast<int>(i);
    }
    return 0;
}

QList<SegmentChoice> timeWindowChoices()
{
    QList<SegmentChoice> choices;
    for (const Window &window : windows)
        choices.append({Choices::tr(window.text), Choices::tr(window.toolTip), {}, {}});
    return choices;
}

} // namespace lbfy
