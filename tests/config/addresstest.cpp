// SPDX-License-Identifier: GPL-3.0-or-later
//
// Addresses: what is accepted and in which canonical form, and when two of them get in each other's way.

#include "core/config/address.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace lbfy {

namespace {

Address parsed(std::string_view text)
{
    const auto address = parseAddress(text, PortZero::Allowed);
    EXPECT_TRUE(address) << text;
    return address ? *address : Address {};
}

TEST(Address, spellingsOfOneAddressBecomeEqual)
{
    EXPECT_EQ(parsed("[0:0:0::1]:80"), parsed("[::1]:80"));
    EXPECT_EQ(parsed("[2001:DB8::A]:80"), (Address {"2001:db8::a", 80}));
    EXPECT_EQ(parsed("Backend.Example:80"), (Address {"backend.example", 80}));
    EXPECT_EQ(parsed("127.0.0.1:65535"), (Address {"127.0.0.1", 65535}));
    EXPECT_EQ(parsed("my_host-1.internal.:1"), (Address {"my_host-1.internal.", 1}));
}

TEST(Address, namesMustBeNamesAndPortsNumbers)
{
    const std::string name(64, 'a');
    for (const std::string_view text : {"-a:1", "a-:1", "a..b:1", ".a:1", "a b:1", "a/b:1", "ä:1"}) {
        EXPECT_EQ(parseAddress(text, PortZero::Refused).message(), "the host is neither an IP address nor a valid name")
                << text;
    }
    EXPECT_FALSE(parseAddress(name + ":1", PortZero::Refused));
    EXPECT_FALSE(parseAddress(std::string(254, 'a') + ":1", PortZero::Refused));
    EXPECT_FALSE(parseAddress(std::string_view("127.0.0.1\0x:1", 13), PortZero::Refused));
    EXPECT_FALSE(parseAddress(std::string_view("[::1\0]:1", 8), PortZero::Refused));
    for (const std::string_view text : {"1.2.3:80", "1.2.3.4.5:80", "1.2.3.256:80", "1234:80"})
        EXPECT_EQ(parseAddress(text, PortZero::Refused).message(), "the host is not a valid IPv4 address") << text;
    for (const std::string_view text : {"h:65536", "h:99999999999999999999", "h:0"})
        EXPECT_EQ(parseAddress(text, PortZero::Refused).message(), "the port must be 1 to 65535") << text;
    for (const std::string_view text : {"h:+1", "h:-1", "h:01", "h: 1", "h:1 ", "h:1x"})
        EXPECT_EQ(parseAddress(text, PortZero::Refused).message(), "the port must be a plain number, 1 to 65535")
                << text;
}

TEST(Address, everyOneReadsBackAsPrinted)
{
    EXPECT_TRUE(rc::check([] {
        const auto host = *rc::gen::element<std::string>("127.0.0.1", "::1", "2001:db8::1", "::ffff:10.0.0.1", "a.b");
        const Address address {host, *rc::gen::arbitrary<std::uint16_t>()};
        RC_ASSERT(parseAddress(address.toString(), PortZero::Allowed).value() == address);
    }));
}

TEST(ListenAddress, isALiteralOrLocalhostWithAnyPort)
{
    EXPECT_EQ(parseListenAddress("localhost:8080").value(), (Address {"127.0.0.1", 8080}));
    EXPECT_EQ(parseListenAddress("127.0.0.1:0").value(), (Address {"127.0.0.1", 0}));
    EXPECT_EQ(parseListenAddress("[::]:80").value(), (Address {"::", 80}));
    EXPECT_EQ(parseListenAddress("example.org:80").message(), "the host must be an IP address or localhost");
    EXPECT_EQ(parseListenAddress(":80").message(), "to listen on every address, write 0.0.0.0 or [::]");
}

TEST(Collision, needsEqualPortsAndOverlappingHosts)
{
    const Address one {"127.0.0.1", 80};
    EXPECT_TRUE(collides(one, one));
    EXPECT_TRUE(collides(one, {"0.0.0.0", 80}));
    EXPECT_TRUE(collides({"::", 80}, {"::1", 80}));
    EXPECT_FALSE(collides(one, {"127.0.0.1", 81}));
    EXPECT_FALSE(collides(one, {"127.0.0.2", 80}));
    EXPECT_FALSE(collides(one, {"::", 80}));
    EXPECT_FALSE(collides({"127.0.0.1", 0}, {"127.0.0.1", 0}));
}

TEST(Loop, isFoundThroughLoopbackNamesAndWildcards)
{
    EXPECT_TRUE(reaches({"127.0.0.1", 80}, {"127.0.0.1", 80}));
    EXPECT_TRUE(reaches({"127.1.2.3", 80}, {"0.0.0.0", 80}));
    EXPECT_TRUE(reaches({"localhost", 80}, {"127.0.0.1", 80}));
    EXPECT_TRUE(reaches({"0.0.0.0", 80}, {"127.0.0.1", 80}));
    EXPECT_TRUE(reaches({"127.0.0.1", 80}, {"::", 80}));
    EXPECT_TRUE(reaches({"::", 80}, {"::1", 80}));
    EXPECT_FALSE(reaches({"127.0.0.2", 80}, {"127.0.0.1", 80}));
    EXPECT_FALSE(reaches({"10.0.0.1", 80}, {"0.0.0.0", 80}));
    EXPECT_FALSE(reaches({"127.example.org", 80}, {"0.0.0.0", 80}));
    EXPECT_FALSE(reaches({"::1", 80}, {"0.0.0.0", 80}));
    EXPECT_FALSE(reaches({"127.0.0.1", 80}, {"127.0.0.1", 0}));
}

} // namespace

} // namespace lbfy
