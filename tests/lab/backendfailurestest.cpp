// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a test backend fails: each way as a client sees it, at the rate asked for, and nothing left behind.

#include "tests/lab/testclient.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cerrno>
#include <thread>
#include <vector>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

BackendBehaviour failing(const FailureRates &failures)
{
    BackendBehaviour behaviour;
    behaviour.failures = failures;
    return behaviour;
}

} // namespace

TEST(TestBackendFailures, ResetInsteadOfAnAnswer)
{
    const auto backend = startBackend(failing({.reset = 1}));
    TestClient client(backend->address());
    client.send("x");
    EXPECT_EQ(client.readToEnd(), "");
    EXPECT_EQ(client.error(), ECONNRESET);
    EXPECT_EQ(backend->figures().reset, 1u);
    EXPECT_EQ(backend->figures().turns, 0u);
}

TEST(TestBackendFailures, ClosedInGoodOrderInsteadOfAnAnswer)
{
    const auto backend = startBackend(failing({.close = 1}));
    TestClient client(backend->address());
    client.send(std::string(300'000, 'x')); // more than is read: the end must still be a FIN
    EXPECT_EQ(client.readToEnd(), "");
    EXPECT_EQ(client.error(), 0);
    EXPECT_EQ(backend->figures().closed, 1u);
}

TEST(TestBackendFailures, HungUntilTheClientGoes)
{
    const auto backend = startBackend(failing({.hang = 1}));
    TestClient client(backend->address());
    client.send("x");
    EXPECT_TRUE(eventually([&] { return backend->figures().hung == 1; }));
    // Healed for others, not for this one.
    backend->setBehaviour({});
    client.send("y");
    TestClient other(backend->address());
    other.send("z");
    EXPECT_EQ(other.read(1), "z");
    EXPECT_FALSE(client.hasBytes());
    client.finish();
    EXPECT_EQ(client.readToEnd(), "");
    EXPECT_TRUE(eventually([&] { return backend->figures().connectionsOpen == 1; }));
}

TEST(TestBackendFailures, AHungClientThatResetsLeavesNothing)
{
    const auto backend = startBackend(failing({.hang = 1}));
    TestClient client(backend->address());
    client.send("x");
    EXPECT_TRUE(eventually([&] { return backend->figures().hung == 1; }));
    client.reset();
    EXPECT_TRUE(eventually([&] { return backend->figures().connectionsOpen == 0; }));
}

TEST(TestBackendFailures, SomeConnectionsResetWhenAccepted)
{
    const auto backend = startBackend(failing({.refuse = 0.5}));
    int answered = 0;
    for (int i = 0; i < 200; ++i) {
        TestClient client(backend->address());
        if (client.connected() && client.send("x") && client.read(1) == "x")
            ++answered;
    }
    EXPECT_GT(answered, 60); // seven standard errors
    EXPECT_LT(answered, 140);
    EXPECT_EQ(backend->figures().refused, 200u - static_cast<unsigned>(answered));
    EXPECT_EQ(backend->figures().connections, 200u);
}

TEST(TestBackendFailures, AllRefusedIsARefusedConnectAndCanBeTakenBack)
{
    const auto backend = startBackend(failing({.refuse = 1}));
    EXPECT_EQ(TestClient(backend->address()).error(), ECONNREFUSED);
    backend->setBehaviour({});
    TestClient client(backend->address());
    client.send("x");
    EXPECT_EQ(client.read(1), "x");
    backend->setBehaviour(failing({.refuse = 1}));
    EXPECT_EQ(TestClient(backend->address()).error(), ECONNREFUSED);
    client.send("y"); // those that are in stay in
    EXPECT_EQ(client.read(1), "y");
}

TEST(TestBackendFailures, RatesAreThoseOfTurns)
{
    const auto backend = startBackend(failing({.reset = 0.2, .hang = 0.1, .close = 0.3}));
    constexpr int turns = 1000;
    std::vector<std::unique_ptr<TestClient>> hung;
    for (int i = 0; i < turns; ++i) {
        auto client = std::make_unique<TestClient>(backend->address());
        const auto before = backend->figures();
        client->send("x");
        ASSERT_TRUE(eventually([&] {
            const auto now = backend->figures();
            return now.turns + now.reset + now.closed + now.hung
                    > before.turns + before.reset + before.closed + before.hung;
        }));
    }
    const BackendFigures figures = backend->figures();
    // Four standard deviations around each share.
    EXPECT_NEAR(static_cast<double>(figures.reset), 200, 51);
    EXPECT_NEAR(static_cast<double>(figures.hung), 100, 38);
    EXPECT_NEAR(static_cast<double>(figures.closed), 300, 58);
    EXPECT_NEAR(static_cast<double>(figures.turns), 400, 62);
}

TEST(TestBackendFailures, KilledItResetsAndRefusesUntilItIsRevivedOnTheSamePort)
{
    BackendBehaviour behaviour;
    behaviour.delay = ConstantDelay {60s};
    const auto backend = startBackend(behaviour);
    const SocketAddress address = backend->address();
    TestClient idle(address);
    TestClient waiting(address);
    waiting.send("x");
    EXPECT_TRUE(eventually([&] { return backend->figures().busy == 1; }));
    for (int round = 0; round < 3; ++round) {
        backend->kill();
        EXPECT_FALSE(backend->alive());
        EXPECT_EQ(backend->figures().connectionsOpen, 0u);
        EXPECT_EQ(backend->figures().busy, 0u);
        EXPECT_EQ(TestClient(address).error(), ECONNREFUSED);
        backend->setBehaviour({}); // does not wake the dead
        EXPECT_EQ(TestClient(address).error(), ECONNREFUSED);
        ASSERT_EQ(backend->revive(), 0);
        EXPECT_TRUE(backend->alive());
        EXPECT_EQ(backend->address().port(), address.port());
        TestClient again(address);
        again.send("x");
        EXPECT_EQ(again.read(1), "x");
    }
    EXPECT_EQ(waiting.readToEnd(), "");
    EXPECT_EQ(waiting.error(), ECONNRESET);
    EXPECT_EQ(idle.readToEnd(), "");
    EXPECT_EQ(idle.error(), ECONNRESET);
}

TEST(TestBackendFailures, AnAddressInUseIsSaid)
{
    const auto backend = startBackend();
    TestBackend second;
    EXPECT_EQ(second.start(backend->address()), EADDRINUSE);
    backend->kill();
    EXPECT_EQ(backend->revive(), 0);
}

TEST(TestBackendFailures, ManyThreadsMayOperateItUnderTraffic)
{
    const auto backend = startBackend();
    std::atomic<bool> stop {false};
    std::vector<std::thread> threads;
    for (int i = 0; i < 2; ++i) {
        threads.emplace_back([&] {
            while (!stop) {
                TestClient client(backend->address());
                for (int turn = 0; turn < 10 && client.connected() && client.send("x"); ++turn)
                    client.read(1);
            }
        });
        threads.emplace_back([&, i] {
            BackendBehaviour behaviour;
            for (int change = 0; change < 100; ++change) {
                behaviour.delay = ConstantDelay {std::chrono::microseconds(change)};
                behaviour.concurrency = static_cast<std::uint32_t>(change % 3);
                backend->setBehaviour(behaviour);
                if (change % 10 == i) {
                    backend->kill();
                    backend->revive();
                }
                static_cast<void>(backend->figures());
                static_cast<void>(backend->behaviour());
            }
        });
    }
    threads[1].join();
    threads[3].join();
    stop = true;
    threads[0].join();
    threads[2].join();
    ASSERT_EQ(backend->revive(), 0);
    TestClient client(backend->address());
    client.send("x");
    EXPECT_EQ(client.read(1), "x");
}

} // namespace lbfy
