// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where requests end: however they are cut into pieces, the same requests come out.

#include "core/lab/httprequest.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace lbfy {

namespace {

using Progress = HttpRequestReader::Progress;

const std::string get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
const std::string post = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";

/// The number of requests in `text`, fed in pieces; -1 if one is bad.
int requestsIn(const std::string &text, const std::vector<std::size_t> &pieces)
{
    HttpRequestReader reader;
    int count = 0;
    std::string_view rest = text;
    for (std::size_t i = 0; !rest.empty(); ++i) {
        std::string_view piece = rest.substr(0, pieces[i % pieces.size()]);
        rest.remove_prefix(piece.size());
        while (!piece.empty()) {
            const Progress progress = reader.take(piece);
            if (progress == Progress::Bad)
                return -1;
            count += progress == Progress::Complete ? 1 : 0;
        }
    }
    return count;
}

struct Read {
    Progress progress;
    std::string status;
    bool isHead;
    bool keepsAlive;
};

Read read(const std::string &text)
{
    HttpRequestReader reader;
    std::string_view bytes = text;
    const Progress progress = reader.take(bytes);
    return {progress, std::string(reader.status()), reader.isHead(), reader.keepsAlive()};
}

} // namespace

TEST(HttpRequest, PipelinedRequestsCutAnywhereAreTheSameRequests)
{
    ASSERT_TRUE(rc::check([] {
        std::string text;
        const auto kinds = *rc::gen::nonEmpty<std::vector<bool>>();
        for (const bool hasBody : kinds)
            text += hasBody ? post : get;
        const auto pieces = *rc::gen::nonEmpty(
                rc::gen::container<std::vector<std::size_t>>(rc::gen::inRange<std::size_t>(1, 70)));
        RC_ASSERT(requestsIn(text, pieces) == static_cast<int>(kinds.size()));
    }));
}

TEST(HttpRequest, TakesNoByteOfTheNextRequest)
{
    HttpRequestReader reader;
    const std::string both = post + get;
    std::string_view bytes = both;
    EXPECT_EQ(reader.take(bytes), Progress::Complete);
    EXPECT_EQ(bytes, get);
    EXPECT_EQ(reader.take(bytes), Progress::Complete);
    EXPECT_EQ(bytes, "");
}

TEST(HttpRequest, SaysWhetherTheConnectionStays)
{
    EXPECT_TRUE(read(get).keepsAlive);
    EXPECT_FALSE(read("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").keepsAlive);
    EXPECT_FALSE(read("GET / HTTP/1.0\r\n\r\n").keepsAlive);
    EXPECT_TRUE(read("GET / HTTP/1.0\r\nconnection: Keep-Alive\r\n\r\n").keepsAlive);
    EXPECT_TRUE(read("HEAD / HTTP/1.1\r\n\r\n").isHead);
    EXPECT_FALSE(read(get).isHead);
}

TEST(HttpRequest, EmptyLinesBeforeAndLinesWithoutACarriageReturnAreFine)
{
    EXPECT_EQ(read("\r\n\r\n" + get).progress, Progress::Complete);
    EXPECT_EQ(read("GET / HTTP/1.1\nHost: a\n\n").progress, Progress::Complete);
}

TEST(HttpRequest, WhatIsNoRequestIsRefusedWithItsStatus)
{
    const std::vector<std::pair<std::string, std::string>> table {
            {"hello\r\n\r\n", "400 Bad Request"},
            {"GET /\r\n\r\n", "400 Bad Request"},
            {" / HTTP/1.1\r\n\r\n", "400 Bad Request"},
            {"GET / HTTP/2.0\r\n\r\n", "400 Bad Request"},
            {"GET / HTTP/1.1\r\nno colon\r\n\r\n", "400 Bad Request"},
            {"POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "400 Bad Request"},
            {"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", "400 Bad Request"},
            {"POST / HTTP/1.1\r\nContent-Length:\r\n\r\n", "400 Bad Request"},
            {"POST / HTTP/1.1\r\nContent-Length: 1073741825\r\n\r\n", "413 Content Too Large"},
            {"POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", "413 Content Too Large"},
            {"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", "411 Length Required"},
            {"GET / HTTP/1.1\r\nA: " + std::string(HttpRequestReader::largestHead, 'a') + "\r\n\r\n",
             "431 Request Header Fields Too Large"},
            {std::string(HttpRequestReader::largestHead + 1, 'a'), "431 Request Header Fields Too Large"},
    };
    for (const auto &[text, status] : table) {
        const Read result = read(text);
        EXPECT_EQ(result.progress, Progress::Bad) << text.substr(0, 80);
        EXPECT_EQ(result.status, status) << text.substr(0, 80);
        EXPECT_FALSE(result.keepsAlive);
    }
}

TEST(HttpRequest, AHeadThatNeverEndsDoesNotGrow)
{
    HttpRequestReader reader;
    Progress progress = Progress::Incomplete;
    std::size_t fed = 0;
    while (progress == Progress::Incomplete && fed < 2 * HttpRequestReader::largestHead) {
        std::string_view piece = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        fed += piece.size();
        progress = reader.take(piece);
    }
    EXPECT_EQ(progress, Progress::Bad);
    EXPECT_LE(fed, HttpRequestReader::largestHead + 32);
}

} // namespace lbfy
