// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/worker.h"

#include "core/proxy/monotonic.h"
#include "core/proxy/sockets.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

/// About what one round may move of bulk in each direction: some 1 ms of copying. A small turn beside bulk takes two rounds.
constexpr std::size_t roundBudget = 2 * 1024 * 1024;
constexpr std::size_t smallestShare = 256 * 1024;
constexpr std::size_t bulkPerRound = roundBudget / smallestShare;
/// Sessions started or resumed in one round: each costs some 30 µs to start.
constexpr int resumesPerRound = 64;
constexpr auto heartbeat = 100ms;
/// What only a connection that stays needs is done for it after this long: most are over by then, and it is a fiftieth of
/// what a connection costs. So many at one beat of the heart, some 2 µs each.
constexpr auto youth = 1s;
constexpr int settledPerBeat = 512;
/// Between two looks at sessions that wait to send their reset, and longer by this much for each of them.
constexpr auto resetPause = 5ms;
constexpr auto resetPauseEach = 100us;
/// A round that begins this much later than the heartbeat allows was not late because of other sessions, and what one
/// session does between two looks at the clock takes far less.
constexpr auto stallThreshold = 1s;

} // namespace

Worker::Worker(int index, EventDispatcher *dispatcher, WorkerShared shared, std::uint64_t seed)
    : m_index(index)
    , m_dispatcher(dispatcher)
    , m_shared(shared)
    , m_random(seed)
    , m_scratch(std::make_unique_for_overwrite<char[]>(scratchSize))
    , m_pipes(PipePool::descriptorsFor(descriptorLimit()) / 2)
    , m_expiryTimer(this)
    , m_heartbeat(this)
    , m_resetTimer(this)
    , m_share(smallestShare)
{
    m_expiryTimer.setSingleShot(true);
    connect(&m_expiryTimer, &QTimer::timeout, this, &Worker::expire);
    connect(&m_heartbeat, &QTimer::timeout, this, &Worker::settleYoung);
    m_resetTimer.setSingleShot(true);
    connect(&m_resetTimer, &QTimer::timeout, this, &Worker::checkResets);
    // Started from the worker's own thread, which a timer needs.
    QMetaObject::invokeMethod(
            this,
            [this] {
                m_lastLook = monotonicNow();
                m_heartbeat.start(heartbeat);
                m_dispatcher->setObserver(this);
            },
            Qt::QueuedConnection);
}

Worker::~Worker()
{
    m_dispatcher->setObserver(nullptr);
    closeAll(CloseReason::Shutdown);
    for (Session *session : m_discarded)
        m_slab.destroy(session);
}

WorkerLane *Worker::laneOf(const ServiceRuntime *service)
{
    const auto it = m_lanes.find(service);
    return it == m_lanes.end() ? nullptr : it->second.get();
}

