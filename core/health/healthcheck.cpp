// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/health/healthcheck.h"

#include "core/proxy/monotonic.h"
#include "core/proxy/sockets.h"

#include <QHostAddress>

#include <chrono>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

/// A timeout that fires this late was not the backend's doing.
constexpr auto stallThreshold = 500ms;

} // namespace

HealthCheck::HealthCheck(const HealthConfig &config, const SocketAddress &address, const std::string &host,
                         const std::string &preface, std::function<void(const CheckResult &)> done, QObject *parent)
    : QObject(parent)
    , m_config(config)
    , m_host(host)
    , m_preface(preface)
    , m_done(std::move(done))
    , m_answer(config)
    , m_started(monotonicNow())
{
    connect(&m_socket, &QTcpSocket::connected, this, &HealthCheck::connected);
    connect(&m_socket, &QTcpSocket::readyRead, this, &HealthCheck::readable);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &HealthCheck::socketError);
    m_timeout.setSingleShot(true);
    m_timeout.setTimerType(Qt::PreciseTimer);
    connect(&m_timeout, &QTimer::timeout, this, &HealthCheck::timedOut);
    m_timeout.start(config.timeout);
    m_socket.connectToHost(QHostAddress(address.data()), address.port());
}

HealthCheck::~HealthCheck()
{
    m_finished = true; // tearing the socket down may still emit
}

void HealthCheck::connected()
{
    m_connected = true;
    resetOnClose(static_cast<int>(m_socket.socketDescriptor()));
    if (m_config.check == CheckKind::Tcp)
        return finish(CheckResult::Outcome::Passed, "tcp check passed");
    const std::string question = m_preface + CheckAnswer::question(m_config, m_host);
    m_socket.write(question.data(), static_cast<qint64>(question.size()));
}

void HealthCheck::readable()
{
    const QByteArray bytes = m_socket.readAll();
    if (!m_finished)
        judge(m_answer.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())}));
}

void HealthCheck::socketError(QAbstractSocket::SocketError error)
{
    if (m_finished)
        return;
    switch (error) {
    case QAbstractSocket::ConnectionRefusedError:
        return finish(CheckResult::Outcome::Failed, "connection refused");
    case QAbstractSocket::RemoteHostClosedError:
        return judge(m_answer.end());
    case QAbstractSocket::SocketResourceError:
    case QAbstractSocket::SocketAccessError:
    case QAbstractSocket::AddressInUseError:
    case QAbstractSocket::SocketAddressNotAvailableError: // no source port left
    case QAbstractSocket::UnsupportedSocketOperationError:
        return finish(CheckResult::Outcome::NotTold, m_socket.errorString().toStdString());
    case QAbstractSocket::SocketTimeoutError:
        return finish(CheckResult::Outcome::Failed, "timed out while connecting");
    default:
        return finish(CheckResult::Outcome::Failed, m_socket.errorString().toLower().toStdString());
    }
}

void HealthCheck::timedOut()
{
    if (monotonicNow() - m_started > m_config.timeout + stallThreshold)
        return finish(CheckResult::Outcome::NotTold, "lbfy itself stood still");
    finish(CheckResult::Outcome::Failed, m_connected ? "no answer in time" : "timed out while connecting");
}

void HealthCheck::judge(CheckAnswer::Verdict verdict)
{
    switch (verdict) {
    case CheckAnswer::Verdict::NeedMore:
        break;
    case CheckAnswer::Verdict::Passed:
        return finish(CheckResult::Outcome::Passed,
                      m_config.check == CheckKind::Http ? "http check passed" : "send-expect check passed");
    case CheckAnswer::Verdict::Failed:
        return finish(CheckResult::Outcome::Failed, m_answer.cause());
    }
}

void HealthCheck::finish(CheckResult::Outcome outcome, std::string cause)
{
    if (std::exchange(m_finished, true))
        return;
    m_timeout.stop();
    const CheckResult result {outcome, std::move(cause), monotonicNow() - m_started};
    m_socket.abort();
    // The owner is likely to destroy this check in answer: not from within the socket's own signal.
    QMetaObject::invokeMethod(
            this, [this, result] { m_done(result); }, Qt::QueuedConnection);
}

} // namespace lbfy
