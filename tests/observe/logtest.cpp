// SPDX-License-Identifier: GPL-3.0-or-later
//
// The log's writer thread against every kind of descriptor that goes wrong: none may hold up the caller or the exit, and
// each line is either written whole or counted as dropped. Meant for ThreadSanitizer as well.

#include "core/observe/log.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

/// Two connected descriptors: what is written to `in` is read from `out`.
struct Channel {
    int out = -1;
    int in = -1;

    static Channel pipe()
    {
        std::array<int, 2> ends {};
        EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
        return {ends[0], ends[1]};
    }
    static Channel socket()
    {
        std::array<int, 2> ends {};
        EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()), 0);
        return {ends[0], ends[1]};
    }
    void closeIn() { closeOne(in); }
    void closeOut() { closeOne(out); }
    void closeBoth()
    {
        closeIn();
        closeOut();
    }

private:
    static void closeOne(int &descriptor)
    {
        if (descriptor >= 0)
            ::close(descriptor);
        descriptor = -1;
    }
};

std::string readToEnd(int descriptor)
{
    std::string text;
    std::array<char, 65536> buffer;
    for (ssize_t n = 0; (n = ::read(descriptor, buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(n));
    return text;
}

std::size_t linesIn(const std::string &text)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

void waitFor(const std::function<bool()> &condition)
{
    const auto end = std::chrono::steady_clock::now() + 30s;
    while (!condition()) {
        ASSERT_LT(std::chrono::steady_clock::now(), end) << "the condition never came true";
        std::this_thread::yield();
    }
}

void write(Log &log, std::size_t lines)
{
    for (std::size_t i = 0; i < lines; ++i)
        log.write(LogLevel::Info, "test", "a line", {{"number", static_cast<std::int64_t>(i)}});
}

std::set<std::string> threadNames()
{
    std::set<std::string> names;
    ::DIR *tasks = ::opendir("/proc/self/task");
    while (const ::dirent *entry = ::readdir(tasks)) {
        std::ifstream file(std::string("/proc/self/task/") + entry->d_name + "/comm");
        std::string name;
        if (std::getline(file, name))
            names.insert(name);
    }
    ::closedir(tasks);
    return names;
}

/// Reads in a thread of its own until the other end closes, counting lines as they come.
class Reader
{
public:
    explicit Reader(int descriptor)
        : m_thread([this, descriptor] {
            std::array<char, 65536> buffer;
            for (ssize_t n = 0; (n = ::read(descriptor, buffer.data(), buffer.size())) > 0;) {
                m_lines += static_cast<std::size_t>(std::count(buffer.data(), buffer.data() + n, '\n'));
                m_endsInNewline = buffer[static_cast<std::size_t>(n) - 1] == '\n';
            }
        })
    { }
    std::size_t lines() const { return m_lines; }
    bool endsInNewline() const { return m_endsInNewline; }

private:
    std::atomic<std::size_t> m_lines {0};
    std::atomic<bool> m_endsInNewline {true};
    std::jthread m_thread;
};

void expectEachLineWrittenOrCounted(Channel channel)
{
    constexpr std::size_t lines = 30'000;
    const int mode = ::fcntl(channel.in, F_GETFL);
    auto log = std::make_unique<Log>(channel.in, LogFormat::Logfmt, LogLevel::Info);
    write(*log, lines); // nobody reads; that this returns is the point
    EXPECT_GT(log->dropped(), 0U);
    EXPECT_LT(log->dropped(), lines - 8000) << "the queue holds thousands";
    {
        const Reader reader(channel.out);
        waitFor([&] { return reader.lines() + log->dropped() == lines; });
        EXPECT_TRUE(reader.endsInNewline());
        EXPECT_EQ(::fcntl(channel.in, F_GETFL), mode) << "a shared descriptor's mode is not ours to set";
        log.reset();
        channel.closeIn();
    }
    channel.closeBoth();
}

} // namespace

TEST(Log, EveryLineArrivesInOrderWhenItIsDestroyed)
{
    for (Channel channel : {Channel::pipe(), Channel::socket()}) {
        std::string text;
        std::jthread reader([&] { text = readToEnd(channel.out); });
        {
            Log log(channel.in, LogFormat::Logfmt, LogLevel::Info);
            write(log, 5000);
        }
        channel.closeIn();
        reader.join();
        ASSERT_EQ(linesIn(text), 5000U);
        std::size_t at = 0;
        for (int i = 0; i < 5000; ++i) {
            at = text.find(" number=" + std::to_string(i) + "\n", at);
            ASSERT_NE(at, std::string::npos) << i;
        }
        channel.closeBoth();
    }
}

TEST(Log, WriterSleepsAndIsWokenForEachLine)
{
    Channel channel = Channel::pipe();
    {
        Log log(channel.in, LogFormat::Logfmt, LogLevel::Info);
        std::array<char, 4096> buffer;
        for (int i = 0; i < 50; ++i) {
            write(log, 1);
            ASSERT_GT(::read(channel.out, buffer.data(), buffer.size()), 0); // hangs if the bell was missed
        }
        EXPECT_EQ(log.dropped(), 0U);
    }
    channel.closeBoth();
}

TEST(Log, ThreadHasItsName)
{
    Log log(STDERR_FILENO, LogFormat::Logfmt, LogLevel::Info);
    waitFor([] { return threadNames().contains("lbfy-log"); });
}

TEST(Log, BelowTheLevelNothingIsWritten)
{
    Channel channel = Channel::pipe();
    {
        Log log(channel.in, LogFormat::Logfmt, LogLevel::Warn);
        log.write(LogLevel::Info, "test", "no");
        log.write(LogLevel::Warn, "test", "yes");
        EXPECT_FALSE(log.wants(LogLevel::Debug));
        log.setLevel(LogLevel::Debug);
        log.write(LogLevel::Debug, "test", "now");
    }
    channel.closeIn();
    const std::string text = readToEnd(channel.out);
    EXPECT_EQ(linesIn(text), 2U);
    EXPECT_EQ(text.find("msg=\"no\""), std::string::npos);
    channel.closeBoth();
}

TEST(Log, FormatCanChangeWhileRunning)
{
    Channel channel = Channel::pipe();
    {
        Log log(channel.in, LogFormat::Logfmt, LogLevel::Info);
        log.setFormat(LogFormat::Json);
        write(log, 1);
    }
    channel.closeIn();
    EXPECT_EQ(readToEnd(channel.out).substr(0, 7), "{\"ts\":\"");
    channel.closeBoth();
}

TEST(Log, FullPipeDropsAndEachLineIsEitherWrittenOrCounted)
{
    expectEachLineWrittenOrCounted(Channel::pipe());
}

TEST(Log, FullSocketDropsAndEachLineIsEitherWrittenOrCounted)
{
    expectEachLineWrittenOrCounted(Channel::socket());
}

TEST(Log, DescriptorThatSaysTryAgainIsWaitedFor)
{
    Channel channel = Channel::pipe();
    ::fcntl(channel.in, F_SETFL, ::fcntl(channel.in, F_GETFL) | O_NONBLOCK);
    expectEachLineWrittenOrCounted(channel);
}

TEST(Log, ExitIsNotHeldUpByAPipeThatNobodyReads)
{
    for (Channel channel : {Channel::pipe(), Channel::socket()}) {
        {
            Log log(channel.in, LogFormat::Logfmt, LogLevel::Info);
            write(log, 20'000);
        }
        channel.closeBoth(); // reached at all
    }
}

TEST(Log, FullDiskDropsAndCounts)
{
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    ASSERT_GE(full, 0);
    {
        Log log(full, LogFormat::Logfmt, LogLevel::Info);
        write(log, 100);
        waitFor([&log] { return log.dropped() == 100; });
    }
    ::close(full);
}

TEST(Log, ClosedDescriptorDropsAndCounts)
{
    Channel channel = Channel::pipe();
    const int closed = channel.in;
    channel.closeBoth();
    Log log(closed, LogFormat::Logfmt, LogLevel::Info);
    write(log, 100);
    waitFor([&log] { return log.dropped() == 100; });
}

TEST(Log, ReaderThatWentAwayIsNoSignal)
{
    for (Channel channel : {Channel::pipe(), Channel::socket()}) {
        {
            Log log(channel.in, LogFormat::Logfmt, LogLevel::Info);
            channel.closeOut();
            write(log, 100);
            waitFor([&log] { return log.dropped() == 100; });
        }
        channel.closeBoth();
    }
}

TEST(Log, PipeWithoutReaderCannotBeOpenedAgainAndIsNoSignalEither)
{
    Channel channel = Channel::pipe();
    channel.closeOut();
    {
        Log log(channel.in, LogFormat::Logfmt, LogLevel::Info);
        write(log, 100);
        waitFor([&log] { return log.dropped() == 100; });
    }
    channel.closeBoth();
}

TEST(Log, LineAfterOneThatBrokeOffStartsALineOfItsOwn)
{
    std::array<char, 32> path {"/tmp/lbfy-log-test-XXXXXX"};
    const int file = ::mkstemp(path.data());
    ASSERT_GE(file, 0);
    ::rlimit before {};
    ::getrlimit(RLIMIT_FSIZE, &before);
    {
        Log log(file, LogFormat::Logfmt, LogLevel::Info);
        ::rlimit small = before;
        small.rlim_cur = 100; // somewhere inside the second line
        ::setrlimit(RLIMIT_FSIZE, &small);
        write(log, 3);
        waitFor([&log] { return log.dropped() >= 2; });
        ::setrlimit(RLIMIT_FSIZE, &before);
        log.write(LogLevel::Info, "after", "whole");
    }
    ::lseek(file, 0, SEEK_SET);
    const std::string text = readToEnd(file);
    ::close(file);
    ::unlink(path.data());
    ASSERT_EQ(linesIn(text), 3U) << text;
    const std::size_t broken = text.find('\n') + 1;
    const std::size_t last = text.find('\n', broken) + 1;
    EXPECT_EQ(last, 101U) << text;
    EXPECT_EQ(text.compare(last, 3, "ts="), 0) << text;
    EXPECT_NE(text.find("msg=\"whole\"", last), std::string::npos) << text;
}

TEST(Log, ManyThreadsLoseNothingUncounted)
{
    constexpr std::size_t threads = 4;
    constexpr std::size_t each = 5000;
    Channel channel = Channel::pipe();
    auto log = std::make_unique<Log>(channel.in, LogFormat::Json, LogLevel::Info);
    {
        const Reader reader(channel.out);
        {
            std::vector<std::jthread> writers;
            for (std::size_t i = 0; i < threads; ++i)
                writers.emplace_back([&log] { write(*log, each); });
        }
        waitFor([&] { return reader.lines() + log->dropped() == threads * each; });
        log.reset();
        channel.closeIn();
    }
    channel.closeBoth();
}
