// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/loadplan.h"

#include "core/config/text.h"
#include "core/config/units.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

namespace lbfy {

namespace {

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
    return "rate: must be 0.001 to 10000000";
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
