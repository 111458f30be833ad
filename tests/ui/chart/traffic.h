// SPDX-License-Identifier: GPL-3.0-or-later
//
// Traffic that looks like traffic, for charts in tests, pictures and measurements: each backend wanders round a level of
// its own, with spikes. The same at every run. The clock goes only when told.

#pragma once

#include "core/observe/history.h"

#include <functional>
#include <random>

namespace lbfy::test {

class Traffic
{
public:
    explicit Traffic(int backends)
    {
        snapshot.services.resize(1);
        snapshot.services[0].name = "web";
        for (int i = 0; i < backends; ++i) {
            BackendSnapshot backend;
            backend.name = "b" + std::to_string(i + 1);
            backend.ewmaSeconds = 0.0015 + 0.0012 * i;
            backend.active = static_cast<std::uint64_t>(60 - 6 * i);
            backend.turn = {.p50 = 0.001, .p90 = 0.002, .p99 = 0.004, .samples = 100};
            backend.share = 1.0 / backends;
            snapshot.services[0].backends.push_back(std::move(backend));
        }
    }

    BackendSnapshot &backend(std::size_t index) { return snapshot.services[0].backends[index]; }
    WallTime wall() const { return start + std::chrono::duration_cast<WallTime::duration>(now); }
    /// One snapshot, a quarter of a second later.
    void step()
    {
        now += std::chrono::milliseconds(250);
        std::size_t index = 0;
        for (BackendSnapshot &backend : snapshot.services[0].backends) {
            const double level = 0.0015 + 0.0012 * static_cast<double>(index);
            const double noise = std::normal_distribution<double>(0, 0.06)(m_random);
            double &ewma = backend.ewmaSeconds.emplace(backend.ewmaSeconds.value_or(level));
            ewma += (level - ewma) * 0.03 + ewma * noise;
            if (std::uniform_int_distribution(0, 400)(m_random) == 0)
                ewma *= 3;
            ewma = std::max(ewma, 0.0002);
            const bool out = backend.state == BackendState::Down || backend.state == BackendState::Disabled;
            const double aim = out ? 0 : 62 - 7 * static_cast<double>(index);
            const double drawn = static_cast<double>(backend.active) + (aim - static_cast<double>(backend.active)) * 0.1
                    + (out ? 0 : std::normal_distribution<double>(0, 2)(m_random));
            backend.active = static_cast<std::uint64_t>(std::max(0.0, drawn));
            ++index;
        }
    }
    void run(History &history, Nanoseconds duration)
    {
        for (const MonoTime end = now + duration; now < end;) {
            step();
            history.record(snapshot, now);
        }
    }

    Snapshot snapshot;
    MonoTime now = std::chrono::hours(5);
    WallTime start = WallTime(std::chrono::seconds(1'767'362'400)); ///< 2 January 2026, 14:00 UTC

private:
    std::mt19937 m_random {42};
};

} // namespace lbfy::test
