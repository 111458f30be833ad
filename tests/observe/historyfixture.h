// SPDX-License-Identifier: GPL-3.0-or-later
//
// Snapshots made by hand and a clock that goes only when told.

#pragma once

#include "core/observe/history.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

namespace lbfy::test {

using namespace std::chrono_literals;

struct Backend {
    std::string name;
    std::optional<double> ewma;
    std::uint64_t active = 0;
    BackendState state = BackendState::Up;
};

inline Snapshot snapshotOf(std::initializer_list<Backend> backends, const std::string &service = "web")
{
    Snapshot snapshot;
    ServiceSnapshot &made = snapshot.services.emplace_back();
    made.name = service;
    for (const Backend &backend : backends) {
        BackendSnapshot &one = made.backends.emplace_back();
        one.name = backend.name;
        one.ewmaSeconds = backend.ewma;
        one.active = backend.active;
        one.state = backend.state;
        made.active += backend.active;
    }
    return snapshot;
}

/// Feeds a history four times a second.
struct Clocked {
    History history;
    MonoTime now = 1000s;

    void feed(const Snapshot &snapshot, Nanoseconds duration)
    {
        for (const MonoTime end = now + duration; now < end; now += 250ms)
            history.record(snapshot, now);
    }
    /// As it was at the newest snapshot.
    HistoryGrid grid(Nanoseconds window, std::size_t maxPoints = 301) const
    {
        return history.grid(now - 250ms, window, maxPoints);
    }
    HistoryCurve curve(Figure figure, Nanoseconds window, const std::string &backend = "a") const
    {
        return history.curve({"web", backend}, figure, grid(window));
    }
};

} // namespace lbfy::test
