// SPDX-License-Identifier: GPL-3.0-or-later
//
// From accept to an established backend. A connect that is over on return goes on at once; where the handshake takes no
// longer than the way to the event loop, as on loopback, the next look at the events says so.

#include "core/proxy/session.h"
#include "core/proxy/worker.h"

#include "core/proxy/proxyprotocol.h"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace lbfy {

namespace {

/// A name may have any number of addresses; a client does not wait for all of them.
constexpr std::size_t maxAddressesPerAttempt = 8;

} // namespace

void Session::start(MonoTime now)
{
    m_phase = m_route->config.acceptProxy ? Phase::Header : Phase::Connecting;
    if (m_phase == Phase::Connecting)
        return choose(now);
    m_undecided = true;
    serviceStats().undecided.add();
    wait(Waiting::ProxyHeader, now);
    if (!watch(m_clientSide, EventDispatcher::Interest::Read))
        abort(CloseReason::ConnectFailed, now);
}

/// From now on the client is a connection, which will be closed for one reason; until now it could have been shed.
void Session::count()
{
    if (std::exchange(m_counted, true))
        return;
    serviceStats().connections.add();
    if (std::exchange(m_undecided, false))
        serviceStats().undecided.subtract();
}

/// Edge-triggered from here on. True if the kernel took it, or it was watched already.
bool Session::watch(Side &side, EventDispatcher::Interest interest)
{
    if (!side.watched)
        side.watched = m_worker.dispatcher().watch(side.socket.fd, &side, interest);
    return side.watched;
}

/// Looks at the header without taking it from the socket, so that exactly its bytes can be taken in the end.
void Session::readHeader(MonoTime now)
{
    const int fd = m_clientSide.socket.fd;
    const auto scratch = m_worker.scratch().first(maxProxyHeader);
    const ssize_t got = ::recv(fd, scratch.data(), scratch.size(), MSG_PEEK | MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got <= 0)
        return abort(got == 0 ? CloseReason::ProxyHeader : CloseReason::ClientReset, now);
    const std::span bytes(reinterpret_cast<const std::uint8_t *>(scratch.data()), static_cast<std::size_t>(got));
    const ProxyHeaderResult header = parseProxyHeader(bytes);
    if (header.verdict == ProxyHeaderResult::Verdict::NeedMore && !m_clientSide.socket.hangup)
        return;
    if (header.verdict != ProxyHeaderResult::Verdict::Accepted)
        return abort(CloseReason::ProxyHeader, now);
    [[maybe_unused]] const ssize_t taken = ::recv(fd, scratch.data(), header.length, MSG_DONTWAIT);
    if (header.source.valid()) {
        m_clientAddress = header.source;
        m_clientTarget = header.destination;
    }
    m_phase = Phase::Connecting;
    choose(now);
}

/// Picks a backend and starts connecting to it, or gives the client up.
void Session::choose(MonoTime now)
{
    PickContext context {now, 0, m_tried, m_worker.random()};
    if (m_strategy == StrategyKind::SourceHash && m_clientAddress.valid())
        context.clientHash = hashClient(m_clientAddress.bytes());
    ActivityRecorder &recorder = m_worker.recorder();
    context.explain = recorder.candidates();
    const auto member = m_route->pool->pick(context);
    if (recorder.on())
        recorder.picked({now, m_service, m_clientAddress, m_route->pool, {}, member});
    if (!member) {
        if (m_attempts == 0)
            refuse(ShedReason::NoBackend, now);
        else
            abort(CloseReason::ConnectFailed, now);
        return;
    }
    if (m_attempts > 0)
        part().stats.retries.add(); // of the one that failed
    count();
    connectTo(*member, now);
}

void Session::connectTo(MemberIndex member, MonoTime now)
{
    const RouteTarget &target = m_route->targets[member];
    m_member = member;
    m_backend = target.runtime;
    m_part = m_backend->parts[static_cast<std::size_t>(m_worker.index())].get();
    m_holdsSlot = true; // pick() took it
    m_countsAsLoad = true;
    m_backend->load.addLoad();
    ++m_attempts;
    part().stats.selections.add();
    m_addressesTried = 0;
    m_address = m_backend->addressTurn.load(std::memory_order_relaxed);
    m_connectStarted = now;
    if (target.addresses.empty())
        return connectFailed(ConnectFailure::Unreachable, now);
    connectToNextAddress(now);
}

