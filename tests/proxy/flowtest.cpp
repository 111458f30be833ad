// SPDX-License-Identifier: GPL-3.0-or-later
//
// One direction of a connection on real sockets: nothing lost, nothing doubled, little held.

#include "core/proxy/flow.h"
#include "core/proxy/descriptor.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <vector>

namespace lbfy {
namespace {

/// A connected pair: `ours` is the proxy's end, `theirs` the client's or backend's.
struct Pair {
    Pair()
    {
        std::array<int, 2> fds {};
        EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds.data()), 0);
        ours.fd = fds[0];
        theirs = fds[1];
    }
    ~Pair()
    {
        ::close(ours.fd);
        closeTheirs();
    }
    void closeTheirs()
    {
        if (theirs >= 0)
            ::close(std::exchange(theirs, -1));
    }
    void send(const std::string &bytes)
    {
        EXPECT_EQ(::send(theirs, bytes.data(), bytes.size(), 0), static_cast<ssize_t>(bytes.size()));
    }
    std::string receive(std::size_t most = 1 << 20)
    {
        std::string bytes(most, '\0');
        const ssize_t n = ::recv(theirs, bytes.data(), bytes.size(), MSG_DONTWAIT);
        bytes.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
        return bytes;
    }
    SocketState ours;
    int theirs = -1;
};

struct FlowOnSockets : testing::Test {
    Flow::Moved pump(std::size_t budget = 1 << 20) { return flow.pump(source.ours, sink.ours, scratch, pipes, budget); }

    Pair source;
    Pair sink;
    PipePool pipes {1};
    Flow flow;
    std::vector<char> storage = std::vector<char>(Flow::largestRead);
    std::span<char> scratch {storage};
};

TEST_F(FlowOnSockets, AShortReadIsNotFollowedByAnother)
{
    source.send("hello");
    source.ours.readable = true;
    const auto moved = pump();
    EXPECT_EQ(moved.read, 5u);
    EXPECT_FALSE(source.ours.readable);
    EXPECT_EQ(sink.receive(), "hello");
}

TEST_F(FlowOnSockets, AfterAHangupItReadsToTheVeryEnd)
{
    source.send("last words");
    source.closeTheirs();
    source.ours.readable = source.ours.hangup = true;
    pump();
    EXPECT_EQ(sink.receive(), "last words");
    EXPECT_EQ(flow.state(), Flow::State::Ended);
    EXPECT_TRUE(flow.finished());
}

TEST_F(FlowOnSockets, WhatTheSinkDoesNotTakeIsHeldAndNothingMoreIsRead)
{
    const std::string block(64 * 1024, 'x');
    while (::send(source.theirs, block.data(), block.size(), MSG_DONTWAIT) > 0) { }
    std::size_t read = 0;
    for (int i = 0; i < 100 && flow.held() == 0; ++i) {
        source.ours.readable = true;
        read += pump().read;
        while (::send(source.theirs, block.data(), block.size(), MSG_DONTWAIT) > 0) { }
    }
    ASSERT_GT(flow.held(), 0u);
    EXPECT_FALSE(sink.ours.writable);
    EXPECT_LE(flow.held(), Flow::largestRead);
    source.ours.readable = true;
    EXPECT_EQ(pump().read, 0u); // stuck until the sink takes something
    std::size_t received = 0;
    while (flow.held() > 0) {
        received += sink.receive().size();
        sink.ours.writable = true;
        source.ours.readable = false;
        pump();
    }
    received += sink.receive().size();
    EXPECT_EQ(received, read);
}

TEST_F(FlowOnSockets, TheBudgetEndsAPumpAndSaysSo)
{
    source.send(std::string(100 * 1024, 'x'));
    source.ours.readable = true;
    const auto moved = pump(Flow::smallestRead);
    EXPECT_TRUE(moved.more);
    EXPECT_GE(moved.read, Flow::smallestRead);
    EXPECT_LT(moved.read, 100u * 1024);
}

TEST_F(FlowOnSockets, OwnBytesGoFirst)
{
    flow.putFirst("PROXY ");
    source.send("payload");
    source.ours.readable = true;
    EXPECT_EQ(pump().read, 7u);
    EXPECT_EQ(sink.receive(), "PROXY payload");
}

