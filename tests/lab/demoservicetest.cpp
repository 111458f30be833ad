// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the demo is there to show, on a live engine: round robin treats all alike, latency-aware does not, and clients
// notice.

#include "core/config/address.h"
#include "core/lab/demo.h"
#include "tests/engine/engine.h"

#include <QTest>

#include <algorithm>
#include <memory>

namespace lbfy::test {

class DemoServiceTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void roundRobinSharesEvenly();
    void latencyAwareTakesTheSlowOneOutOfTheTail();
    void killedBackendGoesDownAndComesBack();

private:
    void apply(StrategyKind strategy);
    std::uint64_t picks() const;

    std::unique_ptr<Demo> m_demo;
    std::unique_ptr<Engine> m_engine;
};

namespace {

constexpr std::size_t fast = 0;
constexpr std::size_t slow = 2;

} // namespace

void DemoServiceTest::init()
{
    m_demo = std::make_unique<Demo>();
    QVERIFY(m_demo->open().ok());
    m_demo->setRate(400);
    m_engine = std::make_unique<Engine>();
    apply(StrategyKind::RoundRobin);
    const auto address = parseAddress(m_engine->service().listen, PortZero::Refused);
    QVERIFY(address.ok());
    QVERIFY(m_demo->aim(*address).ok());
}

void DemoServiceTest::cleanup()
{
    m_demo->stopLoad();
    m_engine.reset();
    m_demo.reset();
}

void DemoServiceTest::apply(StrategyKind strategy)
{
    Config config = m_demo->config();
    config.metrics.reset();
    config.workers = 2;
    config.services.front().strategy = strategy;
    config.services.front().health.interval = Milliseconds(200);
    m_engine->apply(config);
}

std::uint64_t DemoServiceTest::picks() const
{
    std::uint64_t sum = 0;
    for (const BackendSnapshot &backend : m_engine->service().backends)
        sum += backend.selections;
    return sum;
}

void DemoServiceTest::roundRobinSharesEvenly()
{
    QTRY_VERIFY(picks() >= 200);
    const double each = static_cast<double>(picks()) / Demo::backendCount;
    for (const BackendSnapshot &backend : m_engine->service().backends)
        QVERIFY2(std::abs(static_cast<double>(backend.selections) - each) <= 2, backend.name.c_str());
    QCOMPARE(m_demo->figures().errorTotal(), 0U);
}

void DemoServiceTest::latencyAwareTakesTheSlowOneOutOfTheTail()
{
    // A quarter of the answers take 40 ms, so the p90 does. The p99 does as well, but it is also where a busy machine shows.
    QTRY_VERIFY(m_engine->service().turn.samples >= 400);
    QVERIFY(m_engine->service().turn.p90 >= 0.038);
    QVERIFY(m_engine->backend(slow).share > 0.2);
    apply(StrategyKind::LatencyAware);
    // The figures are of the last ten seconds: those before the switch must leave first.
    const auto isSeen = [this] {
        return m_engine->backend(slow).share < 0.1 && m_engine->backend(fast).share > 0.3
                && m_engine->service().turn.p90 < 0.038;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSeen(), 60'000);
    QCOMPARE(m_demo->figures().errorTotal(), 0U);
}

void DemoServiceTest::killedBackendGoesDownAndComesBack()
{
    QTRY_VERIFY(picks() >= 20);
    m_demo->kill(fast);
    QTRY_VERIFY(!m_engine->backend(fast).usable);
    QVERIFY(m_demo->revive(fast).ok());
    QTRY_VERIFY_WITH_TIMEOUT(m_engine->backend(fast).usable, 40'000);
}

} // namespace lbfy::test

QTEST_GUILESS_MAIN(lbfy::test::DemoServiceTest)
#include "demoservicetest.moc"
