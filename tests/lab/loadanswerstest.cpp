// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the load generator makes of answers: each is counted once, whole or as the one kind of error it is.

#include "tests/lab/answerer.h"

#include "core/proxy/sockets.h"

#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/resource.h>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

LoadFigures figuresAgainst(Answerer::Script script, const std::function<void(LoadPlan &)> &change = {})
{
    Answerer server(std::move(script));
    LoadPlan plan = shortPlan(server);
    if (change)
        change(plan);
    return figuresOf(plan);
}

LoadFigures httpFigures(std::string_view response)
{
    return figuresAgainst(Answerer::http(response), [](LoadPlan &plan) { plan.answer = LoadAnswer::Http; });
}

void askForHttp(LoadPlan &plan)
{
    plan.answer = LoadAnswer::Http;
}

} // namespace

TEST(LoadAnswers, ClaimedFiguresAreThoseOfTheServer)
{
    Answerer server(Answerer::echo());
    const LoadFigures figures = figuresOf(shortPlan(server));
    EXPECT_EQ(figures.phase, LoadPhase::Finished);
    EXPECT_GT(figures.turns(), 0U);
    EXPECT_EQ(figures.turns(), server.turns());
    EXPECT_EQ(figures.bytesSent, 64 * figures.turns());
    EXPECT_EQ(figures.bytesReceived, 64 * figures.turns());
    EXPECT_EQ(figures.bytesSent, server.bytesIn());
    EXPECT_EQ(figures.connect.count(), 4U);
    EXPECT_EQ(server.accepted(), 4U);
    EXPECT_EQ(onlyError(figures), "none");
    EXPECT_DOUBLE_EQ(figures.seconds, 0.3);
    EXPECT_LE(figures.turnsInTime, figures.turns());
    EXPECT_EQ(figures.openConnections, 0U);
    EXPECT_EQ(figures.turnsUnderWay, 0U);
    EXPECT_EQ(figures.unfinished, 0U);
    EXPECT_GE(figures.maxLatency, figures.latency.quantile(0.5));
}

TEST(LoadAnswers, LargeTurnsArriveToTheLastByte)
{
    constexpr std::size_t size = 3'000'001;
    Answerer server([](Answerer &self, int fd) {
        // At once, as an echo does: the client must read while it still sends.
        const std::string piece(1000, 'x');
        std::size_t left = size;
        while (self.receive(fd, std::min(left, piece.size()))) {
            if (!self.send(fd, std::string_view(piece).substr(0, std::min(left, piece.size()))))
                return;
            left -= std::min(left, piece.size());
            left = left == 0 ? size : left;
        }
    });
    LoadPlan plan = shortPlan(server);
    plan.sendBytes = size;
    plan.turnTimeout = 60s;
    const LoadFigures figures = figuresOf(plan);
    EXPECT_EQ(onlyError(figures), "none");
    EXPECT_GT(figures.turns(), 0U);
    EXPECT_EQ(figures.bytesReceived, size * figures.turns());
    EXPECT_EQ(figures.bytesSent, size * figures.turns());
}

TEST(LoadAnswers, AFixedAnswerIsAsLongAsThePlanSays)
{
    Answerer server([](Answerer &self, int fd) {
        while (self.receive(fd, 10) && self.send(fd, std::string(1000, 'y'))) { }
    });
    LoadPlan plan = shortPlan(server);
    plan.answer = LoadAnswer::Fixed;
    plan.sendBytes = 10;
    plan.answerBytes = 1000;
    const LoadFigures figures = figuresOf(plan);
    EXPECT_EQ(onlyError(figures), "none");
    EXPECT_EQ(figures.bytesReceived, 1000 * figures.turns());

    plan.answerBytes = 999;
    EXPECT_EQ(onlyError(figuresOf(plan)), "bad_answer");
}

TEST(LoadAnswers, ADeadTargetRefusesAndIsNotAskedEndlessly)
{
    LoadPlan plan;
    {
        Answerer server(Answerer::echo());
        plan = shortPlan(server);
    } // and now nobody listens there
    const LoadFigures figures = figuresOf(plan);
    EXPECT_EQ(onlyError(figures), "refused");
    EXPECT_EQ(figures.turns(), 0U);
    // After 0, 10, 30, 70, 150 ms, at most, on each of four connections.
    EXPECT_LE(figures.errorTotal(), 4 * 5U);
    EXPECT_GE(figures.errorTotal(), 4U);
}

