// SPDX-License-Identifier: GPL-3.0-or-later
//
// The columns of the connection tables: one row of a table for each, from which heading, width, text, export and order
// follow. Adding a column is adding a row here and its cases in the functions below. Pure.

#pragma once

#include "ui/tabs/connectionfacts.h"
#include "ui/theme/glyphs.h"

#include <QString>
#include <QStringList>
#include <QVariant>

#include <span>

namespace lbfy {

enum class ConnectionColumn : std::uint8_t {
    Client,
    Service,
    Backend,
    State,
    Reason,
    ClosedAt,
    Age,
    Duration,
    Idle,
    ToBackend,
    ToClient,
    ToBackendRate,
    ToClientRate,
    Turns,
    LastTurn,
    Attempts,
};

std::span<const ConnectionColumn> openColumns();
std::span<const ConnectionColumn> closedColumns();

QString titleOf(ConnectionColumn column);
/// What the column holds, in a sentence; also what a screen reader is told.
QString toolTipOf(ConnectionColumn column);
/// Texts of which one is as wide as the widest expected.
QStringList samplesOf(ConnectionColumn column);
/// Numbers stand to the right.
bool isNumber(ConnectionColumn column);

QString textOf(const ConnectionFacts &facts, ConnectionColumn column);
/// For other programs: plain numbers in base units, ISO times; invalid where there is no value.
QVariant exportOf(const ConnectionFacts &facts, ConnectionColumn column);
Tone toneOf(const ConnectionFacts &facts, ConnectionColumn column);
Glyph glyphOf(const ConnectionFacts &facts, ConnectionColumn column);

/// A total order: rows that are equal in the column go by id.
bool isBefore(const ConnectionFacts &a, const ConnectionFacts &b, ConnectionColumn column, Qt::SortOrder order);

} // namespace lbfy
