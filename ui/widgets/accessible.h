// SPDX-License-Identifier: GPL-3.0-or-later
//
// Roles for widgets that are no more than QWidget to Qt, so that a screen reader says "group" or "alert" where people
// see one. Thread: UI.

#pragma once

#include <QAccessible>

class QWidget;

namespace lbfy {

/// From now on `widget` has that role. To be called before it gets a name: Qt keeps the first answer it is given.
void speakAs(QWidget *widget, QAccessible::Role role);
/// Has a screen reader say what has just appeared or changed, though the focus is elsewhere.
void announce(QWidget *widget);

} // namespace lbfy
