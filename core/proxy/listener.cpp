// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/listener.h"

#include <sys/socket.h>

#include <chrono>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

Listener::Listener(std::function<void(int)> accepted, std::function<void(const QString &)> paused, QObject *parent)
    : QTcpServer(parent), m_accepted(std::move(accepted))
{
    m_resume.setSingleShot(true);
    m_resume.setInterval(100ms);
    connect(&m_resume, &QTimer::timeout, this, &QTcpServer::resumeAccepting);
    connect(this, &QTcpServer::acceptError, this, [this, paused = std::move(paused)] {
        paused(errorString());
        m_resume.start();
    });
}

bool Listener::start(Descriptor descriptor)
{
    if (!setSocketDescriptor(descriptor.get()))
        return false;
    descriptor.release();
    return true;
}

void Listener::acceptRestAndClose()
{
    if (!isListening())
        return;
    const int fd = static_cast<int>(socketDescriptor());
    // Bounded by what can be queued, so that a flood cannot keep a listener open for ever.
    for (int i = 0; i < 4096; ++i) {
        const int client = ::accept4(fd, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0)
            break;
        m_accepted(client);
    }
    close();
}

} // namespace lbfy
