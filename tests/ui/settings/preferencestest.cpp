// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window remembers, in a file of the test's own: defaults, round trips, nonsense in the file, and that nothing
// is lost when the program ends without a word.

#include "ui/settings/preferences.h"
#include "ui/settings/preferencesdialog.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace lbfy;
using namespace std::chrono_literals;

class PreferencesTest : public QObject
{
    Q_OBJECT
private:
    QString path() const { return m_folder->filePath(QStringLiteral("lbfy/ui.conf")); }
    QString touch(const QString &name) const
    {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) ? file.fileName() : QString();
    }
    void writeFile(const QByteArray &content) const
    {
        QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("lbfy")));
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

    std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void standsWhereXdgWantsIt() { QVERIFY(Preferences::standardFile().endsWith(QStringLiteral("/lbfy/ui.conf"))); }

    void withoutAFileThereAreDefaultsAndNoFileIsMade()
    {
        {
            const Preferences fresh(path());
            QCOMPARE(fresh.theme(), ThemeChoice::System);
            QCOMPARE(fresh.uiRate(), 2);
            QCOMPARE(fresh.timeWindow(), 60s);
            QVERIFY(fresh.language().isEmpty());
            QVERIFY(!fresh.tray());
            QVERIFY(!fresh.notifications());
            QVERIFY(fresh.recentFiles().isEmpty());
            QVERIFY(fresh.windowGeometry().isEmpty());
        }
        QVERIFY(!QFileInfo::exists(path()));
    }

    void everythingIsThereAgainNextTime()
    {
        const QString file = touch(QStringLiteral("a.toml"));
        {
            Preferences before(path());
            before.setTheme(ThemeChoice::Dark);
            before.setUiRate(4);
            before.setTimeWindow(900s);
            before.setLanguage(QStringLiteral("de"));
            before.setTray(true);
            before.setNotifications(true);
            before.setLastFile(file);
            before.addRecentFile(file);
            before.setWindowGeometry(QByteArray("\0\1geometry", 10));
            before.setViewState(QStringLiteral("backends"), 2, "columns");
        }
        Preferences after(path());
        QCOMPARE(after.theme(), ThemeChoice::Dark);
        QCOMPARE(after.uiRate(), 4);
        QCOMPARE(after.timeWindow(), 900s);
        QCOMPARE(after.language(), QStringLiteral("de"));
        QVERIFY(after.tray());
        QVERIFY(after.notifications());
        QCOMPARE(after.lastFile(), file);
        QCOMPARE(after.recentFiles(), QStringList {file});
        QCOMPARE(after.windowGeometry(), QByteArray("\0\1geometry", 10));
        QCOMPARE(after.viewState(QStringLiteral("backends"), 2), QByteArray("columns"));
    }

    void aChangeIsWrittenSoonAndOnceNotOnlyAtTheEnd()
    {
        Preferences preferences(path());
        preferences.setWriteDelay(0ms);
        QSignalSpy written(&preferences, &Preferences::written);
        for (int i = 0; i < 50; ++i)
            preferences.setViewState(QStringLiteral("splitter"), 1, QByteArray::number(i));
        QVERIFY(!QFileInfo::exists(path()));
        QVERIFY(written.wait());
        QCOMPARE(written.size(), 1);
        // As another program finds it, while this one is still running.
        QCOMPARE(Preferences(path()).viewState(QStringLiteral("splitter"), 1), QByteArray("49"));
        preferences.setViewState(QStringLiteral("splitter"), 1, "49");
        preferences.sync();
        QCOMPARE(written.size(), 1);
    }

    void aHeaderOfAnotherVersionIsNotUsed()
    {
        Preferences preferences(path());
        preferences.setViewState(QStringLiteral("backends"), 1, "old columns");
        QVERIFY(preferences.viewState(QStringLiteral("backends"), 2).isEmpty());
        QCOMPARE(preferences.viewState(QStringLiteral("backends"), 1), QByteArray("old columns"));
    }

    void nonsenseInTheFileIsNoSetting()
    {
        writeFile("[look]\ntheme=purple\nrate=700\n[charts]\nwindow=-4\n[desktop]\ntray=perhaps\n");
        const Preferences preferences(path());
        QCOMPARE(preferences.theme(), ThemeChoice::System);
        QCOMPARE(preferences.uiRate(), 2);
        QCOMPARE(preferences.timeWindow(), 60s);
        QVERIFY(!preferences.tray());
    }

    void recentFilesAreTenTheNewestFirstThoseGoneLast()
    {
        Preferences preferences(path());
        QStringList files;
        for (int i = 0; i < 12; ++i)
            files.prepend(touch(QStringLiteral("%1.toml").arg(i)));
        for (int i = 11; i >= 0; --i)
            preferences.addRecentFile(files[i]);
        QCOMPARE(preferences.recentFiles(), files.mid(0, 10));
        // Opened again: in front, not twice.
        preferences.addRecentFile(files[3]);
        QCOMPARE(preferences.recentFiles().first(), files[3]);
        QCOMPARE(preferences.recentFiles().count(files[3]), 1);
        QVERIFY(QFile::remove(files[3]));
        QCOMPARE(preferences.recentFiles().last(), files[3]);
        // And the first to go.
        preferences.addRecentFile(files[11]);
        QVERIFY(!preferences.recentFiles().contains(files[3]));
    }

    void theDialogSetsAtOnceAndTellsOfIt()
    {
        Preferences preferences(path());
        PreferencesDialog dialog(preferences, TraySupport::Available);
        QSignalSpy changes(&preferences, &Preferences::changed);
        const auto controls = dialog.findChildren<SegmentedControl *>();
        QCOMPARE(controls.size(), 2);
        Q_EMIT controls[0]->chosen(2);
        QCOMPARE(preferences.theme(), ThemeChoice::Dark);
        Q_EMIT controls[1]->chosen(2);
        QCOMPARE(preferences.uiRate(), 4);
        auto *language = dialog.findChild<QComboBox *>(QString(), Qt::FindDirectChildrenOnly);
        language->setCurrentIndex(2);
        Q_EMIT language->activated(2);
        QCOMPARE(preferences.language(), QStringLiteral("de"));
        for (QCheckBox *box : dialog.findChildren<QCheckBox *>())
            box->click();
        QVERIFY(preferences.tray());
        QVERIFY(preferences.notifications());
        QCOMPARE(changes.size(), 5);
    }

    void withoutATrayItCannotBeChosen()
    {
        Preferences preferences(path());
        const PreferencesDialog dialog(preferences, TraySupport::None);
        QVERIFY(!dialog.findChildren<QCheckBox *>().first()->isEnabled());
        QVERIFY(dialog.findChildren<QCheckBox *>().last()->isEnabled());
    }
};

QTEST_MAIN(PreferencesTest)
#include "preferencestest.moc"
