// SPDX-License-Identifier: GPL-3.0-or-later
//
// Starting, stopping, and what a document is called elsewhere.

#include "ui/document/document.h"
#include "tests/ui/document/fakeengine.h"

#include <QAction>
#include <QtTest>

using namespace lbfy;
using namespace lbfy::test;

class DocumentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRefusedStartKeepsItsMessageUntilOneSucceeds()
    {
        FakeEngine engine;
        Document document(engine.function());
        engine.refusal = {"cannot listen on 127.0.0.1:8080: address in use (by nginx, pid 812); try --listen "
                          "127.0.0.1:8081"};
        QSignalSpy refused(&document, &Document::refused);
        QVERIFY(!document.start().ok());
        QVERIFY(!document.isRunning());
        QCOMPARE(refused.size(), 0); // the result says it
        QCOMPARE(document.lastStart().errors,
                 QStringList {QStringLiteral("cannot listen on 127.0.0.1:8080: address in use (by nginx, process 812); "
                                             "127.0.0.1:8081 is free")});
        const auto proposal = document.lastStart().proposal;
        QVERIFY(proposal);
        QCOMPARE(proposal->address, QStringLiteral("127.0.0.1:8081"));
        QVERIFY(!proposal->metrics);
        QVERIFY(document.useProposal(*proposal).ok());
        QCOMPARE(document.config().services.front().listen.port, std::uint16_t {8081});
        engine.refusal.clear();
        QVERIFY(document.start().ok());
        QVERIFY(document.lastStart().ok());
        QVERIFY(!document.lastStart().proposal);
    }

    void aProposalForMetricsChangesTheMetrics()
    {
        FakeEngine engine;
        Document document(engine.function());
        const auto proposal = Document::proposalIn(
                {"cannot listen on 0.0.0.0:9090: address in use; try --metrics 0.0.0.0:9091"});
        QVERIFY(proposal && proposal->metrics);
        QVERIFY(document.useProposal(*proposal).ok());
        QCOMPARE(document.config().metrics->port, std::uint16_t {9091});
    }

    void stoppingAppliesNoServicesAndStartingBringsThemBack()
    {
        FakeEngine engine;
        Document document(engine.function());
        QSignalSpy running(&document, &Document::runningChanged);
        QVERIFY(document.start().ok());
        document.stop();
        QVERIFY(engine.applied.back().services.empty());
        QVERIFY(!document.isRunning());
        QVERIFY(document.start().ok());
        QVERIFY(engine.applied.back() == document.config());
        QCOMPARE(running.size(), 3);
    }

    void actionsCarryTheTextOfTheirStep()
    {
        FakeEngine engine;
        Document document(engine.function());
        QObject owner;
        const QAction *undo = document.createUndoAction(&owner);
        QAction *redo = document.createRedoAction(&owner);
        QVERIFY(!undo->isEnabled());
        QVERIFY(document.setStrategy(document.services().front(), StrategyKind::Random).ok());
        QCOMPARE(undo->text(), QStringLiteral("Undo “Switch to Random”"));
        QVERIFY(document.undo().ok());
        QVERIFY(!undo->isEnabled());
        redo->trigger();
        QCOMPARE(document.config().services.front().strategy, StrategyKind::Random);
    }

    void theCommandLineSaysWhatOptionsCanSay()
    {
        FakeEngine engine;
        Document document(engine.function());
        const ServiceId id = document.services().front();
        QCOMPARE(document.headlessCommand().command,
                 QStringLiteral("lbfyd --listen 127.0.0.1:8080 --backend 127.0.0.1:9000 --backend 127.0.0.1:9001 "
                                "--strategy round-robin --max-connections 1000 --metrics 0.0.0.0:9090 --log-level info "
                                "--log-connections failures"));
        QVERIFY(document.headlessCommand().note.isEmpty());
        const BackendId backend = document.backends(id).front();
        QVERIFY(document.setField({backend}, BackendField::Name, QStringLiteral("it's a")).ok());
        QVERIFY(document.headlessCommand().command.contains(u"--backend 'it'\\''s a=127.0.0.1:9000'"));
        QVERIFY(document.setField({backend}, BackendField::Mode, QStringLiteral("drain")).ok());
        QVERIFY(!document.headlessCommand().note.isEmpty());
        ServiceConfig second = *document.service(id);
        second.name = "second";
        second.listen.port = 8081;
        QVERIFY(document.addService(second).ok());
        QVERIFY(document.headlessCommand().command.isEmpty());
        QVERIFY(!document.headlessCommand().note.isEmpty());
        QCOMPARE(metricsUrl(document.config().metrics), QStringLiteral("http://127.0.0.1:9090/metrics"));
    }

    void onlyTheServiceThatChangedIsReported()
    {
        FakeEngine engine;
        Document document(engine.function());
        ServiceConfig second = threeBackends().services.front();
        second.listen.port = 8081;
        QVERIFY(document.addService(second).ok());
        QSignalSpy backends(&document, &Document::backendsChanged);
        QSignalSpy services(&document, &Document::servicesChanged);
        const ServiceId id = document.services().back();
        QVERIFY(document.setField({document.backends(id).front()}, BackendField::Weight, QStringLiteral("9")).ok());
        QCOMPARE(backends.size(), 1);
        QCOMPARE(backends.front().front().value<ServiceId>(), id);
        QCOMPARE(services.size(), 0);
        QVERIFY(document.removeService(id).ok());
        QCOMPARE(services.size(), 1);
    }
};

QTEST_MAIN(DocumentTest)
#include "documenttest.moc"
