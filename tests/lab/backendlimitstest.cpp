// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a test backend is short of: servers, bandwidth, descriptors.

#include "tests/lab/testclient.h"

#include <gtest/gtest.h>

#include <sys/resource.h>

#include <cerrno>
#include <chrono>
#include <memory>
#include <vector>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

/// Lowers this process's descriptor limit while it lives.
class LowDescriptorLimit
{
public:
    explicit LowDescriptorLimit(rlim_t limit)
    {
        getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit low {limit, m_before.rlim_max};
        setrlimit(RLIMIT_NOFILE, &low);
    }
    ~LowDescriptorLimit() { setrlimit(RLIMIT_NOFILE, &m_before); }

private:
    rlimit m_before {};
};

} // namespace

TEST(TestBackendLimits, WithOneServerTheOthersWaitInOrderOfArrival)
{
    BackendBehaviour behaviour;
    behaviour.concurrency = 1;
    behaviour.delay = ConstantDelay {60s};
    const auto backend = startBackend(behaviour);
    std::vector<std::unique_ptr<TestClient>> clients;
    for (std::uint64_t i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<TestClient>(backend->address()));
        clients.back()->send("x");
        ASSERT_TRUE(eventually([&] {
            const BackendFigures figures = backend->figures();
            return figures.busy == 1 && figures.queued == i;
        }));
    }
    EXPECT_EQ(backend->figures().queuedPeak, 4u);
    // The first and the third go, by a reset: a server is free, and the second has it for its 60 s.
    clients[0]->reset();
    clients[2]->reset();
    EXPECT_TRUE(eventually([&] {
        const BackendFigures figures = backend->figures();
        return figures.busy == 1 && figures.queued == 2 && figures.connectionsOpen == 3;
    }));
    // Without delay the queue is served at once when the server is free, in order.
    behaviour.delay = ConstantDelay {0ms};
    backend->setBehaviour(behaviour);
    EXPECT_FALSE(clients[3]->hasBytes());
    clients[1]->reset();
    EXPECT_EQ(clients[3]->read(1), "x");
    EXPECT_EQ(clients[4]->read(1), "x");
    EXPECT_EQ(backend->figures().queued, 0u);
}

TEST(TestBackendLimits, AHigherLimitServesThoseThatWait)
{
    BackendBehaviour behaviour;
    behaviour.concurrency = 1;
    behaviour.delay = ConstantDelay {60s};
    const auto backend = startBackend(behaviour);
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 4; ++i) {
        clients.push_back(std::make_unique<TestClient>(backend->address()));
        clients.back()->send("x");
    }
    EXPECT_TRUE(eventually([&] { return backend->figures().queued == 3; }));
    behaviour.concurrency = 3;
    backend->setBehaviour(behaviour);
    EXPECT_TRUE(eventually([&] { return backend->figures().busy == 3 && backend->figures().queued == 1; }));
    behaviour.concurrency = 0;
    backend->setBehaviour(behaviour);
    EXPECT_TRUE(eventually([&] { return backend->figures().busy == 4 && backend->figures().queued == 0; }));
}

TEST(TestBackendLimits, KServersTakeKTimesLessTimeForTheSameWork)
{
    BackendBehaviour behaviour;
    behaviour.concurrency = 2;
    behaviour.delay = ConstantDelay {5ms};
    const auto backend = startBackend(behaviour);
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 20; ++i)
        clients.push_back(std::make_unique<TestClient>(backend->address()));
    const auto begin = std::chrono::steady_clock::now();
    for (const auto &client : clients)
        client->send("x");
    for (const auto &client : clients)
        EXPECT_EQ(client->read(1), "x");
    // Sooner than this is not possible, whatever the machine does: 20 turns of 5 ms, two at a time.
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 50ms);
}

TEST(TestBackendLimits, BandwidthIsSharedAndNotExceeded)
{
    BackendBehaviour behaviour;
    behaviour.answer = AnswerKind::Fixed;
    behaviour.answerBytes = 100'000;
    behaviour.bandwidth = 1'000'000;
    const auto backend = startBackend(behaviour);
    TestClient first(backend->address());
    TestClient second(backend->address());
    const auto begin = std::chrono::steady_clock::now();
    first.send("x");
    second.send("x");
    EXPECT_EQ(first.read(100'000).size(), 100'000u);
    EXPECT_EQ(second.read(100'000).size(), 100'000u);
    // 0.2 s at that rate; less only by the 5 ms of credit and the last piece.
    EXPECT_GE(std::chrono::steady_clock::now() - begin, 185ms);
    EXPECT_TRUE(eventually([&] { return backend->figures().turns == 2; }));
}

TEST(TestBackendLimits, ALiftedBandwidthLimitLetsWaitingAnswersGo)
{
    BackendBehaviour behaviour;
    behaviour.answer = AnswerKind::Fixed;
    behaviour.answerBytes = 10'000'000;
    behaviour.bandwidth = smallestBandwidth; // would take hours
    const auto backend = startBackend(behaviour);
    TestClient client(backend->address());
    client.send("x");
    EXPECT_EQ(client.read(100).size(), 100u);
    behaviour.bandwidth = 0;
    backend->setBehaviour(behaviour);
    EXPECT_EQ(client.read(9'999'900).size(), 9'999'900u);
}

TEST(TestBackendLimits, WithoutDescriptorsAcceptingRestsAndGoesOnLater)
{
    const auto backend = startBackend();
    TestClient early(backend->address());
    early.send("x");
    EXPECT_EQ(early.read(1), "x");
    std::vector<std::unique_ptr<TestClient>> clients;
    const auto begin = std::chrono::steady_clock::now();
    {
        // The client's own socket takes the last one.
        const LowDescriptorLimit limit(static_cast<rlim_t>(early.fd()) + 8);
        while (clients.size() < 20) {
            auto client = std::make_unique<TestClient>(backend->address());
            if (!client->connected())
                break;
            clients.push_back(std::move(client));
        }
        EXPECT_TRUE(eventually([&] { return backend->figures().acceptPauses > 0; }));
        EXPECT_EQ(backend->figures().acceptError, EMFILE);
        early.send("y"); // who is in is served all the same
        EXPECT_EQ(early.read(1), "y");
    }
    for (const auto &client : clients) {
        client->send("z");
        EXPECT_EQ(client->read(1), "z");
    }
    // Pauses, no spin: each is 100 ms long.
    const auto most = (std::chrono::steady_clock::now() - begin) / 100ms + 2;
    EXPECT_LE(backend->figures().acceptPauses, static_cast<std::uint64_t>(most));
}

} // namespace lbfy
