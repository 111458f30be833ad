// SPDX-License-Identifier: GPL-3.0-or-later
//
// A bounded queue that many threads fill and one empties, without a lock: D. Vyukov's array queue, where each cell
// carries a ticket that says whose turn it is. A full queue refuses at once instead of waiting, which is what makes
// logging safe on the data path.
//
// The tickets are published and re-read in sequential consistency rather than acquire/release: the log's "is the
// writer asleep?" handshake needs a producer's push to be ordered before its look at the flag, and the writer's flag to
// be ordered before its last look at the queue.

#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace lbfy {

template<typename T>
class LogQueue
{
public:
    /// Room for at least `capacity` values (rounded up to a power of two, at least 2).
    explicit LogQueue(std::size_t capacity)
        : m_mask(std::bit_ceil(capacity < 2 ? std::size_t {2} : capacity) - 1)
        , m_cells(std::make_unique<Cell[]>(m_mask + 1))
    {
        for (std::size_t i = 0; i <= m_mask; ++i)
            m_cells[i].ticket.store(i, std::memory_order_relaxed);
    }
    LogQueue(const LogQueue &) = delete;
    LogQueue &operator=(const LogQueue &) = delete;

    std::size_t capacity() const { return m_mask + 1; }

    /// Any thread. False, with `value` untouched, when the queue is full.
    bool push(T &&value)
    {
        std::size_t position = m_tail.load(std::memory_order_relaxed);
        for (;;) {
            Cell &cell = m_cells[position & m_mask];
            const auto lead = static_cast<std::ptrdiff_t>(cell.ticket.load(std::memory_order_acquire) - position);
            if (lead < 0)
                return false;
            if (lead > 0) {
                position = m_tail.load(std::memory_order_relaxed);
            } else if (m_tail.compare_exchange_weak(position, position + 1, std::memory_order_relaxed)) {
                cell.value = std::move(value);
                cell.ticket.store(position + 1, std::memory_order_seq_cst);
                return true;
            }
        }
    }

    /// The one consumer. False when nothing is ready.
    bool pop(T &value)
    {
        if (empty())
            return false;
        Cell &cell = m_cells[m_head & m_mask];
        value = std::move(cell.value);
        cell.value = T {}; // what the record owned is freed now, not a lap later
        cell.ticket.store(m_head + m_mask + 1, std::memory_order_release);
        ++m_head;
        return true;
    }

    /// The one consumer.
    bool empty() const { return m_cells[m_head & m_mask].ticket.load(std::memory_order_seq_cst) != m_head + 1; }

private:
    struct Cell {
        std::atomic<std::size_t> ticket {0};
        T value {};
    };

    const std::size_t m_mask;
    const std::unique_ptr<Cell[]> m_cells;
    alignas(64) std::atomic<std::size_t> m_tail {0}; ///< producers
    alignas(64) std::size_t m_head = 0; ///< consumer alone
};

} // namespace lbfy
