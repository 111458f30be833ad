// SPDX-License-Identifier: GPL-3.0-or-later
//
// One direction of a connection: bytes from a source socket to a sink socket. They are read into the worker's scratch
// buffer and written at once; only what the sink does not take is kept, and until that has gone nothing more is read,
// so a slow reader costs at most one read's worth of memory and an idle connection none.
//
// The read size adapts: it starts small, doubles after a read that filled it and was written whole, halves when the
// sink took less. A fast bulk flow gets few large copies, a slow reader holds little. From some size on bytes go through
// a pipe instead of the scratch buffer, if one is to be had; what the sink does not take stays in it. A pipe only speeds
// up what there is: that there is nothing, or no more, is left to recv() to say.
//
// Thread: its session's worker.

#pragma once

#include "core/proxy/eventdispatcher.h"
#include "core/proxy/pipepool.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace lbfy {

/// One socket of a connection and what is known of it between events. Flags err towards trying.
struct SocketState {
    int fd = -1;
    bool readable = false;
    bool writable = true;
    /// The other end has closed or reset: a short read is not the end of what is there.
    bool hangup = false;
    /// Registered for writability, which happens when a write first falls short.
    bool writeWatched = false;
};

class Flow
{
public:
    static constexpr std::size_t smallestRead = 16 * 1024;
    /// Both directions of a connection together never hold 1 MiB: see Session::relay().
    static constexpr std::size_t largestRead = 960 * 1024;
    static constexpr std::size_t smallestSplice = 128 * 1024;
    /// Bulk that comes in smaller pieces is over.
    static constexpr std::size_t smallestOfBulk = 32 * 1024;

    enum class State : std::uint8_t {
        Open,
        Ended, ///< the source sent its last byte and an orderly end
        Reset, ///< the source was reset (or timed out) after its last byte
        Broken, ///< the sink takes nothing any more; whatever the source still sends is not wanted
    };

    struct Moved {
        std::size_t read = 0; ///< bytes that left the source
        bool wrote = false; ///< bytes reached the sink
        bool more = false; ///< the budget ended it, not the sockets
    };

    /// Moves bytes until a socket has had enough or about `budget` bytes went through. `scratch` is at least
    /// smallestRead large and nobody's between calls.
    Moved pump(SocketState &source, SocketState &sink, std::span<char> scratch, PipePool &pipes, std::size_t budget);

    /// Puts bytes of lbfy's own (a PROXY header) in front of everything else. Only before the first pump().
    void putFirst(std::string_view bytes);

    State state() const { return m_state; }
    /// Large pieces have gone through, and none small since.
    bool isBulk() const { return m_bulk && m_state == State::Open; }
    std::size_t held() const { return m_heldSize - m_heldSent + inPipe(); }
    /// What holding it takes: the whole of it until the last byte has gone.
    std::size_t memory() const { return m_heldSize + inPipe(); }
    /// The source is done with and every byte of it handed on.
    bool finished() const { return m_state != State::Open && held() == 0; }
    /// The sink is lost: what is held is dropped.
    void breakSink();

private:
    std::size_t inPipe() const { return m_pipe ? m_pipe->held() : 0; }
    bool flush(SocketState &sink, Moved &moved);
    bool flushPipe(SocketState &sink, Moved &moved);
    Pipe::Filled fillPipe(SocketState &source, std::size_t most, PipePool &pipes, Moved &moved);
    void readMore();
    void readLess();
    std::size_t sendSome(SocketState &sink, std::span<const char> bytes);
    void hold(std::span<const char> bytes);

    std::unique_ptr<char[]> m_held; ///< of what was copied
    std::unique_ptr<Pipe> m_pipe; ///< between two pumps only while bytes are in it; never both
    std::uint32_t m_heldSize = 0;
    std::uint32_t m_heldSent = 0;
    std::uint32_t m_readSize = smallestRead;
    State m_state = State::Open;
    bool m_bulk = false;
};

} // namespace lbfy
