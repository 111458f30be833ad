// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a test backend answers, and when.

#include "tests/lab/testclient.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

BackendBehaviour answering(AnswerKind kind, std::uint64_t bytes = 128)
{
    BackendBehaviour behaviour;
    behaviour.answer = kind;
    behaviour.answerBytes = bytes;
    return behaviour;
}

std::string httpAnswer(std::size_t bytes, const std::string &more = {})
{
    return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: " + std::to_string(bytes) + "\r\n" + more
            + "\r\n";
}

} // namespace

TEST(TestBackendAnswers, AnEchoIsWhatCameInTurnByTurn)
{
    const auto backend = startBackend();
    TestClient client(backend->address());
    for (int i = 0; i < 100; ++i) {
        const std::string text = "turn " + std::to_string(i);
        ASSERT_TRUE(client.send(text));
        ASSERT_EQ(client.read(text.size()), text);
    }
    // The client may have the last byte before the backend has counted it.
    ASSERT_TRUE(eventually([&] { return backend->figures().turns == 100; }));
    const BackendFigures figures = backend->figures();
    EXPECT_EQ(figures.connections, 1u);
    EXPECT_EQ(figures.connectionsOpen, 1u);
    EXPECT_EQ(figures.bytesIn, 690u); // 10 of 6 bytes, 90 of 7
    EXPECT_EQ(figures.bytesOut, 690u);
}

TEST(TestBackendAnswers, AnEchoGoesOnAfterTheClientsFin)
{
    const auto backend = startBackend();
    TestClient client(backend->address());
    client.send("last words");
    client.finish();
    EXPECT_EQ(client.readToEnd(), "last words");
    EXPECT_EQ(client.error(), 0);
    EXPECT_TRUE(eventually([&] { return backend->figures().connectionsOpen == 0; }));
}

TEST(TestBackendAnswers, AMegabyteEchoesWholeThroughAClientThatReadsLate)
{
    for (const Delay delay : {Delay {ConstantDelay {0ms}}, Delay {ConstantDelay {100us}}}) {
        BackendBehaviour behaviour;
        behaviour.delay = delay;
        const auto backend = startBackend(behaviour);
        TestClient client(backend->address());
        std::string text;
        for (int i = 0; text.size() < (1 << 20); ++i)
            text += std::to_string(i) + ' ';
        std::thread writer([&] {
            client.send(text);
            client.finish();
        });
        // Much of it is on its way, in bounded memory, before anything is read.
        EXPECT_TRUE(eventually([&] { return backend->figures().bytesIn > 64 * 1024; }));
        std::string answer = client.read(text.size());
        writer.join();
        answer += client.readToEnd();
        EXPECT_TRUE(answer == text) << answer.size() << " of " << text.size();
    }
}

