// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the gate takes for a request and what it refuses, and that neither depends on how the bytes arrive.

#include "core/http/requesthead.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <vector>

using namespace lbfy;

namespace {

using Kind = HeadVerdict::Kind;

HeadVerdict verdictOn(std::string_view bytes)
{
    return RequestHead().feed(bytes);
}

std::string get(std::string_view fields, std::string_view version = "1.1")
{
    return "GET /metrics HTTP/" + std::string(version) + "\r\nHost: x\r\n" + std::string(fields) + "\r\n";
}

/// A head of exactly `size` bytes.
std::string headOf(std::size_t size)
{
    const std::string frame = get("X: \r\n");
    return get("X: " + std::string(size - frame.size(), 'a') + "\r\n");
}

struct Case {
    std::string bytes;
    HttpStatus status;
};

} // namespace

TEST(RequestHead, PlainRequestsAreAccepted)
{
    for (const std::string &head :
         {get(""), get("", "1.0"), std::string("GET / HTTP/1.0\r\n\r\n"),
          std::string("HEAD /api/v1/state?x=1 HTTP/1.1\r\nhost:x\r\n\r\n"), get("Content-Length: 0\r\n"),
          get("Connection: keep-alive\r\nAccept: */*\r\n"), get("X: \xff\t\"quoted\"\r\n"), get("Empty:\r\n"),
          get("") + "GET / HTTP/1.1\r\n\r\n"}) {
        EXPECT_EQ(verdictOn(head).kind, Kind::Accepted) << head;
    }
    EXPECT_EQ(verdictOn("HEAD / HTTP/1.0\r\n\r\n").method, HttpMethod::Head);
}

