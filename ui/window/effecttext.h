// SPDX-License-Identifier: GPL-3.0-or-later
//
// The line "since the switch" in words: what changed, in per cent, and how many turns are behind it. Pure.

#pragma once

#include "core/observe/switcheffect.h"

#include <QLocale>
#include <QString>

namespace lbfy {

/// "p50 −12 %, p99 −38 %, errors 0 → 0 /s; slow 25 % → 4 %, fast 25 % → 32 % (1,200 turns before, 3,120 since)"; while
/// there are too few, how many there are and how many it takes. At most the three shares that moved most.
QString effectText(const SwitchEffect::Effect &effect, const QLocale &locale = QLocale());
/// The whole as a table for a tool tip (rich text).
QString effectDetails(const SwitchEffect::Effect &effect, const QLocale &locale = QLocale());

} // namespace lbfy
