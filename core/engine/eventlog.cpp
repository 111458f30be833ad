// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/eventlog.h"

#include <utility>

namespace lbfy {

void EventLog::tell(LogLevel level, std::string_view kind, const std::string &service, const std::string &backend,
                    const std::string &text, std::vector<LogField> fields)
{
    m_events.push_back({++m_sequence, std::chrono::system_clock::now(), std::string(kind), service, backend, text});
    if (m_events.size() > kept)
        m_events.pop_front();
    std::vector<LogField> all;
    if (!service.empty())
        all.push_back({"service", service});
    if (!backend.empty())
        all.push_back({"backend", backend});
    all.insert(all.end(), std::make_move_iterator(fields.begin()), std::make_move_iterator(fields.end()));
    m_log.write(level, kind, text, std::move(all));
}

} // namespace lbfy
