// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps a flood of equal log lines down to a few a second without losing count of the rest. Shared by all threads,
// lock-free; counts are approximate only in the moment a window turns.

#pragma once

#include "core/balance/clock.h"

#include <atomic>
#include <cstdint>
#include <optional>

namespace lbfy {

class LogGate
{
public:
    static constexpr std::uint32_t linesPerSecond = 20;

    /// May a line be written at `now`? If so, how many were left out since the last one.
    std::optional<std::uint64_t> pass(MonoTime now)
    {
        const std::int64_t second = now.count() / 1'000'000'000;
        std::int64_t window = m_window.load(std::memory_order_relaxed);
        if (window != second && m_window.compare_exchange_strong(window, second, std::memory_order_relaxed))
            m_lines.store(0, std::memory_order_relaxed);
        if (m_lines.fetch_add(1, std::memory_order_relaxed) < linesPerSecond)
            return m_left.exchange(0, std::memory_order_relaxed);
        m_left.fetch_add(1, std::memory_order_relaxed);
        return std::nullopt;
    }

    /// Lines left out in windows that are over, for a closing line after a flood; 0 while it lasts.
    std::uint64_t takeLeftOver(MonoTime now)
    {
        const bool over = now.count() / 1'000'000'000 > m_window.load(std::memory_order_relaxed);
        return over ? m_left.exchange(0, std::memory_order_relaxed) : 0;
    }

private:
    std::atomic<std::int64_t> m_window {0};
    std::atomic<std::uint32_t> m_lines {0};
    std::atomic<std::uint64_t> m_left {0};
};

} // namespace lbfy
