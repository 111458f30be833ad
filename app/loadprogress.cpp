// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/loadprogress.h"

#include "core/balance/clock.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace lbfy {

namespace {

constexpr int barWidth = 24;

std::string bar(double share)
{
    const auto full = static_cast<std::size_t>(std::lround(share * barWidth));
    return '[' + std::string(full, '#') + std::string(barWidth - full, '.') + "] ";
}

std::string progressText(const LoadPlan &plan, const LoadFigures &now)
{
    const double duration = toSeconds(plan.duration);
    std::array<char, 64> text;
    switch (now.phase) {
    case LoadPhase::Idle:
    case LoadPhase::WarmUp:
        return "warming up";
    case LoadPhase::Draining:
        return bar(1) + "waiting for the last answers";
    case LoadPhase::Running:
    case LoadPhase::Finished:
        break;
    }
    if (plan.duration.count() == 0) {
        std::snprintf(text.data(), text.size(), "%.0f s", now.seconds);
        return text.data();
    }
    const double share = std::clamp(now.seconds / duration, 0.0, 1.0);
    std::snprintf(text.data(), text.size(), "%.0f of %.0f s", now.seconds, duration);
    return bar(share) + text.data();
}

} // namespace

std::string loadProgress(const LoadPlan &plan, const LoadFigures &now, const LoadFigures &recent, int columns)
{
    std::array<char, 128> text;
    std::snprintf(text.data(), text.size(), "  %.0f turns/s  p99 %.2f ms  %llu errors", recent.turnsPerSecond(),
                  recent.latency.quantile(0.99) * 1e3, static_cast<unsigned long long>(now.errorTotal()));
    // In the last column many terminals begin a new line.
    return (progressText(plan, now) + text.data()).substr(0, static_cast<std::size_t>(std::max(columns - 1, 0)));
}

} // namespace lbfy
