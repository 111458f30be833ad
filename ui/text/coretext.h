// SPDX-License-Identifier: GPL-3.0-or-later
//
// The core speaks English, in its log, on the command line and to scripts that read both. The window shows the same
// sentences in the user's language: a sentence is recognised by its pattern, taken apart, and put together again from
// the catalogue. What is not recognised (a system's own message, a file's line) stays as it is; a test feeds the core's
// real sentences through here and fails on one that is missing. Strategies get the names that the window uses.
//
// Cost: some tens of regular expressions for a sentence; not for every cell on every tick.

#pragma once

#include <QString>
#include <QStringList>

#include <string>
#include <vector>

namespace lbfy {

QString coreText(const QString &english);
QString coreText(const std::string &english);
QStringList coreTexts(const std::vector<std::string> &english);

/// Whether there is a pattern for it: for tests.
bool isKnownCoreText(const QString &english);

} // namespace lbfy
