// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows of a model as text for other programs: TSV for pasting, CSV (RFC 4180) for files. Client addresses, names and log
// messages come from outside, so a text that a spreadsheet would take for a formula is made plain text. Pure.

#pragma once

#include <QList>
#include <QString>

class QAbstractItemModel;
class QVariant;

namespace lbfy {

/// One field: quoted where it must be, and a text that starts like a formula gets an apostrophe before it. Numbers are
/// written in the C locale and stay numbers.
QString csvField(const QVariant &value);
/// One field of a line of TSV: what would end the field or the line becomes a blank.
QString tsvField(const QString &text);

/// Titles, then the rows by ExportRole; an invalid value is an empty field.
QString csvOf(const QAbstractItemModel &model, const QList<int> &rows, const QList<int> &columns);
/// The texts as shown, without titles; LineRole instead where the model has it.
QString tsvOf(const QAbstractItemModel &model, const QList<int> &rows, const QList<int> &columns);

} // namespace lbfy
