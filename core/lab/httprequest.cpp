// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/httprequest.h"

#include <algorithm>
#include <charconv>

namespace lbfy {

namespace {

constexpr std::string_view badRequest = "400 Bad Request";

bool equalsIgnoringCase(std::string_view text, std::string_view lower)
{
    return std::ranges::equal(text, lower, [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The end of the head that `bytes` begins with, or 0 if it is not there. Lines may end without a CR.
std::size_t endOfHead(std::string_view bytes, std::size_t from)
{
    for (std::size_t at = bytes.find('\n', from); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
        const std::string_view next = bytes.substr(at + 1, 2);
        if (next.starts_with('\n'))
            return at + 2;
        if (next == "\r\n")
            return at + 3;
    }
    return 0;
}

std::string_view takeLine(std::string_view &text)
{
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    return line;
}

} // namespace

HttpRequestReader::Progress HttpRequestReader::take(std::string_view &bytes)
{
    if (!m_inBody) {
        const Progress progress = takeHead(bytes);
        if (progress != Progress::Complete || m_bodyLeft == 0)
            return progress;
        m_inBody = true;
    }
    const auto taken = std::min<std::uint64_t>(m_bodyLeft, bytes.size());
    bytes.remove_prefix(taken);
    m_bodyLeft -= taken;
    m_inBody = m_bodyLeft > 0;
    return m_inBody ? Progress::Incomplete : Progress::Complete;
}

HttpRequestReader::Progress HttpRequestReader::takeHead(std::string_view &bytes)
{
    // Nearly always a whole head comes at once: then nothing is copied.
    if (m_head.empty()) {
        while (bytes.starts_with('\r') || bytes.starts_with('\n')) // RFC 9112 2.2: empty lines before a request
            bytes.remove_prefix(1);
        if (const std::size_t end = endOfHead(bytes, 0); end > 0 && end <= largestHead) {
            const std::string_view head = bytes.substr(0, end);
            bytes.remove_prefix(end);
            return readHead(head);
        }
    }
    const std::size_t before = m_head.size();
    m_head += bytes.substr(0, largestHead + 1 - before);
    const std::size_t end = endOfHead(m_head, before < 3 ? 0 : before - 3);
    if (end == 0 || end > largestHead) {
        bytes = {};
        return m_head.size() > largestHead ? refuse("431 Request Header Fields Too Large") : Progress::Incomplete;
    }
    bytes.remove_prefix(end - before);
    const std::string head = std::move(m_head);
    m_head = {};
    return readHead(std::string_view(head).substr(0, end));
}

HttpRequestReader::Progress HttpRequestReader::readHead(std::string_view head)
{
    const std::string_view line = takeLine(head);
    const std::size_t blank = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (blank == 0 || blank == std::string_view::npos || last == blank || !line.substr(last).starts_with(" HTTP/1."))
        return refuse(badRequest);
    m_isHead = line.substr(0, blank) == "HEAD";
    m_keepsAlive = !line.ends_with("HTTP/1.0");
    m_bodyLeft = 0;
    while (!head.empty()) {
        const std::string_view field = takeLine(head);
        if (field.empty())
            break;
        const std::size_t colon = field.find(':');
        if (colon == std::string_view::npos)
            return refuse(badRequest);
        if (!readField(field.substr(0, colon), trimmed(field.substr(colon + 1))))
            return Progress::Bad;
    }
    return Progress::Complete;
}

/// False if it has been refused.
bool HttpRequestReader::readField(std::string_view name, std::string_view value)
{
    if (equalsIgnoringCase(name, "connection")) {
        if (equalsIgnoringCase(value, "close"))
            m_keepsAlive = false;
        else if (equalsIgnoringCase(value, "keep-alive"))
            m_keepsAlive = true;
    } else if (equalsIgnoringCase(name, "transfer-encoding")) {
        refuse("411 Length Required");
        return false;
    } else if (equalsIgnoringCase(name, "content-length")) {
        const char *const end = value.data() + value.size();
        const auto [stop, error] = std::from_chars(value.data(), end, m_bodyLeft);
        if (value.empty() || stop != end || error != std::errc {} || m_bodyLeft > largestBody) {
            refuse(stop == end && !value.empty() ? "413 Content Too Large" : badRequest);
            return false;
        }
    }
    return true;
}

HttpRequestReader::Progress HttpRequestReader::refuse(std::string_view status)
{
    m_status = status;
    m_isHead = m_keepsAlive = false;
    return Progress::Bad;
}

} // namespace lbfy