TEST(LoadAnswers, ATargetThatNeverAnswersIsATimeout)
{
    const LoadFigures figures = figuresAgainst([](Answerer &self, int fd) { self.drain(fd); },
                                               [](LoadPlan &plan) { plan.turnTimeout = 50ms; });
    EXPECT_EQ(onlyError(figures), "timeout");
    EXPECT_GE(figures.errorTotal(), 4U);
}

TEST(LoadAnswers, AResetIsAReset)
{
    EXPECT_EQ(onlyError(figuresAgainst([](Answerer &self, int fd) {
                  self.receive(fd, 64);
                  resetOnClose(fd);
              })),
              "reset");
}

TEST(LoadAnswers, HalfAnAnswerIsClosedEarly)
{
    EXPECT_EQ(onlyError(figuresAgainst([](Answerer &self, int fd) {
                  self.receive(fd, 64);
                  self.send(fd, "half");
              })),
              "closed_early");
    EXPECT_EQ(onlyError(figuresAgainst(
                      [](Answerer &self, int fd) {
                          self.receiveHead(fd);
                          self.send(fd, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                      },
                      askForHttp)),
              "closed_early");
}

TEST(LoadAnswers, ATargetThatSpeaksUnaskedIsBad)
{
    EXPECT_EQ(onlyError(figuresAgainst([](Answerer &self, int fd) {
                  self.send(fd, std::string(100, 'g'));
                  self.drain(fd);
              })),
              "bad_answer");
}

TEST(LoadAnswers, HttpResponsesAreReadToTheirEnd)
{
    for (const std::string &response :
         {std::string("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"),
          "HTTP/1.1 302 Found\r\nContent-Length: 200000\r\n\r\n" + std::string(200'000, 'b'),
          std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n")}) {
        const LoadFigures figures = httpFigures(response);
        EXPECT_EQ(onlyError(figures), "none");
        EXPECT_GT(figures.turns(), 0U);
        EXPECT_EQ(figures.bytesReceived, response.size() * figures.turns());
        EXPECT_EQ(figures.connect.count(), 4U);
    }
}

TEST(LoadAnswers, HttpErrorsAndWhatIsNotHttpAreBad)
{
    EXPECT_EQ(onlyError(httpFigures("HTTP/1.1 503 Unavailable\r\nContent-Length: 2\r\n\r\nno")), "bad_answer");
    EXPECT_EQ(onlyError(httpFigures("+PONG\r\n\r\n+PONG\r\n\r\n")), "bad_answer");
}

TEST(LoadAnswers, AnHttpConnectionThatIsToCloseIsNoError)
{
    Answerer server([](Answerer &self, int fd) {
        self.receiveHead(fd);
        self.countTurn();
        self.send(fd, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx");
    });
    LoadPlan plan = shortPlan(server);
    plan.answer = LoadAnswer::Http;
    LoadFigures figures = figuresOf(plan);
    EXPECT_EQ(onlyError(figures), "none");
    EXPECT_EQ(figures.turns(), server.turns());
    EXPECT_EQ(figures.connect.count(), figures.turns());

    figures = figuresAgainst(
            [](Answerer &self, int fd) {
                self.receiveHead(fd);
                self.send(fd, "HTTP/1.1 200 OK\r\n\r\nuntil I close");
            },
            askForHttp);
    EXPECT_EQ(onlyError(figures), "none");
    EXPECT_GT(figures.turns(), 0U);
}

TEST(LoadAnswers, WithoutDescriptorsItSaysSoAndGoesOnWhenThereAreSome)
{
    Answerer server(Answerer::echo());
    LoadPlan plan = shortPlan(server);
    plan.duration = 0ms;
    LoadGenerator generator;
    ASSERT_TRUE(generator.start(plan).ok());
    ASSERT_TRUE(eventually([&] { return server.accepted() == 4; }));
    // Now no new descriptor can be had: the lowest free one is the limit.
    const Descriptor lowest(::fcntl(0, F_DUPFD, 0));
    rlimit before {};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
    rlimit none = before;
    none.rlim_cur = static_cast<rlim_t>(lowest.get());
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
    plan.connections = 5;
    const bool changed = generator.change(plan).ok();
    const bool told = eventually([&] { return onlyError(generator.figures()) == "descriptors"; });
    setrlimit(RLIMIT_NOFILE, &before);
    EXPECT_TRUE(changed);
    EXPECT_TRUE(told);
    EXPECT_TRUE(eventually([&] { return generator.figures().openConnections == 5; }));
}
