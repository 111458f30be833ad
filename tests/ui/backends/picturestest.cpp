// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table as people see it, in every state that it has, at three widths, light and dark: nothing is cut off and no
// horizontal scroll bar is needed. With LBFY_PICTURES set to a folder the pictures stay there, to be looked at.

#include "sampleservice.h"
#include "ui/backends/addline.h"
#include "ui/backends/backendsview.h"
#include "ui/backends/celleditors.h"
#include "ui/document/document.h"
#include "ui/theme/palette.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QHeaderView>
#include <QScrollBar>
#include <QToolButton>
#include <QtTest>

using namespace lbfy;
using namespace lbfy::test;

namespace {

ApplyResult acceptAll(const Config &)
{
    return {};
}

struct Shown {
    Document document {acceptAll};
    BackendsView view {document};

    explicit Shown(int width, int height = 420)
    {
        document.setConfig(eightBackends(), {});
        view.setService(document.services().front());
        view.resize(width, height);
        for (int tick = 0; tick < 120; ++tick) {
            const ServiceSnapshot service = sampleService(document.config(), tick);
            view.setSnapshot(&service, sampleTime(tick));
        }
        view.show();
        view.activateWindow();
        view.table().setFocus();
    }
};

void keep(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("LBFY_PICTURES");
    const QPixmap picture = widget.grab();
    QVERIFY(!picture.isNull());
    if (!folder.isEmpty())
        QVERIFY(picture.save(folder + u'/' + name + QStringLiteral(".png")));
}

} // namespace

class PicturesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QApplication::setStyle(new Style); }

    void everyWidthAndSchemeFits_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<bool>("dark");
        for (const int width : {900, 1280, 1600}) {
            QTest::addRow("light %d", width) << width << false;
            QTest::addRow("dark %d", width) << width << true;
        }
    }
    void everyWidthAndSchemeFits()
    {
        QFETCH(const int, width);
        QFETCH(const bool, dark);
        QApplication::setPalette(paletteOf(colorsOf(dark ? Scheme::Dark : Scheme::Light)));
        Shown shown(width);
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        shown.view.table().select({shown.view.model().idAt(1)});
        const QHeaderView *header = shown.view.table().horizontalHeader();
        QCOMPARE(shown.view.table().horizontalScrollBar()->maximum(), 0);
        QVERIFY(header->length() <= shown.view.table().viewport()->width());
        for (int section = 0; section < header->count(); ++section) {
            const QString title = shown.view.model().headerData(section, Qt::Horizontal).toString();
            if (!header->isSectionHidden(section))
                QVERIFY2(header->sectionSize(section) >= header->fontMetrics().horizontalAdvance(title) + 8,
                         qPrintable(title));
        }
        keep(shown.view,
             QStringLiteral("table-%1-%2").arg(dark ? QStringLiteral("dark") : QStringLiteral("light")).arg(width));
    }

    void anErrorIsShownWhereItIs()
    {
        QApplication::setPalette(paletteOf(colorsOf(Scheme::Light)));
        Shown shown(1280);
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        shown.view.table().setCurrentIndex(shown.view.model().index(1, toInt(Column::Address)));
        QTest::keyClick(&shown.view.table(), Qt::Key_F2);
        auto *editor = shown.view.findChild<LineEditor *>();
        QVERIFY(editor);
        editor->selectAll();
        QTest::keyClicks(editor, QStringLiteral("127.0.0.1:99999"));
        QVERIFY(!shown.view.message().isEmpty());
        keep(shown.view, QStringLiteral("error-in-cell"));
    }

    void backendsAreAddedInALineUnderTheTable()
    {
        QApplication::setPalette(paletteOf(colorsOf(Scheme::Dark)));
        Shown shown(1280);
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        shown.view.beginAdd();
        auto *field = shown.view.findChild<AddField *>();
        QTest::keyClicks(field, QStringLiteral("b9=127.0.0.1"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!shown.view.message().isEmpty());
        keep(shown.view, QStringLiteral("error-in-line"));
    }

    void aStoppedServiceAndAnEmptyFilterSaySo()
    {
        QApplication::setPalette(paletteOf(colorsOf(Scheme::Light)));
        Shown shown(1280, 240);
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        shown.view.setSnapshot(nullptr, {});
        keep(shown.view, QStringLiteral("stopped"));
        shown.view.problemsOnly().setChecked(true);
        QCOMPARE(shown.view.model().rowCount(), 0);
        keep(shown.view, QStringLiteral("no-problems"));
    }

    void aSpinningEditorHasRoom()
    {
        QApplication::setPalette(paletteOf(colorsOf(Scheme::Light)));
        Shown shown(1280, 240);
        QVERIFY(QTest::qWaitForWindowExposed(&shown.view));
        shown.view.table().setCurrentIndex(shown.view.model().index(1, toInt(Column::Weight)));
        QTest::keyClick(&shown.view.table(), Qt::Key_F2);
        QVERIFY(shown.view.findChild<SpinEditor *>());
        keep(shown.view, QStringLiteral("spin"));
    }
};

QTEST_MAIN(PicturesTest)
#include "picturestest.moc"
