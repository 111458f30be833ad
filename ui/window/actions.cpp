// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/actions.h"

#include "ui/theme/icons.h"
#include "ui/widgets/choices.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <array>
#include <optional>

namespace lbfy {

namespace {

struct Row {
    Command command;
    const char *text; ///< translated in the context of Actions
    const char *key;
    std::optional<IconName> icon;
};

constexpr std::array rows {
        Row {Command::New, QT_TRANSLATE_NOOP("lbfy::Actions", "&New"), "Ctrl+Shift+N", IconName::New},
        Row {Command::Open, QT_TRANSLATE_NOOP("lbfy::Actions", "&Open…"), "Ctrl+O", IconName::Open},
        Row {Command::Save, QT_TRANSLATE_NOOP("lbfy::Actions", "&Save"), "Ctrl+S", IconName::Save},
        Row {Command::SaveAs, QT_TRANSLATE_NOOP("lbfy::Actions", "Save &as…"), "Ctrl+Shift+S", std::nullopt},
        Row {Command::ExportPng, QT_TRANSLATE_NOOP("lbfy::Actions", "Charts as &PNG…"), "", IconName::Chart},
        Row {Command::ExportSvg, QT_TRANSLATE_NOOP("lbfy::Actions", "Charts as &SVG…"), "", std::nullopt},
        Row {Command::ExportCsv, QT_TRANSLATE_NOOP("lbfy::Actions", "Data as &CSV…"), "", IconName::Table},
        Row {Command::CopyMetricsUrl, QT_TRANSLATE_NOOP("lbfy::Actions", "Copy &metrics address"), "Ctrl+Shift+M",
             IconName::Copy},
        Row {Command::CopyHeadlessCommand, QT_TRANSLATE_NOOP("lbfy::Actions", "Copy command without a &window"),
             "Ctrl+Shift+H", IconName::Copy},
        Row {Command::Quit, QT_TRANSLATE_NOOP("lbfy::Actions", "&Quit"), "Ctrl+Q", std::nullopt},
        Row {Command::StartStop, QT_TRANSLATE_NOOP("lbfy::Actions", "&Start"), "Ctrl+R", IconName::Start},
        Row {Command::ServiceSettings, QT_TRANSLATE_NOOP("lbfy::Actions", "Service s&ettings…"), "Ctrl+,",
             IconName::Settings},
        Row {Command::GlobalSettings, QT_TRANSLATE_NOOP("lbfy::Actions", "&Program settings…"), "Ctrl+Shift+,",
             std::nullopt},
        Row {Command::AddService, QT_TRANSLATE_NOOP("lbfy::Actions", "&Add service"), "", IconName::Add},
        Row {Command::RemoveService, QT_TRANSLATE_NOOP("lbfy::Actions", "Remove service"), "", IconName::Remove},
        Row {Command::Preferences, QT_TRANSLATE_NOOP("lbfy::Actions", "&Preferences…"), "Ctrl+P",
             IconName::Preferences},
        Row {Command::Freeze, QT_TRANSLATE_NOOP("lbfy::Actions", "&Freeze"), "Ctrl+Space", IconName::Freeze},
        Row {Command::Marker, QT_TRANSLATE_NOOP("lbfy::Actions", "Set &marker…"), "M", IconName::Marker},
        Row {Command::Filter, QT_TRANSLATE_NOOP("lbfy::Actions", "F&ilter"), "Ctrl+F", IconName::Filter},
        Row {Command::NextPane, QT_TRANSLATE_NOOP("lbfy::Actions", "Next &part of the window"), "F6", std::nullopt},
        Row {Command::Shortcuts, QT_TRANSLATE_NOOP("lbfy::Actions", "&Keyboard shortcuts"), "Ctrl+?",
             IconName::Keyboard},
        Row {Command::Demo, QT_TRANSLATE_NOOP("lbfy::Actions", "Try the &demo"), "", IconName::Demo},
        Row {Command::About, QT_TRANSLATE_NOOP("lbfy::Actions", "&About lbfy"), "", IconName::Help},
};

} // namespace

Actions::Actions(QMainWindow &window, QAction *undo, QAction *redo, const QList<QAction *> &backends) : QObject(&window)
{
    for (const Row &row : rows)
        m_actions[row.command] = make(row.command);
    QMenuBar *bar = window.menuBar();

    QMenu *file = bar->addMenu(tr("&File"));
    addCommands(file, {Command::New, Command::Open});
    m_recent = file->addMenu(tr("Open &recent"));
    addCommands(file, {Command::Save, Command::SaveAs});
    file->addSeparator();
    QMenu *exports = file->addMenu(icon(IconName::Export), tr("&Export"));
    addCommands(exports, {Command::ExportPng, Command::ExportSvg, Command::ExportCsv});
    addCommands(file, {Command::CopyMetricsUrl, Command::CopyHeadlessCommand});
    file->addSeparator();
    addCommands(file, {Command::Quit});

    QMenu *edit = bar->addMenu(tr("&Edit"));
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addActions(backends);
    edit->addSeparator();
    addCommands(edit, {Command::Preferences});

    QMenu *service = bar->addMenu(tr("&Service"));
    addCommands(service, {Command::StartStop});
    service->addSeparator();
    QStringList strategies;
    for (const SegmentChoice &choice : strategyChoices())
        strategies << choice.text;
    m_strategies = makeGroup(service, strategies);
    for (int i = 0; i < m_strategies->actions().size(); ++i)
        m_strategies->actions().at(i)->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(i + 1)));
    service->addSeparator();
    addCommands(service,
                {Command::ServiceSettings, Command::GlobalSettings, Command::AddService, Command::RemoveService});

    QMenu *view = bar->addMenu(tr("&View"));
    addCommands(view, {Command::Freeze, Command::Marker, Command::Filter, Command::NextPane});
    view->addSeparator();
    QStringList windows;
    for (const SegmentChoice &choice : timeWindowChoices())
        windows << choice.text;
    m_windows = makeGroup(view->addMenu(tr("&Time shown")), windows);
    m_themes = makeGroup(view->addMenu(tr("T&heme")), {tr("&System"), tr("&Light"), tr("&Dark")});

    QMenu *help = bar->addMenu(tr("&Help"));
    addCommands(help, {Command::Shortcuts, Command::Demo, Command::About});
}

