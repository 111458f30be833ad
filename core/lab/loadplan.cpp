// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/loadplan.h"

#include "core/config/address.h"
#include "core/config/text.h"
#include "core/config/units.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <string_view>

namespace lbfy {

namespace {

constexpr std::string_view rateRange = "0.001 to 10000000";

using Problem = std::optional<std::string>;

Problem checkInteger(std::string_view name, std::int64_t value, std::int64_t min, std::int64_t max)
{
    if (value >= min && value <= max)
        return std::nullopt;
    return std::string(name) + ": " + integerRange(min, max);
}

Problem checkBytes(std::string_view name, std::uint64_t value)
{
    if (value >= 1 && value <= loadlimits::maxBytes)
        return std::nullopt;
    return std::string(name) + ": " + integerRange(1, static_cast<std::int64_t>(loadlimits::maxBytes));
}

Problem checkDuration(std::string_view name, Milliseconds value, ZeroDuration zero)
{
    if (value >= shortestDuration && value <= longestDuration)
        return std::nullopt;
    if (value.count() == 0 && zero == ZeroDuration::Allowed)
        return std::nullopt;
    return std::string(name) + ": must be " + formatDuration(shortestDuration) + " to "
            + formatDuration(longestDuration) + (zero == ZeroDuration::Allowed ? ", or \"0s\"" : "");
}

Problem checkRate(double rate)
{
    if (std::isfinite(rate) && rate >= loadlimits::minRate && rate <= loadlimits::maxRate)
        return std::nullopt;
    return "rate: must be " + std::string(rateRange);
}

Problem checkTargets(const std::vector<Address> &targets)
{
    if (targets.empty() || targets.size() > loadlimits::maxTargets)
        return "targets: must be 1 to " + std::to_string(loadlimits::maxTargets);
    for (const Address &target : targets) {
        if (target.host.empty() || target.port == 0)
            return "target " + quotedShort(target.toString()) + ": the port must be 1 to 65535";
    }
    return std::nullopt;
}

Problem checkPath(const std::string &path)
{
    const auto isPlain = [](char c) { return c > ' ' && c != '\x7f'; };
    if (path.starts_with('/') && std::ranges::all_of(path, isPlain))
        return std::nullopt;
    return "path " + quotedShort(path) + ": must begin with / and hold only visible ASCII characters";
}

} // namespace

Result<NamedTarget> parseLoadTarget(std::string_view text)
{
    constexpr std::string_view http = "http://";
    if (text.starts_with("https://"))
        return Failure {"https is not supported, only plain TCP and HTTP"};
    NamedTarget target;
    const bool isUrl = text.starts_with(http);
    if (isUrl) {
        text.remove_prefix(http.size());
        const std::size_t end = std::min(text.find_first_of("/?"), text.size());
        const std::string_view asked = text.substr(end, text.find('#') - end);
        target.httpPath = asked.starts_with('/') ? std::string(asked) : '/' + std::string(asked);
        text = text.substr(0, end);
    }
    auto address = parseAddress(text, PortZero::Refused);
    if (!address && isUrl) // a URL may go without the port
        address = parseAddress(std::string(text) + ":80", PortZero::Refused);
    if (!address)
        return parseAddress(text, PortZero::Refused).failure();
    target.address = *address;
    return target;
}

Result<double> parseLoadRate(std::string_view text)
{
    double rate = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rate, std::chars_format::fixed);
    if (end != text.data() + text.size() || text.empty() || error == std::errc::invalid_argument)
        return Failure {"must be a number, " + std::string(rateRange)};
    if (error != std::errc {} || !(rate >= loadlimits::minRate && rate <= loadlimits::maxRate))
        return Failure {"must be " + std::string(rateRange)};
    return rate;
}

Result<Done> checkPlan(const LoadPlan &plan)
{
    using namespace loadlimits;
    for (const Problem &problem : {
                 checkTargets(plan.targets),
                 checkInteger("connections", plan.connections, 1, maxConnections),
                 checkDuration("think time", plan.thinkTime, ZeroDuration::Allowed),
                 checkRate(plan.rate),
                 checkInteger("max waiting", plan.maxWaiting, 0, maxWaiting),
                 checkBytes("bytes sent", plan.sendBytes),
                 checkBytes("bytes answered", plan.answerBytes),
                 checkPath(plan.httpPath),
                 checkInteger("turns per connection", plan.turnsPerConnection, 0, maxTurns),
                 checkDuration("warm-up", plan.warmUp, ZeroDuration::Allowed),
                 checkDuration("duration", plan.duration, ZeroDuration::Allowed),
                 checkDuration("connect timeout", plan.connectTimeout, ZeroDuration::Refused),
                 checkDuration("turn timeout", plan.turnTimeout, ZeroDuration::Refused),
                 checkInteger("threads", plan.threads, 1, maxThreads),
         }) {
        if (problem)
            return Failure {*problem};
    }
    return Done {};
}

} // namespace lbfy
