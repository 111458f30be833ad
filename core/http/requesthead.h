// SPDX-License-Identifier: GPL-3.0-or-later
//
// Judges the head of a request (request line and header fields) before any other parser sees it. Strict on purpose: the
// endpoint serves scrapers and curl, and what two parsers could read in two ways is refused. Pure, no Qt, no I/O.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lbfy {

/// What the endpoint answers, as HTTP numbers it.
enum class HttpStatus : std::uint16_t {
    Ok = 200,
    BadRequest = 400,
    NotFound = 404,
    MethodNotAllowed = 405,
    PayloadTooLarge = 413,
    UriTooLong = 414,
    HeadersTooLarge = 431,
    ServiceUnavailable = 503,
    VersionNotSupported = 505,
};

/// "Bad Request" and so on.
std::string_view phraseOf(HttpStatus status);

enum class HttpMethod : std::uint8_t { Get, Head };

struct HeadLimits {
    std::size_t head = 16 * 1024; ///< bytes, request line and last empty line included
    std::size_t target = 2 * 1024; ///< bytes of the request's path and query
};

/// The verdict on what has come so far.
struct HeadVerdict {
    enum class Kind : std::uint8_t { Incomplete, Accepted, Refused };
    Kind kind = Kind::Incomplete;
    HttpStatus refusal = HttpStatus::BadRequest; ///< when refused
    HttpMethod method = HttpMethod::Get; ///< as far as known: a refusal of HEAD has no body either
};

/// Fed with the bytes of one connection as they come; looks at each byte a bounded number of times.
class RequestHead
{
public:
    explicit RequestHead(HeadLimits limits = {}) : m_limits(limits) { }

    /// Takes more bytes. After anything but Incomplete the answer stays as it is and bytes are ignored.
    HeadVerdict feed(std::string_view bytes);

private:
    std::optional<HttpStatus> checkPartial() const;
    std::optional<HttpStatus> checkRequestLine(std::string_view line);
    std::optional<HttpStatus> checkFields(std::string_view lines) const;
    HeadVerdict refuse(HttpStatus status);

    HeadLimits m_limits;
    std::string m_bytes;
    bool m_isHttp11 = true;
    HeadVerdict m_verdict;
};

/// A whole answer that needs no request to be understood: refusals and the like. The body is the status in words,
/// left out for HEAD.
std::string cannedAnswer(HttpStatus status, HttpMethod method = HttpMethod::Get);

} // namespace lbfy
