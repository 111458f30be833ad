// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace lbfy {

namespace {

constexpr std::string_view everyIpv4 = "0.0.0.0";
constexpr std::string_view everyIpv6 = "::";

/// The canonical form of an IP literal, or nothing.
std::optional<std::string> canonicalLiteral(const std::string &host)
{
    std::array<unsigned char, sizeof(in6_addr)> bytes;
    std::array<char, INET6_ADDRSTRLEN> text;
    for (const int family : {AF_INET, AF_INET6}) {
        if (inet_pton(family, host.c_str(), bytes.data()) == 1)
            return std::string(inet_ntop(family, bytes.data(), text.data(), text.size()));
    }
    return std::nullopt;
}

bool isIpv6(const std::string &host)
{
    return host.find(':') != std::string::npos;
}

bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// RFC 1123 with the underscore that internal names do use: labels of 1 to 63, 253 in all, one final dot allowed.
bool isHostName(std::string_view host)
{
    if (host.ends_with('.'))
        host.remove_suffix(1);
    if (host.empty() || host.size() > 253)
        return false;
    std::size_t begin = 0;
    while (begin <= host.size()) {
        const std::size_t end = std::min(host.find('.', begin), host.size());
        const std::string_view label = host.substr(begin, end - begin);
        if (label.empty() || label.size() > 63 || label.starts_with('-') || label.ends_with('-'))
            return false;
        if (!std::ranges::all_of(label, [](char c) { return isLetter(c) || isDigit(c) || c == '-' || c == '_'; }))
            return false;
        begin = end + 1;
    }
    return true;
}

/// What consists of digits and dots alone is meant as an IPv4 address, never as a name.
bool looksLikeIpv4(std::string_view host)
{
    return std::ranges::all_of(host, [](char c) { return isDigit(c) || c == '.'; });
}

Result<std::string> parseHost(std::string_view text)
{
    if (text.empty())
        return Failure {"the host is missing"};
    const std::string host(text);
    // A NUL inside would end the name early for every C function behind.
    if (host.find('\0') == std::string::npos) {
        if (auto literal = canonicalLiteral(host))
            return *literal;
    }
    if (looksLikeIpv4(text))
        return Failure {"the host is not a valid IPv4 address"};
    if (!isHostName(text))
        return Failure {"the host is neither an IP address nor a valid name"};
    std::string name;
    for (const char c : text)
        name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return name;
}

Result<std::string> parseBracketed(std::string_view host)
{
    in6_addr bytes;
    const std::string text(host);
    if (host.find('%') != std::string_view::npos)
        return Failure {"an IPv6 address with a zone (%) is not supported"};
    if (host.find('\0') != std::string_view::npos || inet_pton(AF_INET6, text.c_str(), &bytes) != 1)
        return Failure {"what stands in brackets is not a valid IPv6 address"};
    return *canonicalLiteral(text);
}

Result<std::uint16_t> parsePort(std::string_view text, PortZero zero)
{
    const std::string range = zero == PortZero::Allowed ? "0 to 65535" : "1 to 65535";
    if (text.empty())
        return Failure {"the port is missing"};
    if (!std::ranges::all_of(text, isDigit) || (text.size() > 1 && text.front() == '0'))
        return Failure {"the port must be a plain number, " + range};
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc {} || (port == 0 && zero == PortZero::Refused))
        return Failure {"the port must be " + range};
    return port;
}

/// Everything inside 127.0.0.0/8 and ::1. What means every address is reached through loopback when connected to.
bool isLoopback(const std::string &host)
{
    return (looksLikeIpv4(host) && host.starts_with("127.")) || host == "::1" || host == "localhost"
            || host == everyIpv4 || host == everyIpv6;
}

} // namespace

std::string Address::toString() const
{
    const std::string portText = std::to_string(port);
    return isIpv6(host) ? '[' + host + "]:" + portText : host + ':' + portText;
}

Result<Address> parseAddress(std::string_view text, PortZero zero)
{
    const bool bracketed = text.starts_with('[');
    const std::size_t bracket = text.find(']');
    if (bracketed && bracket == std::string_view::npos)
        return Failure {"the closing bracket is missing, as in [::1]:8080"};
    const std::size_t colon = bracketed ? bracket + 1 : text.find(':');
    if (colon >= text.size())
        return Failure {"the port is missing, as in 127.0.0.1:8080"};
    if (bracketed && text[colon] != ':')
        return Failure {"a colon and the port must follow the closing bracket"};
    if (!bracketed && text.find(':', colon + 1) != std::string_view::npos)
        return Failure {"an IPv6 address is written in brackets, as in [::1]:8080"};
    const auto host = bracketed ? parseBracketed(text.substr(1, bracket - 1)) : parseHost(text.substr(0, colon));
    if (!host)
        return host.failure();
    const auto port = parsePort(text.substr(colon + 1), zero);
    if (!port)
        return port.failure();
    return Address {*host, *port};
}

Result<Address> parseListenAddress(std::string_view text)
{
    if (text.starts_with("*:") || text.starts_with(':'))
        return Failure {"to listen on every address, write 0.0.0.0 or [::]"};
    auto address = parseAddress(text, PortZero::Allowed);
    if (!address)
        return address;
    if (address->host == "localhost")
        return Address {"127.0.0.1", address->port};
    if (!canonicalLiteral(address->host))
        return Failure {"the host must be an IP address or localhost"};
    return address;
}

bool collides(const Address &a, const Address &b)
{
    if (a.port == 0 || a.port != b.port)
        return false;
    if (a.host == b.host)
        return true;
    const auto covers = [](const Address &every, const Address &one) {
        return (every.host == everyIpv4 && !isIpv6(one.host)) || (every.host == everyIpv6 && isIpv6(one.host));
    };
    return covers(a, b) || covers(b, a);
}

bool reaches(const Address &target, const Address &listen)
{
    if (listen.port == 0 || target.port != listen.port)
        return false;
    if (target.host == listen.host)
        return true;
    if (!isLoopback(target.host))
        return false;
    if (listen.host == everyIpv4)
        return !isIpv6(target.host);
    if (listen.host == everyIpv6)
        return true; // an IPv6 wildcard takes IPv4 clients as well, unless told otherwise
    // Both mean "this machine": 0.0.0.0 connects to 127.0.0.1, and so does localhost.
    const bool defaultLoopback = target.host == "localhost" || target.host == everyIpv4;
    return (defaultLoopback && listen.host == "127.0.0.1") || (target.host == everyIpv6 && listen.host == "::1");
}

} // namespace lbfy
