// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window calls the keys of the configuration and their words. A key without a row here is called after its
// name in the file, so a new one needs none; what the rows add is better words, and translation. Pure.

#pragma once

#include <QString>

#include <span>
#include <string_view>

namespace lbfy {

/// "Connect timeout" for "connect_timeout".
QString keyTitle(std::string_view key);
/// The table's one line, as a sentence without its full stop.
QString keyExplanation(std::string_view doc);
/// "Send and expect" for "send-expect".
QString wordTitle(std::string_view word);
/// What is chosen where nothing is set.
QString automaticTitle();

/// The texts that can be translated, for a test that none of the tables' is missing.
std::span<const char *const> translatableKeyTexts();

} // namespace lbfy
