// SPDX-License-Identifier: GPL-3.0-or-later
//
// SIGTERM, SIGINT and SIGHUP as events of the main loop, by signalfd: no code runs in a signal handler. The signals
// must be blocked before any thread starts, or one of those would receive them; so construct this first in main().
// Thread: main.

#pragma once

#include "core/proxy/descriptor.h"

#include <QObject>

namespace lbfy {

class ShutdownSignals final : public QObject
{
    Q_OBJECT
public:
    /// Throws std::system_error if the kernel gives no descriptor.
    explicit ShutdownSignals(QObject *parent = nullptr);

    /// Blocks the signals in the calling thread and those it starts. Before QCoreApplication is made.
    static void block();

Q_SIGNALS:
    void terminate(); ///< SIGTERM or SIGINT
    void reload(); ///< SIGHUP

private:
    void readSignals();

    Descriptor m_descriptor;
};

} // namespace lbfy
