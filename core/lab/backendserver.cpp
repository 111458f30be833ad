// SPDX-License-Identifier: GPL-3.0-or-later
//
// Accepting, reading, and the life of connections; turns and their answers are in backendturns.cpp.

#include "core/lab/backendserver.h"

#include "core/proxy/monotonic.h"
#include "core/proxy/socketaddress.h"
#include "core/proxy/sockets.h"

#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

constexpr int backlog = 4096; // the kernel lowers it to net.core.somaxconn
constexpr int acceptedAtOnce = 64;
constexpr int stepsAtOnce = 16;
constexpr std::size_t largestInput = 64 * 1024;
constexpr Nanoseconds acceptPause = 100ms;
constexpr Nanoseconds lingerTime = 1s;

/// accept(2): nothing is left to take a connection with; waiting may help, trying again at once would spin.
bool isShortage(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM || error == ENOSPC;
}

} // namespace

void BackendConnection::ready(std::uint32_t events)
{
    m_server.ready(*this, events);
}

void BackendConnection::expired()
{
    m_server.expired(*this);
}

BackendServer::BackendServer(LabLoop &loop, Descriptor listening, const BackendBehaviour &behaviour, std::uint64_t seed)
    : m_loop(loop)
    , m_listening(std::move(listening))
    , m_behaviour(behaviour)
    , m_random(seed)
{
    m_listens = true;
    if (m_behaviour.failures.refuse >= 1)
        closeDoor();
    else
        openDoor();
}

BackendServer::~BackendServer()
{
    kill();
    endRound();
}

// Door ------------------------------------------------------------------------------------------------------------------

/// Listens and accepts, whatever was before. 0, or errno.
int BackendServer::openDoor()
{
    if (!m_listens && ::listen(m_listening.get(), backlog) != 0)
        return errno;
    m_listens = true;
    if (!m_watchesDoor) {
        m_watchesDoor = m_loop.watch(m_listening.get(), m_door, EPOLLIN);
        if (!m_watchesDoor)
            pauseAccepting(errno);
    }
    return 0;
}

/// From now on the kernel refuses clients, those that it has already answered for us included. The port stays ours.
void BackendServer::closeDoor()
{
    m_loop.cancelDeadline(m_door);
    if (std::exchange(m_watchesDoor, false))
        m_loop.unwatch(m_listening.get());
    if (std::exchange(m_listens, false))
        ::shutdown(m_listening.get(), SHUT_RD);
}

void BackendServer::acceptReady()
{
    for (int i = 0; i < acceptedAtOnce && acceptOne(); ++i) { }
}

/// False if there was nothing to accept, or accepting must rest.
bool BackendServer::acceptOne()
{
    SocketAddress client;
    Descriptor fd(m_watchesDoor ? client.accept(m_listening.get()) : -1);
    if (!fd) {
        if (!m_watchesDoor || errno == EAGAIN)
            return false;
        if (isShortage(errno))
            pauseAccepting(errno);
        return m_watchesDoor; // other errors are those of one connection
    }
    m_counters.connections.add();
    if (m_behaviour.failures.refuse > 0 && m_random.unit() < m_behaviour.failures.refuse) {
        m_counters.refused.add();
        resetOnClose(fd.get());
        return true;
    }
    BackendConnection *c = m_slab.create(*this, std::move(fd));
    if (!m_loop.watch(c->fd.get(), *c, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET)) {
        pauseAccepting(errno);
        m_slab.destroy(c);
        return false;
    }
    m_counters.open.add();
    m_open.moveToBack(c);
    return true;
}

void BackendServer::pauseAccepting(int error)
{
    m_counters.acceptPauses.add();
    m_acceptError.store(error, std::memory_order_relaxed);
    if (std::exchange(m_watchesDoor, false))
        m_loop.unwatch(m_listening.get());
    m_loop.setDeadline(m_door, monotonicNow() + acceptPause);
}

/// For what no caller waits for: the port that somebody took meanwhile may become free again.
void BackendServer::keepTrying(int error)
{
    if (error != 0)
        pauseAccepting(error);
}

void BackendServer::kill()
{
    m_alive = false;
    closeDoor();
    while (BackendConnection *c = m_open.front())
        reset(*c);
}

int BackendServer::revive()
{
    m_alive = true;
    return m_behaviour.failures.refuse >= 1 ? 0 : openDoor();
}

void BackendServer::setBehaviour(const BackendBehaviour &behaviour)
{
    m_behaviour = behaviour;
    if (m_behaviour.failures.refuse >= 1)
        closeDoor();
    else if (m_alive && !m_listens)
        keepTrying(openDoor());
    m_serverFree = true;
    sendWithinBandwidth();
}

// Reading ---------------------------------------------------------------------------------------------------------------

void BackendServer::ready(BackendConnection &c, std::uint32_t events)
{
    if (c.state == State::Closed)
        return;
    if ((events & EPOLLERR) != 0)
        return close(c); // nobody is left to answer to
    if ((events & (EPOLLRDHUP | EPOLLHUP)) != 0) {
        c.finishing = true;
        if (c.state == State::Hung)
            return close(c);
    }
    c.readable = c.readable || (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP)) != 0;
    pump(c);
}

