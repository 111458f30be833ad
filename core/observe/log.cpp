// SPDX-License-Identifier: GPL-3.0-or-later
//
// The writer thread behind Log. It takes what the queue holds, formats a batch and writes it with one call. Without work
// it sleeps on an eventfd; a producer rings that only when the thread says that it sleeps, and the thread lingers a few
// milliseconds after a batch before it does, so that a busy producer pays for no system call and lines go out in batches.
//
// A listener is to see records even while the descriptor takes nothing. With one, the thread goes on taking records from
// the queue meanwhile and keeps them for later; without one they stay in the queue.

#include "core/observe/log.h"

#include "core/observe/logoutput.h"
#include "core/observe/logqueue.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <deque>
#include <mutex>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace lbfy {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t queueLength = 8192;
constexpr std::size_t batchBytes = 64 * 1024;
constexpr std::chrono::milliseconds linger {2};
constexpr std::chrono::milliseconds flushTime {1000};
constexpr int forever = -1;

} // namespace

/// Owner: Log. Public functions: any thread. Private ones: the writer thread.
class Log::Writer
{
public:
    Writer(int descriptor, LogFormat format, bool colour);
    ~Writer();
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    void submit(LogRecord &&record);
    void setListener(LogListener listener);
    void setFormat(LogFormat format) { m_format.store(format, std::memory_order_relaxed); }
    std::uint64_t dropped() const { return m_dropped.load(std::memory_order_relaxed); }

private:
    void run();
    bool next(LogRecord &record);
    bool take(LogRecord &record);
    void takeWhatWaits();
    bool idle() const { return m_kept.empty() && m_queue.empty(); }
    void fillBatch();
    void writeBatch();
    void waitForRoom();
    void waitForWork();
    void refuseBatch();
    void dropRest();
    /// Waits for the bell or, with `output`, until the descriptor takes bytes.
    enum class WaitFor : unsigned char { Bell, BellOrOutput };
    void wait(WaitFor what, int milliseconds);
    void sleep(WaitFor what, int milliseconds);
    void ring() const;
    bool stopping() const { return m_stop.load(std::memory_order_acquire); }
    bool expired() const { return stopping() && Clock::now() >= m_deadline; }

    LogQueue<LogRecord> m_queue {queueLength};
    LogOutput m_output;
    const bool m_colour;
    const int m_bell;
    std::atomic<LogFormat> m_format;
    std::atomic<std::uint64_t> m_dropped {0};
    std::atomic<bool> m_asleep {false};
    std::atomic<bool> m_stop {false};
    std::atomic<bool> m_listening {false}; ///< there is a listener: the mutex is worth taking
    std::mutex m_listenerMutex; ///< held during a call
    LogListener m_listener;
    std::deque<LogRecord> m_kept; ///< told to the listener, to be written when the descriptor takes bytes again
    Clock::time_point m_deadline {}; ///< written before m_stop is set, read after

    std::string m_batch;
    std::size_t m_sent = 0; ///< of m_batch
    std::deque<std::size_t> m_lineEnds; ///< in m_batch, of lines not wholly sent
    bool m_insideLine = false; ///< the last thing sent was the start of a line, its rest refused

    std::thread m_thread; // last: starts when all else is there
};

Log::Writer::Writer(int descriptor, LogFormat format, bool colour)
    : m_output(descriptor)
    , m_colour(colour)
    , m_bell(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_format(format)
{
    if (m_bell < 0)
        throw std::system_error(errno, std::generic_category(), "eventfd for the log");
    m_thread = std::thread([this] { run(); });
}

Log::Writer::~Writer()
{
    m_deadline = Clock::now() + flushTime;
    m_stop.store(true, std::memory_order_release);
    ring();
    m_thread.join();
    ::close(m_bell);
}

void Log::Writer::submit(LogRecord &&record)
{
    if (!m_queue.push(std::move(record))) {
        m_dropped.fetch_add(1, std::memory_order_relaxed);
        return;
    }
    // Sequentially consistent like the queue's tickets: either this sees the writer asleep, or the writer, which looks
    // at the queue once more after it said so, sees the record.
    if (m_asleep.load() && m_asleep.exchange(false))
        ring();
}

void Log::Writer::setListener(LogListener listener)
{
    {
        const std::lock_guard lock(m_listenerMutex);
        std::swap(m_listener, listener);
        m_listening.store(m_listener != nullptr, std::memory_order_release);
    }
    ring(); // it may be waiting for the descriptor alone, with records in the queue
}

void Log::Writer::ring() const
{
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t ignored = ::write(m_bell, &one, sizeof one); // fails only when it rings already
}

void Log::Writer::run()
{
    ::pthread_setname_np(::pthread_self(), "lbfy-log");
    // Signals belong to other threads, and a reader that went away must be an error here, not a SIGPIPE.
    ::sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_BLOCK, &all, nullptr);

    for (;;) {
        fillBatch();
        if (!m_batch.empty())
            writeBatch();
        else if (stopping() && idle()) // in this order: nothing is pushed once it stops
            return;
        else
            waitForWork();
        if (expired()) {
            dropRest();
            return;
        }
    }
}

