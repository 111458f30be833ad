// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lbfy shows over HTTP (CONTRACT 3): /metrics, /healthz, /readyz and /api/v1/state. Read-only; every answer is made
// at once from a Snapshot, so no request outlives its handler.

#pragma once

#include "core/config/config.h"
#include "core/http/gate.h"
#include "core/observe/snapshot.h"

#include <QAbstractSocket>
#include <QObject>

#include <functional>
#include <memory>

class QHttpServer;

namespace lbfy {

/// Thread: the one it lives in, normally lbfy-control; needs its event loop.
class Endpoint : public QObject
{
    Q_OBJECT

public:
    /// `snapshot` is called in this object's thread, once a request; null means that nothing is known yet (503).
    explicit Endpoint(std::function<SnapshotPtr()> snapshot, QObject *parent = nullptr, const GateLimits &limits = {});
    ~Endpoint() override;

    /// Starts to serve on an IP address; port 0 takes any free one. An endpoint that listens already moves if the new
    /// address can be had, and else stays. On failure sets `error` ("address in use") and socketError().
    bool listen(const Address &address, QString *error);
    /// Of the last listen(): AddressInUseError, SocketAccessError, SocketAddressNotAvailableError, …
    QAbstractSocket::SocketError socketError() const { return m_socketError; }
    bool isListening() const { return m_gate != nullptr; }
    /// The real address; port 0 while not listening.
    Address address() const;
    /// Ends every connection and stops listening.
    void close();
    int openConnections() const { return m_gate == nullptr ? 0 : m_gate->openConnections(); }

private:
    struct Answer {
        HttpStatus status = HttpStatus::Ok;
        QByteArray contentType;
        QByteArray body;
    };
    Answer metrics() const;
    Answer health() const;
    Answer readiness() const;
    Answer state() const;
    std::unique_ptr<QHttpServer> makeServer();
    void addRoute(QHttpServer &server, const char *path, Answer (Endpoint::*make)() const);

    std::function<SnapshotPtr()> m_snapshot;
    GateLimits m_limits;
    std::unique_ptr<QHttpServer> m_server;
    Gate *m_gate = nullptr; ///< owned by m_server
    Address m_configured;
    QAbstractSocket::SocketError m_socketError = QAbstractSocket::UnknownSocketError;
};

} // namespace lbfy
