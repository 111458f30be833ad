// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/descriptorbudget.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace lbfy {
namespace {

TEST(DescriptorBudget, LeavesAReserveThatFitsTheLimit)
{
    EXPECT_EQ(DescriptorBudget::allowanceOf(20'000, 0), 19'872u);
    EXPECT_EQ(DescriptorBudget::allowanceOf(1024, 0), 896u);
    EXPECT_EQ(DescriptorBudget::allowanceOf(200, 0), 150u);
    EXPECT_EQ(DescriptorBudget::allowanceOf(100, 0), 52u);
    EXPECT_EQ(DescriptorBudget::allowanceOf(20, 0), 0u);
    EXPECT_EQ(DescriptorBudget::allowanceOf(0, 0), 0u);
}

TEST(DescriptorBudget, WhatLbfyItselfNeedsComesOffFirst)
{
    EXPECT_EQ(DescriptorBudget::allowanceOf(20'000, DescriptorBudget::coveredOwn), 19'872u);
    // 64 workers: an epoll set, a wake-up and a listener each.
    EXPECT_EQ(DescriptorBudget::allowanceOf(20'000, 192), 20'000u - 128 - 192 + DescriptorBudget::coveredOwn);
    EXPECT_EQ(DescriptorBudget::allowanceOf(200, 192), 0u);
    DescriptorBudget budget(1024, 192);
    EXPECT_FALSE(budget.take(721));
    EXPECT_TRUE(budget.take(720));
}

TEST(DescriptorBudget, ALowerLimitAppliesToWhoComesNext)
{
    DescriptorBudget budget(1024);
    EXPECT_TRUE(budget.take(400));
    budget.setLimit(200, 0);
    EXPECT_FALSE(budget.take(2));
    budget.give(300);
    EXPECT_TRUE(budget.take(50));
    EXPECT_FALSE(budget.take(1));
}

TEST(DescriptorBudget, IsNeverOverdrawnByManyThreads)
{
    DescriptorBudget budget(1024);
    std::atomic<long> held {0};
    std::atomic<long> most {0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 20'000; ++i) {
                if (!budget.take(200))
                    continue;
                const long now = held.fetch_add(200) + 200;
                long seen = most.load();
                while (now > seen && !most.compare_exchange_weak(seen, now)) { }
                held.fetch_sub(200);
                budget.give(200);
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    EXPECT_LE(most.load(), 896);
    EXPECT_TRUE(budget.take(896));
}

} // namespace
} // namespace lbfy
