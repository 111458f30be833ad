// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every order is relaxed: each of these words means something by itself, and no other memory is published through them.

#include "core/balance/backendload.h"

namespace lbfy {

BackendLoad::BackendLoad(int workers)
    : m_workers(workers)
    , m_oldest(std::make_unique<OldestTurn[]>(static_cast<std::size_t>(workers)))
{ }

bool BackendLoad::tryAcquire(std::uint32_t maxConnections)
{
    if (maxConnections == 0) {
        m_active.fetch_add(1, std::memory_order_relaxed);
        return true;
    }
    std::uint32_t taken = m_active.load(std::memory_order_relaxed);
    do {
        if (taken >= maxConnections)
            return false;
    } while (!m_active.compare_exchange_weak(taken, taken + 1, std::memory_order_relaxed));
    return true;
}

void BackendLoad::clearFailures()
{
    // Nearly every connection succeeds: the shared cache line is written only when that changes something.
    if (m_failures.load(std::memory_order_relaxed) != 0)
        m_failures.store(0, std::memory_order_relaxed);
}

} // namespace lbfy
