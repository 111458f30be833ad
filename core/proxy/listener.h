// SPDX-License-Identifier: GPL-3.0-or-later
//
// One worker's ear on one service: a QTcpServer on a descriptor bound with SO_REUSEPORT. Accepted descriptors go
// straight to the worker, no QTcpSocket is made. After an accept error QTcpServer stays deaf until told otherwise: here
// it is told again after 100 ms. Thread: its worker's.

#pragma once

#include "core/proxy/descriptor.h"

#include <QTcpServer>
#include <QTimer>

#include <functional>

namespace lbfy {

class Listener final : public QTcpServer
{
    Q_OBJECT
public:
    /// `accepted` takes ownership of each client's descriptor; `paused` is told why accepting rests.
    Listener(std::function<void(int)> accepted, std::function<void(const QString &)> paused, QObject *parent);

    /// Takes over a bound and listening descriptor.
    bool start(Descriptor descriptor);
    /// Accepts what the kernel has queued for this descriptor already, so that closing resets nobody, and closes.
    void acceptRestAndClose();

protected:
    void incomingConnection(qintptr descriptor) override { m_accepted(static_cast<int>(descriptor)); }

private:
    std::function<void(int)> m_accepted;
    QTimer m_resume;
};

} // namespace lbfy
