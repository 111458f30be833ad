// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/proxyprotocol.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>
#include <vector>

namespace lbfy {

namespace {

constexpr std::string_view v1Start = "PROXY ";
constexpr std::size_t v1MaxLength = 107; // with CR LF
constexpr std::string_view v2Signature {"\r\n\r\n\0\r\nQUIT\n", 12};
constexpr std::size_t v2HeadLength = 16;

using Verdict = ProxyHeaderResult::Verdict;

ProxyHeaderResult invalid(std::string_view error)
{
    ProxyHeaderResult result;
    result.verdict = Verdict::Invalid;
    result.error = error;
    return result;
}

/// The 16 bytes of an address as IPv6, IPv4 mapped.
std::array<std::uint8_t, 16> mapped(const SocketAddress &address)
{
    std::array<std::uint8_t, 16> result {};
    const auto bytes = address.bytes();
    if (bytes.size() == 4)
        result[10] = result[11] = 0xff;
    std::copy(bytes.begin(), bytes.end(), result.end() - static_cast<std::ptrdiff_t>(bytes.size()));
    return result;
}

std::string v1Header(const SocketAddress &source, const SocketAddress &destination)
{
    if (!source.valid() || !destination.valid())
        return "PROXY UNKNOWN\r\n";
    const bool v4 = source.isIpv4() && destination.isIpv4();
    const auto host = [v4](const SocketAddress &address) {
        return (!v4 && address.isIpv4() ? "::ffff:" : "") + address.hostString();
    };
    return std::string("PROXY ") + (v4 ? "TCP4 " : "TCP6 ") + host(source) + ' ' + host(destination) + ' '
            + std::to_string(source.port()) + ' ' + std::to_string(destination.port()) + "\r\n";
}

void append16(std::string &to, std::size_t value)
{
    to += static_cast<char>((value >> 8) & 0xff);
    to += static_cast<char>(value & 0xff);
}

std::string v2Header(const SocketAddress &source, const SocketAddress &destination)
{
    std::string header(v2Signature);
    if (!source.valid() || !destination.valid()) {
        header += '\x20'; // version 2, LOCAL
        header += '\0';
        append16(header, 0);
        return header;
    }
    const bool v4 = source.isIpv4() && destination.isIpv4();
    header += '\x21'; // version 2, PROXY
    header += v4 ? '\x11' : '\x21'; // TCP over IPv4 or IPv6
    append16(header, v4 ? 12 : 36);
    for (const SocketAddress *address : {&source, &destination}) {
        if (v4) {
            header.append(reinterpret_cast<const char *>(address->bytes().data()), 4);
        } else {
            const auto bytes = mapped(*address);
            header.append(reinterpret_cast<const char *>(bytes.data()), bytes.size());
        }
    }
    append16(header, source.port());
    append16(header, destination.port());
    return header;
}

std::optional<std::uint16_t> parsePort(std::string_view text)
{
    unsigned port = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool canonical = text.size() == 1 || (!text.empty() && text.front() != '0');
    if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || port > 65535 || !canonical)
        return std::nullopt;
    return static_cast<std::uint16_t>(port);
}

std::vector<std::string_view> splitAtSpaces(std::string_view line)
{
    std::vector<std::string_view> words;
    while (true) {
        const auto space = line.find(' ');
        words.push_back(line.substr(0, space));
        if (space == std::string_view::npos)
            return words;
        line.remove_prefix(space + 1);
    }
}

ProxyHeaderResult parseV1(std::string_view text)
{
    const std::size_t window = std::min(text.size(), v1MaxLength);
    const auto end = text.substr(0, window).find("\r\n");
    if (end == std::string_view::npos)
        return window == v1MaxLength ? invalid("version 1 header longer than 107 bytes") : ProxyHeaderResult {};
    const auto words = splitAtSpaces(text.substr(0, end));
    ProxyHeaderResult result;
    result.verdict = Verdict::Accepted;
    result.length = end + 2;
    if (words.size() >= 2 && words[1] == "UNKNOWN")
        return result; // what follows is to be ignored
    if (words.size() != 6 || (words[1] != "TCP4" && words[1] != "TCP6"))
        return invalid("malformed version 1 header");
    const int family = words[1] == "TCP4" ? AF_INET : AF_INET6;
    const auto sourcePort = parsePort(words[4]);
    const auto destinationPort = parsePort(words[5]);
    if (!sourcePort || !destinationPort)
        return invalid("bad port in version 1 header");
    const auto source = SocketAddress::fromLiteral(std::string(words[2]), *sourcePort);
    const auto destination = SocketAddress::fromLiteral(std::string(words[3]), *destinationPort);
    if (!source || !destination || source->family() != family || destination->family() != family)
        return invalid("bad address in version 1 header");
    result.source = *source;
    result.destination = *destination;
    return result;
}

/// Walks the type-length-value list that may follow the addresses; every entry must end within the header.
bool tlvsFit(std::span<const std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        if (bytes.size() < 3)
            return false;
        const std::size_t length = (std::size_t {bytes[1]} << 8) | bytes[2];
        if (bytes.size() < 3 + length)
            return false;
        bytes = bytes.subspan(3 + length);
    }
    return true;
}

