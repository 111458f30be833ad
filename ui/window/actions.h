// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that can be done from the keyboard or a menu, in one table: text, key, icon, menu. The window connects what
// each does. Menus, tool tips and the sheet of keys follow from the rows. Thread: the window's.

#pragma once

#include "core/config/config.h"

#include <QActionGroup>
#include <QObject>

#include <map>
#include <vector>

QT_BEGIN_NAMESPACE
class QAction;
class QMainWindow;
class QMenu;
QT_END_NAMESPACE

namespace lbfy {

enum class Command {
    New,
    Open,
    Save,
    SaveAs,
    ExportPng,
    ExportSvg,
    ExportCsv,
    CopyMetricsUrl,
    CopyHeadlessCommand,
    Quit,
    StartStop,
    ServiceSettings,
    GlobalSettings,
    AddService,
    RemoveService,
    Preferences,
    Freeze,
    Marker,
    Filter,
    NextPane,
    Shortcuts,
    Demo,
    About,
};

class Actions final : public QObject
{
    Q_OBJECT
public:
    /// Fills the window's menu bar. `undo` and `redo` are the document's; `backends` are the table's own actions.
    Actions(QMainWindow &window, QAction *undo, QAction *redo, const QList<QAction *> &backends);

    QAction *of(Command command) const { return m_actions.at(command); }
    /// One exclusive action a strategy, in the order of StrategyKind.
    QActionGroup *strategies() const { return m_strategies; }
    /// One exclusive action a theme, in the order of ThemeChoice.
    QActionGroup *themes() const { return m_themes; }
    QActionGroup *windows() const { return m_windows; }
    QMenu *recentFiles() const { return m_recent; }

    /// Between what starts and what stops.
    void showRunning(bool running);
    void showFrozen(bool frozen);

private:
    void addCommands(QMenu *menu, std::initializer_list<Command> commands);
    QAction *make(Command command);
    QActionGroup *makeGroup(QMenu *menu, const QStringList &texts);

    std::map<Command, QAction *> m_actions;
    QActionGroup *m_strategies;
    QActionGroup *m_themes;
    QActionGroup *m_windows;
    QMenu *m_recent;
};

} // namespace lbfy
