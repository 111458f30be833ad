// SPDX-License-Identifier: GPL-3.0-or-later
//
// One I/O thread's work: listeners, sessions, timeouts. Everything here belongs to the worker's thread ("lbfy-io-N");
// the control thread talks to it by queued calls (QMetaObject::invokeMethod), and reads nothing but the statistics.
//
// Fairness: a session moves at most a share of what a round may cost. A flow that is bulk waits in a line, from which each
// round serves as many as it can afford with shares that are worth a system call; all others are served as soon as they are
// ready. So small turns wait for one round's bulk, not for all flows. How long rounds take is a histogram
// (lbfy_worker_loop_lag_seconds).

#pragma once

#include "core/balance/random.h"
#include "core/observe/log.h"
#include "core/observe/statistics.h"
#include "core/proxy/activityrecorder.h"
#include "core/proxy/descriptorbudget.h"
#include "core/proxy/eventdispatcher.h"
#include "core/proxy/route.h"
#include "core/proxy/session.h"
#include "core/proxy/sessionlist.h"
#include "core/proxy/slab.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

namespace lbfy {

/// What workers report to the engine. Called on worker threads; must not block.
class WorkerEvents
{
public:
    /// `backend` has failed as often in a row as its service allows (ejection.failures), or a multiple of it.
    virtual void failureLimitReached(const std::shared_ptr<ServiceRuntime> &service,
                                     const std::shared_ptr<BackendRuntime> &backend) = 0;
    virtual void acceptPaused(const std::string &service, const std::string &why) = 0;
    /// The answer to Worker::tellActivity().
    virtual void activityTold(WorkerActivity activity) = 0;

protected:
    ~WorkerEvents() = default;
};

/// What all workers share; owned by the engine and longer-lived than they.
struct WorkerShared {
    DescriptorBudget &budget;
    Log &log;
    WorkerEvents &events;
};

class Worker final
    : public QObject
    , private LoopObserver
{
    Q_OBJECT
public:
    /// `dispatcher`: the one of the thread this worker will live in. `seed`: of its random choices.
    Worker(int index, EventDispatcher *dispatcher, WorkerShared shared, std::uint64_t seed);
    ~Worker() override;

    /// Other threads may read it.
    const WorkerLoopStats &loopStats() const { return m_loop; }

    /// Of the worker that has the session with this id.
    static int indexOf(std::uint64_t id) { return static_cast<int>(id % idStride); }

    // Called in the worker's thread.
    void setRoute(std::shared_ptr<const Route> route);
    /// `held` is let go when the descriptor has been closed.
    void listen(const std::shared_ptr<ServiceRuntime> &service, Descriptor descriptor,
                std::shared_ptr<const void> held);
    /// Accepts what is queued, then closes the ear. Sessions go on.
    void stopListening(const std::shared_ptr<ServiceRuntime> &service);
    void removeService(const std::shared_ptr<ServiceRuntime> &service);
    void closeSessionsOf(const std::shared_ptr<BackendRuntime> &backend, CloseReason reason);
    void closeSessionsOfService(const std::shared_ptr<ServiceRuntime> &service, CloseReason reason);
    void closeAll(CloseReason reason);
    /// Resets both ends of those of `ids` that are open and this worker's.
    void kill(std::vector<std::uint64_t> ids);
    /// Somebody watches, or no longer: connections closed and picks are remembered for tellActivity().
    void startRecording() { m_recorder.start(); }
    void stopRecording() { m_recorder.stop(); }
    /// Answers by WorkerEvents::activityTold() when the page has been read; not at all while nothing is recorded.
    void tellActivity(std::uint64_t round, ActivityRecorder::Page page);

    // For Session.
    int index() const { return m_index; }
    EventDispatcher &dispatcher() { return *m_dispatcher; }
    WorkerShared &shared() { return m_shared; }
    Random &random() { return m_random; }
    std::span<char> scratch() { return {m_scratch.get(), scratchSize}; }
    PipePool &pipes() { return m_pipes; }
    std::size_t share() const { return m_share; }
    MonoTime stalledUntil() const { return m_stalledUntil; }
    /// The time now; notices when lbfy stood still since the last look, which no session's work can explain.
    MonoTime now();
    ActivityRecorder &recorder() { return m_recorder; }
    std::uint64_t nextId() { return ++m_lastId * idStride + static_cast<std::uint64_t>(m_index); }
    /// At the end of a round, 64 sessions in each.
    void runAgain(Session *session);
    /// A session with bulk, which keeps the place that it has.
    void standInLine(Session *session);
    void discard(Session *session);
    /// Counts and logs a refused client; `client` may be invalid.
    void reportShed(ServiceRuntime &service, const SocketAddress &client, ShedReason reason);
    /// A session entered a list that expires at `expiry`.
    void expireAt(MonoTime expiry);
    /// Counts a failure against `backend`; tells the engine when its limit is reached.
    void countFailure(const WorkerLane &lane, const std::shared_ptr<ServiceRuntime> &service,
                      const std::shared_ptr<BackendRuntime> &backend);
    /// A session has its backend: settled after a second, if it is still there.
    void settleLater(Session *session) { m_young.moveToBack(session); }
    /// A session waits for its last bytes to be acknowledged before it is reset.
    void watchResets();

private:
    static constexpr std::size_t scratchSize = 1024 * 1024;
    static constexpr std::uint64_t idStride = 64; ///< the most workers there can be

    void stalled(MonoTime until);
    void roundBegins() override;
    void roundEnds() override;
    bool hasMore() const override;
    WorkerLane *laneOf(const ServiceRuntime *service);
    void accepted(WorkerLane &lane, int fd, const SocketAddress &client);
    void shed(WorkerLane &lane, int fd, const SocketAddress &client, ShedReason reason);
    void expire();
    void checkResets();
    void settleYoung();
    void dropEmptyLanes();
    void readOn();
    template<typename Predicate>
    void closeWhere(CloseReason reason, Predicate predicate);

    const int m_index;
    EventDispatcher *m_dispatcher;
    WorkerShared m_shared;
    Random m_random;
    std::unique_ptr<char[]> m_scratch;
    PipePool m_pipes;
    Slab<Session> m_slab;
    std::unordered_map<const ServiceRuntime *, std::unique_ptr<WorkerLane>> m_lanes;
    SessionList m_sessions;
    IntrusiveList<Session, RunTag> m_runAgain;
    IntrusiveList<Session, RunTag> m_bulk; ///< the line
    IntrusiveList<Session, YoungTag> m_young; ///< by time of their establishment
    std::vector<Session *> m_discarded;
    QTimer m_expiryTimer;
    QTimer m_heartbeat; ///< bounds the wait, so that a long silence means that lbfy itself stood still
    QTimer m_resetTimer;
    MonoTime m_nextExpiry = MonoTime::max();
    MonoTime m_roundBegan {0};
    MonoTime m_lastLook {0}; ///< at the clock
    MonoTime m_stalledUntil {0};
    std::uint64_t m_lastId = 0;
    std::size_t m_share; ///< bytes that one session may move in each direction now
    ActivityRecorder m_recorder;
    WorkerLoopStats m_loop;
};

} // namespace lbfy
