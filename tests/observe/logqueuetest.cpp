// SPDX-License-Identifier: GPL-3.0-or-later
//
// The log's queue: order for each producer, nothing lost, nothing twice, refusal when full; meant for ThreadSanitizer.

#include "core/observe/logqueue.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <deque>
#include <memory>
#include <string>
#include <thread>
#include <vector>

using lbfy::LogQueue;

TEST(LogQueue, CapacityIsRoundedUpToAPowerOfTwo)
{
    EXPECT_EQ(LogQueue<int>(0).capacity(), 2U);
    EXPECT_EQ(LogQueue<int>(8).capacity(), 8U);
    EXPECT_EQ(LogQueue<int>(9).capacity(), 16U);
}

TEST(LogQueue, FullQueueRefusesAndLeavesTheValueAlone)
{
    LogQueue<std::string> queue(2);
    EXPECT_TRUE(queue.push("one"));
    EXPECT_TRUE(queue.push("two"));
    std::string third = "three, long enough to live on the heap";
    EXPECT_FALSE(queue.push(std::move(third)));
    EXPECT_EQ(third, "three, long enough to live on the heap");
    std::string value;
    ASSERT_TRUE(queue.pop(value));
    EXPECT_EQ(value, "one");
    EXPECT_TRUE(queue.push(std::move(third)));
}

TEST(LogQueue, PoppedCellFreesWhatItHeldAtOnce)
{
    LogQueue<std::shared_ptr<int>> queue(4);
    auto value = std::make_shared<int>(7);
    const std::weak_ptr<int> watch = value;
    queue.push(std::move(value));
    queue.pop(value);
    value.reset();
    EXPECT_TRUE(watch.expired());
}

RC_GTEST_PROP(LogQueue, BehavesLikeABoundedDequeInOneThread, (const std::vector<std::int8_t> &operations))
{
    LogQueue<int> queue(4);
    std::deque<int> model;
    int next = 0;
    for (const std::int8_t operation : operations) {
        if (operation >= 0) {
            const bool pushed = queue.push(int {next});
            RC_ASSERT(pushed == (model.size() < queue.capacity()));
            if (pushed)
                model.push_back(next);
            ++next;
        } else {
            int value = -1;
            const bool popped = queue.pop(value);
            RC_ASSERT(popped == !model.empty());
            if (popped) {
                RC_ASSERT(value == model.front());
                model.pop_front();
            }
        }
        RC_ASSERT(queue.empty() == model.empty());
    }
}

TEST(LogQueue, ManyProducersLoseNothingRepeatNothingAndKeepTheirOrder)
{
    constexpr int producers = 4;
    constexpr int each = 20'000;
    struct Item {
        int producer = -1;
        std::unique_ptr<int> number;
    };
    LogQueue<Item> queue(64); // small, so that it runs full all the time
    std::vector<std::jthread> threads;
    for (int producer = 0; producer < producers; ++producer) {
        threads.emplace_back([&queue, producer] {
            for (int i = 0; i < each; ++i) {
                Item item {producer, std::make_unique<int>(i)};
                while (!queue.push(std::move(item)))
                    std::this_thread::yield();
            }
        });
    }
    std::vector<int> next(producers);
    for (int received = 0; received < producers * each;) {
        Item item;
        if (!queue.pop(item)) {
            std::this_thread::yield();
            continue;
        }
        ASSERT_EQ(*item.number, next[static_cast<std::size_t>(item.producer)]++);
        ++received;
    }
    EXPECT_TRUE(queue.empty());
}