void Worker::setRoute(std::shared_ptr<const Route> route)
{
    auto &lane = m_lanes[route->runtime.get()];
    if (!lane)
        lane = std::make_unique<WorkerLane>();
    const ServiceConfig &config = route->config;
    lane->list(Waiting::ProxyHeader).setTimeout(config.connectTimeout);
    lane->list(Waiting::Connect).setTimeout(config.connectTimeout);
    lane->list(Waiting::Idle).setTimeout(config.idleTimeout);
    lane->list(Waiting::HalfClosed).setTimeout(config.halfCloseTimeout);
    lane->list(Waiting::Reset).setTimeout(config.halfCloseTimeout > 0ms ? config.halfCloseTimeout : 30'000ms);
    lane->route = std::move(route);
    for (const TimeoutList &list : lane->waiting) {
        if (const auto expiry = list.nextExpiry())
            expireAt(*expiry);
    }
}

void Worker::listen(const std::shared_ptr<ServiceRuntime> &service, Descriptor descriptor,
                    std::shared_ptr<const void> held)
{
    WorkerLane *lane = laneOf(service.get());
    if (!lane)
        return;
    if (lane->listener)
        lane->listener->acceptRestAndClose();
    lane->listener = std::make_unique<Listener>(
            [this, lane, held = std::move(held)](int fd, const SocketAddress &client) { accepted(*lane, fd, client); },
            [this, lane](const QString &why) {
                m_shared.events.acceptPaused(lane->route->runtime->name.get(), why.toStdString());
            });
    if (!lane->listener->start(std::move(descriptor)))
        m_shared.events.acceptPaused(service->name.get(), lane->listener->errorString().toStdString());
}

void Worker::stopListening(const std::shared_ptr<ServiceRuntime> &service)
{
    WorkerLane *lane = laneOf(service.get());
    if (!lane || !lane->listener)
        return;
    lane->listener->acceptRestAndClose();
    lane->listener.reset();
}

void Worker::removeService(const std::shared_ptr<ServiceRuntime> &service)
{
    stopListening(service);
    if (WorkerLane *lane = laneOf(service.get()))
        lane->removed = true;
    dropEmptyLanes();
}

void Worker::dropEmptyLanes()
{
    // Closed sessions may still be named by events of this round; their lane stays as long as they do.
    if (!m_discarded.empty())
        return;
    std::erase_if(m_lanes, [](const auto &entry) { return entry.second->removed && entry.second->empty(); });
}

template<typename Predicate>
void Worker::closeWhere(CloseReason reason, Predicate predicate)
{
    const MonoTime now = monotonicNow();
    for (const auto &[service, lane] : m_lanes) {
        for (const TimeoutList &list : lane->waiting) {
            for (Session *session = list.sessions().front(); session;) {
                Session *following = list.sessions().next(session);
                if (predicate(service, *session))
                    session->abort(reason, now);
                session = following;
            }
        }
    }
}

void Worker::closeSessionsOf(const std::shared_ptr<BackendRuntime> &backend, CloseReason reason)
{
    closeWhere(reason, [&](const ServiceRuntime *, const Session &session) { return session.isOn(backend.get()); });
}

void Worker::closeSessionsOfService(const std::shared_ptr<ServiceRuntime> &service, CloseReason reason)
{
    closeWhere(reason, [&](const ServiceRuntime *of, const Session &) { return of == service.get(); });
}

void Worker::closeAll(CloseReason reason)
{
    closeWhere(reason, [](const ServiceRuntime *, const Session &) { return true; });
}

void Worker::kill(std::vector<std::uint64_t> ids)
{
    m_sessions.kill(std::move(ids), monotonicNow());
}

void Worker::tellActivity(std::uint64_t round, ActivityRecorder::Page page)
{
    m_recorder.request(round, page, m_sessions);
}

void Worker::readOn()
{
    if (auto answer = m_recorder.readOn(m_sessions, monotonicNow()))
        m_shared.events.activityTold(std::move(*answer));
}

void Worker::accepted(WorkerLane &lane, int fd, const SocketAddress &client)
{
    ServiceRuntime &service = *lane.route->runtime;
    if (!service.tryAdmit(static_cast<std::uint32_t>(lane.route->config.maxConnections)))
        return shed(lane, fd, client, ShedReason::MaxConnections);
    if (!m_shared.budget.take(2)) {
        service.leave();
        return shed(lane, fd, client, ShedReason::FdLimit);
    }
    m_loop.sessions.add();
    // Connecting takes its turn among the others: a flood of clients must not hold up those already served.
    Session *session = m_slab.create(*this, lane, fd, client, monotonicNow());
    m_sessions.add(session);
    runAgain(session);
}

/// Refuses a client at once and unmistakably: a reset, not an orderly end that could pass for an empty answer.
void Worker::shed(WorkerLane &lane, int fd, const SocketAddress &client, ShedReason reason)
{
    reportShed(*lane.route->runtime, client, reason);
    resetOnClose(fd);
    ::close(fd);
}

void Worker::reportShed(ServiceRuntime &service, const SocketAddress &client, ShedReason reason)
{
    const auto index = static_cast<std::size_t>(reason);
    service.stats[static_cast<std::size_t>(m_index)]->shed[index].add();
    const auto leftOut = service.shedGates[index].pass(monotonicNow());
    if (!leftOut)
        return;
    std::vector<LogField> fields {
            {"service", service.name.get()}, {"client", client.toString()}, {"reason", std::string(nameOf(reason))}};
    if (*leftOut > 0)
        fields.push_back({"left_out", static_cast<std::int64_t>(*leftOut)});
    m_shared.log.write(LogLevel::Warn, "connection_shed", "client refused", std::move(fields));
}

void Worker::countFailure(const WorkerLane &lane, const std::shared_ptr<ServiceRuntime> &service,
                          const std::shared_ptr<BackendRuntime> &backend)
{
    const auto limit = static_cast<std::uint32_t>(lane.route->config.ejection.failures);
    const std::uint32_t count = backend->load.addFailure();
    if (limit > 0 && count % limit == 0)
        m_shared.events.failureLimitReached(service, backend);
}

void Worker::runAgain(Session *session)
{
    m_runAgain.moveToBack(session);
}

void Worker::standInLine(Session *session)
{
    if (!static_cast<const ListNode<RunTag> *>(session)->linked())
        m_bulk.moveToBack(session);
}

void Worker::discard(Session *session)
{
    m_loop.sessions.subtract();
    m_sessions.remove(session);
    static_cast<ListNode<RunTag> *>(session)->unlink();
    static_cast<ListNode<YoungTag> *>(session)->unlink();
    static_cast<TimeoutNode *>(session)->unlink();
    m_discarded.push_back(session);
}

void Worker::expireAt(MonoTime expiry)
{
    if (expiry >= m_nextExpiry)
        return;
    m_nextExpiry = expiry;
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(expiry - monotonicNow());
    m_expiryTimer.start(std::clamp<std::chrono::milliseconds>(wait, 0ms, 1h));
}

void Worker::expire()
{
    const MonoTime now = this->now();
    for (const auto &[service, lane] : m_lanes) {
        for (TimeoutList &list : lane->waiting) {
            while (Session *session = list.expired(now))
                session->timedOut(now);
        }
    }
    // A session may have entered any list meanwhile, so the next time is sought only now.
    m_nextExpiry = MonoTime::max();
    for (const auto &[service, lane] : m_lanes) {
        for (const TimeoutList &list : lane->waiting) {
            if (const auto expiry = list.nextExpiry())
                expireAt(*expiry);
        }
    }
}

void Worker::watchResets()
{
    if (!m_resetTimer.isActive())
        m_resetTimer.start(resetPause);
}

void Worker::checkResets()
{
    const MonoTime now = this->now();
    int checked = 0;
    for (const auto &[service, lane] : m_lanes) {
        const auto &waiting = lane->list(Waiting::Reset).sessions();
        for (Session *session = waiting.front(); session; ++checked) {
            Session *following = waiting.next(session);
            session->checkReset(now);
            session = following;
        }
    }
    // Each look is two system calls: thousands of clients that take nothing must not cost the others more than a percent.
    if (checked > 0)
        m_resetTimer.start(std::chrono::ceil<std::chrono::milliseconds>(resetPause + checked * resetPauseEach));
}

void Worker::settleYoung()
{
    const MonoTime old = monotonicNow() - youth;
    for (int i = 0; i < settledPerBeat; ++i) {
        Session *session = m_young.front();
        if (!session || session->establishedAt() > old)
            return;
        static_cast<ListNode<YoungTag> *>(session)->unlink();
        session->settle();
    }
}

MonoTime Worker::now()
{
    const MonoTime now = monotonicNow();
    if (now - m_lastLook >= stallThreshold)
        stalled(now);
    m_lastLook = now;
    return now;
}

void Worker::stalled(MonoTime until)
{
    m_stalledUntil = until;
    for (const auto &[service, lane] : m_lanes) {
        for (const TimeoutList &list : lane->waiting) {
            for (Session *session = list.sessions().front(); session; session = list.sessions().next(session))
                session->forgiveStall(until);
        }
    }
}

void Worker::roundBegins()
{
    m_roundBegan = monotonicNow();
    if (m_roundBegan - m_lastLook >= heartbeat + stallThreshold)
        stalled(m_roundBegan);
    m_lastLook = m_roundBegan;
}

void Worker::roundEnds()
{
    // Set apart first: who asks to run again meanwhile waits for the next round.
    IntrusiveList<Session, RunTag> due;
    for (int i = 0; i < resumesPerRound && !m_runAgain.empty(); ++i)
        due.moveToBack(m_runAgain.front());
    std::size_t bulk = 0;
    for (; bulk < bulkPerRound && !m_bulk.empty(); ++bulk)
        due.moveToBack(m_bulk.front());
    m_share = std::clamp(roundBudget / std::max<std::size_t>(1, bulk), smallestShare, Flow::largestRead);
    while (Session *session = due.front()) {
        static_cast<ListNode<RunTag> *>(session)->unlink();
        session->resume(now());
    }
    m_share = smallestShare;
    if (!m_discarded.empty()) {
        for (Session *session : m_discarded)
            m_slab.destroy(session);
        m_discarded.clear();
        dropEmptyLanes();
    }
    if (m_recorder.reading())
        readOn();
    m_loop.lag.record(now() - m_roundBegan);
}

bool Worker::hasMore() const
{
    return !m_runAgain.empty() || !m_bulk.empty() || m_recorder.reading();
}

} // namespace lbfy