void BackendServer::pump(BackendConnection &c)
{
    for (int i = 0; i < stepsAtOnce; ++i) {
        if (!step(c))
            return;
    }
    again(c);
}

/// False if there is nothing to do before the next event.
bool BackendServer::step(BackendConnection &c)
{
    switch (c.state) {
    case State::Idle:
        return c.input.empty() ? readTurn(c) : beginFrom(c);
    case State::Queued:
    case State::Serving:
        return c.kind == AnswerKind::Echo && readAhead(c);
    case State::Answering:
        if (!c.ListNode<WaitingTag>::linked()) // else the link comes by
            sendAnswer(c);
        return c.state == State::Idle;
    case State::Lingering:
        return discard(c);
    case State::Hung:
    case State::Closed:
        return false;
    }
    return false;
}

/// recv() with what it means for the connection: above 0 bytes; 0 nothing now, or never again.
ssize_t BackendServer::receive(BackendConnection &c, char *buffer, std::size_t size)
{
    if (!c.readable)
        return 0;
    const ssize_t got = ::recv(c.fd.get(), buffer, size, MSG_DONTWAIT);
    if (got > 0) {
        m_counters.bytesIn.add(static_cast<std::uint64_t>(got));
        // Edge-triggered: a short read has emptied the socket, and what comes later is an event of its own. The FIN
        // has had its event already, so that one must be looked for.
        c.readable = static_cast<std::size_t>(got) == size || c.finishing;
        return got;
    }
    c.readable = got < 0 && errno == EINTR;
    if (got == 0)
        c.atEnd = true;
    else if (errno != EAGAIN && errno != EINTR)
        close(c);
    return 0;
}

bool BackendServer::readTurn(BackendConnection &c)
{
    const ssize_t got = receive(c, m_scratch.data(), m_scratch.size());
    if (got > 0) {
        take(c, {m_scratch.data(), static_cast<std::size_t>(got)});
        return true;
    }
    if (c.state == State::Idle && c.atEnd)
        close(c);
    return c.state != State::Closed && c.readable;
}

/// More of the burst that is to be echoed.
bool BackendServer::readAhead(BackendConnection &c)
{
    if (c.input.size() >= largestInput)
        return false;
    const ssize_t got = receive(c, m_scratch.data(), largestInput - c.input.size());
    if (got > 0)
        c.input.append(m_scratch.data(), static_cast<std::size_t>(got));
    return got > 0;
}

bool BackendServer::discard(BackendConnection &c)
{
    const bool got = receive(c, m_scratch.data(), m_scratch.size()) > 0;
    if (!got && c.state == State::Lingering && c.atEnd)
        close(c);
    return got;
}

// Ends ------------------------------------------------------------------------------------------------------------------

/// A FIN, and patience for the other side's: to close with unread bytes would send a reset.
void BackendServer::endOrderly(BackendConnection &c)
{
    ::shutdown(c.fd.get(), SHUT_WR);
    c.input = {};
    if (c.atEnd)
        return close(c);
    c.state = State::Lingering;
    c.readable = true;
    m_loop.setDeadline(c, monotonicNow() + lingerTime);
    again(c);
}

void BackendServer::reset(BackendConnection &c)
{
    resetOnClose(c.fd.get());
    close(c);
}

void BackendServer::close(BackendConnection &c)
{
    if (c.state == State::Serving) {
        m_counters.busy.subtract();
        m_serverFree = true;
    } else if (c.state == State::Queued) {
        m_counters.queued.subtract();
    }
    c.state = State::Closed;
    m_counters.open.subtract();
    m_loop.cancelDeadline(c);
    c.ListNode<OpenTag>::unlink();
    c.ListNode<WaitingTag>::unlink();
    c.ListNode<AgainTag>::unlink();
    c.fd.reset();
    m_dead.push_back(&c);
}

bool BackendServer::endRound()
{
    if (std::exchange(m_serverFree, false))
        serveQueued();
    // Each once: those that come back meanwhile have had their share of this round.
    IntrusiveList<BackendConnection, AgainTag> now;
    while (BackendConnection *c = m_again.front())
        now.moveToBack(c);
    while (BackendConnection *c = now.front()) {
        c->ListNode<AgainTag>::unlink();
        pump(*c);
    }
    for (BackendConnection *c : m_dead)
        m_slab.destroy(c);
    m_dead.clear();
    return !m_again.empty() || m_serverFree;
}

BackendFigures BackendServer::figures() const
{
    BackendFigures figures;
    figures.connectionsOpen = m_counters.open.value();
    figures.connections = m_counters.connections.value();
    figures.turns = m_counters.turns.value();
    figures.bytesIn = m_counters.bytesIn.value();
    figures.bytesOut = m_counters.bytesOut.value();
    figures.refused = m_counters.refused.value();
    figures.reset = m_counters.reset.value();
    figures.hung = m_counters.hung.value();
    figures.closed = m_counters.closed.value();
    figures.badRequests = m_counters.badRequests.value();
    figures.busy = m_counters.busy.value();
    figures.queued = m_counters.queued.value();
    figures.queuedPeak = m_counters.queuedPeak.value();
    figures.acceptPauses = m_counters.acceptPauses.value();
    figures.acceptError = m_acceptError.load(std::memory_order_relaxed);
    return figures;
}

} // namespace lbfy
