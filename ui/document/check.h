// SPDX-License-Identifier: GPL-3.0-or-later
//
// The checks a configuration file passes, for one value at a time and with messages for somebody who looks at a table
// cell: what is wrong and what is allowed, without the place, which the cell shows. Rules and wording are those of
// core/config; nothing is checked twice. Pure.

#pragma once

#include "core/config/config.h"

#include <QString>
#include <QStringList>

#include <cstdint>

namespace lbfy {

/// What of a backend an edit concerns. Each is a key of [[service.backend]].
enum class BackendField : std::uint8_t { Name, Address, Weight, MaxConnections, Backup, Mode };

/// "weight", as the middle of a sentence.
QString fieldName(BackendField field);

/// Sets one value from its text; empty, or what is wrong with the text.
QString assignField(BackendConfig &backend, BackendField field, const QString &text);

/// The value as assignField() reads it.
QString fieldText(const BackendConfig &backend, BackendField field);

/// What must hold between values: gives missing names, and returns what is wrong, without warnings.
QStringList completeAndCheck(Config &config);

} // namespace lbfy
