// SPDX-License-Identifier: GPL-3.0-or-later

#include "network.h"

#include "core/proxy/socketaddress.h"

#include <QHostAddress>
#include <QRandomGenerator>
#include <QTest>

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace lbfy::test {

Backend::Backend(Manner manner) : m_manner(manner)
{
    m_server.setListenBacklogSize(4096);
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { accept(); });
    start();
}

void Backend::start()
{
    if (!m_server.listen(QHostAddress::LocalHost, m_port))
        qFatal("the test's backend cannot listen: %s", qPrintable(m_server.errorString()));
    m_port = m_server.serverPort();
    if (m_manner == Manner::Deaf)
        m_server.pauseAccepting();
}

void Backend::stop()
{
    m_server.close();
    for (const auto &socket : m_sockets) {
        if (socket)
            socket->abort();
    }
    m_sockets.clear();
}

int Backend::open() const
{
    int count = 0;
    for (const auto &socket : m_sockets)
        count += socket && socket->state() == QAbstractSocket::ConnectedState ? 1 : 0;
    return count;
}

void Backend::finishAll()
{
    for (const auto &socket : m_sockets) {
        if (socket)
            ::shutdown(static_cast<int>(socket->socketDescriptor()), SHUT_WR);
    }
}

void Backend::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_accepted;
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        if (m_manner == Manner::CloseAtOnce) {
            socket->close();
            continue;
        }
        m_sockets.push_back(socket);
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            const QByteArray bytes = socket->readAll();
            if (m_manner == Manner::Echo)
                socket->write(bytes);
        });
    }
}

Address unusedAddress()
{
    // Below those that the kernel gives to clients: a client of somebody else's could get one of them meanwhile.
    for (int attempt = 0; attempt < 200; ++attempt) {
        QTcpServer server;
        if (server.listen(QHostAddress::AnyIPv4,
                          static_cast<quint16>(QRandomGenerator::system()->bounded(12000, 30000))))
            return {"127.0.0.1", server.serverPort()};
    }
    qFatal("no free port");
}

Client::Client() : m_fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) { }

Client::Client(std::uint16_t port) : Client()
{
    connectTo(port);
}

void Client::connectTo(std::uint16_t port)
{
    const auto address = SocketAddress::fromLiteral("127.0.0.1", port);
    if (::connect(m_fd, address->data(), address->size()) != 0) // loopback: at once
        m_end = End::Reset;
    m_name = SocketAddress::localOf(m_fd).value_or(SocketAddress()).toString(); // a reset socket has none
}

Client::~Client()
{
    close();
}

void Client::close()
{
    if (m_fd >= 0)
        ::close(m_fd);
    m_fd = -1;
}

void Client::finish()
{
    ::shutdown(m_fd, SHUT_WR);
}

void Client::read()
{
    std::array<char, 4096> buffer;
    while (m_end == End::None) {
        const ssize_t got = ::recv(m_fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (got > 0)
            m_received.append(buffer.data(), static_cast<std::size_t>(got));
        else if (got == 0)
            m_end = End::Orderly;
        else if (errno == EAGAIN)
            return;
        else
            m_end = End::Reset;
    }
}

Client::End Client::end()
{
    read();
    return m_end;
}

const std::string &Client::received()
{
    read();
    return m_received;
}

void Client::say(std::string_view bytes)
{
    [[maybe_unused]] const ssize_t sent = ::send(m_fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

bool Client::talk(std::string_view bytes)
{
    const std::size_t wanted = received().size() + bytes.size();
    say(bytes);
    return QTest::qWaitFor([this, wanted] { return received().size() >= wanted; });
}

bool refused(std::uint16_t port)
{
    return Client(port).end() == Client::End::Reset;
}

bool passedOver(const Backend &backend, std::uint16_t port)
{
    const int before = backend.accepted();
    for (int i = 0; i < 8; ++i) {
        if (!Client(port).talk("hello"))
            return false;
    }
    return backend.accepted() == before;
}

} // namespace lbfy::test
