// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/balance/maglev.h"
#include "testservice.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>

using namespace lbfy;
using namespace lbfy::test;

namespace {

constexpr std::uint32_t clients = 50'000;

std::uint64_t clientHash(std::uint32_t client)
{
    std::array<std::uint8_t, 4> address;
    for (std::size_t i = 0; i < 4; ++i)
        address[i] = static_cast<std::uint8_t>(client >> (24 - 8 * i));
    return hashClient(address);
}

/// Who each client of 10.0.0.0/8 onwards is sent to, by name: indices change when a backend is removed.
std::vector<std::string> assignment(const Service &service)
{
    const Pool pool = service.pool(StrategyKind::SourceHash);
    Picker picker(pool);
    std::vector<std::string> result;
    for (std::uint32_t client = 0; client < clients; ++client)
        result.push_back(pool.members()[picker.pick({}, clientHash(0x0a000000 + client)).value()].name);
    return result;
}

double moved(const std::vector<std::string> &before, const std::vector<std::string> &after)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        count += before[i] != after[i] ? 1 : 0;
    return static_cast<double>(count) / static_cast<double>(before.size());
}

std::vector<MaglevEntry> entries(std::size_t count, std::uint32_t highestWeight = 1)
{
    std::vector<MaglevEntry> result;
    Random random(11);
    for (std::size_t i = 0; i < count; ++i)
        result.push_back({random(), random.below(highestWeight) + 1});
    return result;
}

} // namespace

TEST(Maglev, EntriesAreOwnedInProportionToTheWeights)
{
    for (const auto &[count, highest] : {std::pair {1U, 1U}, {3U, 1U}, {10U, 256U}, {200U, 256U}, {1000U, 1U}}) {
        const auto backends = entries(count, highest);
        const auto table = maglevTable(backends);
        ASSERT_GE(table.size(), count * 100);
        std::vector<int> owned(count);
        for (const std::uint16_t index : table)
            ++owned[index];
        const double total = std::accumulate(backends.begin(), backends.end(), 0.0,
                                             [](double sum, const MaglevEntry &e) { return sum + e.weight; });
        for (std::size_t i = 0; i < count; ++i) {
            const double expected = static_cast<double>(table.size()) * backends[i].weight / total;
            EXPECT_NEAR(owned[i], expected, 2 + expected * 0.01) << i << " of " << count;
        }
    }
}

TEST(Maglev, OrderOfTheBackendsDoesNotMatter)
{
    auto backends = entries(7, 10);
    const auto before = maglevTable(backends);
    std::ranges::reverse(backends);
    const auto after = maglevTable(backends);
    for (std::size_t i = 0; i < before.size(); ++i)
        ASSERT_EQ(before[i], 6 - after[i]);
}

TEST(Maglev, OfNothingIsEmpty)
{
    EXPECT_TRUE(maglevTable({}).empty());
}

TEST(SourceHash, ClientAddressesSpreadByWeight)
{
    const Service service = Service::ofWeights({1, 2, 3, 4});
    const auto names = assignment(service);
    for (std::size_t i = 0; i < 4; ++i) {
        const auto count = std::ranges::count(names, service.members[i].name);
        EXPECT_NEAR(static_cast<double>(count) / clients, 0.1 * static_cast<double>(i + 1), 0.015);
    }
}

TEST(SourceHash, OnlyClientsOfTheBackendThatWentDownMoveAndTheySpreadEvenly)
{
    Service service(std::vector<Backend>(5));
    const auto before = assignment(service);
    service.members[3].condition.up = false;
    const auto during = assignment(service);
    std::map<std::string, int> heirs;
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i] == "backend3")
            ++heirs[during[i]];
        else
            ASSERT_EQ(before[i], during[i]);
    }
    ASSERT_EQ(heirs.size(), 4);
    for (const auto &[name, count] : heirs)
        EXPECT_NEAR(count, clients / 20, clients / 200) << name;
    service.members[3].condition.up = true;
    EXPECT_EQ(assignment(service), before) << "back as it was";
}

TEST(SourceHash, FewClientsMoveWhenABackendIsAddedOrRemoved)
{
    for (const std::size_t count : {2U, 5U, 20U}) {
        Service service(std::vector<Backend>(count + 1));
        const auto larger = assignment(service);
        service.members.erase(service.members.begin() + 1);
        const auto smaller = assignment(service);
        EXPECT_LE(moved(larger, smaller), 1.0 / static_cast<double>(count + 1) + 0.04) << count;
        EXPECT_GE(moved(larger, smaller), 1.0 / static_cast<double>(count + 1) - 0.02) << count;
    }
}

TEST(SourceHash, OrderInTheFileDoesNotMatter)
{
    Service service(std::vector<Backend>(6));
    const auto before = assignment(service);
    std::ranges::reverse(service.members);
    EXPECT_EQ(assignment(service), before);
}

TEST(SourceHash, ClientsKeepTheirBackendWhenFewAreLeftAndFollowTheWeights)
{
    std::vector<Backend> backends(200, Backend {.weight = 256, .up = false});
    backends[17] = {.weight = 3};
    backends[118] = {.weight = 1};
    const Service service(backends);
    const auto names = assignment(service);
    EXPECT_EQ(names, assignment(service));
    EXPECT_NEAR(static_cast<double>(std::ranges::count(names, "backend17")) / clients, 0.75, 0.02);
}

TEST(HashClient, MappedAddressEqualsTheIpv4Address)
{
    ASSERT_TRUE(rc::check([](std::array<std::uint8_t, 4> v4) {
        std::array<std::uint8_t, 16> mapped {};
        mapped[10] = mapped[11] = 0xff;
        std::ranges::copy(v4, mapped.begin() + 12);
        RC_ASSERT(hashClient(v4) == hashClient(mapped));
        mapped[0] = 0x20;
        RC_ASSERT(hashClient(v4) != hashClient(mapped));
    }));
}
