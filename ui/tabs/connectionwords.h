// SPDX-License-Identifier: GPL-3.0-or-later
//
// Phases of a connection and reasons of its end in plain words, translated. The filter knows both these words and the
// stable names that metrics and the log use. Pure.

#pragma once

#include "core/observe/activity.h"

#include <QString>

#include <array>

namespace lbfy {

inline constexpr std::array<std::string_view, 6> phaseNames {
        "header", "connecting", "open", "client-ended half-closed", "backend-ended half-closed", "resetting"};

QString wordsOf(ConnectionPhase phase);
/// One sentence, for a tool tip.
QString sentenceOf(ConnectionPhase phase);
QString wordsOf(CloseReason reason);
QString sentenceOf(CloseReason reason);

} // namespace lbfy
