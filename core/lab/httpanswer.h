// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds the end of an HTTP/1.x response to a GET: by Content-Length, by chunks, by there being no body, or by the end
// of the connection. Bytes come in any pieces. Nothing is kept of them but a head that comes in pieces. Pure.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace lbfy {

class HttpAnswer
{
public:
    static constexpr std::size_t longestHead = 64 * 1024;

    enum class State : std::uint8_t {
        Head,
        Body, ///< `bodyLeft()` bytes are missing
        ChunkSize,
        Chunk, ///< `bodyLeft()` bytes of it are missing
        ChunkEnd,
        Trailer,
        UntilClose,
        Complete,
        Bad, ///< not HTTP
    };

    /// Forgets everything: the next byte is the first of a response.
    void begin();
    /// Returns how many of the bytes belong to this response: all, unless it is now Complete or Bad.
    std::size_t take(std::string_view bytes);
    /// Bytes of a body may be skipped unseen, at most bodyLeft() of them, in Body and Chunk.
    void skip(std::uint64_t bytes);
    /// The connection has ended; True if that completes the response.
    bool takeEnd();

    State state() const { return m_state; }
    bool isOver() const { return m_state == State::Complete || m_state == State::Bad; }
    std::uint64_t bodyLeft() const { return m_left; }
    /// From 100 to 999; of a response whose head is complete.
    int status() const { return m_status; }
    /// Whether another request may follow on this connection.
    bool keepsConnection() const { return m_keep; }

private:
    std::size_t takeHead(std::string_view bytes);
    void parseHead(std::string_view head);
    void parseField(std::string_view line);
    void beginBody();
    std::size_t takeLine(std::string_view bytes);
    void parseChunkSize();
    void endOfPart();

    State m_state = State::Head;
    bool m_keep = true;
    bool m_chunked = false;
    bool m_hasLength = false;
    int m_status = 0;
    std::uint64_t m_left = 0;
    std::string m_partial; ///< of a head, or of a line between chunks
};

} // namespace lbfy
