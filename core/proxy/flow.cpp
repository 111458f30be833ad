// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/flow.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace lbfy {

Flow::Moved Flow::pump(SocketState &source, SocketState &sink, std::span<char> scratch, PipePool &pipes,
                       std::size_t budget)
{
    Moved moved;
    while (flush(sink, moved) && m_state == State::Open && source.readable) {
        if (moved.read >= budget) {
            moved.more = true;
            break;
        }
        const std::size_t want = std::min<std::size_t>({m_readSize, scratch.size(), std::max(budget, smallestRead)});
        if (fillPipe(source, want, pipes, moved) != Pipe::Filled::Nothing)
            continue;
        const ssize_t got = ::recv(source.fd, scratch.data(), want, MSG_DONTWAIT);
        if (got < 0) {
            if (errno == EINTR)
                continue;
            source.readable = false;
            if (errno != EAGAIN)
                m_state = State::Reset;
            break;
        }
        if (got == 0) {
            source.readable = false;
            m_state = State::Ended;
            break;
        }
        const auto bytes = scratch.first(static_cast<std::size_t>(got));
        moved.read += bytes.size();
        // A short read has drained the socket, and what comes later is a new edge: no second read to be told so.
        if (bytes.size() < want && !source.hangup)
            source.readable = false;
        const std::size_t sent = sendSome(sink, bytes);
        moved.wrote = moved.wrote || sent > 0;
        if (m_state == State::Broken)
            break;
        if (sent < bytes.size()) {
            hold(bytes.subspan(sent));
            readLess();
        } else if (bytes.size() == want && want == m_readSize) {
            readMore();
        }
    }
    if (m_pipe && inPipe() == 0)
        pipes.giveBack(std::move(m_pipe));
    if (moved.read > 0)
        m_bulk = moved.more || moved.read >= (m_bulk ? smallestOfBulk : smallestSplice);
    return moved;
}

void Flow::readMore()
{
    m_readSize = static_cast<std::uint32_t>(std::min(largestRead, std::size_t {m_readSize} * 2));
}

void Flow::readLess()
{
    m_readSize = static_cast<std::uint32_t>(std::max(smallestRead, std::size_t {m_readSize} / 2));
}

/// Takes bytes without copying them; the next flush() hands them on.
Pipe::Filled Flow::fillPipe(SocketState &source, std::size_t most, PipePool &pipes, Moved &moved)
{
    if (most < smallestSplice)
        return Pipe::Filled::Nothing;
    if (!m_pipe)
        m_pipe = pipes.take();
    if (!m_pipe)
        return Pipe::Filled::Nothing;
    const Pipe::Filled filled = m_pipe->fillFrom(source.fd, most);
    moved.read += inPipe(); // it was empty
    if (filled == Pipe::Filled::Failed) {
        source.readable = false;
        m_state = State::Reset;
    } else if (filled == Pipe::Filled::Some && inPipe() < smallestSplice / 8) {
        readLess(); // bulk is over, or too slow to be worth it: small pieces are better copied
    }
    return filled;
}

bool Flow::flushPipe(SocketState &sink, Moved &moved)
{
    const std::size_t before = inPipe();
    const int error = m_pipe->drainTo(sink.fd);
    moved.wrote = moved.wrote || inPipe() < before;
    if (error == 0) {
        if (before >= m_readSize / 2)
            readMore();
        return true;
    }
    if (error != EAGAIN) {
        breakSink();
        return false;
    }
    sink.writable = false;
    readLess();
    return false;
}

/// Writes what is held. True if nothing is held any more.
bool Flow::flush(SocketState &sink, Moved &moved)
{
    if (held() == 0)
        return true;
    if (!sink.writable)
        return false;
    if (inPipe() > 0)
        return flushPipe(sink, moved);
    const std::size_t sent = sendSome(sink, {m_held.get() + m_heldSent, held()});
    moved.wrote = moved.wrote || sent > 0;
    m_heldSent += static_cast<std::uint32_t>(sent);
    if (held() > 0)
        return false;
    m_held.reset();
    m_heldSize = m_heldSent = 0;
    return m_state != State::Broken;
}

std::size_t Flow::sendSome(SocketState &sink, std::span<const char> bytes)
{
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t n = ::send(sink.fd, bytes.data() + sent, bytes.size() - sent, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (n > 0) {
            sent += static_cast<std::size_t>(n);
            if (sent == bytes.size())
                break;
            // A short write has filled the socket: the kernel takes all it can.
        } else if (errno == EINTR) {
            continue;
        } else if (errno != EAGAIN) {
            breakSink();
            return sent;
        }
        sink.writable = false;
        break;
    }
    return sent;
}

void Flow::hold(std::span<const char> bytes)
{
    m_held = std::make_unique_for_overwrite<char[]>(bytes.size());
    std::memcpy(m_held.get(), bytes.data(), bytes.size());
    m_heldSize = static_cast<std::uint32_t>(bytes.size());
    m_heldSent = 0;
}

void Flow::putFirst(std::string_view bytes)
{
    hold({bytes.data(), bytes.size()});
}

void Flow::breakSink()
{
    m_state = State::Broken;
    m_pipe.reset();
    m_held.reset();
    m_heldSize = m_heldSent = 0;
}

} // namespace lbfy
