// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/balancer.h"

#include "core/engine/control.h"
#include "core/engine/workerthread.h"

#include <utility>

namespace lbfy {

Balancer::Balancer(Log &log, QObject *parent) : QObject(parent), m_control(new Control(log))
{
    qRegisterMetaType<SnapshotPtr>("lbfy::SnapshotPtr");
    m_thread.setObjectName(QStringLiteral("lbfy-control"));
    m_control->moveToThread(&m_thread);
    connect(m_control, &Control::snapshotMade, this, [this](const SnapshotPtr &snapshot) {
        // Made before an apply() that has ended since, and still on its way: it would bring back what is no more.
        if (m_latest && snapshot->sequence < m_latest->sequence)
            return;
        m_latest = snapshot;
        Q_EMIT snapshotReady(snapshot);
    });
    connect(m_control, &Control::drained, this, &Balancer::drained);
    // Its timers must be stopped, and its objects destroyed, in the thread they live in.
    connect(&m_thread, &QThread::finished, m_control, &QObject::deleteLater);
    try {
        m_thread.begin();
    } catch (...) {
        delete m_control;
        throw;
    }
}

Balancer::~Balancer()
{
    m_thread.end();
}

void Balancer::runInControlThread(const std::function<void()> &call)
{
    QMetaObject::invokeMethod(m_control, call, Qt::BlockingQueuedConnection);
}

void Balancer::postToControlThread(std::function<void()> call)
{
    QMetaObject::invokeMethod(m_control, std::move(call), Qt::QueuedConnection);
}

ApplyResult Balancer::apply(const Config &config)
{
    ApplyResult result;
    runInControlThread([&] {
        result = m_control->apply(config);
        if (result.ok())
            m_latest = m_control->snapshot();
    });
    return result;
}

void Balancer::reportRejected(const std::vector<std::string> &errors)
{
    runInControlThread([&] { m_control->rejected(errors); });
}

void Balancer::report(LogLevel level, std::string_view event, const std::string &text, std::vector<LogField> fields)
{
    runInControlThread([&] { m_control->events().tell(level, event, {}, {}, text, std::move(fields)); });
}

void Balancer::drain()
{
    QMetaObject::invokeMethod(
            m_control, [this] { m_control->drain(); }, Qt::QueuedConnection);
}

void Balancer::watch(Watch what)
{
    postToControlThread([this, what] { m_control->watch(what); });
}

void Balancer::closeConnections(std::vector<std::uint64_t> ids)
{
    postToControlThread([this, these = std::move(ids)] { m_control->closeConnections(these); });
}

SnapshotPtr Balancer::readNow() const
{
    Q_ASSERT(QThread::currentThread() == &m_thread);
    return m_control->snapshot();
}

} // namespace lbfy
