// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table itself: columns that fit the width, keys, context menus, copy and paste. What an action concerns are ids,
// taken when it is triggered or when its menu opens, so that no update in between can redirect it. Owner and thread:
// the window's.

#pragma once

#include "ui/backends/backendmodel.h"

#include <QTableView>

#include <array>
#include <optional>

QT_BEGIN_NAMESPACE
class QAction;
class QMenu;
QT_END_NAMESPACE

namespace lbfy {

class BackendDelegate;

class BackendsTable final : public QTableView
{
    Q_OBJECT
public:
    enum class Command { Edit, Add, Duplicate, Enable, Drain, Disable, MoveUp, MoveDown, Copy, Paste, Remove };
    static constexpr std::size_t commandCount = 11;

    explicit BackendsTable(BackendModel &model, QWidget *parent = nullptr);
    ~BackendsTable() override;

    BackendDelegate &delegate() const { return *m_delegate; }
    /// The actions of the context menu, with their keys: also for menus and a sheet of shortcuts.
    QAction *action(Command command) const { return m_actions[static_cast<std::size_t>(command)]; }
    QList<QAction *> commands() const { return {m_actions.begin(), m_actions.end()}; }

    /// The backends selected, else the current one; in the order of the rows.
    std::vector<BackendId> targets() const;
    void select(const std::vector<BackendId> &ids);
    /// Before live values: tells the model what must not move. Rows stay under the pointer, while something is typed and
    /// while a menu is open; what is selected stays in sight.
    void holdWhatIsInUse();

    /// Widths, order, hidden columns and sorting, to be kept between sessions.
    QByteArray saveState() const;
    bool restoreState(const QByteArray &state);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void addRequested();
    /// Empty: the last command was carried out.
    void commandRefused(const QString &message);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void createActions();
    void updateActions();
    void run(Command command);
    void carryOut(const EditResult &result);
    void setMode(const QString &mode);
    void copy();
    void paste();
    void showColumnMenu(QPoint at);
    void layOutColumns();
    bool isWanted(Column column, int room) const;
    int widthOfTexts(Column column) const;
    QModelIndex nextEditable(int step) const;
    QString emptyText() const;

    BackendModel &m_model;
    BackendDelegate *m_delegate;
    std::array<QAction *, commandCount> m_actions {};
    std::optional<std::vector<BackendId>> m_pinned; ///< while a context menu is open
    std::array<int, columnCount> m_userWidths {}; ///< 0: as wide as the content
    bool m_automaticColumns = true; ///< until the user chooses
    bool m_layingOut = false;
};

} // namespace lbfy
