// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many descriptors proxied connections may hold, so that health checks, the endpoint and logging always find some:
// the process's limit less a reserve. Without it one burst of clients would blind the operator just when it matters.
// What lbfy itself holds all the time (event loops and listeners of up to 64 workers, checks of hundreds of backends) is
// told by the engine and comes off first.
// Shared by all workers (take, give); the limit is refreshed from the control thread, since it can change at run time.

#pragma once

#include <atomic>
#include <cstddef>

namespace lbfy {

class DescriptorBudget
{
public:
    /// See allowanceOf().
    explicit DescriptorBudget(std::size_t limit, std::size_t own = 0) { setLimit(limit, own); }

    void setLimit(std::size_t limit, std::size_t own);
    /// Takes `count` descriptors from the budget; false if they are not to be had.
    bool take(std::size_t count);
    void give(std::size_t count) { m_used.fetch_sub(count, std::memory_order_relaxed); }

    std::size_t allowance() const { return m_allowance.load(std::memory_order_relaxed); }
    /// Of `limit` descriptors in the process, a quarter of a small limit and 128 of a large one stay in reserve; that
    /// covers coveredOwn of lbfy's own need, and what `own` is above it stays in reserve as well.
    static std::size_t allowanceOf(std::size_t limit, std::size_t own);
    static constexpr std::size_t coveredOwn = 16; ///< what four workers with a service and a few backends need

private:
    std::atomic<std::size_t> m_allowance {0};
    alignas(64) std::atomic<std::size_t> m_used {0};
};

} // namespace lbfy
