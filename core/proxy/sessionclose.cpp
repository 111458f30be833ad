// SPDX-License-Identifier: GPL-3.0-or-later
//
// The end of a session: once, with one reason, counted and told.

#include "core/proxy/session.h"
#include "core/proxy/worker.h"

#include "core/config/names.h"

#include <unistd.h>

#include <string>
#include <utility>

namespace lbfy {

/// One end was reset; `peer` is to be reset too, once its kernel has everything that came before.
void Session::resetPeer(Side &peer, CloseReason reason, MonoTime now)
{
    m_reason = reason;
    m_unacknowledged = unacknowledged(peer.socket.fd);
    if (m_unacknowledged == 0)
        return abort(reason, now);
    m_phase = Phase::Resetting;
    m_clientReset = &peer == &m_clientSide;
    wait(Waiting::Reset, now);
    m_worker.watchResets();
}

void Session::checkReset(MonoTime now)
{
    if (m_phase != Phase::Resetting)
        return;
    const Side &peer = m_clientReset ? m_clientSide : m_backendSide;
    const std::size_t left = unacknowledged(peer.socket.fd);
    if (left == 0)
        return abort(m_reason, now);
    if (left < m_unacknowledged) { // slow, but still taking
        m_unacknowledged = left;
        m_lastActivity = now;
        m_lane.list(m_waiting).touch(this, now);
    }
}

void Session::abort(CloseReason reason, MonoTime now)
{
    if (m_phase == Phase::Closed)
        return;
    for (Side *side : {&m_clientSide, &m_backendSide}) {
        if (side->socket.fd >= 0)
            resetOnClose(side->socket.fd);
    }
    close(reason, now);
}

/// The client never was a connection: no backend for it. Refused with a reset, counted as shed and as nothing else.
void Session::refuse(ShedReason reason, MonoTime now)
{
    m_worker.reportShed(*m_service, m_clientAddress, reason);
    if (std::exchange(m_undecided, false))
        serviceStats().undecided.subtract();
    abort(CloseReason::ConnectFailed, now);
}

void Session::close(CloseReason reason, MonoTime now)
{
    if (m_phase == Phase::Closed)
        return;
    if (m_establishedAt != MonoTime(0))
        judgeBackend(reason, now);
    if (m_phase == Phase::Accepted || m_phase == Phase::Header)
        count();
    m_phase = Phase::Closed;
    leaveBackend();
    if (m_counted) {
        // In this order: who sees that nothing is open any more finds a reason for every connection.
        serviceStats().closedBy[static_cast<std::size_t>(reason)].add();
        serviceStats().closed.add();
        report(reason, now);
        if (m_worker.recorder().on())
            m_worker.recorder().closed({record(now), reason});
    }
    ::close(std::exchange(m_clientSide.socket.fd, -1));
    m_service->leave();
    m_worker.shared().budget.give(2);
    m_worker.discard(this);
}

/// A backend that took a connection and ended it without a byte has failed, however quickly it did so.
void Session::judgeBackend(CloseReason reason, MonoTime now)
{
    const bool backendEnded = reason == CloseReason::BackendClosed || reason == CloseReason::BackendReset;
    if (!backendEnded || m_finToBackend)
        judgeAbandonedTurn(reason, now);
    if (!backendEnded) {
        if (reason == CloseReason::ClientClosed)
            m_backend->load.clearFailures();
        return;
    }
    if (m_firstBackendByteAt != MonoTime(0) || m_finToBackend)
        return;
    // One that nobody ever asked anything may end a connection it finds too quiet; not at once, though.
    const bool unasked = m_bytesToBackend == 0;
    if (unasked && now - m_establishedAt > m_lane.route->config.connectTimeout)
        return;
    addFailureSample(m_backend->load, *m_service->rotation, m_lane.route->config.latency, now);
    m_worker.countFailure(m_lane, m_service, m_backend);
}

/// The client gave up on an answer: the backend is slower than that. While the turn was open its age said so
/// (docs/architecture.md, "Latency at layer 4"); it must not be forgotten with the client.
void Session::judgeAbandonedTurn(CloseReason reason, MonoTime now)
{
    const bool ended = reason == CloseReason::Drained || reason == CloseReason::Killed
            || reason == CloseReason::Shutdown;
    if (!m_turn.open() || ended || m_turn.since() < m_worker.stalledUntil())
        return;
    addAbandonedTurn(m_backend->load, toSeconds(now - m_turn.since()), *m_service->rotation,
                     m_lane.route->config.latency, now);
}

void Session::report(CloseReason reason, MonoTime now)
{
    const LogConnections wanted = m_lane.route->logConnections;
    const bool failure = reason != CloseReason::ClientClosed && reason != CloseReason::BackendClosed
            && reason != CloseReason::Drained && reason != CloseReason::IdleTimeout;
    if (wanted == LogConnections::Off || (wanted == LogConnections::Failures && !failure))
        return;
    const auto since = [](MonoTime from, MonoTime to) { return from == MonoTime(0) ? 0.0 : toSeconds(to - from); };
    std::vector<LogField> fields;
    fields.reserve(14);
    const auto add = [&fields](std::string_view key, auto value) { fields.push_back({key, std::move(value)}); };
    add("id", static_cast<std::int64_t>(m_id));
    add("service", m_service->name.get());
    add("client", m_clientAddress.toString());
    add("backend", m_backend ? m_backend->name.get() : std::string());
    add("strategy", std::string(nameOf(m_strategy)));
    add("attempts", std::int64_t {m_attempts});
    add("connect_s", m_establishedAt == MonoTime(0) ? 0.0 : toSeconds(m_establishedAt - m_connectStarted));
    add("first_byte_s",
        m_firstBackendByteAt == MonoTime(0)
                ? 0.0
                : since(std::max(m_establishedAt, m_firstClientByteAt), m_firstBackendByteAt));
    add("duration_s", toSeconds(now - m_acceptedAt));
    add("turns", std::int64_t {m_turn.turns()});
    add("bytes_to_backend", static_cast<std::int64_t>(m_bytesToBackend));
    add("bytes_to_client", static_cast<std::int64_t>(m_bytesToClient));
    add("reason", std::string(nameOf(reason)));
    m_worker.shared().log.write(LogLevel::Info, "connection_closed", "connection closed", std::move(fields));
}

SessionRecord Session::record(MonoTime now) const
{
    SessionRecord record;
    record.id = m_id;
    record.service = m_service;
    record.backend = m_backend;
    record.client = m_clientAddress;
    record.phase = shownPhase();
    record.attempts = m_attempts;
    record.readAt = now;
    record.acceptedAt = m_acceptedAt;
    record.lastActivity = m_lastActivity;
    record.bytesToBackend = m_bytesToBackend;
    record.bytesToClient = m_bytesToClient;
    record.turns = m_turn.turns();
    if (m_turn.everMeasured())
        record.lastTurnSeconds = m_lastTurnSeconds;
    return record;
}

ConnectionPhase Session::shownPhase() const
{
    switch (m_phase) {
    case Phase::Header:
        return ConnectionPhase::Header;
    case Phase::Accepted:
    case Phase::Connecting:
        return ConnectionPhase::Connecting;
    case Phase::Relaying:
        break;
    case Phase::Resetting:
        return ConnectionPhase::Resetting;
    case Phase::Closed:
        break;
    }
    if (!m_endSeen)
        return ConnectionPhase::Open;
    return m_reason == CloseReason::ClientClosed ? ConnectionPhase::ClientEnded : ConnectionPhase::BackendEnded;
}

WorkerServiceStats &Session::serviceStats() const
{
    return *m_service->stats[static_cast<std::size_t>(m_worker.index())];
}

} // namespace lbfy
