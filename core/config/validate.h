// SPDX-License-Identifier: GPL-3.0-or-later
//
// What must hold between the values of a configuration, wherever they came from, and the names that follow from
// addresses. Each problem is reported at the place of the value that makes it one.

#pragma once

#include "core/config/draft.h"

namespace lbfy {

/// Gives every service and backend without a name its default one, checks the whole, and sorts the diagnostics by
/// place. A draft that could not be read is left as it is. Call once, last.
void completeConfig(ConfigDraft &draft);

} // namespace lbfy
