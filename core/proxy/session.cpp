// SPDX-License-Identifier: GPL-3.0-or-later
//
// A session's events and its relaying; how it gets its backend is in sessionconnect.cpp, how it ends in
// sessionclose.cpp.

#include "core/proxy/session.h"

#include "core/proxy/worker.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

namespace lbfy {

namespace {

constexpr std::uint32_t readEvents = EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR;

} // namespace

Session::Session(Worker &worker, WorkerLane &lane, int clientFd, const SocketAddress &client, MonoTime now)
    : m_worker(worker)
    , m_lane(lane)
    , m_service(lane.route->runtime)
    , m_route(lane.route)
    , m_clientSide(*this)
    , m_backendSide(*this)
    , m_clientAddress(client)
    , m_acceptedAt(now)
    , m_lastActivity(now)
    , m_id(worker.nextId())
    , m_strategy(m_route->pool->strategy())
{
    m_clientSide.socket.fd = clientFd;
    wait(Waiting::Connect, now);
}

Session::~Session()
{
    for (Side *side : {&m_clientSide, &m_backendSide}) {
        if (side->socket.fd >= 0)
            ::close(side->socket.fd);
    }
}

void Session::sideReady(Side &side, std::uint32_t events)
{
    if (m_phase == Phase::Closed)
        return;
    SocketState &socket = side.socket;
    if (events & readEvents)
        socket.readable = true;
    if (events & (EPOLLOUT | EPOLLHUP | EPOLLERR))
        socket.writable = true;
    if (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR))
        socket.hangup = true;

    const MonoTime now = m_worker.now();
    switch (m_phase) {
    case Phase::Accepted:
    case Phase::Closed:
        break;
    case Phase::Header:
        readHeader(now);
        break;
    case Phase::Connecting:
        if (&side == &m_backendSide)
            connectProgress(now);
        else if (events & (EPOLLERR | EPOLLHUP))
            abort(CloseReason::ClientReset, now); // nobody left to connect for
        break;
    case Phase::Relaying:
        if (canStandInLine(side, events))
            m_worker.standInLine(this);
        else
            relay(now, Bulk::Waits);
        break;
    case Phase::Resetting:
        checkReset(now);
        break;
    }
}

/// True if the events concern nothing but bulk. What ends a turn never waits: others would be timed instead of the backend.
bool Session::canStandInLine(const Side &side, std::uint32_t events) const
{
    const bool ofClient = &side == &m_clientSide;
    const Flow &from = ofClient ? m_toBackend : m_toClient;
    const Flow &to = ofClient ? m_toClient : m_toBackend;
    const bool reads = (events & readEvents) != 0;
    const bool writes = (events & EPOLLOUT) != 0 && to.held() > 0;
    if (m_turn.open() && m_backendSide.socket.readable)
        return false;
    return (reads || writes) && (!reads || from.isBulk()) && (!writes || to.isBulk());
}

void Session::resume(MonoTime now)
{
    if (m_phase == Phase::Relaying)
        relay(now, Bulk::Moves);
    else if (m_phase == Phase::Accepted)
        start(now);
}

void Session::wait(Waiting kind, MonoTime now)
{
    m_waiting = kind;
    TimeoutList &list = m_lane.list(kind);
    list.enter(this, now);
    if (const auto expiry = list.nextExpiry())
        m_worker.expireAt(*expiry);
}

void Session::timedOut(MonoTime now)
{
    // What seems late may be due to lbfy itself: a stopped process, a machine that slept.
    const MonoTime since = std::max(
            {m_waiting == Waiting::Connect ? m_connectStarted : m_lastActivity, m_acceptedAt, m_worker.stalledUntil()});
    if (since + m_lane.list(m_waiting).timeout() > now) {
        m_lane.list(m_waiting).enter(this, since);
        return;
    }
    switch (m_waiting) {
    case Waiting::ProxyHeader:
        abort(CloseReason::ProxyHeader, now);
        break;
    case Waiting::Connect:
        if (m_phase == Phase::Connecting)
            connectFailed(ConnectFailure::Timeout, now);
        else
            m_lane.list(m_waiting).enter(this, now); // still waits for its turn to start: it must not stay the head
        break;
    case Waiting::Idle:
    case Waiting::HalfClosed:
        if (ListNode<RunTag>::linked()) { // it has something to do and only waits for its turn
            m_lane.list(m_waiting).enter(this, now);
            break;
        }
        endForSilence(now);
        break;
    case Waiting::Reset:
        abort(m_reason, now); // it has taken nothing for so long
        break;
    }
}