void Session::connectToNextAddress(MonoTime now)
{
    const RouteTarget &target = m_route->targets[m_member];
    ++m_addressesTried;
    m_connectStarted = now;
    ConnectStart connect = startConnect(target.addresses[m_address % target.addresses.size()]);
    if (connect.progress == ConnectProgress::Failed)
        return connectFailed(connect.failure, now);
    m_backendSide.socket = SocketState();
    m_backendSide.socket.fd = connect.descriptor.release();
    if (m_route->config.sendProxy != ProxyHeader::Off) {
        const SocketAddress here = m_clientTarget.valid()
                ? m_clientTarget
                : SocketAddress::localOf(m_clientSide.socket.fd).value_or(SocketAddress());
        m_toBackend.putFirst(proxyHeaderFor(m_route->config.sendProxy, m_clientAddress, here));
    }
    if (connect.progress == ConnectProgress::Established)
        return established(now);
    m_backendSide.socket.writable = false;
    m_backendSide.socket.writeWatched = true;
    wait(Waiting::Connect, now);
    // The client is watched as well: if it leaves there is nobody to connect for.
    if (!watch(m_backendSide, EventDispatcher::Interest::ReadAndWrite)
        || !watch(m_clientSide, EventDispatcher::Interest::Read))
        connectFailed(ConnectFailure::Local, now);
}

/// The backend's socket has something to say about its connect().
void Session::connectProgress(MonoTime now)
{
    SocketState &socket = m_backendSide.socket;
    if (!socket.writable && !socket.hangup)
        return;
    if (socket.hangup) {
        if (const int error = pendingError(socket.fd))
            return connectFailed(connectFailureOf(error), now);
    }
    established(now);
}

void Session::established(MonoTime now)
{
    m_phase = Phase::Relaying;
    m_establishedAt = now;
    WorkerBackendStats &stats = part().stats;
    stats.connections.add();
    if (m_connectStarted >= m_worker.stalledUntil()) {
        stats.connectTime.record(now - m_connectStarted);
        addSample(m_backend->load, LatencySignal::Connect, toSeconds(now - m_connectStarted), *m_service->rotation,
                  m_route->config.latency, now);
    }
    m_route.reset();
    m_tried = {};
    wait(Waiting::Idle, now);
    m_worker.settleLater(this);
    // Most clients have sent something by now: taken before watching, it needs no event of its own. Where the client is
    // watched already its event has come or is about to, and a look now would find what the event then does not.
    m_clientSide.socket.readable = m_clientSide.socket.readable || !m_clientSide.watched;
    relay(now, Bulk::Waits);
    if (m_phase == Phase::Closed)
        return;
    if (!watch(m_backendSide, EventDispatcher::Interest::Read) || !watch(m_clientSide, EventDispatcher::Interest::Read))
        abort(CloseReason::ConnectFailed, now);
}

/// This address is of no use; the next one of the backend, then another backend, or the end.
void Session::connectFailed(ConnectFailure failure, MonoTime now)
{
    // Others begin with the next address from now on, unless another session has seen to that already.
    std::uint32_t failed = m_address++;
    m_backend->addressTurn.compare_exchange_strong(failed, m_address, std::memory_order_relaxed);
    // The first address tried is the one that worked last, if any did: its failure is the backend's. What the others say
    // may only be that it does not listen there, or that this host has no way there.
    if (m_addressesTried <= 1)
        m_connectFailure = failure;
    // A backend that listens on one address of its name only has not failed. One that does not answer at all has: the
    // client has waited long enough for it.
    const std::size_t addresses = m_route->targets[m_member].addresses.size();
    if (failure != ConnectFailure::Timeout && m_addressesTried < std::min(addresses, maxAddressesPerAttempt)) {
        dropBackendSocket();
        return connectToNextAddress(now);
    }
    part().stats.connectFailures[static_cast<std::size_t>(m_connectFailure)].add();
    if (m_connectFailure != ConnectFailure::Local) {
        addFailureSample(m_backend->load, *m_service->rotation, m_route->config.latency, now);
        m_worker.countFailure(m_lane, m_service, m_backend);
    }
    leaveBackend();
    m_tried.push_back(m_member);
    if (m_attempts >= m_route->config.connectAttempts)
        return abort(CloseReason::ConnectFailed, now);
    choose(now);
}

/// Gives back what was taken from m_backend, which stays known as the last one tried.
void Session::leaveBackend()
{
    if (!m_backend)
        return;
    if (ListNode<TurnTag>::linked()) {
        ListNode<TurnTag>::unlink();
        publishOldestTurn();
    }
    if (m_countsAsLoad)
        m_backend->load.removeLoad();
    if (m_holdsSlot)
        m_lane.route->pool->release(m_backend->load);
    m_countsAsLoad = m_holdsSlot = false;
    dropBackendSocket();
}

void Session::dropBackendSocket()
{
    if (m_backendSide.socket.fd >= 0)
        ::close(m_backendSide.socket.fd);
    m_backendSide.socket = SocketState();
    m_backendSide.watched = false;
}

} // namespace lbfy
