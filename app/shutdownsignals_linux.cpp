// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/shutdownsignals.h"

#include <QSocketNotifier>

#include <pthread.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <system_error>

namespace lbfy {

namespace {

sigset_t handledSignals()
{
    sigset_t set;
    sigemptyset(&set);
    for (int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, signal);
    return set;
}

} // namespace

void ShutdownSignals::block()
{
    const sigset_t set = handledSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    // A log reader or a client that goes away is an error code to us, never the end of the process.
    std::signal(SIGPIPE, SIG_IGN);
}

ShutdownSignals::ShutdownSignals(QObject *parent) : QObject(parent)
{
    const sigset_t set = handledSignals();
    m_descriptor = Descriptor(signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
    if (!m_descriptor) // deaf to SIGTERM, it could only be killed
        throw std::system_error(errno, std::generic_category(), "cannot listen for signals");
    auto *notifier = new QSocketNotifier(m_descriptor.get(), QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &ShutdownSignals::readSignals);
}

void ShutdownSignals::readSignals()
{
    signalfd_siginfo info {};
    while (::read(m_descriptor.get(), &info, sizeof info) == static_cast<ssize_t>(sizeof info)) {
        if (info.ssi_signo == SIGHUP)
            Q_EMIT reload();
        else
            Q_EMIT terminate();
    }
}

} // namespace lbfy
