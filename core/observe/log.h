// SPDX-License-Identifier: GPL-3.0-or-later
//
// Structured log lines that never block traffic. Any thread hands a LogRecord to a bounded lock-free queue; one thread
// ("lbfy-log") formats and writes to the descriptor. What does not fit in the queue is dropped and counted: a full pipe
// costs log lines, never a connection.

#pragma once

#include "core/config/config.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lbfy {

/// A key of CONTRACT 5 and its value. Keys are string literals.
struct LogField {
    std::string_view key;
    std::variant<std::string, std::int64_t, double> value;
};

struct LogRecord {
    std::chrono::system_clock::time_point at {};
    LogLevel level = LogLevel::Info;
    std::string_view event; ///< string literal, one of CONTRACT 5
    std::string message; ///< for people: plain words, no key=value
    std::vector<LogField> fields;
};

using LogListener = std::function<void(const LogRecord &)>;

/// One line with its line end. Control characters, quotes and invalid UTF-8 in values are escaped in every format, so a
/// record is always exactly one line. `colour` only matters for LogFormat::Text.
std::string formatLine(const LogRecord &record, LogFormat format, bool colour = false);

/// Appends "2026-01-02T14:02:11.123Z" (UTC, milliseconds rounded down): every time that a machine reads.
void appendIsoTime(std::string &out, std::chrono::system_clock::time_point at);

class Log
{
public:
    /// Starts the writer thread on `descriptor` (not owned), typically STDERR_FILENO.
    Log(int descriptor, LogFormat format, LogLevel level, bool colour = false);
    /// Writes what is queued, for at most a second, and ends the thread.
    ~Log();
    Log(const Log &) = delete;
    Log &operator=(const Log &) = delete;

    /// Any thread; never blocks. Stamps the time. Below the level nothing happens.
    void write(LogLevel level, std::string_view event, std::string message, std::vector<LogField> fields = {});
    bool wants(LogLevel level) const { return level <= m_level.load(std::memory_order_relaxed); }
    void setLevel(LogLevel level) { m_level.store(level, std::memory_order_relaxed); }
    void setFormat(LogFormat format);
    /// Any thread but the writer's own; once it returns, the listener before is not running and will not be called again.
    /// The writer thread calls it once for every record taken from the queue, whether its line can be written or not;
    /// only what found the queue full is missed. It must return soon: log lines wait for it. Empty: nobody listens.
    void setListener(LogListener listener);
    /// Lines dropped because the queue was full or the descriptor refused them.
    std::uint64_t dropped() const;

private:
    class Writer;
    std::atomic<LogLevel> m_level;
    std::unique_ptr<Writer> m_writer;
};

} // namespace lbfy