TEST(TestBackendAnswers, HttpHasItsBodyAndKeepsTheConnection)
{
    const auto backend = startBackend(answering(AnswerKind::Http, 200'000));
    TestClient client(backend->address());
    const std::string head = httpAnswer(200'000);
    for (int i = 0; i < 3; ++i) {
        client.send(get);
        const std::string answer = client.read(head.size() + 200'000);
        ASSERT_EQ(answer.size(), head.size() + 200'000);
        EXPECT_EQ(answer.substr(0, head.size()), head);
    }
    client.send("GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
    const std::string last = client.readToEnd();
    EXPECT_EQ(last.size(), httpAnswer(200'000, "Connection: close\r\n").size() + 200'000);
    EXPECT_EQ(client.error(), 0);
    EXPECT_EQ(backend->figures().turns, 4u);
}

TEST(TestBackendAnswers, PipelinedHttpRequestsAreAnsweredEachInTurn)
{
    BackendBehaviour behaviour = answering(AnswerKind::Http, 5);
    behaviour.delay = ConstantDelay {100us};
    const auto backend = startBackend(behaviour);
    TestClient client(backend->address());
    std::string requests;
    for (int i = 0; i < 50; ++i)
        requests += get;
    client.send(requests);
    const std::size_t wanted = 50 * (httpAnswer(5).size() + 5);
    EXPECT_EQ(client.read(wanted).size(), wanted);
    EXPECT_TRUE(eventually([&] { return backend->figures().turns == 50; }));
}

TEST(TestBackendAnswers, HeadHasNoBodyAndGarbageGetsA400)
{
    const auto backend = startBackend(answering(AnswerKind::Http));
    TestClient client(backend->address());
    client.send("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(client.readToEnd(), httpAnswer(128, "Connection: close\r\n"));

    TestClient bad(backend->address());
    bad.send("hello there\r\n\r\n" + std::string(200'000, 'x')); // the rest must not turn the answer into a reset
    EXPECT_EQ(bad.readToEnd().substr(0, 26), "HTTP/1.1 400 Bad Request\r\n");
    EXPECT_EQ(bad.error(), 0);
    EXPECT_EQ(backend->figures().badRequests, 1u);
    EXPECT_EQ(backend->figures().turns, 1u);
}

TEST(TestBackendAnswers, AFixedAnswerComesForEachWholeRequest)
{
    BackendBehaviour behaviour = answering(AnswerKind::Fixed, 1000);
    behaviour.requestBytes = 100;
    const auto backend = startBackend(behaviour);
    TestClient client(backend->address());
    client.send(std::string(50, 'a'));
    EXPECT_TRUE(eventually([&] { return backend->figures().bytesIn == 50; }));
    EXPECT_EQ(backend->figures().turns, 0u);
    client.send(std::string(200, 'b')); // the first is complete, the second too, the third is half there
    EXPECT_EQ(client.read(2000).size(), 2000u);
    client.send(std::string(50, 'c'));
    EXPECT_EQ(client.read(1000).size(), 1000u);
    EXPECT_TRUE(eventually([&] { return backend->figures().turns == 3; }));
    EXPECT_FALSE(client.hasBytes());
}

TEST(TestBackendAnswers, ADelayIsNeverShorterAndNotRoundedToWholeMilliseconds)
{
    BackendBehaviour behaviour;
    behaviour.delay = ConstantDelay {2100us};
    const auto backend = startBackend(behaviour);
    TestClient client(backend->address());
    // A busy machine makes some of them late, and says nothing of the timer: the quickest one tells.
    auto quickest = std::chrono::nanoseconds::max();
    for (int i = 0; i < 50; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        client.send("x");
        ASSERT_EQ(client.read(1), "x");
        quickest = std::min(quickest, std::chrono::nanoseconds(std::chrono::steady_clock::now() - begin));
    }
    EXPECT_GE(quickest, 2100us);
    EXPECT_LT(quickest, 2900us); // timers of whole milliseconds give 3 ms at least
}

TEST(TestBackendAnswers, ABehaviourThatChangesHoldsForTheNextTurn)
{
    const auto backend = startBackend();
    TestClient client(backend->address());
    client.send("one");
    EXPECT_EQ(client.read(3), "one");
    backend->setBehaviour(answering(AnswerKind::Fixed, 7));
    EXPECT_EQ(backend->behaviour().answerBytes, 7u);
    client.send("two");
    EXPECT_EQ(client.read(7).size(), 7u);
    backend->setBehaviour(answering(AnswerKind::Http, 3));
    client.send(get);
    EXPECT_EQ(client.read(httpAnswer(3).size() + 3).substr(0, httpAnswer(3).size()), httpAnswer(3));
}

TEST(TestBackendAnswers, HalfARequestOfTheKindBeforeIsForgotten)
{
    const auto backend = startBackend(answering(AnswerKind::Http, 3));
    TestClient client(backend->address());
    const std::string half = "POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\n";
    client.send(half);
    ASSERT_TRUE(eventually([&] { return backend->figures().bytesIn == half.size(); }));
    backend->setBehaviour({});
    client.send("x");
    EXPECT_EQ(client.read(1), "x");
    backend->setBehaviour(answering(AnswerKind::Http, 3));
    client.send(get);
    EXPECT_EQ(client.read(httpAnswer(3).size() + 3).size(), httpAnswer(3).size() + 3);
}

TEST(TestBackendAnswers, HundredsOfConnectionsAreServedSideBySide)
{
    const auto backend = startBackend();
    std::vector<std::unique_ptr<TestClient>> clients;
    for (int i = 0; i < 400; ++i) // two descriptors each, within the usual limit of 1024
        clients.push_back(std::make_unique<TestClient>(backend->address()));
    for (int round = 0; round < 5; ++round) {
        for (const auto &client : clients)
            ASSERT_TRUE(client->send("hello"));
        for (const auto &client : clients)
            ASSERT_EQ(client->read(5), "hello");
    }
    EXPECT_EQ(backend->figures().connectionsOpen, 400u);
    clients.clear();
    EXPECT_TRUE(eventually([&] { return backend->figures().connectionsOpen == 0; }));
    EXPECT_EQ(backend->figures().turns, 2000u);
}

} // namespace lbfy
