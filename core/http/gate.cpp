// SPDX-License-Identifier: GPL-3.0-or-later
//
// A held connection's bytes are read inside a QIODevice transaction and rolled back on hand-over, so that QHttpServer
// finds them all there. The read buffer's limit is the head's limit: more than that never enters the process.

#include "core/http/gate.h"

#include <QTcpSocket>

#include <algorithm>
#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>

namespace lbfy {

namespace {

constexpr int acceptsPerRound = 16; ///< the control thread has other work too

/// For one connection too many: as much of an answer as the fresh socket takes, then the end.
void turnAway(int descriptor)
{
    const std::string answer = cannedAnswer(HttpStatus::ServiceUnavailable);
    [[maybe_unused]] const ssize_t ignored = ::send(descriptor, answer.data(), answer.size(),
                                                    MSG_DONTWAIT | MSG_NOSIGNAL);
    ::shutdown(descriptor, SHUT_WR);
    ::close(descriptor);
}

} // namespace

Gate::Gate(const GateLimits &limits, QObject *parent) : QTcpServer(parent), m_limits(limits)
{
    m_resume.setSingleShot(true);
    m_resume.setInterval(m_limits.acceptPause);
    m_resume.callOnTimeout(this, [this] { m_ready->setEnabled(true); });
}

bool Gate::start(const QHostAddress &address, quint16 port)
{
    if (!listen(address, port))
        return false;
    pauseAccepting(); // Qt's own notifier is off from here on; ours takes its place
    m_ready = std::make_unique<QSocketNotifier>(socketDescriptor(), QSocketNotifier::Read);
    connect(m_ready.get(), &QSocketNotifier::activated, this, &Gate::acceptReady);
    return true;
}

void Gate::acceptReady()
{
    for (int i = 0; i < acceptsPerRound; ++i) {
        const int descriptor = ::accept4(static_cast<int>(socketDescriptor()), nullptr, nullptr,
                                         SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (descriptor >= 0) {
            hold(descriptor);
            continue;
        }
        switch (errno) {
        case EAGAIN:
            return;
        case EINTR:
        case ECONNABORTED:
        case EPROTO:
            break; // that client is gone; the next may be there
        default:
            pause(errno);
            return;
        }
    }
}

/// No descriptors or memory, most likely: the waiting clients stay in the backlog, and asking at once again would spin.
void Gate::pause(int error)
{
    m_ready->setEnabled(false);
    m_resume.start();
    Q_EMIT acceptError(error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM
                               ? QAbstractSocket::SocketResourceError
                               : QAbstractSocket::UnknownSocketError);
}

void Gate::hold(int descriptor)
{
    if (m_open >= m_limits.connections) {
        turnAway(descriptor);
        return;
    }
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        ::close(descriptor);
        delete socket;
        return;
    }
    ++m_open;
    // As this is the context, nothing is called once ~QObject has begun to delete its children.
    connect(socket, &QObject::destroyed, this, [this] { --m_open; });
    new GatedConnection(socket, this, m_limits);
}

void Gate::admit(QTcpSocket *socket)
{
    m_admitted = socket;
    // Signals that C++ lets only QTcpServer emit. QHttpServer listens to one or the other, by version, and takes what is
    // pending when it hears it.
    QMetaObject::invokeMethod(this, "pendingConnectionAvailable", Qt::DirectConnection);
    if (hasPendingConnections())
        QMetaObject::invokeMethod(this, "newConnection", Qt::DirectConnection);
    m_admitted = nullptr; // whether taken or not
}

GatedConnection::GatedConnection(QTcpSocket *socket, Gate *gate, const GateLimits &limits)
    : QObject(socket)
    , m_socket(socket)
    , m_gate(gate)
    , m_linger(limits.linger)
    , m_head(limits.head)
{
    m_socket->setReadBufferSize(static_cast<qint64>(limits.head.head) + 1);
    m_socket->startTransaction();
    connect(m_socket, &QIODevice::readyRead, this, &GatedConnection::readHead);
    connect(m_socket, &QAbstractSocket::disconnected, m_socket, &QObject::deleteLater);
    m_deadline.setSingleShot(true);
    m_deadline.callOnTimeout(this, &GatedConnection::abandon);
    m_deadline.start(limits.deadline);
}

void GatedConnection::readHead()
{
    const QByteArray bytes = m_socket->readAll();
    const HeadVerdict verdict = m_head.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())});
    switch (verdict.kind) {
    case HeadVerdict::Kind::Incomplete:
        return;
    case HeadVerdict::Kind::Accepted:
        admit();
        return;
    case HeadVerdict::Kind::Refused:
        refuse(verdict.refusal, verdict.method);
        return;
    }
}

void GatedConnection::admit()
{
    disconnect(m_socket, &QIODevice::readyRead, this, nullptr);
    m_socket->rollbackTransaction();
    m_gate->admit(m_socket);
    Q_EMIT m_socket->readyRead(); // what has come already is no news to the socket, but it is to QHttpServer
    // One request is all that QHttpServer sees of a connection, whatever else comes.
    disconnect(m_socket, &QIODevice::readyRead, nullptr, nullptr);
    if (m_socket->bytesToWrite() == 0) {
        abandon(); // it read the head otherwise than we did
        return;
    }
    finish();
}

void GatedConnection::refuse(HttpStatus status, HttpMethod method)
{
    disconnect(m_socket, &QIODevice::readyRead, this, nullptr);
    const std::string answer = cannedAnswer(status, method);
    m_socket->write(answer.data(), static_cast<qint64>(answer.size()));
    finish();
}

/// The answer is in the socket's buffer. Closing while unread bytes wait in the kernel would send a reset, which can
/// destroy the answer on its way; so end our side after the last byte and read away what still comes, for a while.
void GatedConnection::finish()
{
    if (m_socket->isTransactionStarted()) // QHttpServer ended it, if the request got that far
        m_socket->commitTransaction();
    connect(m_socket, &QIODevice::readyRead, this, &GatedConnection::discard);
    connect(m_socket, &QIODevice::bytesWritten, this, &GatedConnection::closeOurSide);
    discard();
    // Now, not from the event loop: a client may have closed its side after the request ("nc -N"), and QTcpSocket throws
    // away what is unwritten when it reads that.
    m_socket->flush();
}

void GatedConnection::closeOurSide()
{
    if (m_ourSideClosed || m_socket->bytesToWrite() > 0)
        return;
    m_ourSideClosed = true;
    ::shutdown(static_cast<int>(m_socket->socketDescriptor()), SHUT_WR);
    m_deadline.start(std::min(m_linger, m_deadline.remainingTimeAsDuration()));
}

void GatedConnection::discard()
{
    m_socket->skip(m_socket->bytesAvailable());
}

void GatedConnection::abandon()
{
    m_socket->abort();
    m_socket->deleteLater();
}

} // namespace lbfy
