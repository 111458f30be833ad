// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/listener.h"

#include "core/proxy/sockets.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

/// Between two looks at everybody else. A session costs some 30 µs to start.
constexpr int batch = 64;
/// All that can be queued, so that a flood cannot keep a listener open for ever.
constexpr int largestQueue = 4096;

/// accept(2): the connection, not the listener, has failed, and the next one may be fine.
bool concernsOneConnection(int error)
{
    switch (error) {
    case EINTR:
    case ECONNABORTED:
    case EPROTO:
    case ENETDOWN:
    case ENOPROTOOPT:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case EOPNOTSUPP:
    case ENETUNREACH:
        return true;
    default:
        return false;
    }
}

} // namespace

Listener::Listener(std::function<void(int, const SocketAddress &)> accepted,
                   std::function<void(const QString &)> paused)
    : m_accepted(std::move(accepted))
    , m_paused(std::move(paused))
{
    m_resume.setSingleShot(true);
    m_resume.setInterval(100ms);
    connect(&m_resume, &QTimer::timeout, this, [this] { m_notifier->setEnabled(true); });
}

bool Listener::start(Descriptor descriptor)
{
    if (!setSocketDescriptor(descriptor.get()))
        return false;
    pauseAccepting(); // QTcpServer's own; see above
    m_notifier = std::make_unique<QSocketNotifier>(descriptor.release(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Listener::acceptReady);
    return true;
}

void Listener::acceptReady()
{
    const int waiting = std::clamp(queuedConnections(static_cast<int>(socketDescriptor())), 1, batch);
    for (int i = 0; i < waiting && acceptOne(); ++i) { }
}

/// False if there was nothing to accept, or accepting must rest.
bool Listener::acceptOne()
{
    SocketAddress client;
    const int fd = client.accept(static_cast<int>(socketDescriptor()));
    if (fd >= 0) {
        m_accepted(fd, client);
        return true;
    }
    if (concernsOneConnection(errno))
        return true;
    if (errno != EAGAIN) {
        m_paused(QString::fromUtf8(std::strerror(errno)));
        m_notifier->setEnabled(false);
        m_resume.start();
    }
    return false;
}

void Listener::acceptRestAndClose()
{
    if (!isListening())
        return;
    for (int i = 0; i < largestQueue && acceptOne(); ++i) { }
    m_resume.stop();
    m_notifier.reset();
    close();
}

} // namespace lbfy
