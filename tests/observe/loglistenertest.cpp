// SPDX-License-Identifier: GPL-3.0-or-later
//
// The log's listener: it sees what can be written and what cannot, once each, and after it has been taken away it does
// not run any more. Meant for ThreadSanitizer as well.

#include "core/observe/log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

class LogListenerTest : public testing::Test
{
protected:
    void SetUp() override
    {
        std::array<int, 2> ends {};
        ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
        m_out = ends[0];
        m_in = ends[1];
        log = std::make_unique<Log>(m_in, LogFormat::Logfmt, LogLevel::Info);
    }
    void TearDown() override
    {
        log.reset();
        ::close(m_in);
        ::close(m_out);
    }

    static void waitFor(const std::function<bool()> &condition)
    {
        const auto end = std::chrono::steady_clock::now() + 30s;
        while (!condition()) {
            ASSERT_LT(std::chrono::steady_clock::now(), end) << "the condition never came true";
            std::this_thread::yield();
        }
    }
    void write(std::size_t lines)
    {
        for (std::size_t i = 0; i < lines; ++i)
            log->write(LogLevel::Info, "test", "a line that takes some room in the pipe",
                       {{"number", static_cast<std::int64_t>(m_written++)}});
    }
    /// Counts calls, and those whose record is not the one after the last.
    LogListener counting()
    {
        return [this](const LogRecord &record) {
            const auto number = std::get<std::int64_t>(record.fields.at(0).value);
            outOfOrder += number != static_cast<std::int64_t>(seen) ? 1 : 0;
            ++seen;
        };
    }
    std::size_t readLines()
    {
        std::array<char, 65536> buffer;
        const ssize_t n = ::read(m_out, buffer.data(), buffer.size());
        return n > 0 ? static_cast<std::size_t>(std::count(buffer.data(), buffer.data() + n, '\n')) : 0;
    }
    void readWithoutWaiting() { ::fcntl(m_out, F_SETFL, O_NONBLOCK); }

    std::unique_ptr<Log> log;
    std::atomic<std::size_t> seen {0};
    std::atomic<std::size_t> outOfOrder {0};

private:
    int m_in = -1;
    int m_out = -1;
    std::size_t m_written = 0;
};

TEST_F(LogListenerTest, SeesEachRecordAsItWasWritten)
{
    std::vector<std::string> messages;
    log->setListener([&messages](const LogRecord &record) { messages.push_back(record.message); });
    log->write(LogLevel::Debug, "test", "below the level");
    log->write(LogLevel::Warn, "test", "first");
    log->write(LogLevel::Info, "test", "second");
    log.reset();
    EXPECT_EQ(messages, (std::vector<std::string> {"first", "second"}));
}

TEST_F(LogListenerTest, GoesOnWhileNobodyReadsThePipeAndNothingIsLostUncounted)
{
    log->setListener(counting());
    constexpr std::size_t chunk = 1000;
    constexpr std::size_t lines = 20 * chunk; // more than pipe and memory hold
    for (std::size_t i = 1; i <= lines / chunk; ++i) {
        write(chunk);
        waitFor([&] { return seen == i * chunk; });
    }
    EXPECT_EQ(outOfOrder, 0U);
    EXPECT_GT(log->dropped(), 0U);
    readWithoutWaiting();
    std::size_t read = 0;
    waitFor([&] { return (read += readLines()) + log->dropped() == lines; });
    EXPECT_GT(read, 8000U) << "what could be kept was kept";
}

TEST_F(LogListenerTest, ThatComesWhileThePipeIsFullSeesWhatIsQueued)
{
    while (log->dropped() == 0)
        write(100);
    std::atomic<std::size_t> queued {0};
    log->setListener([&queued](const LogRecord &) { ++queued; });
    waitFor([&] { return queued >= 8000; });
    log->setListener({});
}

TEST_F(LogListenerTest, SeesWhatIsDroppedAtTheEnd)
{
    log->setListener(counting());
    write(8000);
    log.reset();
    EXPECT_EQ(seen, 8000U);
}

TEST_F(LogListenerTest, IsOverOnceItHasBeenTakenAway)
{
    readWithoutWaiting();
    std::atomic<bool> stop {false};
    std::vector<std::jthread> threads;
    for (int i = 0; i < 2; ++i) {
        threads.emplace_back([this, &stop] {
            while (!stop)
                log->write(LogLevel::Info, "test", "again");
        });
    }
    threads.emplace_back([this, &stop] {
        while (!stop)
            readLines();
    });
    for (int i = 0; i < 200; ++i) {
        auto calls = std::make_unique<std::size_t>(0); // not atomic: a sanitizer sees a call that comes too late
        std::atomic<bool> called {false};
        log->setListener([&calls, &called](const LogRecord &) {
            ++*calls;
            called = true;
        });
        waitFor([&called] { return called.load(); });
        log->setListener({});
        EXPECT_GT(*calls, 0U);
        calls.reset();
    }
    stop = true;
}

TEST_F(LogListenerTest, MayBeReplacedByAnother)
{
    std::atomic<int> first {0};
    std::atomic<int> second {0};
    log->setListener([&first](const LogRecord &) { ++first; });
    write(1);
    waitFor([&first] { return first == 1; });
    log->setListener([&second](const LogRecord &) { ++second; });
    write(1);
    waitFor([&second] { return second == 1; });
    EXPECT_EQ(first, 1);
    log->setListener({});
}

} // namespace
