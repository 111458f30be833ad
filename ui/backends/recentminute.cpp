// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/backends/recentminute.h"

#include <algorithm>

namespace lbfy {

using namespace std::chrono_literals;

void RecentMinute::add(WallTime at, std::optional<double> ewmaSeconds, std::uint64_t failures)
{
    // A clock that was set back must not keep old samples for ever.
    if (!m_samples.empty() && at < m_samples.back().at)
        m_samples.clear();
    while (!m_samples.empty() && at - m_samples.front().at > std::chrono::seconds(seconds))
        m_samples.pop_front();
    // Between two ticks the newest counts; the front stays, as the base of the count of failures.
    if (m_samples.size() > 1 && at - m_samples[m_samples.size() - 2].at < 500ms)
        m_samples.pop_back();
    m_samples.push_back({at, ewmaSeconds, failures});
}

std::vector<std::optional<double>> RecentMinute::ewmaBySecond() const
{
    std::vector<std::optional<double>> values(seconds);
    if (m_samples.empty())
        return values;
    const WallTime now = m_samples.back().at;
    for (const Sample &sample : m_samples) {
        const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - sample.at).count();
        if (age >= seconds || !sample.ewmaSeconds)
            continue;
        auto &value = values[static_cast<std::size_t>(seconds - 1 - age)];
        value = std::max(value.value_or(0), *sample.ewmaSeconds);
    }
    return values;
}

double RecentMinute::greatestEwma() const
{
    double greatest = 0;
    for (const Sample &sample : m_samples)
        greatest = std::max(greatest, sample.ewmaSeconds.value_or(0));
    return greatest;
}

std::uint64_t RecentMinute::failures() const
{
    if (m_samples.empty() || m_samples.back().failures < m_samples.front().failures)
        return 0;
    return m_samples.back().failures - m_samples.front().failures;
}

} // namespace lbfy
