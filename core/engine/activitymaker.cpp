// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/activitymaker.h"

#include "core/proxy/activityrecorder.h"
#include "core/proxy/monotonic.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

/// Just below half a second, so that every second tick asks even when ticks are not quite even.
constexpr auto askInterval = 400ms;

std::string nameOf(const std::shared_ptr<const BackendRuntime> &backend)
{
    return backend ? backend->name.get() : std::string();
}

ClosedConnection closedConnection(const ClosedRecord &record)
{
    const SessionRecord &last = record.last;
    ClosedConnection out;
    out.id = last.id;
    out.service = last.service->name.get();
    out.client = last.client.toString();
    out.backend = nameOf(last.backend);
    out.reason = record.reason;
    out.attempts = last.attempts;
    out.durationSeconds = toSeconds(last.readAt - last.acceptedAt);
    out.bytesToBackend = last.bytesToBackend;
    out.bytesToClient = last.bytesToClient;
    out.turns = last.turns;
    return out;
}

Pick pickOf(const PickRecord &record)
{
    const std::vector<PoolMember> &members = record.pool->members();
    Pick out;
    out.service = record.service->name.get();
    out.client = record.client.toString();
    out.strategy = record.pool->strategy();
    out.candidates.reserve(record.candidates.size());
    for (const PickCandidate &candidate : record.candidates)
        out.candidates.push_back({members[candidate.member].name, candidate.cost});
    if (record.chosen)
        out.chosen = members[*record.chosen].name;
    return out;
}

} // namespace

void ActivityMaker::watch(Watch what, const Workers &workers)
{
    if (what == m_watch)
        return;
    const Watch before = std::exchange(m_watch, what);
    if (what == Watch::Nothing) {
        for (const auto &worker : workers)
            worker->post([](Worker &of) { of.stopRecording(); });
        // A new round: answers still on their way are too late.
        const std::uint64_t round = m_round + 1;
        *this = ActivityMaker();
        m_round = round;
        return;
    }
    if (before == Watch::Nothing) {
        for (const auto &worker : workers)
            workerStarted(*worker);
    }
    m_readings.clear();
    m_pageAt = MonoTime::max();
    ask(workers, monotonicNow());
}

void ActivityMaker::workerStarted(WorkerThread &worker) const
{
    if (m_watch != Watch::Nothing)
        worker.post([](Worker &of) { of.startRecording(); });
}

void ActivityMaker::tick(const Workers &workers)
{
    const MonoTime now = monotonicNow();
    if (m_watch != Watch::Nothing && now - m_askedAt >= askInterval)
        ask(workers, now);
}

void ActivityMaker::ask(const Workers &workers, MonoTime now)
{
    if (m_missing > 0)
        return; // one question at a time: what was taken from a worker's memory must not be lost
    m_askedAt = now;
    m_missing = workers.size();
    m_answers.clear();
    ++m_round;
    const auto page = m_watch == Watch::Everything ? ActivityRecorder::Page::Open : ActivityRecorder::Page::None;
    for (const auto &worker : workers)
        worker->post([round = m_round, page](Worker &of) { of.tellActivity(round, page); });
}

void ActivityMaker::told(WorkerActivity activity)
{
    if (activity.round != m_round || m_watch == Watch::Nothing)
        return;
    m_answers.push_back(std::move(activity));
    if (--m_missing == 0)
        make();
}

void ActivityMaker::make()
{
    const Now now {monotonicNow(), std::chrono::system_clock::now()};
    auto activity = std::make_shared<Activity>();
    takeClosed(now);
    takePicks(now);
    if (m_watch == Watch::Everything)
        activity->open = openConnections(now);
    for (const WorkerActivity &answer : m_answers)
        activity->openTotal += answer.openTotal;
    activity->closedTotal = m_closedTotal;
    activity->closed.reserve(m_closed.size());
    for (const auto &closed : m_closed)
        activity->closed.push_back(closed.value);
    activity->picks.reserve(m_picks.size());
    for (const auto &pick : m_picks)
        activity->picks.push_back(pick.value);
    m_answers.clear();
    m_latest = std::move(activity);
}

