// SPDX-License-Identifier: GPL-3.0-or-later
//
// Time as balancing and health see it: monotonic nanoseconds since an arbitrary origin, always passed in as an
// argument so that the logic can be tested and simulated. Nothing in core/balance reads a clock.

#pragma once

#include <chrono>
#include <cstdint>

namespace lbfy {

using Nanoseconds = std::chrono::nanoseconds;

/// A point on the monotonic clock (CLOCK_MONOTONIC), as a distance from its origin.
using MonoTime = std::chrono::nanoseconds;

constexpr double toSeconds(Nanoseconds duration)
{
    return std::chrono::duration<double>(duration).count();
}

constexpr Nanoseconds fromSeconds(double seconds)
{
    return Nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
}

} // namespace lbfy
