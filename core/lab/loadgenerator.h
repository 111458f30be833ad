// SPDX-License-Identifier: GPL-3.0-or-later
//
// Makes the load that a LoadPlan describes, in threads of its own ("lbfy-load-N") with an epoll set each. Every thread
// has its share of connections and arrivals and its own statistics; they share nothing while running.
//
// Thread: start(), change() and stop() from one thread, the owner's; figures() and finished() from any.

#pragma once

#include "core/lab/loadfigures.h"
#include "core/lab/loadplan.h"

#include <memory>

namespace lbfy {

/// How many connections a load may have in a program that balances, too, and must not run short of descriptors for it.
/// Raises the limit of descriptors as far as it goes.
int connectionsBesideABalancer();

class LoadGenerator
{
public:
    LoadGenerator();
    /// Stops.
    ~LoadGenerator();

    /// Starts from zero; what was running is stopped first. Names among the targets are resolved here, which may take
    /// seconds. Fails on a plan that checkPlan() refuses, a name that has no address, or when the system gives no
    /// thread or epoll set.
    Result<Done> start(const LoadPlan &plan);
    /// Changes what is running: everything but targets, threads, seed, warm-up and duration, which stay as they
    /// were. Connections over the new number close after their turn. Fails on a plan that checkPlan() refuses.
    Result<Done> change(const LoadPlan &plan);
    /// Ends now, without waiting for answers under way, and returns when the threads have ended. Figures stay.
    void stop();

    /// True when the duration is over and the last turn has ended, after stop(), and before start().
    bool finished() const;
    LoadFigures figures() const;
    /// What is running, or ran last.
    LoadPlan plan() const;

private:
    class Run;
    std::unique_ptr<Run> m_run;
};

} // namespace lbfy
