// SPDX-License-Identifier: GPL-3.0-or-later
//
// Routes and answers. QHttpServer's own responses guess content types and give HEAD a body, so each answer is written
// piece by piece through the responder, with the same header fields as the gate's refusals.

#include "core/http/endpoint.h"

#include "core/observe/escape.h"
#include "core/observe/processinfo.h"
#include "core/observe/prometheus.h"
#include "core/observe/statejson.h"

#include <QHostAddress>
#include <QHttpServer>
#include <QHttpServerRequest>
#include <QHttpServerResponder>

#include <string>

namespace lbfy {

namespace {

using Request = QHttpServerRequest;
using Responder = QHttpServerResponder;

QByteArray plainText()
{
    return QByteArrayLiteral("text/plain; charset=utf-8");
}

void send(const Request &request, Responder &responder, HttpStatus status, const QByteArray &contentType,
          const QByteArray &body)
{
    responder.writeStatusLine(static_cast<Responder::StatusCode>(status));
    responder.writeHeaders({
            {QByteArrayLiteral("Content-Type"), contentType},
            {QByteArrayLiteral("Content-Length"), QByteArray::number(body.size())},
            {QByteArrayLiteral("Connection"), QByteArrayLiteral("close")},
            {QByteArrayLiteral("X-Content-Type-Options"), QByteArrayLiteral("nosniff")},
            {QByteArrayLiteral("Cache-Control"), QByteArrayLiteral("no-store")},
    });
    responder.writeBody(request.method() == Request::Method::Head ? QByteArray() : body);
}

/// The address to bind: a literal, or the one name that needs no resolver.
QHostAddress hostAddress(const std::string &host)
{
    if (host == "localhost")
        return QHostAddress::LocalHost;
    return QHostAddress(QString::fromStdString(host));
}

QString describe(QAbstractSocket::SocketError error, const QString &fallback)
{
    switch (error) {
    case QAbstractSocket::AddressInUseError:
        return QStringLiteral("address in use");
    case QAbstractSocket::SocketAccessError:
        return QStringLiteral("no permission");
    case QAbstractSocket::SocketAddressNotAvailableError:
        return QStringLiteral("no such address on this machine");
    default:
        return fallback;
    }
}

} // namespace

Endpoint::Endpoint(std::function<SnapshotPtr()> snapshot, QObject *parent, const GateLimits &limits)
    : QObject(parent)
    , m_snapshot(std::move(snapshot))
    , m_limits(limits)
{ }

Endpoint::~Endpoint() = default;

bool Endpoint::listen(const Address &address, QString *error)
{
    const QHostAddress host = hostAddress(address.host);
    auto gate = std::make_unique<Gate>(m_limits);
    if (host.isNull() || !gate->start(host, address.port)) {
        m_socketError = host.isNull() ? QAbstractSocket::HostNotFoundError : gate->serverError();
        if (error != nullptr)
            *error = host.isNull() ? QStringLiteral("not an IP address") : describe(m_socketError, gate->errorString());
        return false;
    }
    m_server = makeServer();
    m_gate = gate.release();
    m_server->bind(m_gate); // owns it from here
    m_configured = address;
    return true;
}

Address Endpoint::address() const
{
    return {m_configured.host, m_gate == nullptr ? std::uint16_t {0} : m_gate->serverPort()};
}

void Endpoint::close()
{
    m_gate = nullptr;
    m_server.reset();
}

std::unique_ptr<QHttpServer> Endpoint::makeServer()
{
    auto server = std::make_unique<QHttpServer>(this); // a child, so that it moves between threads along with this
    addRoute(*server, "/metrics", &Endpoint::metrics);
    addRoute(*server, "/healthz", &Endpoint::health);
    addRoute(*server, "/readyz", &Endpoint::readiness);
    addRoute(*server, "/api/v1/state", &Endpoint::state);
    server->setMissingHandler([](const Request &request, Responder &&responder) {
        send(request, responder, HttpStatus::NotFound, plainText(), QByteArrayLiteral("Not Found\n"));
    });
    return server;
}

void Endpoint::addRoute(QHttpServer &server, const char *path, Answer (Endpoint::*make)() const)
{
    server.route(QString::fromLatin1(path), Request::Method::Get | Request::Method::Head,
                 [this, make](const Request &request, Responder &&responder) {
                     const Answer answer = (this->*make)();
                     send(request, responder, answer.status, answer.contentType, answer.body);
                 });
}

Endpoint::Answer Endpoint::metrics() const
{
    const SnapshotPtr snapshot = m_snapshot();
    if (!snapshot)
        return {HttpStatus::ServiceUnavailable, plainText(), QByteArrayLiteral("starting\n")};
    return {HttpStatus::Ok, QByteArrayLiteral("text/plain; version=0.0.4; charset=utf-8"),
            QByteArray::fromStdString(prometheusText(*snapshot, readProcessInfo()))};
}

Endpoint::Answer Endpoint::health() const
{
    return {HttpStatus::Ok, plainText(), QByteArrayLiteral("ok\n")};
}

Endpoint::Answer Endpoint::readiness() const
{
    const SnapshotPtr snapshot = m_snapshot();
    if (!snapshot)
        return {HttpStatus::ServiceUnavailable, plainText(), QByteArrayLiteral("starting\n")};
    // Nothing listens yet, or any more: the engine starts after the endpoint, and the window can stop it.
    std::string reasons = snapshot->services.empty() ? "no service\n" : "";
    for (const ServiceSnapshot &service : snapshot->services) {
        if (service.notReady.empty())
            continue;
        appendEscaped(reasons, service.name); // whatever a name holds, a reason stays one line
        reasons += ": ";
        appendEscaped(reasons, service.notReady);
        reasons += '\n';
    }
    if (reasons.empty())
        return {HttpStatus::Ok, plainText(), QByteArrayLiteral("ready\n")};
    return {HttpStatus::ServiceUnavailable, plainText(), QByteArray::fromStdString(reasons)};
}

Endpoint::Answer Endpoint::state() const
{
    const SnapshotPtr snapshot = m_snapshot();
    if (!snapshot)
        return {HttpStatus::ServiceUnavailable, plainText(), QByteArrayLiteral("starting\n")};
    return {HttpStatus::Ok, QByteArrayLiteral("application/json"), stateJson(*snapshot)};
}

} // namespace lbfy
