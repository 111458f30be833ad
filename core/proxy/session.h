// SPDX-License-Identifier: GPL-3.0-or-later
//
// One client's connection, from accept to the one reason for its end: read a PROXY header if asked to, choose a
// backend, connect (another one if that fails), relay both ways, close. The bytes are Flow's business; here is what
// happens when. No buffer and no QObject: an idle session is this object and two descriptors.
//
// How ends are passed on:
//  - an orderly end (FIN) after the last byte of its direction, while the other direction lives on (half-close);
//  - a reset as a reset, once the bytes before it have been taken by the other kernel.
//
// Owner and thread: the Worker; destroyed by it at the end of the round in which the session closed, because events
// already fetched may still name it.

#pragma once

#include "core/observe/reasons.h"
#include "core/proxy/activityrecord.h"
#include "core/proxy/flow.h"
#include "core/proxy/route.h"
#include "core/proxy/sockets.h"
#include "core/proxy/timeoutlist.h"
#include "core/proxy/turnclock.h"
#include "core/proxy/workerlane.h"

#include <memory>
#include <vector>

namespace lbfy {

class Worker;
struct AgeTag;
struct RunTag;
struct YoungTag;
struct TurnTag;

class Session final
    : public TimeoutNode
    , public ListNode<AgeTag>
    , public ListNode<TurnTag>
    , public ListNode<RunTag>
    , public ListNode<YoungTag>
{
public:
    /// Takes ownership of the client's descriptor; the client has been admitted. The first resume() does the rest.
    Session(Worker &worker, WorkerLane &lane, int clientFd, const SocketAddress &client, MonoTime now);
    ~Session();

    /// Starts, or goes on where a budget stopped it.
    void resume(MonoTime now);
    /// Its time in `lane.list(kind)` is over.
    void timedOut(MonoTime now);
    /// Closes at once with a reset to both ends.
    void abort(CloseReason reason, MonoTime now);
    /// Sends the reset it waits with if nothing stands in its way any more.
    void checkReset(MonoTime now);
    MonoTime establishedAt() const { return m_establishedAt; }
    /// It lives for longer than most.
    void settle();
    /// lbfy itself stood still until `end`: what was waited for meanwhile says nothing about the other ends.
    void forgiveStall(MonoTime end);

    bool closed() const { return m_phase == Phase::Closed; }
    std::uint64_t id() const { return m_id; }
    SessionRecord record(MonoTime now) const;
    bool isOn(const BackendRuntime *backend) const { return m_backend.get() == backend; }
    MonoTime openTurnSince() const { return m_turn.since(); }

private:
    enum class Phase : std::uint8_t { Accepted, Header, Connecting, Relaying, Resetting, Closed };

    /// One of the two sockets.
    struct Side final : EventSink {
        explicit Side(Session &s) : session(s) { }
        void ready(std::uint32_t events) override { session.sideReady(*this, events); }
        Session &session;
        SocketState socket;
        bool watched = false; ///< in the worker's epoll set
    };

    void sideReady(Side &side, std::uint32_t events);
    bool canStandInLine(const Side &side, std::uint32_t events) const;
    void wait(Waiting kind, MonoTime now);

    // sessionconnect.cpp
    void start(MonoTime now);
    void count();
    void readHeader(MonoTime now);
    void choose(MonoTime now);
    void connectTo(MemberIndex member, MonoTime now);
    void connectToNextAddress(MonoTime now);
    void connectFailed(ConnectFailure failure, MonoTime now);
    void connectProgress(MonoTime now);
    void established(MonoTime now);
    void leaveBackend();
    void dropBackendSocket();
    bool watch(Side &side, EventDispatcher::Interest interest);

    // session.cpp
    void endForSilence(MonoTime now);
    enum class Bulk : std::uint8_t { Moves, Waits };
    void relay(MonoTime now, Bulk bulk);
    Flow::Moved pump(Flow &flow, Side &source, Side &sink, std::size_t heldByOther, std::size_t budget);
    void fromClient(std::size_t bytes, MonoTime now);
    void fromBackend(std::size_t bytes, MonoTime now);
    void startTurn();
    void endTurn();
    void publishOldestTurn();
    void passOnEnds(MonoTime now);
    void watchForWriting(Side &side);

    // sessionclose.cpp
    void resetPeer(Side &peer, CloseReason reason, MonoTime now);
    void close(CloseReason reason, MonoTime now);
    void refuse(ShedReason reason, MonoTime now);
    ConnectionPhase shownPhase() const;
    void judgeBackend(CloseReason reason, MonoTime now);
    void judgeAbandonedTurn(CloseReason reason, MonoTime now);
    void report(CloseReason reason, MonoTime now);
    BackendWorkerPart &part() const { return *m_part; }
    WorkerServiceStats &serviceStats() const;

    Worker &m_worker;
    WorkerLane &m_lane;
    std::shared_ptr<ServiceRuntime> m_service;
    std::shared_ptr<BackendRuntime> m_backend; ///< the last one tried; counted in it while m_holdsSlot
    BackendWorkerPart *m_part = nullptr; ///< m_backend's, of this worker: looked up once, used several times a turn
    std::shared_ptr<const Route> m_route; ///< until connected
    std::vector<MemberIndex> m_tried; ///< until connected

    Side m_clientSide;
    Side m_backendSide;
    Flow m_toBackend;
    Flow m_toClient;
    TurnClock m_turn;

    SocketAddress m_clientAddress; ///< as the PROXY header says, else the peer
    SocketAddress m_clientTarget; ///< the address it connected to; valid only with accept_proxy
    MonoTime m_acceptedAt {0};
    MonoTime m_connectStarted {0};
    MonoTime m_establishedAt {0};
    MonoTime m_firstClientByteAt {0};
    MonoTime m_firstBackendByteAt {0};
    MonoTime m_lastActivity {0};
    std::uint64_t m_id = 0;
    std::uint64_t m_bytesToBackend = 0;
    std::uint64_t m_bytesToClient = 0;
    std::size_t m_unacknowledged = 0; ///< Resetting: what the peer had not taken at the last look
    std::uint32_t m_address = 0; ///< which of m_member's addresses is tried, counted on without end
    float m_lastTurnSeconds = 0; ///< valid once a turn has been measured
    MemberIndex m_member = 0; ///< in m_route, until connected
    std::uint8_t m_attempts = 0;
    std::uint8_t m_addressesTried = 0; ///< of m_member's, in this attempt
    ConnectFailure m_connectFailure = ConnectFailure::Refused; ///< of the first address tried in this attempt
    Phase m_phase = Phase::Accepted;
    Waiting m_waiting = Waiting::Connect;
    CloseReason m_reason = CloseReason::ClientClosed; ///< of the first end seen
    StrategyKind m_strategy = StrategyKind::RoundRobin;
    bool m_endSeen = false; ///< one direction has ended; m_reason says by whom
    bool m_holdsSlot = false; ///< of m_backend's connection limit
    bool m_countsAsLoad = false; ///< in m_backend's load
    bool m_finToBackend = false;
    bool m_finToClient = false;
    bool m_counted = false; ///< in the service's connections
    bool m_undecided = false; ///< counted as that instead
    bool m_clientReset = false; ///< Resetting: which end gets the reset
};

} // namespace lbfy
