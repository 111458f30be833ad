// SPDX-License-Identifier: GPL-3.0-or-later
//
// A document and its file: opening, saving, and others who write the same file.

#include "tests/ui/document/fakeengine.h"
#include "ui/document/document.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace lbfy;
using namespace lbfy::test;

namespace {

void write(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

const QByteArray simple = "[[service]]\nlisten = \"127.0.0.1:8080\"\n[[service.backend]]\nname = \"a\"\n"
                          "address = \"127.0.0.1:9000\"\n";

} // namespace

class DocumentFileTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QString m_path;

private Q_SLOTS:
    void init()
    {
        m_path = m_folder.filePath(QStringLiteral("%1.toml").arg(QLatin1String(QTest::currentTestFunction())));
        write(m_path, simple);
    }

    void aBadFileLeavesTheDocumentAsItIs()
    {
        FakeEngine engine;
        Document document(engine.function());
        QVERIFY(document.open(m_path).empty());
        const DocumentState before = document.state();
        const QString bad = m_folder.filePath(QStringLiteral("bad.toml"));
        write(bad, "workers = 99\n");
        QVERIFY(!document.open(bad).empty());
        QVERIFY(!document.open(m_folder.filePath(QStringLiteral("missing.toml"))).empty());
        QVERIFY(document.state() == before);
        QCOMPARE(document.path(), m_path);
    }

    void modifiedMeansDifferentFromWhatWasSaved()
    {
        FakeEngine engine;
        Document document(engine.function());
        QVERIFY(document.open(m_path).empty());
        QVERIFY(!document.isModified());
        QSignalSpy modified(&document, &Document::modifiedChanged);
        QVERIFY(document.setStrategy(document.services().front(), StrategyKind::Random).ok());
        QVERIFY(document.isModified());
        QVERIFY(document.save().ok());
        QVERIFY(!document.isModified());
        QVERIFY(document.undo().ok());
        QVERIFY(document.isModified());
        QCOMPARE(modified.size(), 3);
        Document again(engine.function());
        QVERIFY(again.open(m_path).empty());
        QCOMPARE(again.config().services.front().strategy, StrategyKind::Random);
    }

    void savingNeedsAPathAndSaveAsGivesOne()
    {
        FakeEngine engine;
        Document document(engine.function());
        QVERIFY(!document.save().ok());
        QSignalSpy paths(&document, &Document::pathChanged);
        const QString path = m_folder.filePath(QStringLiteral("new.toml"));
        QVERIFY(document.saveAs(path).ok());
        QCOMPARE(paths.size(), 1);
        QCOMPARE(document.path(), path);
        QVERIFY(document.headlessCommand().command.startsWith(u"lbfyd --config "));
        QVERIFY(!document.saveAs(m_folder.filePath(QStringLiteral("no/such/folder.toml"))).ok());
        QCOMPARE(document.path(), path);
    }

    void ownSavesAreNoChangeButThoseOfOthersAre()
    {
        FakeEngine engine;
        Document document(engine.function());
        QVERIFY(document.open(m_path).empty());
        QSignalSpy changed(&document, &Document::changedOnDisk);
        QVERIFY(document.setStrategy(document.services().front(), StrategyKind::Random).ok());
        QVERIFY(document.save().ok());
        // An editor that replaces the file: a new one under the old name.
        const QString other = m_path + QStringLiteral(".other");
        write(other, simple + "weight = 7\n");
        QVERIFY(QFile::remove(m_path));
        QVERIFY(QFile::rename(other, m_path));
        QTRY_COMPARE(changed.size(), 1);
        QVERIFY(!document.save().ok());

        const std::vector<BackendId> ids = document.backends(document.services().front());
        QVERIFY(document.difference().contains(u"+ weight = 7"));
        QVERIFY(document.reload().empty());
        QCOMPARE(document.backend(ids.front())->weight, 7);
        QVERIFY(!document.isModified());
        QVERIFY(document.undo().ok());
        QCOMPARE(document.backend(ids.front())->weight, 1);
        QVERIFY(document.isModified());
    }

    void keepingMineSavesOverTheOther()
    {
        FakeEngine engine;
        Document document(engine.function());
        QVERIFY(document.open(m_path).empty());
        QSignalSpy changed(&document, &Document::changedOnDisk);
        write(m_path, simple + "weight = 7\n");
        QTRY_COMPARE(changed.size(), 1);
        document.keepMine();
        QVERIFY(document.isModified());
        QVERIFY(document.save().ok());
        QCOMPARE(DocumentFile::load(m_path).draft.config.services.front().backends.front().weight, 1);
    }

    void aFileWhoseAddressIsTakenOpensStopped()
    {
        FakeEngine engine;
        Document document(engine.function());
        QVERIFY(document.start().ok());
        engine.refusal = {"cannot listen on 127.0.0.1:8080: address in use"};
        QVERIFY(document.open(m_path).empty());
        QCOMPARE(document.config().services.front().backends.front().name, std::string("a"));
        QVERIFY(!document.isRunning());
        QCOMPARE(document.lastStart().errors.size(), 1);
    }
};

QTEST_GUILESS_MAIN(DocumentFileTest)
#include "documentfiletest.moc"
