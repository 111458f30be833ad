// SPDX-License-Identifier: GPL-3.0-or-later
//
// One worker's ear on one service: a QTcpServer on a descriptor bound with SO_REUSEPORT. The QTcpServer owns the
// descriptor and its errors; accepting is done here, in small batches by accept4(), which gives flags and the client's
// address in one call. It is not left to QTcpServer because Qt 6.4's socket engine keeps the first error that it met,
// the harmless "nothing more to accept": when descriptors run out later that one hides, nothing is paused, and the
// thread spins. Thread: its worker's.

#pragma once

#include "core/proxy/descriptor.h"
#include "core/proxy/socketaddress.h"

#include <QSocketNotifier>
#include <QTcpServer>
#include <QTimer>

#include <functional>
#include <memory>

namespace lbfy {

class Listener final : public QTcpServer
{
    Q_OBJECT
public:
    /// `accepted` takes ownership of each client's non-blocking descriptor; `paused` is told why accepting rests for
    /// 100 ms.
    Listener(std::function<void(int, const SocketAddress &)> accepted, std::function<void(const QString &)> paused);

    /// Takes over a bound and listening descriptor.
    bool start(Descriptor descriptor);
    /// Accepts what the kernel has queued for this descriptor already, so that closing resets nobody, and closes.
    void acceptRestAndClose();

private:
    void acceptReady();
    bool acceptOne();

    std::function<void(int, const SocketAddress &)> m_accepted;
    std::function<void(const QString &)> m_paused;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QTimer m_resume;
};

} // namespace lbfy
