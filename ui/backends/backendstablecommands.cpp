// SPDX-License-Identifier: GPL-3.0-or-later
//
// What can be done with backends: one list of commands with their texts and keys, for the context menu and the keyboard.

#include "ui/backends/backendstable.h"

#include "ui/document/backendtext.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>

namespace lbfy {

namespace {

using Command = BackendsTable::Command;

struct CommandRow {
    Command command;
    const char *text;
    const char *explanation;
    QKeySequence key;
    IconName icon;
    bool separated = false; ///< a line before it in the menu
};

const std::array<CommandRow, BackendsTable::commandCount> &commandRows()
{
    static const std::array<CommandRow, BackendsTable::commandCount> rows {{
            {Command::Edit, QT_TRANSLATE_NOOP("lbfy::BackendsTable", "&Edit cell"),
             QT_TRANSLATE_NOOP("lbfy::BackendsTable", "Edit the current cell"), Qt::Key_F2, IconName::Edit},
            {Command::Add, QT_TRANSLATE_NOOP("lbfy::BackendsTable", "&Add backend…"),
             QT_TRANSLATE_NOOP("lbfy::BackendsTable", "Add one or several backends"), Qt::CTRL | Qt::Key_N,
             IconName::Add},
            {Command::Duplicate, QT_TRANSLATE_NOOP("lbfy::BackendsTable", "D&uplicate"),
             QT_TRANSLATE_NOOP("lbfy::BackendsTable", "Add a copy with a name of its own"),
             Qt::CTRL | Qt::SHIFT | Qt::Key_D, IconName::Copy},
            {Command::Enable, QT_TRANSLATE_NOOP("lbfy::BackendsTable", "E&nable"),
             QT_TRANSLATE_NOOP("lbfy::BackendsTable", "Use for new connections again"), Qt::CTRL | Qt::Key_E,
             IconName::Enable, true},
            {Command::Drain, QT_TRANSLATE_NOOP("lbfy::BackendsTable", "&Drain"),
             QT_TRANSLATE_NOOP("lbfy::BackendsTable", "No new connections; open ones go on"), Qt::CTRL | Qt::Key_D,
             IconName::Drain},
            {Command::Disable, QT_TRANSLATE_NOOP("lbfy::BackendsTable", "D&isable"),
             QT_TRANSLATE_NOOP("lbfy::BackendsTable", "No connections and no health checks"),
             Qt::CTRL | Qt::SHIFT | Qt::Key_E, IconName::Disable},
            {Command::MoveUp, QT_TRANSLATE_NOOP("lbfy::BackendsTable", "Move &up"),
             QT_TRANSLATE_NOOP("lbfy::BackendsTable", "Earlier in the configuration"), Qt::ALT | Qt::Key_Up,
             IconName::Up, true},
            {Command::MoveDown, QT_TRANSLATE_NOOP("lbfy::BackendsTable", "Move d&own"),
             QT_TRANSLATE_NOOP("lbfy::BackendsTable", "Later in the configuration"), Qt::ALT | Qt::Key_Down,
             IconName::Down},
            {Command::Copy, QT_TRANSLATE_NOOP("lbfy::BackendsTable", "&Copy"),
             QT_TRANSLATE_NOOP("lbfy::BackendsTable", "Copy as text that can be pasted here or on a command line"),
             Qt::CTRL | Qt::Key_C, IconName::Copy, true},
            {Command::Paste, QT_TRANSLATE_NOOP("lbfy::BackendsTable", "&Paste"),
             QT_TRANSLATE_NOOP("lbfy::BackendsTable", "Add the backends on the clipboard: host:port lines"),
             Qt::CTRL | Qt::Key_V, IconName::Add},
            {Command::Remove, QT_TRANSLATE_NOOP("lbfy::BackendsTable", "&Remove"),
             QT_TRANSLATE_NOOP("lbfy::BackendsTable", "Open connections may finish; undo brings it back"),
             Qt::Key_Delete, IconName::Remove, true},
    }};
    return rows;
}

} // namespace

void BackendsTable::createActions()
{
    for (const CommandRow &row : commandRows()) {
        auto *action = new QAction(icon(row.icon), tr(row.text), this);
        action->setToolTip(tr(row.explanation));
        action->setShortcuts(row.command == Command::Add ? QList<QKeySequence> {row.key, Qt::Key_Insert}
                                                         : QList<QKeySequence> {row.key});
        // While a cell is edited its keys are the editor's: Delete, Ctrl+C …
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this, [this, command = row.command] { run(command); });
        addAction(action);
        m_actions[static_cast<std::size_t>(row.command)] = action;
    }
    updateActions();
}

void BackendsTable::updateActions()
{
    const bool hasTarget = !targets().empty();
    for (const CommandRow &row : commandRows())
        action(row.command)->setEnabled(hasTarget || row.command == Command::Add || row.command == Command::Paste);
    action(Command::Edit)->setEnabled(currentIndex().flags().testFlag(Qt::ItemIsEditable));
}

void BackendsTable::carryOut(const EditResult &result)
{
    Q_EMIT commandRefused(result.message());
    if (!result.added.empty())
        select(result.added);
}

void BackendsTable::setMode(const QString &mode)
{
    carryOut(m_model.document().setField(targets(), BackendField::Mode, mode));
}

void BackendsTable::run(Command command)
{
    Document &document = m_model.document();
    switch (command) {
    case Command::Edit: {
        const QModelIndex cell = currentIndex();
        const bool editable = cell.flags().testFlag(Qt::ItemIsEditable);
        const QModelIndex wanted = editable ? cell : cell.siblingAtColumn(toInt(Column::Name));
        setCurrentIndex(wanted);
        return edit(wanted);
    }
    case Command::Add:
        return Q_EMIT addRequested();
    case Command::Duplicate:
        return carryOut(document.duplicateBackends(targets()));
    case Command::Enable:
        return setMode(QStringLiteral("ready"));
    case Command::Drain:
        return setMode(QStringLiteral("drain"));
    case Command::Disable:
        return setMode(QStringLiteral("disabled"));
    case Command::MoveUp:
        return carryOut(document.moveBackends(targets(), Move::Up));
    case Command::MoveDown:
        return carryOut(document.moveBackends(targets(), Move::Down));
    case Command::Copy:
        return copy();
    case Command::Paste:
        return paste();
    case Command::Remove:
        return carryOut(document.removeBackends(targets()));
    }
}

void BackendsTable::copy()
{
    QStringList lines;
    for (const BackendId id : targets()) {
        if (const BackendConfig *backend = m_model.document().backend(id))
            lines << writeBackend(*backend);
    }
    QApplication::clipboard()->setText(lines.join(u'\n'));
}

void BackendsTable::paste()
{
    carryOut(m_model.document().addBackends(m_model.service(), QApplication::clipboard()->text()));
}

void BackendsTable::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    for (const CommandRow &row : commandRows()) {
        if (row.separated)
            menu->addSeparator();
        menu->addAction(action(row.command));
    }
    m_pinned = targets();
    // The menu hides before its action is triggered: the ids are let go afterwards.
    connect(menu, &QMenu::aboutToHide, this, [this] {
        QMetaObject::invokeMethod(
                this, [this] { m_pinned.reset(); }, Qt::QueuedConnection);
    });
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard && currentIndex().isValid())
        at = viewport()->mapToGlobal(visualRect(currentIndex()).bottomLeft());
    menu->popup(at);
}

} // namespace lbfy
