// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a document is called elsewhere: the command that starts it without a window, and where its metrics are read.
// Pure.

#pragma once

#include "core/config/config.h"

#include <QString>

#include <optional>

namespace lbfy {

struct HeadlessCommand {
    QString command; ///< ready for a POSIX shell; empty if there is none
    QString note; ///< what the command leaves out, or why there is none
};

/// By file if the document is saved, else by options, which can say the most of one service.
HeadlessCommand headlessCommand(const Config &config, const QString &savedPath);

/// "http://127.0.0.1:9090/metrics"; empty if off. Every address is read by way of this machine's own.
QString metricsUrl(std::optional<Address> address);

/// One word for a POSIX shell.
QString shellQuoted(const QString &word);

} // namespace lbfy
