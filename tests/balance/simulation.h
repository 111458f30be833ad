// SPDX-License-Identifier: GPL-3.0-or-later
//
// A discrete-event simulation of a service: Poisson arrivals, one turn per connection, backends with a few servers
// and a first-come-first-served queue. Time is simulated, so minutes of traffic take milliseconds and every run is
// the same.

#pragma once

#include "testservice.h"

#include <functional>
#include <queue>
#include <set>

namespace lbfy::test {

/// How a backend behaves; each function is asked when a connection arrives.
struct Behaviour {
    int servers = 4;
    std::function<double(MonoTime)> service = [](MonoTime) { return 0.005; }; ///< seconds that occupy a server
    std::function<double(MonoTime)> delay = [](MonoTime) { return 0.0; }; ///< seconds that occupy nobody
    std::function<bool(MonoTime)> failsAtOnce = [](MonoTime) { return false; }; ///< accepts and closes
    double patience = 1e6; ///< seconds after which a client gives up
};

class Simulation
{
public:
    Simulation(StrategyKind kind, const std::vector<Behaviour> &behaviours, double connectionsPerSecond,
               LatencyConfig latency = {});

    struct Report {
        std::vector<int> connections; ///< a backend
        std::vector<double> seconds; ///< of each answered turn, ascending

        double share(std::size_t backend) const;
        double quantile(double q) const;
    };
    /// Goes on for that long.
    Report run(Nanoseconds duration);
    MonoTime now() const { return m_now; }

private:
    enum class End { Answered, Failed, Abandoned };
    struct Completion {
        MonoTime at;
        std::size_t backend;
        MonoTime since;
        End end;

        bool operator>(const Completion &other) const { return at > other.at; }
    };
    struct State {
        std::vector<MonoTime> freeAt; ///< a server
        std::multiset<MonoTime> open;
    };

    void arrive(Report &report);
    void complete(const Completion &completion, Report &report);
    void publishOldest(std::size_t backend);

    std::vector<Behaviour> m_behaviours;
    Service m_service;
    Pool m_pool;
    Random m_random {20240229};
    double m_rate;
    MonoTime m_now {1h};
    MonoTime m_nextArrival {1h};
    std::vector<State> m_states;
    std::priority_queue<Completion, std::vector<Completion>, std::greater<>> m_completions;
};

} // namespace lbfy::test