void Actions::addCommands(QMenu *menu, std::initializer_list<Command> commands)
{
    for (const Command command : commands)
        menu->addAction(of(command));
}

QAction *Actions::make(Command command)
{
    const auto &row = rows[static_cast<std::size_t>(command)];
    Q_ASSERT(row.command == command);
    auto *action = new QAction(tr(row.text), this);
    if (*row.key)
        action->setShortcut(QKeySequence(QString::fromLatin1(row.key)));
    if (row.icon)
        action->setIcon(icon(*row.icon));
    return action;
}

QActionGroup *Actions::makeGroup(QMenu *menu, const QStringList &texts)
{
    auto *group = new QActionGroup(this);
    for (const QString &text : texts) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        group->addAction(action);
    }
    return group;
}

void Actions::showRunning(bool running)
{
    QAction *action = of(Command::StartStop);
    action->setText(running ? tr("&Stop") : tr("&Start"));
    action->setIcon(icon(running ? IconName::Stop : IconName::Start));
    action->setToolTip((running ? tr("Stop accepting; open connections may finish") : tr("Start balancing"))
                       + QStringLiteral(" (") + action->shortcut().toString(QKeySequence::NativeText) + QChar(u')'));
}

void Actions::showFrozen(bool frozen)
{
    QAction *action = of(Command::Freeze);
    action->setCheckable(true);
    action->setChecked(frozen);
    action->setToolTip(tr("Hold the picture while data is still collected") + QStringLiteral(" (")
                       + action->shortcut().toString(QKeySequence::NativeText) + QChar(u')'));
}

} // namespace lbfy
