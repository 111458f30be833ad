// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every edit, its undo and its redo; every refusal leaves everything as it was.

#include "tests/ui/document/fakeengine.h"
#include "ui/document/document.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace lbfy;
using namespace lbfy::test;

namespace {

using EditFunction = std::function<EditResult(Document &)>;

std::vector<BackendId> all(const Document &document)
{
    return document.backends(document.services().front());
}

BackendId nth(const Document &document, std::size_t i)
{
    return all(document).at(i);
}

ServiceId web(const Document &document)
{
    return document.services().front();
}

ServiceConfig secondService()
{
    ServiceConfig service;
    service.name = "api";
    service.listen = {"127.0.0.1", 8081};
    service.backends = {backendAt("x", 9100)};
    return service;
}

EditFunction field(std::size_t i, BackendField what, const char *text)
{
    return [=](Document &document) { return document.setField({nth(document, i)}, what, QString::fromUtf8(text)); };
}

} // namespace

Q_DECLARE_METATYPE(EditFunction)

class DocumentEditsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEditIsOneStepAndComesBack_data()
    {
        QTest::addColumn<EditFunction>("edit");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, EditFunction edit, const char *text) {
            QTest::newRow(name) << std::move(edit) << QString::fromUtf8(text);
        };
        row("weight", field(1, BackendField::Weight, "5"), "Change weight of b to 5");
        row("address", field(0, BackendField::Address, "[::1]:80"), "Change address of a to [::1]:80");
        row("name", field(0, BackendField::Name, "web-1"), "Rename a to web-1");
        row("limit", field(0, BackendField::MaxConnections, "10"), "Limit a to 10 connections");
        row("backup", field(0, BackendField::Backup, "true"), "Make a a backup");
        row("drain", field(0, BackendField::Mode, "drain"), "Drain a");
        row("disable", field(0, BackendField::Mode, "disabled"), "Disable a");
        row(
                "several", [](Document &d) { return d.setField(all(d), BackendField::Weight, QStringLiteral("7")); },
                "Change weight of 3 backends to 7");
        row(
                "drain several",
                [](Document &d) {
                    return d.setField({nth(d, 0), nth(d, 1)}, BackendField::Mode, QStringLiteral("drain"));
                },
                "Drain 2 backends");
        row(
                "add", [](Document &d) { return d.addBackends(web(d), QStringLiteral("d=127.0.0.1:9004,weight=2")); },
                "Add d");
        row(
                "add several",
                [](Document &d) { return d.addBackends(web(d), QStringLiteral("127.0.0.1:9004\n127.0.0.1:9005")); },
                "Add 2 backends");
        row(
                "duplicate", [](Document &d) { return d.duplicateBackends({nth(d, 0)}); }, "Duplicate a");
        row(
                "duplicate several", [](Document &d) { return d.duplicateBackends(all(d)); }, "Duplicate 3 backends");
        row(
                "remove", [](Document &d) { return d.removeBackends({nth(d, 1)}); },
                "Remove b (open connections may finish within 30s)");
        row(
                "remove several",
                [](Document &d) {
                    return d.removeBackends({nth(d, 0), nth(d, 2)});
                },
                "Remove 2 backends (open connections may finish within 30s)");
        row(
                "move up", [](Document &d) { return d.moveBackends({nth(d, 2)}, Move::Up); }, "Move c up");
        row(
                "move several down",
                [](Document &d) {
                    return d.moveBackends({nth(d, 0), nth(d, 1)}, Move::Down);
                },
                "Move 2 backends down");
        row(
                "strategy", [](Document &d) { return d.setStrategy(web(d), StrategyKind::LatencyAware); },
                "Switch to Latency-aware");
        row(
                "listen", [](Document &d) { return d.setListen(web(d), QStringLiteral("127.0.0.1:8090")); },
                "Listen on 127.0.0.1:8090");
        row(
                "service name", [](Document &d) { return d.renameService(web(d), QStringLiteral("shop")); },
                "Rename service web to shop");
        row(
                "settings",
                [](Document &d) {
                    ServiceConfig wanted = *d.service(web(d));
                    wanted.health.check = CheckKind::Off;
                    wanted.backends.clear();
                    return d.setServiceSettings(web(d), wanted);
                },
                "Change settings of web");
        row(
                "add service", [](Document &d) { return d.addService(secondService()); }, "Add service api");
        row(
                "global",
                [](Document &d) {
                    Config wanted = d.config();
                    wanted.drainTimeout = Milliseconds {5000};
                    wanted.services.clear();
                    return d.setGlobalSettings(wanted);
                },
                "Change program settings");
    }
    void everyEditIsOneStepAndComesBack()
    {
        QFETCH(const EditFunction, edit);
        QFETCH(const QString, text);
        FakeEngine engine;
        Document document(engine.function());
        document.setConfig(threeBackends(), {});
        QVERIFY(document.start().ok());
        const DocumentState before = document.state();
        QSignalSpy edited(&document, &Document::edited);

        const EditResult result = edit(document);
        QVERIFY2(result.ok(), qPrintable(result.message()));
        const DocumentState after = document.state();
        QVERIFY(after != before);
        QCOMPARE(document.undoStack().count(), 1);
        QCOMPARE(document.undoStack().undoText(), text);
        QVERIFY(engine.applied.back() == after.config);
        QVERIFY(document.isModified());
        QCOMPARE(edited.size(), 1);

        QVERIFY(document.undo().ok());
        QVERIFY(document.state() == before);
        QVERIFY(engine.applied.back() == before.config);
        QVERIFY(!document.isModified());
        QCOMPARE(edited.size(), 2);

        QVERIFY(document.redo().ok());
        QVERIFY(document.state() == after);
        QVERIFY(engine.applied.back() == after.config);
        QCOMPARE(edited.size(), 3);
    }

    void anInvalidEditChangesNothingAndSaysWhy_data()
    {
        QTest::addColumn<EditFunction>("edit");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, EditFunction edit, const char *message) {
            QTest::newRow(name) << std::move(edit) << QString::fromUtf8(message);
        };
        row("weight too large", field(0, BackendField::Weight, "257"), "Weight must be 1 to 256");
        row("weight is no number", field(0, BackendField::Weight, "much"), "Weight must be a whole number, 1 to 256");
        row("empty name", field(0, BackendField::Name, ""), "A name is 1 to 64 printable characters");
        row("name taken", field(0, BackendField::Name, "b"), "The name is already that of another backend");
        row("port", field(0, BackendField::Address, "127.0.0.1:99999"), "The port must be 1 to 65535");
        row("itself", field(0, BackendField::Address, "127.0.0.1:8080"),
            "Address \"127.0.0.1:8080\": the service's own listen address; it would connect to itself");
        row(
                "one name for all",
                [](Document &d) { return d.setField(all(d), BackendField::Name, QStringLiteral("same")); },
                "The name is already that of another backend\nThe name is already that of another backend");
        row(
                "one bad line of several",
                [](Document &d) { return d.addBackends(web(d), QStringLiteral("127.0.0.1:9004\n127.0.0.1")); },
                "Line 2, “127.0.0.1”: the port is missing, as in 127.0.0.1:8080");
        row(
                "no line", [](Document &d) { return d.addBackends(web(d), QStringLiteral("  ")); },
                "Type an address as host:port, for example 127.0.0.1:8081.");
        row(
                "the last backends", [](Document &d) { return d.removeBackends(all(d)); },
                "A service needs at least one backend. Disable it instead, or add another one first.");
        row(
                "the last service", [](Document &d) { return d.removeService(web(d)); },
                "A configuration needs at least one service. Stop it instead, or add another one first.");
        row(
                "listen", [](Document &d) { return d.setListen(web(d), QStringLiteral("example.org:80")); },
                "The listen address: the host must be an IP address or localhost");
        row(
                "two services on one address",
                [](Document &d) {
                    ServiceConfig service = secondService();
                    service.listen.port = 8080;
                    return d.addService(service);
                },
                "Listen \"127.0.0.1:8080\": already the address of \"web\"");
    }
    void anInvalidEditChangesNothingAndSaysWhy()
    {
        QFETCH(const EditFunction, edit);
        QFETCH(const QString, message);
        FakeEngine engine;
        Document document(engine.function());
        document.setConfig(threeBackends(), {});
        QVERIFY(document.start().ok());
        const DocumentState before = document.state();
        const std::size_t applied = engine.applied.size();
        QCOMPARE(edit(document).message(), message);
        QVERIFY(document.state() == before);
        QCOMPARE(document.undoStack().count(), 0);
        QCOMPARE(engine.applied.size(), applied);
    }

    void whatTheEngineRefusesIsNotCommitted()
    {
        FakeEngine engine;
        Document document(engine.function());
        document.setConfig(threeBackends(), {});
        QVERIFY(document.start().ok());
        QVERIFY(document.setListen(web(document), QStringLiteral("127.0.0.1:8090")).ok());
        const DocumentState before = document.state();
        engine.refusal = {"cannot listen on 127.0.0.1:8080: address in use"};
        QSignalSpy refused(&document, &Document::refused);

        QVERIFY(!document.setField({nth(document, 0)}, BackendField::Weight, QStringLiteral("5")).ok());
        QCOMPARE(refused.size(), 0); // the result says it
        QVERIFY(!document.undo().ok());
        QCOMPARE(refused.size(), 1);
        QVERIFY(document.state() == before);
        QVERIFY(document.undoStack().canUndo());
        QVERIFY(!document.undoStack().canRedo());
    }

    void editsWhileStoppedDoNotReachTheEngine()
    {
        FakeEngine engine;
        Document document(engine.function());
        document.setConfig(threeBackends(), {});
        QVERIFY(document.setField({nth(document, 0)}, BackendField::Weight, QStringLiteral("5")).ok());
        QVERIFY(engine.applied.empty());
    }

    void spinningOneCellIsOneStepUntilAPause()
    {
        FakeEngine engine;
        Document document(engine.function());
        document.setConfig(threeBackends(), {});
        std::chrono::milliseconds now {0};
        document.setClock([&now] { return now; });
        const auto spin = [&](std::size_t i, const QString &text) {
            return document.setField({nth(document, i)}, BackendField::Weight, text, Merging::WithPrevious).ok();
        };
        QVERIFY(spin(0, QStringLiteral("2")));
        now += std::chrono::milliseconds {900};
        QVERIFY(spin(0, QStringLiteral("3")));
        QCOMPARE(document.undoStack().count(), 1);
        QCOMPARE(document.undoStack().undoText(), QStringLiteral("Change weight of a to 3"));
        now += std::chrono::milliseconds {1001};
        QVERIFY(spin(0, QStringLiteral("4")));
        QCOMPARE(document.undoStack().count(), 2);
        QVERIFY(spin(1, QStringLiteral("4")));
        QCOMPARE(document.undoStack().count(), 3);
        QVERIFY(spin(1, QStringLiteral("1")));
        QCOMPARE(document.undoStack().count(), 2);
        QVERIFY(document.undo().ok());
        QCOMPARE(document.backend(nth(document, 0))->weight, 3);
        QVERIFY(document.undo().ok());
        QCOMPARE(document.backend(nth(document, 0))->weight, 1);
    }

    void idsAndColoursSurviveRenameMoveUndoAndRedo()
    {
        FakeEngine engine;
        Document document(engine.function());
        document.setConfig(threeBackends(), {});
        const std::vector<BackendId> ids = all(document);
        QCOMPARE(document.colorIndex(ids[2]), 2);
        QVERIFY(document.setField({ids[2]}, BackendField::Name, QStringLiteral("z")).ok());
        QVERIFY(document.moveBackends({ids[2]}, Move::Up).ok());
        QCOMPARE(document.backendNamed(web(document), QStringLiteral("z")), std::optional(ids[2]));
        QCOMPARE(nth(document, 1), ids[2]);
        QVERIFY(document.removeBackends({ids[0]}).ok());
        QVERIFY(!document.backend(ids[0]));
        const EditResult added = document.addBackends(web(document), QStringLiteral("127.0.0.1:9009"));
        QCOMPARE(added.added.size(), std::size_t {1});
        QCOMPARE(document.colorIndex(added.added.front()), 0);
        while (document.undoStack().canUndo())
            QVERIFY(document.undo().ok());
        QVERIFY(all(document) == ids);
        QCOMPARE(document.colorIndex(ids[2]), 2);
        while (document.undoStack().canRedo())
            QVERIFY(document.redo().ok());
        QCOMPARE(all(document).back(), added.added.front());
    }

    void stepsAreBoundedAndWhatWasSavedBeforeTheOldestIsNotCalledSaved()
    {
        FakeEngine engine;
        Document document(engine.function());
        document.setConfig(threeBackends(), {});
        const QTemporaryDir folder;
        QVERIFY(document.saveAs(folder.filePath(QStringLiteral("own.toml"))).ok());
        const auto edit = [&](int i) {
            const QString weight = QString::number(2 + i % 2);
            return document.setField({nth(document, 0)}, BackendField::Weight, weight).ok();
        };
        const int limit = document.undoStack().undoLimit();
        QVERIFY(limit >= 50);
        for (int i = 0; i < limit; ++i)
            QVERIFY(edit(i));
        QCOMPARE(document.undoStack().count(), limit);
        while (document.undoStack().canUndo())
            QVERIFY(document.undo().ok());
        QVERIFY(!document.isModified()); // saved just before the oldest step

        for (int i = 0; i <= limit; ++i)
            QVERIFY(edit(i));
        QCOMPARE(document.undoStack().count(), limit);
        while (document.undoStack().canUndo()) {
            QVERIFY(document.undo().ok());
            QVERIFY(document.isModified());
        }
        QCOMPARE(document.backend(nth(document, 0))->weight, 2); // the first edit, which is not what was saved
        QVERIFY(document.redo().ok());
        QVERIFY(document.save().ok());
        for (int i = 0; i < limit - 1; ++i)
            QVERIFY(edit(i));
        QVERIFY(document.isModified());
        for (int i = 0; i < limit - 1; ++i)
            QVERIFY(document.undo().ok());
        QVERIFY(!document.isModified()); // a saved state among those kept is known where it is now
    }

    void aNameThatRepeatsTheAddressFollowsIt()
    {
        FakeEngine engine;
        Document document(engine.function());
        const BackendId id = nth(document, 0);
        QVERIFY(document.setField({id}, BackendField::Address, QStringLiteral("127.0.0.1:9009")).ok());
        QCOMPARE(document.backend(id)->name, std::string("127.0.0.1:9009"));
        QVERIFY(document.setField({id}, BackendField::Name, QStringLiteral("own")).ok());
        QVERIFY(document.setField({id}, BackendField::Address, QStringLiteral("127.0.0.1:9010")).ok());
        QCOMPARE(document.backend(id)->name, std::string("own"));
    }
};

QTEST_GUILESS_MAIN(DocumentEditsTest)
#include "documenteditstest.moc"
