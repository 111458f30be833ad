// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one worker counts. One writer each (its worker thread), read by the snapshot alone; blocks of different workers
// share no cache line. Blocks live as long as their service or backend is configured; the engine owns them.

#pragma once

#include "core/observe/counter.h"
#include "core/observe/histogram.h"
#include "core/observe/reasons.h"

#include <array>

namespace lbfy {

struct alignas(64) WorkerServiceStats {
    Counter connections; ///< accepted and not shed
    Counter closed; ///< active = connections - closed + undecided
    Counter undecided; ///< at present: they owe their PROXY header, and may yet be shed
    std::array<Counter, shedReasonNames.size()> shed;
    std::array<Counter, closeReasonNames.size()> closedBy;
};

struct alignas(64) WorkerBackendStats {
    Counter selections; ///< picks, retries included
    Counter connections; ///< established
    Counter bytesToBackend;
    Counter bytesToClient;
    Counter retries; ///< connects moved from it to another
    std::array<Counter, connectFailureNames.size()> connectFailures;
    Histogram connectTime;
    Histogram firstByteTime;
    Histogram turnTime;
};

struct alignas(64) WorkerLoopStats {
    Counter sessions; ///< open now
    Histogram lag; ///< how long ready work waited: duration of each round of the event loop
};

/// Written by the control thread.
struct CheckStats {
    Counter successes;
    Counter failures;
    Histogram duration;
};

} // namespace lbfy
