// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the window looks and what it may do on the desktop. Each change holds at once, so there is nothing to apply.
// Thread: UI.

#pragma once

#include <QDialog>

namespace lbfy {

class Preferences;

/// Whether the desktop shows tray icons at all.
enum class TraySupport { None, Available };

class PreferencesDialog final : public QDialog
{
    Q_OBJECT
public:
    /// `preferences` must outlive the dialog.
    explicit PreferencesDialog(Preferences &preferences, TraySupport tray, QWidget *parent = nullptr);
};

} // namespace lbfy
