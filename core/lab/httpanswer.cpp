// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/httpanswer.h"

#include <algorithm>
#include <charconv>

namespace lbfy {

namespace {

constexpr std::string_view endOfHead = "\r\n\r\n";
constexpr std::size_t longestLine = 8192; // between chunks

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalsIgnoringCase(std::string_view text, std::string_view lowerCase)
{
    return std::ranges::equal(text, lowerCase, {}, lower);
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Whether a comma-separated list has the word.
bool lists(std::string_view list, std::string_view lowerCase)
{
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        if (equalsIgnoringCase(trimmed(list.substr(0, comma)), lowerCase))
            return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

/// The whole of text as a number; false if it is none.
template<typename Number>
bool parseWhole(std::string_view text, Number &number, int base)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, base);
    return error == std::errc {} && end == text.data() + text.size() && !text.empty();
}

} // namespace

void HttpAnswer::begin()
{
    m_state = State::Head;
    m_keep = true;
    m_chunked = false;
    m_hasLength = false;
    m_status = 0;
    m_left = 0;
    m_partial.clear();
}

std::size_t HttpAnswer::take(std::string_view bytes)
{
    const std::size_t all = bytes.size();
    while (!bytes.empty() && !isOver()) {
        std::size_t used = bytes.size();
        switch (m_state) {
        case State::Head:
            used = takeHead(bytes);
            break;
        case State::Body:
        case State::Chunk:
            used = static_cast<std::size_t>(std::min<std::uint64_t>(m_left, bytes.size()));
            skip(used);
            break;
        case State::ChunkSize:
        case State::ChunkEnd:
        case State::Trailer:
            used = takeLine(bytes);
            break;
        case State::UntilClose:
        case State::Complete:
        case State::Bad:
            break;
        }
        bytes.remove_prefix(used);
    }
    return all - bytes.size();
}

void HttpAnswer::skip(std::uint64_t bytes)
{
    m_left -= bytes;
    if (m_left == 0)
        m_state = m_state == State::Body ? State::Complete : State::ChunkEnd;
}

bool HttpAnswer::takeEnd()
{
    if (m_state == State::UntilClose)
        m_state = State::Complete;
    return m_state == State::Complete;
}

std::size_t HttpAnswer::takeHead(std::string_view bytes)
{
    const std::size_t before = m_partial.size();
    if (before == 0) {
        // Nearly always the head comes in one piece and need not be copied.
        const std::size_t end = bytes.find(endOfHead);
        if (end != std::string_view::npos) {
            parseHead(bytes.substr(0, end + 2));
            return end + endOfHead.size();
        }
    }
    m_partial += bytes;
    const std::size_t end = m_partial.find(endOfHead, before < 3 ? 0 : before - 3);
    if (end == std::string::npos) {
        if (m_partial.size() > longestHead)
            m_state = State::Bad;
        return bytes.size();
    }
    const std::string head = m_partial.substr(0, end + 2);
    m_partial.clear();
    parseHead(head);
    return end + endOfHead.size() - before;
}

void HttpAnswer::parseHead(std::string_view head)
{
    // "HTTP/1.1 200 OK"
    int minor = 0;
    if (head.size() < 14 || !head.starts_with("HTTP/1.") || head[8] != ' ' || !parseWhole(head.substr(7, 1), minor, 10)
        || !parseWhole(head.substr(9, 3), m_status, 10) || m_status < 100) {
        m_state = State::Bad;
        return;
    }
    m_keep = minor > 0;
    m_state = State::Complete; // until a field says that it is Bad
    head.remove_prefix(head.find('\n') + 1);
    while (!head.empty() && m_state != State::Bad) {
        const std::size_t end = head.find('\n');
        const std::size_t length = end > 0 && head[end - 1] == '\r' ? end - 1 : end;
        parseField(head.substr(0, length));
        head.remove_prefix(end + 1);
    }
    if (m_state != State::Bad)
        beginBody();
}

void HttpAnswer::parseField(std::string_view line)
{
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        m_state = State::Bad;
        return;
    }
    const std::string_view name = line.substr(0, colon);
    if (equalsIgnoringCase(name, "content-length")) {
        std::uint64_t length = 0;
        if (!parseWhole(trimmed(line.substr(colon + 1)), length, 10) || (m_hasLength && length != m_left))
            m_state = State::Bad;
        m_left = length;
        m_hasLength = true;
    } else if (equalsIgnoringCase(name, "transfer-encoding")) {
        m_chunked = lists(line.substr(colon + 1), "chunked");
    } else if (equalsIgnoringCase(name, "connection")) {
        const std::string_view value = line.substr(colon + 1);
        m_keep = lists(value, "keep-alive") || (m_keep && !lists(value, "close"));
    }
}

void HttpAnswer::beginBody()
{
    if (m_status < 200) {
        begin(); // an interim response: the one that counts is still to come
        return;
    }
    if (m_status == 204 || m_status == 304) {
        m_left = 0;
    } else if (m_chunked) {
        m_state = State::ChunkSize;
    } else if (!m_hasLength) {
        m_state = State::UntilClose;
        m_keep = false;
    } else if (m_left > 0) {
        m_state = State::Body;
    }
}

std::size_t HttpAnswer::takeLine(std::string_view bytes)
{
    const std::size_t end = bytes.find('\n');
    const std::size_t used = end == std::string_view::npos ? bytes.size() : end + 1;
    m_partial += bytes.substr(0, used);
    if (end != std::string_view::npos) {
        endOfPart();
        m_partial.clear();
    } else if (m_partial.size() > longestLine) {
        m_state = State::Bad;
    }
    return used;
}

void HttpAnswer::endOfPart()
{
    m_partial.pop_back();
    if (m_partial.ends_with('\r'))
        m_partial.pop_back();
    if (m_state == State::ChunkSize)
        parseChunkSize();
    else if (m_state == State::Trailer && m_partial.empty())
        m_state = State::Complete;
    else if (m_state == State::ChunkEnd)
        m_state = m_partial.empty() ? State::ChunkSize : State::Bad;
}

void HttpAnswer::parseChunkSize()
{
    const std::string_view line(m_partial);
    const std::string_view size = trimmed(line.substr(0, line.find(';')));
    if (!parseWhole(size, m_left, 16))
        m_state = State::Bad;
    else
        m_state = m_left == 0 ? State::Trailer : State::Chunk;
}

} // namespace lbfy
