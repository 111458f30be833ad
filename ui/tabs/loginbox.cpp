// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/loginbox.h"

#include <iterator>
#include <utility>

namespace lbfy {

void LogInbox::push(const LogRecord &record)
{
    LogRecord copy = record; // what may allocate stays outside of the lock
    const std::lock_guard lock(m_mutex);
    m_records.push_back(std::move(copy));
    if (m_records.size() <= bound)
        return;
    m_records.pop_front();
    ++m_skipped;
}

LogInbox::Batch LogInbox::take()
{
    std::deque<LogRecord> records;
    Batch batch;
    {
        const std::lock_guard lock(m_mutex);
        records.swap(m_records);
        batch.skipped = std::exchange(m_skipped, 0);
    }
    batch.records.assign(std::make_move_iterator(records.begin()), std::make_move_iterator(records.end()));
    return batch;
}

} // namespace lbfy
