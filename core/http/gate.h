// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one way to the HTTP server. QHttpServer 6.4 reads heads and bodies of any size, never gives up on a slow client and
// ignores "Connection: close". So the gate accepts connections itself, holds each back until a whole, bounded, plain GET
// or HEAD request has come, hands it over, and closes the connection after the one answer. What is not such a request is
// answered here and never reaches QHttpServer.
//
// Why it does not leave accept() to QTcpServer: Qt 6.4's socket engine keeps the first error that it met, which is the
// harmless "nothing more to accept". When descriptors run out later, that error hides, nothing is signalled or paused,
// and the thread spins.

#pragma once

#include "core/http/requesthead.h"

#include <QSocketNotifier>
#include <QTcpServer>
#include <QTimer>

#include <chrono>
#include <memory>
#include <utility>

class QTcpSocket;

namespace lbfy {

struct GateLimits {
    HeadLimits head;
    int connections = 64; ///< open at once; further ones are answered 503 and closed
    std::chrono::milliseconds deadline {10'000}; ///< for one connection, from accept to close
    std::chrono::milliseconds linger {1000}; ///< after the answer, for the client to close its side
    std::chrono::milliseconds acceptPause {100}; ///< after an accept error, such as no descriptors left
};

/// Listens, and holds back. Owner and thread: those of the QHttpServer that it is bound to.
class Gate : public QTcpServer
{
    Q_OBJECT

public:
    explicit Gate(const GateLimits &limits, QObject *parent = nullptr);

    /// As QTcpServer::listen(), which must not be called itself.
    bool start(const QHostAddress &address, quint16 port);
    int openConnections() const { return m_open; }

    /// Hands a held connection over to QHttpServer, which answers before this returns.
    void admit(QTcpSocket *socket);
    bool hasPendingConnections() const override { return m_admitted != nullptr; }
    QTcpSocket *nextPendingConnection() override { return std::exchange(m_admitted, nullptr); }

private:
    void acceptReady();
    void pause(int error);
    void hold(int descriptor);

    GateLimits m_limits;
    int m_open = 0;
    QTcpSocket *m_admitted = nullptr; ///< child; set only while it is handed over
    std::unique_ptr<QSocketNotifier> m_ready;
    QTimer m_resume;
};

/// One connection's way through the gate. Child of its socket, and gone with it.
class GatedConnection : public QObject
{
    Q_OBJECT

public:
    GatedConnection(QTcpSocket *socket, Gate *gate, const GateLimits &limits);

private:
    void readHead();
    void admit();
    void refuse(HttpStatus status, HttpMethod method);
    void finish();
    void closeOurSide();
    void discard();
    void abandon();

    QTcpSocket *m_socket; ///< parent
    Gate *m_gate; ///< outlives every socket, being their parent
    std::chrono::milliseconds m_linger;
    RequestHead m_head;
    QTimer m_deadline;
    bool m_ourSideClosed = false;
};

} // namespace lbfy
