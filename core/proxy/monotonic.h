// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one place where the data path reads its clock.

#pragma once

#include "core/balance/clock.h"

#include <ctime>

namespace lbfy {

/// CLOCK_MONOTONIC now; some 20 ns, no system call.
inline MonoTime monotonicNow()
{
    timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return std::chrono::seconds(ts.tv_sec) + std::chrono::nanoseconds(ts.tv_nsec);
}

} // namespace lbfy
