// SPDX-License-Identifier: GPL-3.0-or-later
//
// The obvious proxy in Qt: one QTcpSocket for the client, one for the backend, on Qt's own dispatcher, joined by
// readyRead. It is kept so that the reason for lbfy's plain descriptors stays visible and measurable: its cost per turn
// grows with the number of open connections, it buffers without bound behind a slow reader, and it cannot half-close.
//
// Usage: bench_qtpair LISTEN-PORT BACKEND-PORT…

#include <QCoreApplication>
#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <cstdio>
#include <cstdlib>
#include <vector>

namespace {

void join(QTcpSocket *from, QTcpSocket *to)
{
    QObject::connect(from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
    QObject::connect(from, &QTcpSocket::disconnected, to, &QTcpSocket::disconnectFromHost);
    QObject::connect(from, &QTcpSocket::disconnected, from, &QObject::deleteLater);
    // A socket that never connected emits no disconnected().
    QObject::connect(from, &QTcpSocket::errorOccurred, to, &QTcpSocket::disconnectFromHost);
    QObject::connect(from, &QTcpSocket::errorOccurred, from, [from] {
        if (from->state() == QAbstractSocket::UnconnectedState)
            from->deleteLater();
    });
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    std::vector<quint16> backends;
    for (int i = 2; i < argc; ++i)
        backends.push_back(static_cast<quint16>(std::strtoul(argv[i], nullptr, 10)));
    if (backends.empty()) {
        std::fprintf(stderr, "usage: bench_qtpair LISTEN-PORT BACKEND-PORT...\n");
        return 2;
    }

    QTcpServer server;
    std::size_t next = 0;
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
        while (QTcpSocket *client = server.nextPendingConnection()) {
            auto *backend = new QTcpSocket(&server);
            client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
            QObject::connect(backend, &QTcpSocket::connected, backend,
                             [backend] { backend->setSocketOption(QAbstractSocket::LowDelayOption, 1); });
            join(client, backend);
            join(backend, client);
            backend->connectToHost(QHostAddress(QHostAddress::LocalHost), backends[next++ % backends.size()]);
        }
    });
    const auto port = static_cast<quint16>(std::strtoul(argv[1], nullptr, 10));
    server.setListenBacklogSize(4096); // as the others: a refused SYN comes again a second later
    if (!server.listen(QHostAddress(QHostAddress::LocalHost), port)) {
        std::fprintf(stderr, "bench_qtpair: cannot listen: %s\n", qPrintable(server.errorString()));
        return 1;
    }
    return QCoreApplication::exec();
}