/// Nothing has moved for as long as is allowed.
void Session::endForSilence(MonoTime now)
{
    if (m_waiting == Waiting::HalfClosed)
        abort(CloseReason::HalfCloseTimeout, now); // an orderly end would pass a cut stream off as a whole one
    else if (m_toBackend.held() > 0 || m_toClient.held() > 0)
        abort(CloseReason::IdleTimeout, now);
    else
        close(CloseReason::IdleTimeout, now);
}

/// Moves bytes both ways, keeps turns and activity, passes on what ended. At most one share of a round's time. Bulk that
/// waits stands in line; only the beginning of an answer is taken.
void Session::relay(MonoTime now, Bulk bulk)
{
    const std::size_t answer = m_turn.open() ? Flow::smallestRead : 0;
    const auto budgetOf = [this, bulk](const Flow &flow, std::size_t waiting) {
        return bulk == Bulk::Waits && flow.isBulk() ? waiting : m_worker.share();
    };
    const Flow::Moved up
            = pump(m_toBackend, m_clientSide, m_backendSide, m_toClient.memory(), budgetOf(m_toBackend, 0));
    if (up.read > 0)
        fromClient(up.read, now);
    else if (!m_clientSide.socket.readable && m_toBackend.held() == 0)
        m_turn.burstHandedOn();
    const Flow::Moved down
            = pump(m_toClient, m_backendSide, m_clientSide, m_toBackend.memory(), budgetOf(m_toClient, answer));
    if (down.read > 0)
        fromBackend(down.read, now);

    if (up.read > 0 || down.read > 0 || up.wrote || down.wrote) {
        m_lastActivity = now;
        m_lane.list(m_waiting).touch(this, now);
    }
    if (up.more || down.more)
        m_worker.standInLine(this);
    if (m_toBackend.state() != Flow::State::Open || m_toClient.state() != Flow::State::Open)
        passOnEnds(now);
}

Flow::Moved Session::pump(Flow &flow, Side &source, Side &sink, std::size_t heldByOther, std::size_t budget)
{
    // The memory held for one connection stays below 1 MiB, whichever way it is stuck.
    const std::size_t room = std::max(Flow::smallestRead, Flow::largestRead - std::min(Flow::largestRead, heldByOther));
    const auto scratch = m_worker.scratch().first(std::min(room, m_worker.scratch().size()));
    const Flow::Moved moved = flow.pump(source.socket, sink.socket, scratch, m_worker.pipes(), budget);
    if (!sink.socket.writable)
        watchForWriting(sink);
    return moved;
}

/// Writability is watched from the first time it is missed: most connections never pay for it.
void Session::watchForWriting(Side &side)
{
    if (side.socket.writeWatched || m_phase == Phase::Closed)
        return;
    EventDispatcher &dispatcher = m_worker.dispatcher();
    const int fd = side.socket.fd;
    side.socket.writeWatched = side.watched
            ? dispatcher.watchWritingToo(fd, &side)
            : (side.watched = dispatcher.watch(fd, &side, EventDispatcher::Interest::ReadAndWrite));
}

void Session::fromClient(std::size_t bytes, MonoTime now)
{
    m_bytesToBackend += bytes;
    part().stats.bytesToBackend.add(bytes);
    if (m_firstClientByteAt == MonoTime(0))
        m_firstClientByteAt = now;
    const bool finished = !m_clientSide.socket.readable && m_toBackend.held() == 0;
    const bool opened = m_turn.clientBytes(now, finished);
    if (m_turn.open()) {
        part().openTurns.moveToBack(this);
        publishOldestTurn();
    }
    if (opened)
        startTurn();
}

