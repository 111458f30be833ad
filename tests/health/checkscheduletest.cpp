// SPDX-License-Identifier: GPL-3.0-or-later
//
// When checks start: often enough that a dead backend is out within fall × interval + timeout, whatever the random
// spread and however long each of them takes, and never more of them than that needs.

#include "core/health/checkschedule.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <deque>
#include <vector>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

/// Takes connections and says nothing.
class SilentServer
{
public:
    SilentServer()
    {
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            while (QTcpSocket *socket = m_server.nextPendingConnection()) {
                ++m_accepted;
                m_open.push_back(socket);
                m_mostOpen = std::max(m_mostOpen, m_open.size());
            }
        });
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("the test's server cannot listen");
    }

    SocketAddress address() const { return *SocketAddress::fromLiteral("127.0.0.1", m_server.serverPort()); }
    int accepted() const { return m_accepted; }
    std::size_t mostOpen() const { return m_mostOpen; }
    /// Hangs up on the one that has waited longest.
    void endOldest()
    {
        m_open.front()->close();
        m_open.pop_front();
    }

private:
    QTcpServer m_server;
    std::deque<QTcpSocket *> m_open; ///< children of m_server
    int m_accepted = 0;
    std::size_t m_mostOpen = 0;
};

HealthConfig httpEvery(std::chrono::milliseconds interval, std::chrono::milliseconds timeout, int fall)
{
    HealthConfig config;
    config.check = CheckKind::Http;
    config.interval = interval;
    config.timeout = timeout;
    config.fall = fall;
    return config;
}

} // namespace

class CheckScheduleTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pauseIsNeverLongerThanTheInterval();
    void noMoreAtOnceThanTheBoundNeeds();
    void slowChecksOverlapUpToTheNumberThatTakesTheBackendDown();
    void goesOnWhenAPlaceIsFreeAgain();
};

void CheckScheduleTest::pauseIsNeverLongerThanTheInterval()
{
    for (const std::chrono::milliseconds interval : {1ms, 2ms, 9ms, 20ms, 2000ms, 86'400'000ms}) {
        for (const double random : {0.0, 0.25, 0.5, 0.999999999}) {
            const auto pause = CheckSchedule::pause(interval, random);
            QVERIFY(pause >= 1ms && pause <= interval);
            QVERIFY(pause >= interval * 9 / 10);
        }
    }
    QVERIFY(CheckSchedule::pause(2000ms, 0) < CheckSchedule::pause(2000ms, 0.5));
}

void CheckScheduleTest::noMoreAtOnceThanTheBoundNeeds()
{
    HealthConfig config;
    QCOMPARE(CheckSchedule::mostAtOnce(config), std::size_t {1});
    QCOMPARE(CheckSchedule::mostAtOnce(httpEvery(1s, 1s, 3)), std::size_t {2}); // one may start early
    QCOMPARE(CheckSchedule::mostAtOnce(httpEvery(100ms, 1s, 3)), std::size_t {3});
    QCOMPARE(CheckSchedule::mostAtOnce(httpEvery(100ms, 1s, 1)), std::size_t {1});
    QCOMPARE(CheckSchedule::mostAtOnce(httpEvery(1ms, 24h, 100)), std::size_t {100});
    config.check = CheckKind::Off;
    QCOMPARE(CheckSchedule::mostAtOnce(config), std::size_t {0});
}

void CheckScheduleTest::slowChecksOverlapUpToTheNumberThatTakesTheBackendDown()
{
    const SilentServer server;
    int reports = 0;
    CheckSchedule schedule(httpEvery(10ms, 1h, 3), "host", ProxyHeader::Off, 1,
                           [&reports](const CheckResult &) { ++reports; });
    schedule.setAddresses({server.address()});
    QTRY_COMPARE(server.accepted(), 3);
    QCOMPARE(reports, 0);
}

void CheckScheduleTest::goesOnWhenAPlaceIsFreeAgain()
{
    SilentServer server;
    std::vector<CheckResult> results;
    CheckSchedule schedule(httpEvery(2ms, 1h, 2), "host", ProxyHeader::Off, 1,
                           [&results](const CheckResult &result) { results.push_back(result); });
    schedule.setAddresses({server.address()});
    for (std::size_t ended = 0; ended < 20; ++ended) {
        QTRY_COMPARE(server.accepted(), static_cast<int>(ended) + 2);
        QCOMPARE(results.size(), ended);
        server.endOldest();
        QTRY_COMPARE(results.size(), ended + 1);
        QCOMPARE(results.back().outcome, CheckResult::Outcome::Failed);
    }
    QCOMPARE(server.mostOpen(), std::size_t {2});
}

QTEST_GUILESS_MAIN(CheckScheduleTest)
#include "checkscheduletest.moc"
