// SPDX-License-Identifier: GPL-3.0-or-later
//
// The end of an HTTP response is found whatever its form and however its bytes are cut into pieces.

#include "core/lab/httpanswer.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

using namespace lbfy;
using State = HttpAnswer::State;

namespace {

struct Sample {
    std::string text;
    int status = 200;
    bool keeps = true;
};

const std::vector<Sample> wholeOnes {
        {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"},
        {"HTTP/1.1 200 OK\r\ncOnTeNt-LeNgTh:5  \r\nX: y\r\n\r\nhello"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"},
        {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok"},
        {"HTTP/1.1 404 Not Found\r\nContent-Length: 1\r\n\r\nx", 404},
        {"HTTP/1.1 204 No Content\r\n\r\n", 204},
        {"HTTP/1.1 304 Not Modified\r\nContent-Length: 1000\r\n\r\n", 304},
        {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx", 200, false},
        {"HTTP/1.1 200 OK\r\nConnection: foo, Close\r\nContent-Length: 1\r\n\r\nx", 200, false},
        {"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, false},
        {"HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\nx"},
        {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 1\r\n\r\nx", 201},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n"},
        {"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\n\r\r\n0\r\nTrailer: 1\r\n\r\n"},
        // The length does not count when there are chunks (RFC 9112, 6.3).
        {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"},
};

const std::vector<std::string> badOnes {
        "hello, I am no HTTP server\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1 2OO OK\r\n\r\n",
        "HTTP/1.1 020 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
        "HTTP/1.1 200 OK\r\nX: " + std::string(HttpAnswer::longestHead, 'x'),
};

/// Feeds `text` in pieces of the given lengths, over and over; returns how much of it was taken.
std::size_t feed(HttpAnswer &answer, std::string_view text, const std::vector<std::size_t> &lengths)
{
    std::size_t taken = 0;
    for (std::size_t i = 0; taken < text.size() && !answer.isOver(); ++i) {
        const std::string_view piece = text.substr(taken, lengths[i % lengths.size()]);
        const std::size_t used = answer.take(piece);
        taken += used;
        if (used < piece.size())
            break;
    }
    return taken;
}

rc::Gen<std::vector<std::size_t>> anyLengths()
{
    return rc::gen::nonEmpty(rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 40)));
}

} // namespace

RC_GTEST_PROP(HttpAnswer, EndsWithItsLastByteHoweverItIsCut, ())
{
    const Sample sample = *rc::gen::elementOf(wholeOnes);
    const auto lengths = *anyLengths();
    HttpAnswer answer;
    answer.begin();
    // What follows is the next response's.
    RC_ASSERT(feed(answer, sample.text + "HTTP/1.1 500", lengths) == sample.text.size());
    RC_ASSERT(answer.state() == State::Complete);
    RC_ASSERT(answer.status() == sample.status);
    RC_ASSERT(answer.keepsConnection() == sample.keeps);
    // And again on the same object.
    answer.begin();
    RC_ASSERT(feed(answer, sample.text.substr(0, sample.text.size() - 1), lengths) == sample.text.size() - 1);
    RC_ASSERT(!answer.isOver());
    RC_ASSERT(!answer.takeEnd());
}

RC_GTEST_PROP(HttpAnswer, WhatIsNotHttpIsBadHoweverItIsCut, ())
{
    HttpAnswer answer;
    answer.begin();
    feed(answer, *rc::gen::elementOf(badOnes), *anyLengths());
    RC_ASSERT(answer.state() == State::Bad);
}

RC_GTEST_PROP(HttpAnswer, AnyBytesLeaveItInOneOfItsStates, ())
{
    const auto rest = *rc::gen::arbitrary<std::string>();
    const std::string text = *rc::gen::element<std::string>("", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n\r\n",
                                                            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            + rest;
    HttpAnswer answer;
    answer.begin();
    RC_ASSERT(feed(answer, text, *anyLengths()) <= text.size());
}

TEST(HttpAnswer, WithoutALengthTheConnectionsEndIsTheEnd)
{
    HttpAnswer answer;
    answer.begin();
    EXPECT_EQ(answer.take("HTTP/1.1 200 OK\r\n\r\nhello"), 24U);
    EXPECT_EQ(answer.state(), State::UntilClose);
    EXPECT_FALSE(answer.keepsConnection());
    EXPECT_TRUE(answer.takeEnd());
    EXPECT_EQ(answer.state(), State::Complete);
}

TEST(HttpAnswer, ABodyMayBeSkippedUnseen)
{
    HttpAnswer answer;
    answer.begin();
    answer.take("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n12345");
    EXPECT_EQ(answer.bodyLeft(), 995U);
    answer.skip(995);
    EXPECT_EQ(answer.state(), State::Complete);

    answer.begin();
    answer.take("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n123");
    EXPECT_EQ(answer.bodyLeft(), 13U);
    answer.skip(13);
    EXPECT_EQ(answer.take("\r\n0\r\n\r\n"), 7U);
    EXPECT_EQ(answer.state(), State::Complete);
}
