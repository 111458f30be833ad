// SPDX-License-Identifier: GPL-3.0-or-later
//
// A number with one writer thread, readable from any other at any time: the building block of every statistic on the
// data path. A plain load and store instead of a locked add, which only a single writer may do.

#pragma once

#include <atomic>
#include <cstdint>

namespace lbfy {

class Counter
{
public:
    void add(std::uint64_t n = 1) { m_value.store(value() + n, std::memory_order_relaxed); }
    void subtract(std::uint64_t n = 1) { m_value.store(value() - n, std::memory_order_relaxed); }
    std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value {0};
};

} // namespace lbfy
