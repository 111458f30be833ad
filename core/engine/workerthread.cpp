// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/workerthread.h"

#include <QString>

#include <cerrno>
#include <memory>
#include <system_error>

namespace lbfy {

WorkerThread::WorkerThread(int index, WorkerShared shared, std::uint64_t seed)
{
    auto *dispatcher = new EventDispatcher; // the QThread takes it over
    m_thread.setObjectName(QStringLiteral("lbfy-io-%1").arg(index));
    m_thread.setEventDispatcher(dispatcher);
    auto worker = std::make_unique<Worker>(index, dispatcher, shared, seed);
    worker->moveToThread(&m_thread);
    startThread(m_thread);
    m_worker = worker.release();
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
}

void startThread(QThread &thread)
{
    thread.start();
    // QThread only warns, and whoever then waits for the thread waits for ever.
    if (!thread.isRunning())
        throw std::system_error(EAGAIN, std::generic_category(), "no thread");
}

WorkerThread::~WorkerThread()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace lbfy