/// Each worker told its oldest; the oldest of all are among those.
std::vector<OpenConnection> ActivityMaker::openConnections(const Now &now)
{
    std::vector<const SessionRecord *> rows;
    for (const WorkerActivity &answer : m_answers) {
        for (const SessionRecord &record : answer.open)
            rows.push_back(&record);
    }
    std::sort(rows.begin(), rows.end(), [](const SessionRecord *a, const SessionRecord *b) {
        return std::pair(a->acceptedAt, a->id) < std::pair(b->acceptedAt, b->id);
    });
    rows.resize(std::min(rows.size(), ActivityRecorder::mostOpen));

    std::vector<OpenConnection> open;
    open.reserve(rows.size());
    std::unordered_map<std::uint64_t, Reading> readings;
    readings.reserve(rows.size());
    MonoTime pageAt = now.mono;
    for (const SessionRecord *row : rows) {
        open.push_back(openConnection(*row, now));
        readings[row->id] = {row->readAt, row->bytesToBackend, row->bytesToClient};
        pageAt = std::min(pageAt, row->readAt);
    }
    m_readings = std::move(readings);
    m_pageAt = pageAt;
    return open;
}

OpenConnection ActivityMaker::openConnection(const SessionRecord &record, const Now &now) const
{
    OpenConnection out;
    out.id = record.id;
    out.service = record.service->name.get();
    out.client = record.client.toString();
    out.backend = nameOf(record.backend);
    out.phase = record.phase;
    out.acceptedAt = now.wallOf(record.acceptedAt);
    out.ageSeconds = toSeconds(record.readAt - record.acceptedAt);
    out.idleSeconds = toSeconds(record.readAt - record.lastActivity);
    out.bytesToBackend = record.bytesToBackend;
    out.bytesToClient = record.bytesToClient;
    out.turns = record.turns;
    if (record.lastTurnSeconds)
        out.lastTurnSeconds = *record.lastTurnSeconds;

    const auto known = m_readings.find(record.id);
    // One accepted since the last page began with nothing; of one that was not listed there, nothing is known.
    if (known == m_readings.end() && record.acceptedAt < m_pageAt)
        return out;
    const Reading before = known != m_readings.end() ? known->second : Reading {record.acceptedAt, 0, 0};
    const double span = toSeconds(record.readAt - before.at);
    if (span > 0) {
        out.bytesToBackendPerSecond = static_cast<double>(record.bytesToBackend - before.toBackend) / span;
        out.bytesToClientPerSecond = static_cast<double>(record.bytesToClient - before.toClient) / span;
    }
    return out;
}

void ActivityMaker::takeClosed(const Now &now)
{
    for (const WorkerActivity &answer : m_answers) {
        m_closedTotal += answer.closedTotal;
        for (const ClosedRecord &record : answer.closed) {
            m_closed.push_back({record.last.readAt, closedConnection(record)});
            m_closed.back().value.closedAt = now.wallOf(record.last.readAt);
        }
    }
    keepNewest(m_closed, ActivityRecorder::mostClosed);
}

void ActivityMaker::takePicks(const Now &now)
{
    for (const WorkerActivity &answer : m_answers) {
        for (const PickRecord &record : answer.picks) {
            m_picks.push_back({record.at, pickOf(record)});
            m_picks.back().value.at = now.wallOf(record.at);
        }
    }
    keepNewest(m_picks, ActivityRecorder::mostPicks);
}

/// Workers answer at slightly different times, so an answer may tell of earlier things than one before it did.
template<typename T>
void ActivityMaker::keepNewest(std::deque<Timed<T>> &list, std::size_t most)
{
    std::stable_sort(list.begin(), list.end(), [](const auto &a, const auto &b) { return a.at < b.at; });
    if (list.size() > most)
        list.erase(list.begin(), list.end() - static_cast<std::ptrdiff_t>(most));
}

} // namespace lbfy
