// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Config that the process's descriptors cannot carry is refused before anything is started for it.

#include "core/proxy/descriptorbudget.h"
#include "core/proxy/pipepool.h"
#include "core/proxy/sockets.h"
#include "engine.h"

#include <QTest>

#include <string>

using namespace lbfy;
using namespace lbfy::test;

class LimitsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void moreConnectionsThanDescriptorsAreRefused();
    void whatWorkersNeedIsNotPromisedToConnections();
};

void LimitsTest::moreConnectionsThanDescriptorsAreRefused()
{
    Engine engine;
    Config config = configFor({unusedAddress()});
    config.services[0].maxConnections = 1'000'000'000;
    const ApplyResult result = engine.balancer().apply(config);
    QCOMPARE(result.kind, ApplyResult::Kind::BadConfiguration);
    QVERIFY(result.errors.at(0).starts_with("max_connections"));
}

void LimitsTest::whatWorkersNeedIsNotPromisedToConnections()
{
    Config config = configFor({unusedAddress()});
    config.workers = 1;
    const std::size_t limit = raiseDescriptorLimit();
    const std::size_t ofAWorker = 3 + PipePool::descriptorsFor(limit); // epoll set, wake-up, listener; no checks
    config.services[0].maxConnections = static_cast<int>(DescriptorBudget::allowanceOf(limit, ofAWorker) / 2);
    Config many = config;
    many.workers = 64;
    Engine engine;
    const ApplyResult result = engine.balancer().apply(many);
    QCOMPARE(result.kind, ApplyResult::Kind::BadConfiguration);
    const std::string beside = "beside the " + std::to_string(64 * ofAWorker)
            + " that workers, listeners and checks need";
    QVERIFY2(result.errors.at(0).find(beside) != std::string::npos, result.errors.at(0).c_str());
    QVERIFY(engine.balancer().apply(config).ok());
}

QTEST_GUILESS_MAIN(LimitsTest)
#include "limitstest.moc"
