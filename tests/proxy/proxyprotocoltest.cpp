// SPDX-License-Identifier: GPL-3.0-or-later
//
// The PROXY protocol parser meets the network: valid headers in any split, and everything that is not one.

#include "core/proxy/proxyprotocol.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace lbfy {
namespace {

using Verdict = ProxyHeaderResult::Verdict;

ProxyHeaderResult parse(const std::string &text)
{
    return parseProxyHeader({reinterpret_cast<const std::uint8_t *>(text.data()), text.size()});
}

SocketAddress address(const std::string &host, std::uint16_t port)
{
    return *SocketAddress::fromLiteral(host, port);
}

std::string v2(unsigned char versionAndCommand, unsigned char family, const std::string &body, int length = -1)
{
    std::string header("\r\n\r\n\0\r\nQUIT\n", 12);
    header += static_cast<char>(versionAndCommand);
    header += static_cast<char>(family);
    const auto size = static_cast<unsigned>(length < 0 ? static_cast<int>(body.size()) : length);
    header += static_cast<char>(size >> 8);
    header += static_cast<char>(size & 0xff);
    return header + body;
}

TEST(ProxyHeader, Version1IsWrittenAsTheSpecificationShows)
{
    EXPECT_EQ(proxyHeaderFor(ProxyHeader::V1, address("192.168.0.1", 56324), address("192.168.0.11", 443)),
              "PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n");
    EXPECT_EQ(proxyHeaderFor(ProxyHeader::V1, address("::1", 1), address("fe80::2", 65535)),
              "PROXY TCP6 ::1 fe80::2 1 65535\r\n");
    EXPECT_EQ(proxyHeaderFor(ProxyHeader::V1, address("10.0.0.1", 1), address("::1", 2)),
              "PROXY TCP6 ::ffff:10.0.0.1 ::1 1 2\r\n");
    EXPECT_EQ(proxyHeaderFor(ProxyHeader::V1, SocketAddress(), address("::1", 2)), "PROXY UNKNOWN\r\n");
}

TEST(ProxyHeader, Version2IsWrittenByteForByte)
{
    EXPECT_EQ(proxyHeaderFor(ProxyHeader::V2, address("1.2.3.4", 0x0102), address("5.6.7.8", 0xfffe)),
              v2(0x21, 0x11, std::string("\1\2\3\4\5\6\7\10\1\2\xff\xfe", 12)));
    EXPECT_EQ(proxyHeaderFor(ProxyHeader::V2, SocketAddress(), SocketAddress()), v2(0x20, 0x00, ""));
}

TEST(ProxyHeader, WhatIsWrittenReadsBackInEverySplit)
{
    const bool ok = rc::check("write, read at every length", [] {
        const bool v6 = *rc::gen::arbitrary<bool>();
        const std::size_t size = v6 ? 16 : 4;
        const auto bytes = *rc::gen::container<std::vector<std::uint8_t>>(2 * size, rc::gen::arbitrary<std::uint8_t>());
        const std::span all(bytes);
        const auto source = SocketAddress::fromBytes(all.first(size), *rc::gen::arbitrary<std::uint16_t>());
        const auto target = SocketAddress::fromBytes(all.last(size), *rc::gen::arbitrary<std::uint16_t>());
        const auto version = *rc::gen::element(ProxyHeader::V1, ProxyHeader::V2);
        const std::string header = proxyHeaderFor(version, source, target);
        const std::string payload = *rc::gen::arbitrary<std::string>();
        for (std::size_t n = 0; n < header.size(); ++n)
            RC_ASSERT(parse(header.substr(0, n)).verdict == Verdict::NeedMore);
        const auto result = parse(header + payload);
        RC_ASSERT(result.verdict == Verdict::Accepted);
        RC_ASSERT(result.length == header.size());
        RC_ASSERT(result.source.toString() == source.toString());
        RC_ASSERT(result.destination.toString() == target.toString());
    });
    EXPECT_TRUE(ok);
}

TEST(ProxyHeader, AnyBytesGiveAVerdictWithinTheLengthGiven)
{
    const bool ok = rc::check("arbitrary bytes, with and without a plausible start", [] {
        const auto start = *rc::gen::element(std::string(), std::string("PROXY "), std::string("PROXY TCP4 "),
                                             v2(0x21, 0x11, "", 12), v2(0x21, 0x21, "", 36), v2(0x20, 0, "", 0));
        const std::string text = start + *rc::gen::arbitrary<std::string>();
        const auto result = parse(text);
        RC_ASSERT(result.length <= text.size());
        RC_ASSERT((result.verdict == Verdict::Accepted) == (result.length > 0));
        RC_ASSERT((result.verdict == Verdict::Invalid) == !result.error.empty());
    });
    EXPECT_TRUE(ok);
}

TEST(ProxyHeader, UnknownAndLocalLeaveThePeerAsTheClient)
{
    for (const std::string &header : {std::string("PROXY UNKNOWN\r\n"), std::string("PROXY UNKNOWN ff:: 1 2 3\r\n"),
                                      v2(0x20, 0x11, std::string(12, '\1')), v2(0x21, 0x00, "")}) {
        const auto result = parse(header);
        EXPECT_EQ(result.verdict, Verdict::Accepted);
        EXPECT_EQ(result.length, header.size());
        EXPECT_FALSE(result.source.valid());
    }
}

TEST(ProxyHeader, TlvsAreSkippedIfTheyFit)
{
    const std::string addresses(12, '\1');
    EXPECT_EQ(parse(v2(0x21, 0x11, addresses + std::string("\3\0\4abcd", 7))).verdict, Verdict::Accepted);
    EXPECT_EQ(parse(v2(0x21, 0x11, addresses + std::string("\3\0\5abcd", 7))).verdict, Verdict::Invalid);
    EXPECT_EQ(parse(v2(0x21, 0x11, addresses + std::string("\3\0", 2))).verdict, Verdict::Invalid);
}

TEST(ProxyHeader, BadHeadersAreRefused)
{
    const std::string addresses(12, '\1');
    for (const std::string &header : {
                 std::string("GET / HTTP/1.0\r\n"),
                 std::string("PROXY TCP4 1.2.3.4 5.6.7.8 1\r\n"),
                 std::string("PROXY TCP4 1.2.3.4 5.6.7.8 1 2 3\r\n"),
                 std::string("PROXY TCP4 1.2.3.4 5.6.7.8 -1 2\r\n"),
                 std::string("PROXY TCP4 1.2.3.4 5.6.7.8 01 2\r\n"),
                 std::string("PROXY TCP4 1.2.3.4 5.6.7.8 65536 2\r\n"),
                 std::string("PROXY TCP4 ::1 ::1 1 2\r\n"),
                 std::string("PROXY TCP6 1.2.3.4 ::1 1 2\r\n"),
                 std::string("PROXY UDP4 1.2.3.4 5.6.7.8 1 2\r\n"),
                 std::string("PROXY  TCP4 1.2.3.4 5.6.7.8 1 2\r\n"),
                 std::string("PROXY ") + std::string(101, 'x'),
                 v2(0x31, 0x11, addresses),
                 v2(0x11, 0x11, addresses),
                 v2(0x22, 0x11, addresses),
                 v2(0x21, 0x11, std::string(11, '\1')),
                 v2(0x21, 0x21, addresses),
                 v2(0x21, 0x12, addresses), // UDP
                 v2(0x21, 0x31, std::string(216, '\1')), // unix
                 v2(0x21, 0x11, "", 4097),
         }) {
        const auto result = parse(header);
        EXPECT_EQ(result.verdict, Verdict::Invalid) << header;
        EXPECT_FALSE(result.error.empty()) << header;
    }
}

} // namespace
} // namespace lbfy
