// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's icons: line drawings of our own (resources/icons), one colour each, taken from the scheme. An icon is
// drawn from its SVG when somebody asks for a size and a scale, so it is sharp at all of them. To add one is to add a
// file, a name and a row in icons.cpp. Thread: UI.

#pragma once

#include "ui/theme/colors.h"

#include <QIcon>
#include <QString>

#include <span>

namespace lbfy {

enum class IconName {
    Start,
    Stop,
    Freeze,
    New,
    Open,
    Save,
    Reload,
    Export,
    Undo,
    Redo,
    Add,
    Remove,
    Edit,
    Enable,
    Drain,
    Disable,
    Up,
    Down,
    Kill,
    Filter,
    Search,
    Close,
    Copy,
    Check,
    Reset,
    ChevronDown,
    ChevronUp,
    More,
    Marker,
    Chart,
    Table,
    Connections,
    Events,
    Picks,
    Log,
    Settings,
    Preferences,
    Sun,
    Moon,
    System,
    Keyboard,
    Help,
    Demo,
    Info,
    Warning,
    Error,
};

/// For tests and galleries.
std::span<const IconName> allIcons();
/// The file's name without ".svg".
QString fileNameOf(IconName name);

/// Follows the application's palette: after a change of theme it is drawn in the new colours without being set again.
QIcon icon(IconName name);
/// In the colours of that scheme, whatever the application's is.
QIcon icon(IconName name, const Colors &colors);
/// In one colour, as for a state.
QIcon icon(IconName name, const QColor &ink);

/// The application's own icon, in its own colours.
QIcon applicationIcon();

} // namespace lbfy
