// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/behaviour.h"

#include "core/config/units.h"

#include <initializer_list>

namespace lbfy {

namespace {

bool isShare(double value)
{
    return value >= 0 && value <= 1;
}

Result<Done> checkFailures(const FailureRates &rates)
{
    for (const double rate : {rates.refuse, rates.reset, rates.hang, rates.close}) {
        if (!isShare(rate))
            return Failure {"a failure rate must be 0% to 100%"};
    }
    // Percentages such as 33.3 + 33.3 + 33.4 may miss 100 by a rounding error.
    if (rates.reset + rates.hang + rates.close > 1 + 1e-9)
        return Failure {"the rates of reset, hang and close must be 100% together at most"};
    return Done {};
}

} // namespace

Result<std::uint64_t> parseBandwidth(std::string_view text)
{
    if (text == "off")
        return std::uint64_t {0};
    const auto bytes = parseSize(text, smallestBandwidth, largestBandwidth);
    return bytes ? bytes : Result<std::uint64_t>(Failure {bytes.message() + ", or \"off\""});
}

std::string formatBandwidth(std::uint64_t bytes)
{
    return bytes == 0 ? "off" : formatSize(bytes);
}

Result<Done> checkBehaviour(const BackendBehaviour &behaviour)
{
    if (behaviour.answerBytes < 1 || behaviour.answerBytes > largestAnswer)
        return Failure {"the size of an answer must be 1B to " + formatSize(largestAnswer)};
    if (behaviour.requestBytes > largestAnswer)
        return Failure {"the size of a request must be 0B to " + formatSize(largestAnswer)};
    if (behaviour.bandwidth != 0 && (behaviour.bandwidth < smallestBandwidth || behaviour.bandwidth > largestBandwidth))
        return Failure {"the bandwidth must be " + formatSize(smallestBandwidth) + " to " + formatSize(largestBandwidth)
                        + " a second, or no limit"};
    if (behaviour.concurrency > largestConcurrency)
        return Failure {"the concurrency " + integerRange(0, largestConcurrency)};
    return checkFailures(behaviour.failures);
}

} // namespace lbfy
