// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/workerthread.h"

#include <QString>

#include <memory>

namespace lbfy {

WorkerThread::WorkerThread(int index, WorkerShared shared, std::uint64_t seed)
{
    auto *dispatcher = new EventDispatcher; // the QThread takes it over
    m_thread.setObjectName(QStringLiteral("lbfy-io-%1").arg(index));
    m_thread.setEventDispatcher(dispatcher);
    auto worker = std::make_unique<Worker>(index, dispatcher, shared, seed);
    worker->moveToThread(&m_thread);
    m_thread.begin();
    m_worker = worker.release();
    QObject::connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
}

WorkerThread::~WorkerThread()
{
    m_thread.end();
}

} // namespace lbfy
