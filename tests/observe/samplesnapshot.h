// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Snapshot made by hand, with another number in every field, so that a mix-up shows.

#pragma once

#include "core/observe/snapshot.h"

namespace lbfy::test {

/// Service "web" with backends "a" (up, no latency yet) and "b" (ejected), one worker, one event.
Snapshot sampleSnapshot();

} // namespace lbfy::test
