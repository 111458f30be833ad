// SPDX-License-Identifier: GPL-3.0-or-later
//
// The engine as everybody outside core/engine sees it: give it a Config, take Snapshots, stop it. It owns the control
// thread, which owns all the rest; none of it depends on the thread that calls, so a window that hangs costs no
// connection anything.
//
// Thread: one owner thread (main) calls the methods; snapshotReady() and drained() are emitted in it.

#pragma once

#include "core/engine/applyresult.h"
#include "core/engine/joinedthread.h"
#include "core/observe/activity.h"
#include "core/observe/log.h"
#include "core/observe/snapshot.h"

#include <QObject>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

class Control;

class Balancer final : public QObject
{
    Q_OBJECT
public:
    /// `log` must outlive the Balancer. Throws std::system_error if the system has no thread to give.
    explicit Balancer(Log &log, QObject *parent = nullptr);
    /// Ends all threads; connections still open are reset. To let them finish, drain() first.
    ~Balancer() override;

    /// The first call starts the engine, later ones change it. All or nothing; waits for the answer.
    ApplyResult apply(const Config &config);
    /// Tells (log, events, metrics) of a configuration that was refused before it could be applied.
    void reportRejected(const std::vector<std::string> &errors);
    /// Tells of something the front end did: "starting", "metrics_listening", "stopped".
    void report(LogLevel level, std::string_view event, const std::string &text, std::vector<LogField> fields = {});
    /// Stops accepting; drained() follows when all connections are over or their time is.
    void drain();

    using Watch = lbfy::Watch;
    /// What Snapshot::activity is to hold from now on; at first Nothing, which costs nothing.
    void watch(Watch what);
    /// Resets both ends of those of these connections that are still open; they close with reason "killed".
    void closeConnections(std::vector<std::uint64_t> ids);

    /// The newest of the four a second; never null after the first apply().
    SnapshotPtr latest() const { return m_latest; }
    /// Reads everything anew. To be called in the control thread only: for /metrics, whose values are to be of now.
    SnapshotPtr readNow() const;
    /// Runs `call` in the control thread and waits for it: where an HTTP endpoint is made, lives and dies.
    void runInControlThread(const std::function<void()> &call);
    /// Runs `call` there when its turn comes: proof that the thread is alive.
    void postToControlThread(std::function<void()> call);

Q_SIGNALS:
    void snapshotReady(lbfy::SnapshotPtr snapshot);
    void drained();

private:
    JoinedThread m_thread;
    Control *m_control; ///< lives in m_thread and is deleted there when that ends
    SnapshotPtr m_latest;
};

} // namespace lbfy