TEST_F(FlowOnSockets, ASinkThatIsGoneBreaksTheFlowWithoutASignal)
{
    sink.closeTheirs();
    source.send("anybody there?");
    source.ours.readable = true;
    pump();
    EXPECT_EQ(flow.state(), Flow::State::Broken);
    EXPECT_EQ(flow.held(), 0u);
}

TEST(Flow, WhateverTheChunksTheBytesComeOutAsTheyWentIn)
{
    const bool ok = rc::check("random writes, reads and budgets", [] {
        Pair source;
        Pair sink;
        PipePool pipes(0);
        Flow flow;
        std::vector<char> scratch(Flow::largestRead);
        std::string sent;
        std::string received;
        const auto sizes = *rc::gen::container<std::vector<int>>(rc::gen::inRange(1, 60'000));
        unsigned char next = 0;
        for (int size : sizes) {
            std::string chunk(static_cast<std::size_t>(size), '\0');
            for (char &c : chunk)
                c = static_cast<char>(next++ * 37);
            const ssize_t n = ::send(source.theirs, chunk.data(), chunk.size(), MSG_DONTWAIT);
            if (n > 0)
                sent += chunk.substr(0, static_cast<std::size_t>(n));
            source.ours.readable = true;
            const auto budget = static_cast<std::size_t>(*rc::gen::inRange(1, 100'000));
            flow.pump(source.ours, sink.ours, scratch, pipes, budget);
            if (*rc::gen::arbitrary<bool>()) {
                received += sink.receive(static_cast<std::size_t>(*rc::gen::inRange(1, 100'000)));
                sink.ours.writable = true;
            }
            RC_ASSERT(sent.compare(0, received.size(), received) == 0);
            RC_ASSERT(flow.held() <= Flow::largestRead);
        }
        source.closeTheirs();
        source.ours.hangup = true;
        while (!flow.finished()) {
            source.ours.readable = sink.ours.writable = true;
            flow.pump(source.ours, sink.ours, scratch, pipes, 1 << 20);
            received += sink.receive();
        }
        for (std::string more = sink.receive(); !more.empty(); more = sink.receive())
            received += more;
        RC_ASSERT(received == sent);
    });
    EXPECT_TRUE(ok);
}

/// A connected TCP pair whose buffers take bulk; `ours` may be spliced.
struct TcpPair : Pair {
    TcpPair()
    {
        ::close(ours.fd);
        closeTheirs();
        const Descriptor listener(::socket(AF_INET, SOCK_STREAM, 0));
        sockaddr_in address {};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto *const plain = reinterpret_cast<sockaddr *>(&address);
        EXPECT_EQ(::bind(listener.get(), plain, size), 0);
        EXPECT_EQ(::listen(listener.get(), 1), 0);
        EXPECT_EQ(::getsockname(listener.get(), plain, &size), 0);
        theirs = ::socket(AF_INET, SOCK_STREAM, 0);
        EXPECT_EQ(::connect(theirs, plain, size), 0);
        ours.fd = ::accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK);
        EXPECT_GE(ours.fd, 0);
    }
};

struct FlowInBulk : testing::Test {
    /// Sends what fits and pumps it, again and again, until the flow has been bulk for long enough to be spliced.
    void growIntoBulk()
    {
        bool wasBulk = false;
        for (int i = 0; i < 200; ++i) {
            sendAndPump(256 * 1024);
            wasBulk = wasBulk || flow.isBulk();
        }
        EXPECT_TRUE(wasBulk);
    }
    void sendAndPump(std::size_t size)
    {
        std::string bytes(size, '\0');
        for (char &c : bytes)
            c = static_cast<char>(m_next++ * 37 >> 3);
        const ssize_t n = ::send(source.theirs, bytes.data(), bytes.size(), MSG_DONTWAIT);
        if (n > 0)
            sent += bytes.substr(0, static_cast<std::size_t>(n));
        source.ours.readable = true;
        pump();
        receive();
    }
    Flow::Moved pump() { return flow.pump(source.ours, sink.ours, scratch, pipes, 4 << 20); }
    void receive()
    {
        for (std::string more = sink.receive(); !more.empty(); more = sink.receive())
            received += more;
        sink.ours.writable = true;
    }
    void takeTheRest()
    {
        for (int i = 0; i < 1000 && received.size() < sent.size(); ++i) {
            source.ours.readable = true;
            pump();
            receive();
        }
    }
    /// The one pipe is with the flow.
    bool pipeIsLent()
    {
        auto pipe = pipes.take();
        if (!pipe)
            return true;
        pipes.giveBack(std::move(pipe));
        return false;
    }
    /// The sink takes nothing until the flow holds bytes in its pipe.
    void fillThePipe()
    {
        const std::string block(256 * 1024, 'x');
        for (int i = 0; i < 1000 && !pipeIsLent(); ++i) {
            const ssize_t n = ::send(source.theirs, block.data(), block.size(), MSG_DONTWAIT);
            if (n > 0)
                sent += block.substr(0, static_cast<std::size_t>(n));
            source.ours.readable = true;
            pump();
        }
        ASSERT_TRUE(pipeIsLent());
        ASSERT_GT(flow.held(), 0u);
        ASSERT_LE(flow.held(), Flow::largestRead);
    }

    TcpPair source;
    TcpPair sink;
    PipePool pipes {1};
    Flow flow;
    std::vector<char> storage = std::vector<char>(Flow::largestRead);
    std::span<char> scratch {storage};
    std::string sent;
    std::string received;
    unsigned int m_next = 0;
};

TEST_F(FlowInBulk, EveryByteComesOutAsItWentInAndAPipeIsLentOnlyWhileBytesAreInIt)
{
    growIntoBulk();
    EXPECT_FALSE(pipeIsLent());
    fillThePipe();
    for (int i = 0; i < 1000 && flow.held() > 0; ++i) {
        receive();
        pump();
    }
    EXPECT_FALSE(pipeIsLent());
    growIntoBulk();
    for (std::size_t size : {1, 100, 5'000, 70'000, 1}) // no more bulk
        sendAndPump(size);
    source.closeTheirs();
    source.ours.hangup = true;
    for (int i = 0; i < 1000 && !flow.finished(); ++i) {
        source.ours.readable = true;
        pump();
        receive();
    }
    receive();
    EXPECT_EQ(flow.state(), Flow::State::Ended);
    EXPECT_TRUE(received == sent);
}

TEST_F(FlowInBulk, ASinkThatGoesWithBytesInThePipeBreaksTheFlowWithoutASignalAndThePipeIsNotUsedAgain)
{
    growIntoBulk();
    fillThePipe();
    const linger reset {1, 0};
    ::setsockopt(sink.theirs, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    sink.closeTheirs();
    for (int i = 0; i < 2; ++i) { // the first is told of the reset, the second would get the signal
        sink.ours.writable = true;
        pump();
    }
    EXPECT_EQ(flow.state(), Flow::State::Broken);
    EXPECT_EQ(flow.held(), 0u);
    const auto pipe = pipes.take();
    ASSERT_TRUE(pipe);
    EXPECT_EQ(pipe->held(), 0u);
}

TEST_F(FlowInBulk, ASourceThatIsResetIsNotTakenForOneThatEnded)
{
    growIntoBulk();
    const linger reset {1, 0};
    ::setsockopt(source.theirs, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
    source.closeTheirs();
    source.ours.readable = source.ours.hangup = true;
    pump();
    EXPECT_EQ(flow.state(), Flow::State::Reset);
}

TEST_F(FlowInBulk, WithoutAPipeToBeHadItIsCopied)
{
    const auto pipe = pipes.take();
    ASSERT_TRUE(pipe);
    growIntoBulk();
    takeTheRest();
    EXPECT_TRUE(received == sent);
}

TEST_F(FlowInBulk, IsOverWithTheFirstSmallPiece)
{
    EXPECT_FALSE(flow.isBulk());
    growIntoBulk();
    takeTheRest();
    sendAndPump(100);
    EXPECT_FALSE(flow.isBulk());
    const auto pipe = pipes.take(); // likewise where it is copied
    ASSERT_TRUE(pipe);
    growIntoBulk();
    takeTheRest();
    sendAndPump(100);
    EXPECT_FALSE(flow.isBulk());
}

} // namespace
} // namespace lbfy