bool Log::Writer::next(LogRecord &record)
{
    if (m_kept.empty())
        return take(record);
    record = std::move(m_kept.front());
    m_kept.pop_front();
    return true;
}

/// From the queue, and past the listener.
bool Log::Writer::take(LogRecord &record)
{
    if (!m_queue.pop(record))
        return false;
    if (m_listening.load(std::memory_order_acquire)) {
        const std::lock_guard lock(m_listenerMutex);
        if (m_listener)
            m_listener(record);
    }
    return true;
}

/// For the listener's sake, while nothing can be written.
void Log::Writer::takeWhatWaits()
{
    LogRecord record;
    while (m_listening.load(std::memory_order_acquire) && !expired() && take(record)) {
        if (m_kept.size() < queueLength)
            m_kept.push_back(std::move(record));
        else
            m_dropped.fetch_add(1, std::memory_order_relaxed);
    }
}

void Log::Writer::fillBatch()
{
    const LogFormat format = m_format.load(std::memory_order_relaxed);
    if (m_insideLine)
        m_batch += '\n';
    LogRecord record;
    while (m_batch.size() < batchBytes && next(record)) {
        m_batch += formatLine(record, format, m_colour);
        m_lineEnds.push_back(m_batch.size());
    }
    if (m_lineEnds.empty())
        m_batch.clear(); // the end of a broken line can wait for the next one
}

void Log::Writer::writeBatch()
{
    while (m_sent < m_batch.size()) {
        const LogOutput::Outcome outcome = m_output.write(std::string_view(m_batch).substr(m_sent));
        m_sent += outcome.bytes;
        while (!m_lineEnds.empty() && m_lineEnds.front() <= m_sent)
            m_lineEnds.pop_front();
        if (outcome.result == LogOutput::Result::Full)
            waitForRoom();
        if (outcome.result == LogOutput::Result::Refused || expired()) {
            refuseBatch();
            break;
        }
    }
    if (m_sent > 0)
        m_insideLine = m_batch[m_sent - 1] != '\n';
    m_batch.clear();
    m_sent = 0;
}

void Log::Writer::refuseBatch()
{
    m_dropped.fetch_add(m_lineEnds.size(), std::memory_order_relaxed);
    m_lineEnds.clear();
}

void Log::Writer::dropRest()
{
    LogRecord record;
    while (next(record))
        m_dropped.fetch_add(1, std::memory_order_relaxed);
}

void Log::Writer::waitForRoom()
{
    takeWhatWaits();
    if (!stopping()) {
        // Without a listener what comes meanwhile can wait in the queue, and its producer rings no bell.
        if (m_listening.load(std::memory_order_acquire))
            sleep(WaitFor::BellOrOutput, forever);
        else
            wait(WaitFor::BellOrOutput, forever);
        return;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(m_deadline - Clock::now());
    wait(WaitFor::BellOrOutput, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
}

void Log::Writer::waitForWork()
{
    wait(WaitFor::Bell, static_cast<int>(linger.count()));
    if (!m_queue.empty() || stopping())
        return;
    sleep(WaitFor::Bell, forever);
}

/// Waits so that producers ring.
void Log::Writer::sleep(WaitFor what, int milliseconds)
{
    m_asleep.store(true);
    if (m_queue.empty() && !stopping())
        wait(what, milliseconds);
    m_asleep.store(false);
}

void Log::Writer::wait(WaitFor what, int milliseconds)
{
    ::pollfd waiting[] {{.fd = m_bell, .events = POLLIN, .revents = 0},
                        {.fd = m_output.descriptor(), .events = POLLOUT, .revents = 0}};
    ::poll(waiting, what == WaitFor::Bell ? 1 : 2, milliseconds);
    if (waiting[0].revents != 0) {
        std::uint64_t rung = 0;
        [[maybe_unused]] const ssize_t ignored = ::read(m_bell, &rung, sizeof rung);
    }
}

Log::Log(int descriptor, LogFormat format, LogLevel level, bool colour)
    : m_level(level)
    , m_writer(std::make_unique<Writer>(descriptor, format, colour))
{ }

Log::~Log() = default;

void Log::write(LogLevel level, std::string_view event, std::string message, std::vector<LogField> fields)
{
    if (!wants(level))
        return;
    m_writer->submit({.at = std::chrono::system_clock::now(),
                      .level = level,
                      .event = event,
                      .message = std::move(message),
                      .fields = std::move(fields)});
}

void Log::setFormat(LogFormat format)
{
    m_writer->setFormat(format);
}

void Log::setListener(LogListener listener)
{
    m_writer->setListener(std::move(listener));
}

std::uint64_t Log::dropped() const
{
    return m_writer->dropped();
}

} // namespace lbfy
