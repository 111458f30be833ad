// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/balance/random.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <vector>

using namespace lbfy;

TEST(Random, FollowsTheReferenceImplementation)
{
    // splitmix64 seeded with 0 begins 0xe220a8397b1dcdaf, 0x6e789e6aa1b965f4, 0x06c45d188009454f, …; the first result
    // of xoshiro256** is rotl(s[1] * 5, 7) * 9.
    const std::uint64_t product = 0x6e789e6aa1b965f4U * 5;
    Random random(0);
    EXPECT_EQ(random(), (product << 7 | product >> 57) * 9);
    // Computed with the authors' C code.
    EXPECT_EQ(random(), 0xbf6e1f784956452aU);
    EXPECT_EQ(random(), 0x1a5f849d4933e6e0U);
}

TEST(Random, BelowStaysBelowAnyBound)
{
    ASSERT_TRUE(rc::check([](std::uint64_t seed) {
        const auto bound = *rc::gen::inRange<std::uint32_t>(1, ~0U);
        Random random(seed);
        for (int i = 0; i < 50; ++i)
            RC_ASSERT(random.below(bound) < bound);
        const double unit = random.unit();
        RC_ASSERT(unit >= 0 && unit < 1);
    }));
}

TEST(Random, BelowIsEvenWhereAPlainRemainderWouldNotBe)
{
    // 3 * 2^30: without rejection the lowest third would get half of all.
    Random random(7);
    std::vector<int> thirds(3);
    for (int i = 0; i < 30'000; ++i)
        ++thirds[random.below(3U << 30) >> 30];
    for (const int count : thirds)
        EXPECT_NEAR(count, 10'000, 400);
}
