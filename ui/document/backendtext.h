// SPDX-License-Identifier: GPL-3.0-or-later
//
// Backends as text that people paste or type: lines or commas of [name=]host:port[,weight=N][,max=N][,backup]. A comma
// may therefore separate two backends or two attributes of one; what contains a colon begins a backend. Pure.

#pragma once

#include "core/config/config.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace lbfy {

struct ReadBackends {
    std::vector<BackendConfig> backends; ///< without names where none was given
    QStringList problems; ///< one for each bad line, with its number if there are several lines
};

/// Empty lines and what follows a "#" are left out.
ReadBackends readBackends(const QString &text);

/// The same backends as text, one a line: what the table copies.
QString writeBackend(const BackendConfig &backend);

} // namespace lbfy
