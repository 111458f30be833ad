// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/workerthread.h"

#include <QString>

namespace lbfy {

WorkerThread::WorkerThread(int index, WorkerShared shared, std::uint64_t seed)
{
    auto *dispatcher = new EventDispatcher; // the QThread takes it over
    m_thread.setObjectName(QStringLiteral("lbfy-io-%1").arg(index));
    m_thread.setEventDispatcher(dispatcher);
    m_worker = new Worker(index, dispatcher, shared, seed);
    m_worker->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

WorkerThread::~WorkerThread()
{
    m_thread.quit();
    m_thread.wait();
}

} // namespace lbfy
