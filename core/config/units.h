// SPDX-License-Identifier: GPL-3.0-or-later
//
// Numbers, durations and sizes as users write them. Parsing is strict: no blanks, no sign but a leading minus of an
// integer, no fraction, no number without its unit; what does not fit the range given is refused with a message that
// names the range. Printing gives the shortest form, which reads back equal.

#pragma once

#include "core/config/config.h"
#include "core/config/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace lbfy {

inline constexpr Milliseconds shortestDuration {1};
inline constexpr Milliseconds longestDuration {24 * 3'600'000};

/// Whether "0s" (never, or off) is a duration here.
enum class ZeroDuration { Refused, Allowed };

/// A decimal integer from min to max.
Result<std::int64_t> parseInteger(std::string_view text, std::int64_t min, std::int64_t max);

/// "250ms", "5s", "10m", "1h" and combinations from large to small ("1m30s"), 1 ms to 24 h.
Result<Milliseconds> parseDuration(std::string_view text, ZeroDuration zero);
std::string formatDuration(Milliseconds duration);

/// "512B", "64KiB", "1MiB", "2GiB": bytes from min to max.
Result<std::uint64_t> parseSize(std::string_view text, std::uint64_t min, std::uint64_t max);
std::string formatSize(std::uint64_t bytes);

/// "must be 1 to 256": the message of every range.
std::string integerRange(std::int64_t min, std::int64_t max);

} // namespace lbfy
