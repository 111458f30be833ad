// SPDX-License-Identifier: GPL-3.0-or-later
//
// The endpoint's routes and answers, over real sockets.

#include "core/http/endpoint.h"
#include "httpclient.h"
#include "tests/observe/samplesnapshot.h"

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTcpServer>
#include <QtTest>

using namespace lbfy;
using namespace lbfy::test;

namespace {

const Address anyPort {"127.0.0.1", 0};

/// An endpoint that listens, with a Snapshot that the test may change.
struct Served {
    Snapshot snapshot = sampleSnapshot();
    Endpoint endpoint {[this] { return std::make_shared<const Snapshot>(snapshot); }};

    Served() { QVERIFY(endpoint.listen(anyPort, nullptr)); }
    std::uint16_t port() const { return endpoint.address().port; }
    HttpAnswer get(const QByteArray &path) const { return test::get(port(), path); }
};

void expectCommonFields(const HttpAnswer &answer)
{
    QVERIFY(answer.closed);
    QVERIFY(answer.has("Connection: close"));
    QVERIFY(answer.has("X-Content-Type-Options: nosniff"));
    QVERIFY(answer.has("Cache-Control: no-store"));
    QCOMPARE(answer.head.count("Content-Length: "), 1);
}

} // namespace

class EndpointTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void everyRouteAnswersAndCloses_data()
    {
        QTest::addColumn<QByteArray>("path");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("start");
        const QByteArray text = "text/plain; charset=utf-8";
        QTest::newRow("metrics") << QByteArray("/metrics") << 200
                                 << QByteArray("text/plain; version=0.0.4; charset=utf-8")
                                 << QByteArray("# HELP lbfy_");
        QTest::newRow("metrics with query")
                << QByteArray("/metrics?name[]=x") << 200 << QByteArray("text/plain; version=0.0.4; charset=utf-8")
                << QByteArray("# H");
        QTest::newRow("health") << QByteArray("/healthz") << 200 << text << QByteArray("ok\n");
        QTest::newRow("ready") << QByteArray("/readyz") << 200 << text << QByteArray("ready\n");
        QTest::newRow("state") << QByteArray("/api/v1/state") << 200 << QByteArray("application/json")
                               << QByteArray("{");
        for (const char *path :
             {"/", "/metrics/", "/METRICS", "/metricsx", "/api/v1/state/x", "/..%2f", "/%00/../metrics",
              "/%2e%2e/metrics", "//metrics", "/?/metrics", "/metrics%0d%0aX:y"}) {
            QTest::newRow(path) << QByteArray(path) << 404 << text << QByteArray("Not Found\n");
        }
    }
    void everyRouteAnswersAndCloses()
    {
        QFETCH(const QByteArray, path);
        QFETCH(const int, status);
        QFETCH(const QByteArray, type);
        QFETCH(const QByteArray, start);
        const Served served;
        for (const QByteArray version : {"1.0", "1.1"}) {
            const QByteArray rest = " " + path + " HTTP/" + version + "\r\nHost: x\r\nConnection: keep-alive\r\n\r\n";
            const HttpAnswer answer = exchange(served.port(), "GET" + rest);
            QCOMPARE(answer.status, status);
            expectCommonFields(answer);
            QCOMPARE(answer.field("Content-Type"), type);
            QVERIFY(answer.body.startsWith(start));
            QCOMPARE(answer.field("Content-Length").toLongLong(), answer.body.size());

            const HttpAnswer head = exchange(served.port(), "HEAD" + rest);
            QCOMPARE(head.status, status);
            expectCommonFields(head);
            QVERIFY(head.body.isEmpty());
            QCOMPARE(head.field("Content-Type"), type);
            QVERIFY(head.field("Content-Length").toLongLong() > 0);
        }
        QTRY_COMPARE(served.endpoint.openConnections(), 0);
    }

    void otherMethodsAre405()
    {
        const Served served;
        for (const QByteArray method : {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"}) {
            for (const QByteArray path : {"/metrics", "/nowhere"}) {
                const HttpAnswer answer = exchange(
                        served.port(), method + " " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
                QCOMPARE(answer.status, 405);
                QVERIFY(answer.has("Allow: GET, HEAD"));
                expectCommonFields(answer);
            }
        }
    }

    void notReadyNamesEachServiceOnALineOfItsOwn()
    {
        Served served;
        served.snapshot.services.push_back(served.snapshot.services[0]);
        served.snapshot.services[0].notReady = "no usable backend";
        served.snapshot.services[1].name = "two\nlines";
        served.snapshot.services[1].notReady = "does not listen";
        const HttpAnswer answer = served.get("/readyz");
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.body, QByteArray("web: no usable backend\ntwo\\nlines: does not listen\n"));
        expectCommonFields(answer);
        QCOMPARE(served.get("/healthz").status, 200);
    }

    /// As while starting, between the endpoint's first answer and the engine's first service.
    void withoutServicesItIsNotReady()
    {
        Served served;
        served.snapshot.services.clear();
        const HttpAnswer answer = served.get("/readyz");
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.body, QByteArray("no service\n"));
        QCOMPARE(served.get("/metrics").status, 200);
    }

    void withoutASnapshotOnlyHealthIsFine()
    {
        Endpoint endpoint([] { return SnapshotPtr(); });
        QVERIFY(endpoint.listen(anyPort, nullptr));
        for (const QByteArray path : {"/metrics", "/readyz", "/api/v1/state"})
            QCOMPARE(test::get(endpoint.address().port, path).status, 503);
        QCOMPARE(test::get(endpoint.address().port, "/healthz").status, 200);
    }

    void stateIsJsonOfTheSnapshotOfNow()
    {
        Served served;
        const auto active = [&served] {
            return QJsonDocument::fromJson(served.get("/api/v1/state").body)
                    .object()
                    .value(QStringLiteral("active"))
                    .toInt();
        };
        QCOMPARE(active(), 12);
        served.snapshot.active = 13;
        QCOMPARE(active(), 13);
    }

    void promtoolFindsNothingToObjectTo_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::newRow("plain") << QByteArray("web");
        QTest::newRow("quotes, backslash, line end, broken UTF-8") << QByteArray("a\"b\\c\nd\re\xff{},é");
    }
    void promtoolFindsNothingToObjectTo()
    {
        QFETCH(const QByteArray, name);
        const QString promtool = QStandardPaths::findExecutable(QStringLiteral("promtool"));
        QVERIFY2(!promtool.isEmpty(), "promtool is missing: install the package prometheus");
        Served served;
        served.snapshot.services[0].name = name.toStdString();
        served.snapshot.services[0].backends[1].name = name.toStdString();
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(promtool, {QStringLiteral("check"), QStringLiteral("metrics")});
        process.write(served.get("/metrics").body);
        process.closeWriteChannel();
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAll(), QByteArray());
        QCOMPARE(process.exitCode(), 0);
    }

    void largeAnswerArrivesWhole()
    {
        Served served;
        served.snapshot.services.resize(2000, served.snapshot.services[0]);
        const HttpAnswer answer = served.get("/metrics");
        QVERIFY(answer.body.size() > 10'000'000);
        QCOMPARE(answer.field("Content-Length").toLongLong(), answer.body.size());
    }

    void addressInUseIsToldFromOtherErrors()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        Endpoint endpoint([] { return SnapshotPtr(); });
        QString error;
        QVERIFY(!endpoint.listen({"127.0.0.1", other.serverPort()}, &error));
        QCOMPARE(endpoint.socketError(), QAbstractSocket::AddressInUseError);
        QCOMPARE(error, QStringLiteral("address in use"));
        QVERIFY(!endpoint.listen({"192.0.2.1", 0}, &error));
        QCOMPARE(endpoint.socketError(), QAbstractSocket::SocketAddressNotAvailableError);
        QVERIFY(!endpoint.listen({"no.such.name", 0}, &error));
        QCOMPARE(error, QStringLiteral("not an IP address"));
        QVERIFY(!endpoint.isListening());
    }

    void failedMoveLeavesTheOldAddressServed()
    {
        QTcpServer other;
        QVERIFY(other.listen(QHostAddress::LocalHost));
        Served served;
        const std::uint16_t port = served.port();
        QVERIFY(!served.endpoint.listen({"127.0.0.1", other.serverPort()}, nullptr));
        QCOMPARE(served.port(), port);
        QCOMPARE(served.get("/healthz").status, 200);
        QVERIFY(served.endpoint.listen({"127.0.0.1", 0}, nullptr));
        QVERIFY(served.port() != port);
        QCOMPARE(served.get("/healthz").status, 200);
    }

    void ipv6AndLocalhost()
    {
        Served served;
        QVERIFY(served.endpoint.listen({"localhost", 0}, nullptr));
        QCOMPARE(served.get("/healthz").status, 200);
        if (!served.endpoint.listen({"::1", 0}, nullptr))
            QSKIP("no IPv6 here");
        QTcpSocket socket;
        socket.connectToHost(QHostAddress(QHostAddress::LocalHostIPv6), served.port());
        socket.write("GET /healthz HTTP/1.0\r\n\r\n");
        QCOMPARE(answerOn(socket).status, 200);
    }

    void closeEndsOpenConnections()
    {
        Served served;
        const auto socket = connectTo(served.port());
        socket->write("GET /met");
        QTRY_COMPARE(served.endpoint.openConnections(), 1);
        served.endpoint.close();
        QTRY_COMPARE(socket->state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(served.port(), 0);
    }
};

QTEST_GUILESS_MAIN(EndpointTest)

#include "endpointtest.moc"
