// SPDX-License-Identifier: GPL-3.0-or-later
//
// How many descriptors proxied connections may hold, so that health checks, the endpoint and logging always find some:
// the process's limit less a reserve. Without it one burst of clients would blind the operator just when it matters.
// Shared by all workers (take, give); the limit is refreshed from the control thread, since it can change at run time.

#pragma once

#include <atomic>
#include <cstddef>

namespace lbfy {

class DescriptorBudget
{
public:
    /// For `limit` descriptors in the process: a quarter of a small limit, 128 of a large one, stays in reserve.
    explicit DescriptorBudget(std::size_t limit) { setLimit(limit); }

    void setLimit(std::size_t limit);
    /// Takes `count` descriptors from the budget; false if they are not to be had.
    bool take(std::size_t count);
    void give(std::size_t count) { m_used.fetch_sub(count, std::memory_order_relaxed); }

    std::size_t allowance() const { return m_allowance.load(std::memory_order_relaxed); }
    static std::size_t allowanceOf(std::size_t limit);

private:
    std::atomic<std::size_t> m_allowance {0};
    alignas(64) std::atomic<std::size_t> m_used {0};
};

} // namespace lbfy
