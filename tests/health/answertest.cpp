// SPDX-License-Identifier: GPL-3.0-or-later
//
// The verdict on a backend's answer, whatever the pieces it comes in.

#include "core/health/answer.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace lbfy {
namespace {

using Verdict = CheckAnswer::Verdict;

HealthConfig http()
{
    HealthConfig config;
    config.check = CheckKind::Http;
    config.httpPath = "/health";
    return config;
}

HealthConfig expecting(const std::string &expect)
{
    HealthConfig config;
    config.check = CheckKind::SendExpect;
    config.send = "PING\r\n";
    config.expect = expect;
    return config;
}

Verdict whole(const HealthConfig &config, const std::string &text)
{
    CheckAnswer answer(config);
    return answer.feed(text);
}

TEST(CheckAnswer, StatusesFrom200To399Pass)
{
    for (const char *status : {"200", "204", "301", "399"})
        EXPECT_EQ(whole(http(), std::string("HTTP/1.1 ") + status + " x\r\n"), Verdict::Passed) << status;
    for (const char *status : {"100", "400", "404", "500", "503", "999"})
        EXPECT_EQ(whole(http(), std::string("HTTP/1.0 ") + status + " x\r\n"), Verdict::Failed) << status;
}

TEST(CheckAnswer, WhatIsNotHttpFailsAtTheFirstByteThatShowsIt)
{
    EXPECT_EQ(whole(http(), "SSH-2.0-OpenSSH"), Verdict::Failed);
    EXPECT_EQ(whole(http(), "H"), Verdict::NeedMore);
    EXPECT_EQ(whole(http(), "HX"), Verdict::Failed);
    EXPECT_EQ(whole(http(), "HTTP/1.1 2x0 "), Verdict::Failed);
}

TEST(CheckAnswer, ClosingTooEarlyFailsWithACause)
{
    CheckAnswer silent(http());
    EXPECT_EQ(silent.end(), Verdict::Failed);
    EXPECT_EQ(silent.cause(), "closed without an answer");
    CheckAnswer cut(expecting("+PONG"));
    EXPECT_EQ(cut.feed("+PO"), Verdict::NeedMore);
    EXPECT_EQ(cut.end(), Verdict::Failed);
    EXPECT_EQ(cut.cause(), "closed before the expected answer");
}

TEST(CheckAnswer, TheVerdictDoesNotDependOnHowTheBytesWereSplit)
{
    const bool ok = rc::check("split anywhere", [] {
        const auto config = *rc::gen::element(http(), expecting("+PONG"), expecting("ready"));
        const auto text = *rc::gen::element(std::string("HTTP/1.1 200 OK\r\n"), std::string("HTTP/1.1 503 no\r\n"),
                                            std::string("+PONG\r\n"), std::string("-ERR\r\n"),
                                            std::string("not ready yet"))
                + *rc::gen::arbitrary<std::string>();
        const Verdict expected = whole(config, text);
        CheckAnswer answer(config);
        Verdict verdict = Verdict::NeedMore;
        std::size_t at = 0;
        while (at < text.size() && verdict == Verdict::NeedMore) {
            const auto size = static_cast<std::size_t>(*rc::gen::inRange(1, 8));
            verdict = answer.feed(std::string_view(text).substr(at, size));
            at += size;
        }
        RC_ASSERT(verdict == expected);
    });
    EXPECT_TRUE(ok);
}

TEST(CheckAnswer, AnEndlessAnswerIsCutOff)
{
    CheckAnswer answer(expecting("+PONG"));
    const std::string block(4096, 'x');
    Verdict verdict = Verdict::NeedMore;
    for (int i = 0; i < 100 && verdict == Verdict::NeedMore; ++i)
        verdict = answer.feed(block);
    EXPECT_EQ(verdict, Verdict::Failed);
}

TEST(CheckAnswer, QuestionsAreWhatTheCheckSends)
{
    EXPECT_EQ(CheckAnswer::question(expecting("x"), "h:1"), "PING\r\n");
    const std::string get = CheckAnswer::question(http(), "h:1");
    EXPECT_EQ(get.substr(0, 22), "GET /health HTTP/1.0\r\n");
    EXPECT_NE(get.find("Host: h:1\r\n"), std::string::npos);
    EXPECT_TRUE(CheckAnswer::question(HealthConfig(), "h:1").empty());
}

} // namespace
} // namespace lbfy
