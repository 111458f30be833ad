// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/loadconnection.h"

#include "core/proxy/monotonic.h"
#include "core/proxy/sockets.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace lbfy {

namespace {

constexpr std::size_t sendStep = 256 * 1024;

/// Bytes of no meaning, printable, for whoever looks at them on their way.
const std::vector<char> &filler()
{
    static const std::vector<char> bytes = [] {
        std::vector<char> made(sendStep);
        for (std::size_t i = 0; i < made.size(); ++i)
            made[i] = i % 64 == 63 ? '\n' : static_cast<char>('0' + i % 64);
        return made;
    }();
    return bytes;
}

bool meansLater(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

LoadError errorOf(int systemError)
{
    switch (systemError) {
    case EMFILE:
    case ENFILE:
        return LoadError::Descriptors;
    case EADDRNOTAVAIL:
    case EADDRINUSE:
        return LoadError::Ports;
    default:
        break;
    }
    switch (connectFailureOf(systemError)) {
    case ConnectFailure::Refused:
        return LoadError::Refused;
    case ConnectFailure::Reset:
        return LoadError::Reset;
    case ConnectFailure::Timeout:
        return LoadError::Timeout;
    default:
        return LoadError::Other;
    }
}

} // namespace

LoadConnection::Progress LoadConnection::begin(LoadIo &io, const LoadTarget &target, const Order &order, MonoTime now)
{
    m_busy = true;
    m_order = order;
    m_toSend = order.request.empty() ? order.sendBytes : order.request.size();
    m_missing = order.answerBytes;
    if (order.answer == LoadAnswer::Http)
        m_http.begin();
    return isOpen() ? sendMore(io) : connect(io, target, now);
}

LoadConnection::Progress LoadConnection::connect(LoadIo &io, const LoadTarget &target, MonoTime now)
{
    ConnectStart start = startConnect(target.address);
    if (start.progress == ConnectProgress::Failed)
        return fail(io, start.error);
    m_socket = std::move(start.descriptor);
    io.statistics->openConnections.add();
    m_connecting = true;
    m_connectBegan = now;
    m_turns = 0;
    m_mayGoOn = true;
    // On loopback the handshake is done by now: most often the first bytes go at once, and nothing waits for writing.
    return sendMore(io);
}

LoadConnection::Progress LoadConnection::ready(LoadIo &io)
{
    if (!isOpen())
        return Progress::Pending;
    if (m_toSend > 0) {
        if (const Progress progress = sendMore(io); progress != Progress::Pending || m_connecting)
            return progress;
    }
    return receiveMore(io);
}

LoadConnection::Progress LoadConnection::sendMore(LoadIo &io)
{
    const char *const from = m_order.request.empty() ? filler().data()
                                                     : m_order.request.data() + m_order.request.size() - m_toSend;
    const std::size_t size = static_cast<std::size_t>(std::min<std::uint64_t>(m_toSend, sendStep));
    const ssize_t sent = ::send(m_socket.get(), from, size, MSG_NOSIGNAL);
    if (sent < 0 && !meansLater(errno))
        return fail(io, errno);
    if (sent > 0) {
        if (m_connecting)
            established(io);
        m_toSend -= static_cast<std::uint64_t>(sent);
        if (io.counting)
            io.statistics->bytesSent.add(static_cast<std::uint64_t>(sent));
    }
    const bool writing = m_toSend > 0;
    if ((!m_watched || writing != m_watchesWriting) && !watch(io, writing))
        return fail(io, errno);
    return writing ? Progress::Pending : finishIfWhole(io);
}

void LoadConnection::established(LoadIo &io)
{
    m_connecting = false;
    io.statistics->connectedEver.add();
    if (io.counting)
        io.statistics->connect.record(monotonicNow() - m_connectBegan);
}

bool LoadConnection::watch(LoadIo &io, bool writing)
{
    epoll_event event {};
    event.events = EPOLLIN;
    if (writing)
        event.events |= EPOLLOUT;
    event.data.ptr = this;
    const int operation = m_watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    m_watched = true;
    m_watchesWriting = writing;
    return ::epoll_ctl(io.epoll, operation, m_socket.get(), &event) == 0;
}

LoadConnection::Progress LoadConnection::receiveMore(LoadIo &io)
{
    if (!m_busy)
        return receiveUnasked(io);
    return m_order.answer == LoadAnswer::Http ? receiveHttp(io) : receiveBytes(io);
}

LoadConnection::Progress LoadConnection::receiveBytes(LoadIo &io)
{
    // Thrown away in the kernel: what comes is counted, not looked at. Sanitizers want a buffer all the same.
    const ssize_t got = ::recv(m_socket.get(), io.scratch.data(), io.scratch.size(), MSG_TRUNC);
    if (got < 0)
        return meansLater(errno) ? Progress::Pending : fail(io, errno);
    if (got == 0)
        return fail(io, LoadError::ClosedEarly);
    const auto bytes = static_cast<std::uint64_t>(got);
    if (io.counting)
        io.statistics->bytesReceived.add(bytes);
    if (bytes > m_missing)
        return fail(io, LoadError::BadAnswer);
    m_missing -= bytes;
    return finishIfWhole(io);
}

LoadConnection::Progress LoadConnection::receiveHttp(LoadIo &io)
{
    using State = HttpAnswer::State;
    const bool body = m_http.state() == State::Body || m_http.state() == State::Chunk;
    // A head is looked at; what is known to be body is thrown away in the kernel, no more than there is of it.
    std::size_t limit = io.scratch.size();
    if (body)
        limit = static_cast<std::size_t>(std::min<std::uint64_t>(m_http.bodyLeft(), limit));
    const ssize_t got = ::recv(m_socket.get(), io.scratch.data(), limit, body ? MSG_TRUNC : 0);
    if (got < 0)
        return meansLater(errno) ? Progress::Pending : fail(io, errno);
    if (got == 0)
        return takeHttpEnd(io);
    const auto bytes = static_cast<std::size_t>(got);
    if (io.counting)
        io.statistics->bytesReceived.add(bytes);
    if (body)
        m_http.skip(bytes);
    else if (m_http.take({io.scratch.data(), bytes}) != bytes)
        return fail(io, LoadError::BadAnswer);
    return finishIfWhole(io);
}

LoadConnection::Progress LoadConnection::takeHttpEnd(LoadIo &io)
{
    return m_http.takeEnd() ? finishIfWhole(io) : fail(io, LoadError::ClosedEarly);
}

LoadConnection::Progress LoadConnection::receiveUnasked(LoadIo &io)
{
    const ssize_t got = ::recv(m_socket.get(), io.scratch.data(), io.scratch.size(), MSG_TRUNC);
    if (got < 0 && meansLater(errno))
        return Progress::Pending;
    close(io);
    if (got <= 0)
        return Progress::Dropped;
    m_error = LoadError::BadAnswer;
    return Progress::Failed;
}

LoadConnection::Progress LoadConnection::finishIfWhole(LoadIo &io)
{
    const bool http = m_order.answer == LoadAnswer::Http;
    if (http && m_http.state() == HttpAnswer::State::Bad)
        return fail(io, LoadError::BadAnswer);
    if (m_toSend > 0 || (http ? m_http.state() != HttpAnswer::State::Complete : m_missing > 0))
        return Progress::Pending;
    if (http && (m_http.status() < 200 || m_http.status() > 399))
        return fail(io, LoadError::BadAnswer);
    m_busy = false;
    m_mayGoOn = !http || m_http.keepsConnection();
    ++m_turns;
    return Progress::Answered;
}

LoadConnection::Progress LoadConnection::fail(LoadIo &io, int systemError)
{
    return fail(io, errorOf(systemError));
}

LoadConnection::Progress LoadConnection::fail(LoadIo &io, LoadError error)
{
    close(io);
    m_error = error;
    return Progress::Failed;
}

void LoadConnection::close(LoadIo &io)
{
    if (isOpen())
        io.statistics->openConnections.subtract();
    m_socket.reset();
    m_watched = m_watchesWriting = m_connecting = m_busy = false;
    m_toSend = 0;
}

} // namespace lbfy
