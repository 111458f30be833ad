// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window offers when its file changes under it, by its buttons.

#include "session.h"
#include "tests/engine/network.h"
#include "ui/widgets/infobarstack.h"

#include <QDialog>
#include <QFile>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

namespace lbfy::test {

class DocumentBarsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void lookAtTheDifferenceLeavesTheChoice();
    void reloadFromTheDifferenceSettlesIt();
    void differenceThatIsOpenIsKeptUpWithTheFile();
    void differenceGoesWithItsFile();
};

namespace {

const QString changed = QStringLiteral("has changed on disk");

/// A session whose saved file somebody else then writes.
struct Changed {
    Backend backend;
    Session session {configFor({backend.address()})};

    Changed()
    {
        session.start();
        QVERIFY(session.document().saveAs(session.folder() + QStringLiteral("/lbfy.toml")).ok());
        append("weight = 7\n");
        QTRY_VERIFY(session.barSays(changed));
    }
    void append(const char *text)
    {
        QFile file(session.document().path());
        QVERIFY(file.open(QIODevice::Append));
        file.write(text);
    }
    void click(QWidget &in, const QString &text) const
    {
        const auto buttons = in.findChildren<QPushButton *>();
        for (QPushButton *button : buttons) {
            if (button->text().remove(u'&') == text && button->isVisible())
                return button->click();
        }
        QFAIL(qPrintable(text));
    }
    /// The window with the difference; null if there is none.
    QDialog *difference()
    {
        click(session.window().barStack(), QStringLiteral("Show difference"));
        return session.window().findChild<QDialog *>();
    }
};

} // namespace

void DocumentBarsTest::lookAtTheDifferenceLeavesTheChoice()
{
    Changed changedFile;
    QDialog *dialog = changedFile.difference();
    QVERIFY(dialog);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!changedFile.session.window().findChild<QDialog *>());
    QVERIFY(changedFile.session.barSays(changed));
    QVERIFY(changedFile.difference());
    QVERIFY(changedFile.difference());
    QCOMPARE(changedFile.session.window().findChildren<QDialog *>().size(), qsizetype {1});
}

void DocumentBarsTest::reloadFromTheDifferenceSettlesIt()
{
    Changed changedFile;
    QDialog *dialog = changedFile.difference();
    QVERIFY(dialog);
    changedFile.click(*dialog, QStringLiteral("Reload"));
    QVERIFY(!changedFile.session.barSays(changed));
    QCOMPARE(changedFile.session.document().config().services.front().backends.front().weight, 7);
    QTRY_VERIFY(!changedFile.session.window().findChild<QDialog *>());
}

void DocumentBarsTest::differenceThatIsOpenIsKeptUpWithTheFile()
{
    Changed changedFile;
    QDialog *dialog = changedFile.difference();
    QVERIFY(dialog);
    changedFile.append("# and more\n");
    QTRY_VERIFY(dialog->findChild<QPlainTextEdit *>()->toPlainText().contains(QStringLiteral("# and more")));
}

void DocumentBarsTest::differenceGoesWithItsFile()
{
    Changed changedFile;
    QVERIFY(changedFile.difference());
    Session &session = changedFile.session;
    QVERIFY(session.document().saveAs(session.folder() + QStringLiteral("/another.toml")).ok());
    QTRY_VERIFY(!session.window().findChild<QDialog *>());
}

} // namespace lbfy::test

QTEST_MAIN(lbfy::test::DocumentBarsTest)
#include "documentbarstest.moc"
