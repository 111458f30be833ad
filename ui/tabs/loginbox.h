// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where log records wait for the window: the log's thread puts them in, the window takes them out at its tick. Bounded, for
// a window that hangs must not eat memory; of a flood the newest stay and the rest is counted.
//
// Thread: push() from any, take() from any; shared by the listener and the window, whoever lives longer.

#pragma once

#include "core/observe/log.h"

#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

namespace lbfy {

class LogInbox
{
public:
    static constexpr std::size_t bound = 5000;

    struct Batch {
        std::vector<LogRecord> records; ///< oldest first
        std::uint64_t skipped = 0; ///< older than these, and lost
    };

    void push(const LogRecord &record);
    /// All that has come since the last call.
    Batch take();

private:
    std::mutex m_mutex;
    std::deque<LogRecord> m_records;
    std::uint64_t m_skipped = 0;
};

} // namespace lbfy
