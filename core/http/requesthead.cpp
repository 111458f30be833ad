// SPDX-License-Identifier: GPL-3.0-or-later
//
// RFC 9112 sections 2 to 6, read strictly: CR LF ends every line, no white space before a colon, no folded lines, one
// Host, no body in any form.

#include "core/http/requesthead.h"

#include <algorithm>

namespace lbfy {

namespace {

constexpr std::string_view lineEnd = "\r\n";
constexpr std::string_view headEnd = "\r\n\r\n";
constexpr std::size_t longestMethod = 32;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// A character of a method or a field name (RFC 9110, tchar).
bool isTokenCharacter(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isPrintableAscii(char c)
{
    return c > ' ' && c < 0x7F;
}

bool isFieldCharacter(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= ' ' && byte != 0x7F);
}

bool equalsIgnoringCase(std::string_view text, std::string_view lower)
{
    const auto toLower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                      [toLower](char a, char b) { return toLower(a) == b; });
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// Splits off what comes before `separator`, which must be there.
std::string_view takeUntil(std::string_view &text, std::string_view separator)
{
    const std::size_t end = text.find(separator);
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(end + separator.size());
    return taken;
}

std::optional<HttpStatus> checkContentLength(std::string_view value)
{
    if (value.empty() || !std::all_of(value.begin(), value.end(), isDigit))
        return HttpStatus::BadRequest;
    if (value.find_first_not_of('0') != std::string_view::npos)
        return HttpStatus::PayloadTooLarge;
    return std::nullopt;
}

std::optional<HttpStatus> checkVersion(std::string_view version, bool &isHttp11)
{
    const bool wellFormed = version.size() == 8 && version.substr(0, 5) == "HTTP/" && isDigit(version[5])
            && version[6] == '.' && isDigit(version[7]);
    if (!wellFormed)
        return HttpStatus::BadRequest;
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return HttpStatus::VersionNotSupported;
    isHttp11 = version == "HTTP/1.1";
    return std::nullopt;
}

} // namespace

std::string_view phraseOf(HttpStatus status)
{
    switch (status) {
    case HttpStatus::Ok:
        return "OK";
    case HttpStatus::BadRequest:
        return "Bad Request";
    case HttpStatus::NotFound:
        return "Not Found";
    case HttpStatus::MethodNotAllowed:
        return "Method Not Allowed";
    case HttpStatus::PayloadTooLarge:
        return "Payload Too Large";
    case HttpStatus::UriTooLong:
        return "URI Too Long";
    case HttpStatus::HeadersTooLarge:
        return "Request Header Fields Too Large";
    case HttpStatus::ServiceUnavailable:
        return "Service Unavailable";
    case HttpStatus::VersionNotSupported:
        return "HTTP Version Not Supported";
    }
    return {};
}

HeadVerdict RequestHead::feed(std::string_view bytes)
{
    if (m_verdict.kind != HeadVerdict::Kind::Incomplete)
        return m_verdict;
    const std::size_t searchFrom = m_bytes.size() < 3 ? 0 : m_bytes.size() - 3;
    m_bytes += bytes.substr(0, m_limits.head + 1 - m_bytes.size());

    const std::size_t end = m_bytes.find(headEnd, searchFrom);
    if (end == std::string::npos || end + headEnd.size() > m_limits.head) {
        const std::optional<HttpStatus> refusal = checkPartial();
        return refusal ? refuse(*refusal) : m_verdict;
    }
    std::string_view rest = std::string_view(m_bytes).substr(0, end + lineEnd.size());
    std::optional<HttpStatus> refusal = checkRequestLine(takeUntil(rest, lineEnd));
    if (!refusal)
        refusal = checkFields(rest);
    if (refusal)
        return refuse(*refusal);
    m_verdict.kind = HeadVerdict::Kind::Accepted;
    return m_verdict;
}

/// No complete head yet. What cannot become one is refused now instead of at the deadline.
std::optional<HttpStatus> RequestHead::checkPartial() const
{
    const std::size_t newline = m_bytes.find('\n');
    if (newline != std::string::npos && (newline == 0 || m_bytes[newline - 1] != '\r'))
        return HttpStatus::BadRequest;
    if (newline == std::string::npos && m_bytes.size() > longestMethod + m_limits.target + sizeof(" HTTP/1.1\r"))
        return m_bytes.find(' ') <= longestMethod ? HttpStatus::UriTooLong : HttpStatus::BadRequest;
    if (m_bytes.size() > m_limits.head)
        return HttpStatus::HeadersTooLarge;
    return std::nullopt;
}

std::optional<HttpStatus> RequestHead::checkRequestLine(std::string_view line)
{
    if (std::count(line.begin(), line.end(), ' ') != 2)
        return HttpStatus::BadRequest;
    const std::string_view method = takeUntil(line, " ");
    const std::string_view target = takeUntil(line, " ");
    if (!isToken(method) || method.size() > longestMethod)
        return HttpStatus::BadRequest;
    if (method == "HEAD")
        m_verdict.method = HttpMethod::Head;
    if (const auto refusal = checkVersion(line, m_isHttp11))
        return refusal;
    if (target.size() > m_limits.target)
        return HttpStatus::UriTooLong;
    if (method != "GET" && method != "HEAD")
        return HttpStatus::MethodNotAllowed;
    if (target.empty() || target.front() != '/' || !std::all_of(target.begin(), target.end(), isPrintableAscii))
        return HttpStatus::BadRequest;
    return std::nullopt;
}

std::optional<HttpStatus> RequestHead::checkFields(std::string_view lines) const
{
    int hosts = 0;
    int lengths = 0;
    std::optional<HttpStatus> body;
    while (!lines.empty()) {
        const std::string_view line = takeUntil(lines, lineEnd);
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || !isToken(line.substr(0, colon)))
            return HttpStatus::BadRequest; // a folded line among them: it starts with a blank
        const std::string_view name = line.substr(0, colon);
        const std::string_view value = trimmed(line.substr(colon + 1));
        if (!std::all_of(value.begin(), value.end(), isFieldCharacter))
            return HttpStatus::BadRequest;
        if (equalsIgnoringCase(name, "transfer-encoding") || equalsIgnoringCase(name, "upgrade"))
            return HttpStatus::BadRequest;
        if (equalsIgnoringCase(name, "content-length")) {
            ++lengths;
            const std::optional<HttpStatus> refusal = checkContentLength(value);
            if (refusal == HttpStatus::BadRequest)
                return refusal;
            body = refusal;
        }
        hosts += equalsIgnoringCase(name, "host") ? 1 : 0;
    }
    if (hosts > 1 || (m_isHttp11 && hosts == 0) || lengths > 1)
        return HttpStatus::BadRequest;
    return body;
}

HeadVerdict RequestHead::refuse(HttpStatus status)
{
    m_verdict.kind = HeadVerdict::Kind::Refused;
    m_verdict.refusal = status;
    return m_verdict;
}

std::string cannedAnswer(HttpStatus status, HttpMethod method)
{
    const std::string body = std::string(phraseOf(status)) + '\n';
    std::string answer = "HTTP/1.1 " + std::to_string(static_cast<int>(status)) + ' ' + std::string(phraseOf(status));
    answer += "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " + std::to_string(body.size());
    if (status == HttpStatus::MethodNotAllowed)
        answer += "\r\nAllow: GET, HEAD";
    answer += "\r\nConnection: close\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\n\r\n";
    if (method != HttpMethod::Head)
        answer += body;
    return answer;
}

} // namespace lbfy
