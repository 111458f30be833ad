// SPDX-License-Identifier: GPL-3.0-or-later
//
// What happened, told twice from one call: as a log line and as an Event kept for the window and /api/v1/state (the
// last 200). Thread: control.

#pragma once

#include "core/observe/log.h"
#include "core/observe/snapshot.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

class EventLog
{
public:
    explicit EventLog(Log &log) : m_log(log) { }

    /// `kind` is a string literal of CONTRACT 5. `service` and `backend` become fields where not empty.
    void tell(LogLevel level, std::string_view kind, const std::string &service, const std::string &backend,
              const std::string &text, std::vector<LogField> fields = {});
    std::vector<Event> recent() const { return {m_events.begin(), m_events.end()}; }

private:
    static constexpr std::size_t kept = 200;
    Log &m_log;
    std::deque<Event> m_events;
    std::uint64_t m_sequence = 0;
};

} // namespace lbfy