void Session::fromBackend(std::size_t bytes, MonoTime now)
{
    m_bytesToClient += bytes;
    WorkerBackendStats &stats = part().stats;
    stats.bytesToClient.add(bytes);
    const Route &route = *m_lane.route;
    if (m_firstBackendByteAt == MonoTime(0)) {
        m_firstBackendByteAt = now;
        m_backend->load.clearFailures();
        const MonoTime from = std::max(m_establishedAt, m_firstClientByteAt);
        if (from >= m_worker.stalledUntil()) {
            stats.firstByteTime.record(now - from);
            addSample(m_backend->load, LatencySignal::FirstByte, toSeconds(now - from), *m_service->rotation,
                      route.config.latency, now);
        }
    }
    const bool beforeStall = m_turn.since() < m_worker.stalledUntil();
    const TurnClock::Answer answer = m_turn.backendBytes(now);
    if (!answer.closedTurn)
        return;
    endTurn();
    if (answer.sample)
        m_lastTurnSeconds = static_cast<float>(toSeconds(*answer.sample));
    if (answer.sample && !beforeStall) {
        stats.turnTime.record(*answer.sample);
        addSample(m_backend->load, LatencySignal::Turn, toSeconds(*answer.sample), *m_service->rotation,
                  route.config.latency, now);
    }
}

void Session::startTurn()
{
    if (m_countsAsLoad)
        return;
    m_countsAsLoad = true;
    m_backend->load.addLoad();
}

void Session::endTurn()
{
    ListNode<TurnTag>::unlink();
    publishOldestTurn();
    // A connection that has shown turns weighs nothing between them; one that has not, or streams, weighs one.
    if (m_countsAsLoad && m_turn.everMeasured() && !m_turn.streaming()) {
        m_countsAsLoad = false;
        m_backend->load.removeLoad();
    }
}

void Session::publishOldestTurn()
{
    const Session *oldest = part().openTurns.front();
    const MonoTime since = oldest ? std::max(oldest->m_turn.since(), m_worker.stalledUntil()) : MonoTime(0);
    auto &published = m_backend->load.oldestTurn(m_worker.index()).since;
    // Other workers read this line while picking: written only when it changes.
    if (published.load(std::memory_order_relaxed) != since.count())
        published.store(since.count(), std::memory_order_relaxed);
}

void Session::settle()
{
    keepAlive(m_backendSide.socket.fd);
}

void Session::forgiveStall(MonoTime end)
{
    m_turn.forgetBefore(end);
}

/// At least one direction is no longer open.
void Session::passOnEnds(MonoTime now)
{
    using State = Flow::State;
    const auto note = [this](CloseReason reason) {
        if (!m_endSeen) {
            m_endSeen = true;
            m_reason = reason;
        }
    };
    if (m_toBackend.state() == State::Ended)
        note(CloseReason::ClientClosed);
    if (m_toClient.state() == State::Ended)
        note(CloseReason::BackendClosed);

    // A socket that refused a write has been reset by its other end; what that end sent before can still be read.
    if (m_toBackend.state() == State::Broken && m_toClient.state() != State::Open && m_toClient.finished())
        return resetPeer(m_clientSide, CloseReason::BackendReset, now);
    if (m_toClient.state() == State::Broken && m_toBackend.state() != State::Open && m_toBackend.finished())
        return resetPeer(m_backendSide, CloseReason::ClientReset, now);
    if (m_toBackend.state() == State::Reset && m_toBackend.finished())
        return resetPeer(m_backendSide, CloseReason::ClientReset, now);
    if (m_toClient.state() == State::Reset && m_toClient.finished())
        return resetPeer(m_clientSide, CloseReason::BackendReset, now);
    for (auto [flow, readSide] : {std::pair {&m_toBackend, &m_backendSide}, std::pair {&m_toClient, &m_clientSide}}) {
        if (flow->state() == State::Broken && !readSide->socket.hangup) {
            readSide->socket.hangup = readSide->socket.readable = true;
            m_worker.runAgain(this);
        }
    }

    const bool upDone = m_toBackend.state() == State::Ended && m_toBackend.finished();
    const bool downDone = m_toClient.state() == State::Ended && m_toClient.finished();
    if (upDone && downDone)
        return close(m_reason, now);
    if (upDone && !m_finToBackend) {
        m_finToBackend = true;
        ::shutdown(m_backendSide.socket.fd, SHUT_WR);
        wait(Waiting::HalfClosed, now);
    }
    if (downDone && !m_finToClient) {
        m_finToClient = true;
        ::shutdown(m_clientSide.socket.fd, SHUT_WR);
        wait(Waiting::HalfClosed, now);
    }
}

} // namespace lbfy
