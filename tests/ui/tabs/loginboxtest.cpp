// SPDX-License-Identifier: GPL-3.0-or-later
//
// The inbox never holds more than its bound, loses the oldest first, and counts each record it loses.

#include "ui/tabs/loginbox.h"

#include <QtTest>

#include <atomic>
#include <thread>

using namespace lbfy;

namespace {

LogRecord record(std::int64_t number)
{
    return {{}, LogLevel::Info, "test", std::to_string(number), {{"number", number}}};
}

} // namespace

class LogInboxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ofAFloodTheNewestStay()
    {
        LogInbox inbox;
        const auto flood = static_cast<std::int64_t>(LogInbox::bound) + 10;
        for (std::int64_t i = 0; i < flood; ++i)
            inbox.push(record(i));
        const LogInbox::Batch batch = inbox.take();
        QCOMPARE(batch.records.size(), LogInbox::bound);
        QCOMPARE(batch.skipped, 10U);
        QCOMPARE(batch.records.front().message, std::string("10"));
        QCOMPARE(batch.records.back().message, std::to_string(flood - 1));
        QVERIFY(inbox.take().records.empty());
        QCOMPARE(inbox.take().skipped, 0U);
    }

    void underSeveralThreadsEachRecordIsTakenOrCounted()
    {
        constexpr int threads = 4;
        constexpr std::int64_t each = 20'000;
        LogInbox inbox;
        std::atomic<int> running {threads};
        std::vector<std::thread> writers;
        for (int i = 0; i < threads; ++i) {
            writers.emplace_back([&] {
                for (std::int64_t number = 0; number < each; ++number)
                    inbox.push(record(number));
                --running;
            });
        }
        std::uint64_t seen = 0;
        bool bounded = true;
        const auto take = [&] {
            const LogInbox::Batch batch = inbox.take();
            bounded = bounded && batch.records.size() <= LogInbox::bound;
            seen += batch.records.size() + batch.skipped;
        };
        while (running > 0)
            take();
        for (std::thread &writer : writers)
            writer.join();
        take();
        QVERIFY(bounded);
        QCOMPARE(seen, static_cast<std::uint64_t>(threads * each));
    }
};

QTEST_GUILESS_MAIN(LogInboxTest)
#include "loginboxtest.moc"
