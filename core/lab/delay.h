// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long a test backend takes for an answer: a distribution as a plain value, with a textual form that reads back
// equal. Averages alone would not do, for what hurts users of a balancer is the tail: two-point is the backend that is
// fast but now and then is not, log-normal the skew that real services show.
//
//   8ms                    always 8 ms
//   normal:8ms,2ms         mean and standard deviation; never below 0
//   lognormal:8ms,0.5      median, and sigma of the logarithm
//   two-point:5ms,80ms,2%  5 ms, but 80 ms in 2 % of cases

#pragma once

#include "core/balance/clock.h"
#include "core/balance/random.h"
#include "core/config/result.h"

#include <string>
#include <string_view>
#include <variant>

namespace lbfy {

/// Every delay is 0 to this, whatever the distribution's tail would give.
inline constexpr Nanoseconds longestDelay = std::chrono::seconds(60);
/// Upper end of sigma for LogNormalDelay.
inline constexpr double largestSigma = 3;

struct ConstantDelay {
    Nanoseconds value {0};

    bool operator==(const ConstantDelay &) const = default;
};

struct NormalDelay {
    Nanoseconds mean {0};
    Nanoseconds deviation {0}; ///< samples below 0 become 0

    bool operator==(const NormalDelay &) const = default;
};

struct LogNormalDelay {
    Nanoseconds median {0};
    double sigma = 0; ///< of the natural logarithm, 0 to largestSigma

    bool operator==(const LogNormalDelay &) const = default;
};

struct TwoPointDelay {
    Nanoseconds usual {0};
    Nanoseconds rare {0};
    double rareShare = 0; ///< 0 to 1

    bool operator==(const TwoPointDelay &) const = default;
};

/// Its parts are within the ranges above: parseDelay() gives no others, and samples are clamped besides.
using Delay = std::variant<ConstantDelay, NormalDelay, LogNormalDelay, TwoPointDelay>;

/// 0 to longestDelay.
Nanoseconds sample(const Delay &delay, Random &random);

/// The expected value of sample(), but for what the limits 0 and longestDelay cut off.
Nanoseconds meanOf(const Delay &delay);

/// The forms above. Times have one unit each: "250us", "8ms", "1.5ms", "2s"; a plain "0" is allowed.
Result<Delay> parseDelay(std::string_view text);
/// The shortest form, which reads back equal if times are whole microseconds.
std::string formatDelay(const Delay &delay);

/// "2%", "0.1%": a share of 0 to 1, in steps of 0.0001 %.
Result<double> parsePercentage(std::string_view text);
std::string formatPercentage(double share);

} // namespace lbfy
