// SPDX-License-Identifier: GPL-3.0-or-later
//
// All keys on one sheet, read out of the actions themselves, so that it cannot be wrong. Thread: UI.

#pragma once

#include <QAction>
#include <QDialog>
#include <QList>
#include <QString>

class QMenuBar;

namespace lbfy {

struct ShortcutGroup {
    QString title;
    QList<QAction *> actions; ///< those without a key are left out
};

/// Every menu of the bar with what is in it and in its submenus.
QList<ShortcutGroup> shortcutsOf(const QMenuBar &menuBar);

class ShortcutSheet final : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutSheet(const QList<ShortcutGroup> &groups, QWidget *parent = nullptr);
};

} // namespace lbfy