ProxyHeaderResult parseV2(std::span<const std::uint8_t> bytes)
{
    if (bytes.size() < v2HeadLength)
        return {};
    const unsigned version = bytes[12] >> 4;
    const unsigned command = bytes[12] & 0x0f;
    const unsigned family = bytes[13];
    const std::size_t length = (std::size_t {bytes[14]} << 8) | bytes[15];
    if (version != 2)
        return invalid("unknown version");
    if (command > 1)
        return invalid("unknown command in version 2 header");
    if (v2HeadLength + length > maxProxyHeader)
        return invalid("version 2 header longer than 4112 bytes");
    if (bytes.size() < v2HeadLength + length)
        return {};
    ProxyHeaderResult result;
    result.verdict = Verdict::Accepted;
    result.length = v2HeadLength + length;
    if (command == 0 || family == 0)
        return result; // LOCAL, or a family that tells nothing: the peer is the client
    if (family != 0x11 && family != 0x21)
        return invalid("not TCP over IPv4 or IPv6");
    const std::size_t size = family == 0x11 ? 4 : 16;
    const auto body = bytes.subspan(v2HeadLength, length);
    if (body.size() < 2 * size + 4)
        return invalid("version 2 header too short for its addresses");
    if (!tlvsFit(body.subspan(2 * size + 4)))
        return invalid("version 2 header with a TLV longer than itself");
    const auto portAt = [&body](std::size_t at) {
        return static_cast<std::uint16_t>((unsigned {body[at]} << 8) | body[at + 1]);
    };
    result.source = SocketAddress::fromBytes(body.first(size), portAt(2 * size));
    result.destination = SocketAddress::fromBytes(body.subspan(size, size), portAt(2 * size + 2));
    return result;
}

} // namespace

std::string proxyHeaderFor(ProxyHeader version, const SocketAddress &source, const SocketAddress &destination)
{
    switch (version) {
    case ProxyHeader::Off:
        break;
    case ProxyHeader::V1:
        return v1Header(source, destination);
    case ProxyHeader::V2:
        return v2Header(source, destination);
    }
    return {};
}

ProxyHeaderResult parseProxyHeader(std::span<const std::uint8_t> bytes)
{
    const std::string_view text(reinterpret_cast<const char *>(bytes.data()), bytes.size());
    const auto beginsLike = [text](std::string_view start) {
        const auto n = std::min(text.size(), start.size());
        return text.substr(0, n) == start.substr(0, n);
    };
    if (beginsLike(v1Start))
        return text.size() < v1Start.size() ? ProxyHeaderResult {} : parseV1(text);
    if (beginsLike(v2Signature))
        return text.size() < v2Signature.size() ? ProxyHeaderResult {} : parseV2(bytes);
    return invalid("no PROXY header");
}

} // namespace lbfy