TEST(RequestHead, WhatCouldBeReadInTwoWaysIsRefused)
{
    const std::vector<Case> cases {
            {"nonsense\r\n\r\n", HttpStatus::BadRequest},
            {"\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n", HttpStatus::BadRequest},
            {"GET /\r\n\r\n", HttpStatus::BadRequest},
            {"GET  / HTTP/1.1\r\nHost: x\r\n\r\n", HttpStatus::BadRequest},
            {"GET / HTTP/1.1 \r\nHost: x\r\n\r\n", HttpStatus::BadRequest},
            {"GET / HTTP/1\r\nHost: x\r\n\r\n", HttpStatus::BadRequest},
            {"GET / http/1.1\r\nHost: x\r\n\r\n", HttpStatus::BadRequest},
            {"GET / HTTP/2.0\r\nHost: x\r\n\r\n", HttpStatus::VersionNotSupported},
            {"GET / HTTP/1.2\r\nHost: x\r\n\r\n", HttpStatus::VersionNotSupported},
            {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", HttpStatus::VersionNotSupported},
            {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello", HttpStatus::MethodNotAllowed},
            {"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", HttpStatus::MethodNotAllowed},
            {"get / HTTP/1.1\r\nHost: x\r\n\r\n", HttpStatus::MethodNotAllowed},
            {"CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n", HttpStatus::MethodNotAllowed},
            {"G(T / HTTP/1.1\r\nHost: x\r\n\r\n", HttpStatus::BadRequest},
            {"GET metrics HTTP/1.1\r\nHost: x\r\n\r\n", HttpStatus::BadRequest},
            {"GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n", HttpStatus::BadRequest},
            {"GET /\x01 HTTP/1.1\r\nHost: x\r\n\r\n", HttpStatus::BadRequest},
            {"GET /\xc3\xa9 HTTP/1.1\r\nHost: x\r\n\r\n", HttpStatus::BadRequest},
            {"GET / HTTP/1.1\r\n\r\n", HttpStatus::BadRequest},
            {get("Host: y\r\n"), HttpStatus::BadRequest},
            {get("Transfer-Encoding: chunked\r\n"), HttpStatus::BadRequest},
            {get("transfer-encoding: identity\r\nContent-Length: 0\r\n"), HttpStatus::BadRequest},
            {get("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), HttpStatus::BadRequest},
            {get("Content-Length: 5\r\n"), HttpStatus::PayloadTooLarge},
            {get("Content-Length: 9223372036854775808\r\n"), HttpStatus::PayloadTooLarge},
            {get("Content-Length: 18446744073709551616\r\n"), HttpStatus::PayloadTooLarge},
            {get("Content-Length: -1\r\n"), HttpStatus::BadRequest},
            {get("Content-Length: +0\r\n"), HttpStatus::BadRequest},
            {get("Content-Length: 0x0\r\n"), HttpStatus::BadRequest},
            {get("Content-Length:\r\n"), HttpStatus::BadRequest},
            {get("Content-Length: 0, 0\r\n"), HttpStatus::BadRequest},
            {get("Content-Length: 0\r\nContent-Length: 5\r\n"), HttpStatus::BadRequest},
            {get("Content-Length: 5\r\nContent-Length: 0\r\n"), HttpStatus::BadRequest},
            {get("Upgrade: websocket\r\n"), HttpStatus::BadRequest},
            {get("X: a\r\n folded\r\n"), HttpStatus::BadRequest},
            {get("X : a\r\n"), HttpStatus::BadRequest},
            {get("no colon\r\n"), HttpStatus::BadRequest},
            {get(": a\r\n"), HttpStatus::BadRequest},
            {get(std::string("X: a\0b\r\n", 8)), HttpStatus::BadRequest},
            {get("X: a\rb\r\n"), HttpStatus::BadRequest},
            {get("X: a\nContent-Length: 5\r\n"), HttpStatus::BadRequest},
    };
    for (const Case &one : cases) {
        const HeadVerdict verdict = verdictOn(one.bytes);
        EXPECT_EQ(verdict.kind, Kind::Refused) << one.bytes;
        EXPECT_EQ(phraseOf(verdict.refusal), phraseOf(one.status)) << one.bytes;
    }
}

TEST(RequestHead, HopelessBeginningsAreRefusedBeforeTheHeadIsComplete)
{
    EXPECT_EQ(verdictOn("GET / HTTP/1.1\n").kind, Kind::Refused);
    EXPECT_EQ(verdictOn("\n").kind, Kind::Refused);
    EXPECT_EQ(verdictOn("GET /" + std::string(3000, 'a')).refusal, HttpStatus::UriTooLong);
    EXPECT_EQ(verdictOn(std::string(3000, 'a')).refusal, HttpStatus::BadRequest);
    EXPECT_EQ(verdictOn(get("X: " + std::string(17 * 1024, 'a'))).refusal, HttpStatus::HeadersTooLarge);
}

TEST(RequestHead, LimitsAreExact)
{
    EXPECT_EQ(verdictOn(headOf(16 * 1024)).kind, Kind::Accepted);
    EXPECT_EQ(verdictOn(headOf(16 * 1024 + 1)).refusal, HttpStatus::HeadersTooLarge);
    const auto withTarget = [](std::size_t size) {
        return "GET /" + std::string(size - 1, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n";
    };
    EXPECT_EQ(verdictOn(withTarget(2048)).kind, Kind::Accepted);
    EXPECT_EQ(verdictOn(withTarget(2049)).refusal, HttpStatus::UriTooLong);
}

RC_GTEST_PROP(RequestHead, VerdictDoesNotDependOnHowTheBytesAreCut, ())
{
    const auto bytes = *rc::gen::oneOf(
            rc::gen::element<std::string>(get("A: b\r\n"), get("Content-Length: 5\r\n"), "POST / HTTP/1.0\r\n\r\n",
                                          "GET / HTTP/3.0\r\n\r\n", get("X: a\r\n folded\r\n")),
            rc::gen::map(rc::gen::container<std::string>(rc::gen::element('G', ' ', '/', '\r', '\n', ':', 'x', '\0')),
                         [](const std::string &noise) { return "GET / HTTP/1.0\r\nA" + noise + "\r\n\r\n"; }));
    const HeadVerdict whole = verdictOn(bytes);
    RequestHead head;
    HeadVerdict verdict;
    for (std::string_view rest = bytes; !rest.empty();) {
        const auto take = *rc::gen::inRange<std::size_t>(1, 8);
        verdict = head.feed(rest.substr(0, take));
        rest.remove_prefix(std::min(take, rest.size()));
    }
    RC_ASSERT(verdict.kind == whole.kind);
    RC_ASSERT(verdict.kind != Kind::Refused || verdict.refusal == whole.refusal);
}

RC_GTEST_PROP(RequestHead, AnyBytesEndInAVerdictWithinTheLimit, (const std::string &bytes))
{
    RequestHead head;
    HeadVerdict verdict;
    for (std::size_t fed = 0; fed <= 17 * 1024 && verdict.kind == Kind::Incomplete; fed += bytes.size() + 1)
        verdict = head.feed(bytes + "x");
    RC_ASSERT(verdict.kind != Kind::Incomplete);
}

TEST(CannedAnswer, SaysThatTheConnectionEndsAndHasNoBodyForHead)
{
    const std::string answer = cannedAnswer(HttpStatus::MethodNotAllowed);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 405 Method Not Allowed\r\n"));
    EXPECT_NE(answer.find("\r\nAllow: GET, HEAD\r\n"), std::string::npos);
    EXPECT_NE(answer.find("\r\nConnection: close\r\n"), std::string::npos);
    EXPECT_TRUE(answer.ends_with("\r\n\r\nMethod Not Allowed\n"));
    const std::string head = cannedAnswer(HttpStatus::MethodNotAllowed, HttpMethod::Head);
    EXPECT_TRUE(head.ends_with("\r\n\r\n"));
    EXPECT_NE(head.find("\r\nContent-Length: 19\r\n"), std::string::npos);
}
