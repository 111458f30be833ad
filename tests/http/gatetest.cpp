// SPDX-License-Identifier: GPL-3.0-or-later
//
// The gate under clients that mean no good or cannot help it: slow, greedy, gone, too many, or no descriptors left. After
// each, the endpoint serves as before and nothing is left open.

#include "core/http/endpoint.h"
#include "httpclient.h"

#include <QHostAddress>
#include <QtTest>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace lbfy;
using namespace lbfy::test;
using namespace std::chrono_literals;

namespace {

const QByteArray health = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";

struct Served {
    Snapshot snapshot;
    Endpoint endpoint;

    explicit Served(const GateLimits &limits = {})
        : endpoint([this] { return std::make_shared<const Snapshot>(snapshot); }, nullptr, limits)
    {
        QVERIFY(endpoint.listen({"127.0.0.1", 0}, nullptr));
    }
    std::uint16_t port() const { return endpoint.address().port; }
    void expectHealthyAndEmpty() const
    {
        QCOMPARE(get(port(), "/healthz").status, 200);
        QTRY_COMPARE_WITH_TIMEOUT(endpoint.openConnections(), 0, 30'000);
    }
};

GateLimits withDeadline(std::chrono::milliseconds deadline)
{
    GateLimits limits;
    limits.deadline = deadline;
    return limits;
}

/// A blocking socket of our own, for what QTcpSocket cannot do: reset, and not reading.
int rawConnection(std::uint16_t port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ::sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(descriptor, reinterpret_cast<const ::sockaddr *>(&address), sizeof address) != 0)
        qWarning("connect: %s", std::strerror(errno));
    return descriptor;
}

void sendRaw(int descriptor, const QByteArray &bytes)
{
    [[maybe_unused]] const ssize_t sent = ::send(descriptor, bytes.constData(), static_cast<std::size_t>(bytes.size()),
                                                 MSG_NOSIGNAL);
}

void resetRaw(int descriptor)
{
    const ::linger hard {.l_onoff = 1, .l_linger = 0};
    ::setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &hard, sizeof hard);
    ::close(descriptor);
}

/// Lowers the soft limit of descriptors for its own life.
class DescriptorLimit
{
public:
    explicit DescriptorLimit(::rlim_t limit)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const ::rlimit lower {.rlim_cur = limit, .rlim_max = m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &lower);
    }
    ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &m_before); }

private:
    ::rlimit m_before {};
};

} // namespace

class GateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void badRequestsAreAnsweredAndClosed_data()
    {
        QTest::addColumn<QByteArray>("request");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const QByteArray &request, int status) {
            QTest::newRow(name) << request << status;
        };
        const QByteArray start = "GET /healthz HTTP/1.1\r\nHost: x\r\n";
        row("17 KiB header", start + "X: " + QByteArray(17 * 1024, 'a') + "\r\n\r\n", 431);
        row("1 MiB header without end", start + "X: " + QByteArray(1024 * 1024, 'a'), 431);
        row("many fields", start + QByteArray("X: y\r\n").repeated(10'000) + "\r\n", 431);
        row("3 KiB URL", "GET /" + QByteArray(3 * 1024, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n", 414);
        row("endless URL", "GET /" + QByteArray(100'000, 'a'), 414);
        row("length 2^63", start + "Content-Length: 9223372036854775808\r\n\r\n", 413);
        row("length and body", start + "Content-Length: 200000\r\n\r\n" + QByteArray(200'000, 'x'), 413);
        row("length and chunked", start + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
        row("chunked", start + "Transfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n", 400);
        row("upgrade", start + "Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n", 400);
        row("nonsense", "nonsense\r\n\r\n", 400);
        row("version 2", "GET /healthz HTTP/2.0\r\n\r\n", 505);
        row("TLS hello", QByteArray::fromHex("16030102000100010a0303"), 400);
    }
    void badRequestsAreAnsweredAndClosed()
    {
        QFETCH(const QByteArray, request);
        QFETCH(const int, status);
        const Served served;
        const HttpAnswer answer = exchange(served.port(), request);
        QCOMPARE(answer.status, status);
        QVERIFY(answer.closed);
        QVERIFY(answer.has("Connection: close"));
        served.expectHealthyAndEmpty();
    }

    void pipelinedRequestsGetOneAnswerAndTheEnd()
    {
        const Served served;
        const HttpAnswer answer = exchange(served.port(), health.repeated(1000));
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, QByteArray("ok\n"));
        QVERIFY(answer.closed);
        served.expectHealthyAndEmpty();
    }

    void requestInSingleBytesIsARequest()
    {
        const Served served;
        const auto socket = connectTo(served.port());
        for (const char c : health) {
            socket->write(&c, 1);
            socket->flush();
            QCoreApplication::processEvents();
        }
        QCOMPARE(answerOn(*socket).status, 200);
        served.expectHealthyAndEmpty();
    }

    void clientThatClosesItsSideAfterTheRequestIsAnswered()
    {
        const Served served;
        const int descriptor = rawConnection(served.port());
        sendRaw(descriptor, health);
        ::shutdown(descriptor, SHUT_WR);
        QTcpSocket socket;
        QVERIFY(socket.setSocketDescriptor(descriptor));
        QCOMPARE(answerOn(socket).status, 200);
        served.expectHealthyAndEmpty();
    }

    void slowHeaderMeetsTheDeadline()
    {
        const Served served(withDeadline(200ms));
        const auto socket = connectTo(served.port());
        QTimer drip;
        drip.callOnTimeout(this, [&] { socket->write("X"); });
        socket->write("GET /healthz HTTP/1.1\r\n");
        drip.start(20ms);
        const HttpAnswer answer = answerOn(*socket);
        QVERIFY(answer.closed);
        QCOMPARE(answer.status, 0);
        drip.stop();
        served.expectHealthyAndEmpty();
    }

    void clientThatDoesNotReadItsAnswerMeetsTheDeadline()
    {
        Served served(withDeadline(300ms));
        ServiceSnapshot service;
        service.name = std::string(1000, 'x');
        service.notReady = std::string(1000, 'y');
        served.snapshot.services.assign(20'000, service); // more than any socket buffer
        const int descriptor = rawConnection(served.port());
        sendRaw(descriptor, "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n");
        QTRY_COMPARE(served.endpoint.openConnections(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(served.endpoint.openConnections(), 0, 30'000);
        ::close(descriptor);
        served.expectHealthyAndEmpty();
    }

    void clientThatNeverClosesAfterItsAnswerIsCutOff()
    {
        GateLimits limits;
        limits.linger = 100ms;
        const Served served(limits);
        const int descriptor = rawConnection(served.port());
        sendRaw(descriptor, health);
        QTRY_COMPARE(served.endpoint.openConnections(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(served.endpoint.openConnections(), 0, 30'000);
        ::close(descriptor);
    }

    void connectionBeyondTheCapIsTurnedAwayAndRoomIsGivenBack()
    {
        const Served served;
        std::vector<std::unique_ptr<QTcpSocket>> held;
        for (int i = 0; i < 64; ++i)
            held.push_back(connectTo(served.port()));
        QTRY_COMPARE(served.endpoint.openConnections(), 64);
        const auto extra = connectTo(served.port());
        const HttpAnswer refused = answerOn(*extra);
        QVERIFY(refused.closed);
        QCOMPARE(refused.status, 503);
        held[0]->write(health);
        QCOMPARE(answerOn(*held[0]).status, 200);
        held.clear();
        QTRY_COMPARE(served.endpoint.openConnections(), 0);
        served.expectHealthyAndEmpty();
    }

    void silentClientsKeepNobodyOutForLongerThanTheDeadline()
    {
        const Served served(withDeadline(200ms));
        std::vector<int> silent;
        for (int i = 0; i < 200; ++i) {
            silent.push_back(rawConnection(served.port()));
            QCoreApplication::processEvents(); // the backlog is short
        }
        QTRY_COMPARE_WITH_TIMEOUT(get(served.port(), "/healthz").status, 200, 30'000);
        for (const int descriptor : silent)
            ::close(descriptor);
        served.expectHealthyAndEmpty();
    }

    void clientsThatResetAtAnyMomentLeaveNothingBehind()
    {
        const Served served;
        for (int i = 0; i < 1000; ++i) {
            const int descriptor = rawConnection(served.port());
            sendRaw(descriptor, health.first(i % 4 == 0 ? i % health.size() : health.size()));
            if (i % 3 == 0)
                QCoreApplication::processEvents();
            resetRaw(descriptor);
            if (i % 16 == 0)
                QTRY_COMPARE(served.endpoint.openConnections(), 0);
        }
        served.expectHealthyAndEmpty();
    }

    void endpointServesAgainAfterDescriptorsRanOut()
    {
        const Served served;
        QCOMPARE(get(served.port(), "/healthz").status, 200);
        const auto waiting = std::make_unique<QTcpSocket>();
        QTRY_COMPARE(served.endpoint.openConnections(), 0);
        const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        int refused = 0;
        connect(served.endpoint.findChild<Gate *>(), &QTcpServer::acceptError, waiting.get(),
                [&refused] { ++refused; });
        {
            // Descriptors below the limit that are still free are taken, so that the next accept() fails.
            const DescriptorLimit limit(static_cast<::rlim_t>(client) + 8);
            std::vector<int> taken;
            for (int one = ::dup(client); one >= 0; one = ::dup(client))
                taken.push_back(one);
            QCOMPARE(errno, EMFILE);
            ::sockaddr_in address {};
            address.sin_family = AF_INET;
            address.sin_port = htons(served.port());
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            QCOMPARE(::connect(client, reinterpret_cast<const ::sockaddr *>(&address), sizeof address), 0);
            sendRaw(client, health);
            QTRY_VERIFY(refused >= 2); // it tries again by itself
            QCOMPARE(served.endpoint.openConnections(), 0);
            for (const int one : taken)
                ::close(one);
        }
        QVERIFY(waiting->setSocketDescriptor(client));
        QCOMPARE(answerOn(*waiting).status, 200); // the client that waited all along
        served.expectHealthyAndEmpty();
    }
};

QTEST_GUILESS_MAIN(GateTest)

#include "gatetest.moc"
