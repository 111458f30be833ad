// SPDX-License-Identifier: GPL-3.0-or-later
//
// The document and the table before a running engine with real sockets.

#include "core/engine/balancer.h"
#include "core/observe/log.h"
#include "ui/backends/backendmodel.h"
#include "ui/document/document.h"

#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

#include <fcntl.h>

using namespace lbfy;

namespace {

class NullFile
{
public:
    NullFile() : m_descriptor(open("/dev/null", O_WRONLY | O_CLOEXEC)) { }
    ~NullFile() { close(m_descriptor); }
    int descriptor() const { return m_descriptor; }

private:
    int m_descriptor;
};

} // namespace

class LiveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void editsReachTheEngineAndItsFiguresReachTheRows()
    {
        QTcpServer first;
        QTcpServer second;
        QVERIFY(first.listen(QHostAddress::LocalHost));
        QVERIFY(second.listen(QHostAddress::LocalHost));
        const NullFile null;
        Log log(null.descriptor(), LogFormat::Logfmt, LogLevel::Error, false);
        Balancer balancer(log);
        Document document([&balancer](const Config &config) { return balancer.apply(config); });
        Config config;
        config.workers = 1;
        ServiceConfig service;
        service.name = "web";
        service.listen = {"127.0.0.1", 0};
        service.backends.push_back({.name = "a", .address = {"127.0.0.1", first.serverPort()}});
        config.services.push_back(service);
        document.setConfig(config, {});
        BackendModel model(document);
        model.setService(document.services().front());
        QVERIFY(document.start().ok());
        std::string listen;
        connect(&balancer, &Balancer::snapshotReady, &model, [&](const SnapshotPtr &snapshot) {
            const bool runs = !snapshot->services.empty();
            model.setSnapshot(runs ? &snapshot->services.front() : nullptr, snapshot->at);
            listen = runs ? snapshot->services.front().listen : std::string();
        });
        const auto text = [&model](int row, Column column) {
            return model.index(row, toInt(column)).data().toString();
        };

        QTRY_VERIFY(text(0, Column::State).startsWith(u"Up"));
        const auto port = static_cast<quint16>(std::stoi(listen.substr(listen.rfind(':') + 1)));
        QTcpSocket client;
        client.connectToHost(QHostAddress::LocalHost, port);
        QVERIFY(client.waitForConnected());
        QTRY_COMPARE(text(0, Column::Active), QStringLiteral("1"));

        const QString added = QStringLiteral("b=127.0.0.1:%1").arg(second.serverPort());
        QVERIFY(document.addBackends(model.service(), added).ok());
        QTRY_VERIFY(model.rowCount() == 2 && text(1, Column::State).startsWith(u"Up"));
        const BackendId a = model.idAt(0);
        QVERIFY(document.setField({a}, BackendField::Mode, QStringLiteral("drain")).ok());
        QTRY_VERIFY(text(0, Column::State).startsWith(u"Draining"));
        QTcpSocket other;
        other.connectToHost(QHostAddress::LocalHost, port);
        QTRY_COMPARE(text(1, Column::Active), QStringLiteral("1"));
        QCOMPARE(text(0, Column::Active), QStringLiteral("1"));
        QVERIFY(document.undo().ok());
        QTRY_VERIFY(text(0, Column::State).startsWith(u"Up"));

        document.stop();
        QTRY_COMPARE(text(0, Column::State), QStringLiteral("Stopped"));
        QCOMPARE(client.state(), QAbstractSocket::ConnectedState);
        QVERIFY(document.start().ok());
        QTRY_VERIFY(text(0, Column::State).startsWith(u"Up"));
    }

    void anAddressInUseIsToldWithAFreeOne()
    {
        QTcpServer occupant;
        QVERIFY(occupant.listen(QHostAddress::LocalHost));
        const NullFile null;
        Log log(null.descriptor(), LogFormat::Logfmt, LogLevel::Error, false);
        Balancer balancer(log);
        Document document([&balancer](const Config &config) { return balancer.apply(config); });
        Config config;
        config.workers = 1;
        ServiceConfig service;
        service.listen = {"127.0.0.1", occupant.serverPort()};
        service.backends.push_back({.name = "a", .address = {"127.0.0.1", 9}});
        config.services.push_back(service);
        document.setConfig(config, {});
        QVERIFY(!document.start().ok());
        QVERIFY(document.lastStart().proposal);
        QVERIFY(document.useProposal(*document.lastStart().proposal).ok());
        QVERIFY(document.start().ok());
    }
};

QTEST_GUILESS_MAIN(LiveTest)
#include "livetest.moc"
