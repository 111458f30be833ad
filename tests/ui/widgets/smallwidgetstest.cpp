// SPDX-License-Identifier: GPL-3.0-or-later
//
// Figures that do not jump, the filter line, the copy button, the placeholder and the shortcut sheet.

#include "ui/widgets/copybutton.h"
#include "ui/widgets/figurestrip.h"
#include "ui/widgets/filteredit.h"
#include "ui/widgets/placeholder.h"
#include "ui/widgets/shortcutsheet.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

KeyFigure figure(const char *value, const char *widest = "")
{
    return {QStringLiteral("Active"),           QString::fromUtf8(value), Tone::Plain, {},
            QStringLiteral("Open connections"), QString::fromUtf8(widest)};
}

QString allText(const QWidget &widget)
{
    QStringList texts;
    for (const QLabel *label : widget.findChildren<QLabel *>())
        texts.append(label->text());
    return texts.join(u'|');
}

} // namespace

class SmallWidgetsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void figuresDoNotMoveWhenDigitsChange()
    {
        FigureStrip strip(5);
        for (int i = 0; i < strip.count(); ++i)
            strip.setFigure(i, figure("100", "9,999"));
        strip.resize(strip.sizeHint());
        strip.show();
        const QRect before = strip.figureRect(3);
        for (const char *value : {"7", "9,999", "0", "–"}) {
            strip.setFigure(1, figure(value, "9,999"));
            QApplication::processEvents();
            QCOMPARE(strip.figureRect(3), before);
        }
        // What is wider than was thought gets its room, and keeps it.
        strip.setFigure(1, figure("1,234,567,890,123"));
        const int grown = strip.minimumSizeHint().width();
        strip.setFigure(1, figure("1"));
        QCOMPARE(strip.minimumSizeHint().width(), grown);
    }

    void aNoteGivesWayWhereRoomIsShortAndTheFigureDoesNot()
    {
        FigureStrip strip(1);
        KeyFigure noted = figure("3 of 4");
        strip.setFigure(0, noted);
        const int bare = strip.minimumSizeHint().width();
        noted.note = QStringLiteral("one out of four is out");
        strip.setFigure(0, noted);
        QCOMPARE(strip.minimumSizeHint().width(), bare);
        QVERIFY(strip.sizeHint().width() > bare);
    }

    void aFigureIsSpokenWithItsNoteAndExplained()
    {
        FigureStrip strip(1);
        KeyFigure down = figure("3 of 4");
        down.tone = Tone::Bad;
        down.note = QStringLiteral("1 down");
        strip.setFigure(0, down);
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(&strip);
        QCOMPARE(spoken->role(), QAccessible::Grouping);
        QCOMPARE(spoken->child(0)->text(QAccessible::Name), QStringLiteral("Active: 3 of 4, 1 down"));
        QCOMPARE(spoken->child(0)->text(QAccessible::Description), QStringLiteral("Open connections"));
        QCOMPARE(spoken->child(0)->role(), QAccessible::StaticText);
    }

    void aToneIsSeenWithoutColour()
    {
        FigureStrip strip(1);
        strip.resize(240, 60);
        QList<QImage> seen;
        for (const Tone tone : {Tone::Plain, Tone::Good, Tone::Warning, Tone::Bad}) {
            KeyFigure toned = figure("7");
            toned.tone = tone;
            strip.setFigure(0, toned);
            const QImage grey = strip.grab().toImage().convertToFormat(QImage::Format_Mono, Qt::ThresholdDither);
            QVERIFY(!seen.contains(grey));
            seen.append(grey);
        }
    }

    void hintGivesWayToFewerWordsAndNoneIsCut()
    {
        FilterEdit filter(QStringLiteral("Filter connections"), QStringLiteral("Filter connections by words (Ctrl+F)"));
        filter.resize(500, 30);
        filter.show();
        QCOMPARE(filter.placeholderText(), QStringLiteral("Filter connections by words (Ctrl+F)"));
        const int name = filter.fontMetrics().horizontalAdvance(filter.accessibleName());
        filter.resize(name + 60, 30);
        QCOMPARE(filter.placeholderText(), QStringLiteral("Filter connections"));
        filter.resize(name, 30);
        QCOMPARE(filter.placeholderText(), QStringLiteral("Filter"));
    }

    void escapeEmptiesTheFilterAtOnceAndThenLetsTheKeyThrough()
    {
        QWidget window;
        auto *filter = new FilterEdit(QStringLiteral("Filter connections"), QStringLiteral("Words (Ctrl+F)"), &window);
        QCOMPARE(filter->placeholderText(), QStringLiteral("Words (Ctrl+F)"));
        QCOMPARE(filter->accessibleName(), QStringLiteral("Filter connections"));
        QSignalSpy told(filter, &FilterEdit::filterChanged);
        QTest::keyClicks(filter, QStringLiteral("b2"));
        QTest::keyClick(filter, Qt::Key_Escape);
        QVERIFY(filter->text().isEmpty());
        QCOMPARE(told.size(), 1);
        QCOMPARE(told.front().front().toString(), QString());
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, {});
        QApplication::sendEvent(filter, &escape);
        QVERIFY(!escape.isAccepted());
    }

    void theCrossEmptiesTheFilterAndIsThereOnlyForIt()
    {
        FilterEdit filter(QStringLiteral("Filter"), {});
        QSignalSpy told(&filter, &FilterEdit::filterChanged);
        QAction *cross = filter.actions().back();
        QVERIFY(!cross->isVisible());
        filter.setText(QStringLiteral("b2"));
        QVERIFY(cross->isVisible());
        QTRY_COMPARE(told.size(), 1);
        QCOMPARE(told.back().front().toString(), QStringLiteral("b2"));
        cross->trigger();
        QCOMPARE(told.size(), 2);
        QVERIFY(!cross->isVisible());
    }

    void enterAndDownLeadToTheRowsWithTheTextTold()
    {
        FilterEdit filter(QStringLiteral("Filter"), {});
        QSignalSpy told(&filter, &FilterEdit::filterChanged);
        QSignalSpy left(&filter, &FilterEdit::left);
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Down}) {
            QTest::keyClicks(&filter, QStringLiteral("b"));
            QTest::keyClick(&filter, key);
        }
        QCOMPARE(left.size(), 2);
        QCOMPARE(told.size(), 2);
        QCOMPARE(told.back().front().toString(), QStringLiteral("bb"));
    }

    void copyingIsSaidForAWhile()
    {
        int asked = 0;
        CopyButton button(QStringLiteral("Copy the address"),
                          [&asked] { return QStringLiteral("text %1").arg(++asked); });
        button.setFeedbackTime(0ms);
        QSignalSpy copied(&button, &CopyButton::copied);
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), QStringLiteral("text 1"));
        QCOMPARE(button.accessibleName(), QStringLiteral("Copied"));
        QVERIFY(button.isSayingSo());
        QTRY_COMPARE(button.accessibleName(), QStringLiteral("Copy the address"));
        QTest::mouseClick(&button, Qt::LeftButton);
        QCOMPARE(copied.last().first().toString(), QStringLiteral("text 2"));
    }

    void aPlaceholderLiesOverItsParentAndOffersWhatHelps()
    {
        QWidget parent;
        parent.resize(300, 200);
        Placeholder placeholder(&parent);
        parent.show();
        QVERIFY(!placeholder.isVisible());
        QSignalSpy acted(&placeholder, &Placeholder::actionTriggered);
        placeholder.say({QStringLiteral("No backend"), QStringLiteral("Add one."), QStringLiteral("Add")});
        auto *button = placeholder.findChild<QPushButton *>();
        QVERIFY(button->isVisible());
        button->click();
        QCOMPARE(acted.size(), 1);
        placeholder.say({QStringLiteral("No matches"), QStringLiteral("Nothing fits."), {}});
        QVERIFY(!button->isVisible());
        QVERIFY(allText(placeholder).contains(QStringLiteral("No matches")));
        QCOMPARE(placeholder.accessibleName(), QStringLiteral("No matches"));
        parent.resize(500, 400);
        QCOMPARE(placeholder.size(), parent.size());
    }

    void theSheetHasEveryKeyOfTheMenusAndNothingElse()
    {
        QMenuBar bar;
        QMenu *file = bar.addMenu(QStringLiteral("&File"));
        file->addAction(QStringLiteral("&Save && close"))->setShortcut(QKeySequence(QStringLiteral("Ctrl+S")));
        file->addAction(QStringLiteral("No key"));
        QMenu *strategy = file->addMenu(QStringLiteral("Strategy"));
        strategy->addAction(QStringLiteral("Random"))->setShortcut(QKeySequence(QStringLiteral("Ctrl+4")));
        QMenu *view = bar.addMenu(QStringLiteral("&View"));
        view->addAction(QStringLiteral("Zoom in"))->setShortcut(QKeySequence(QStringLiteral("Ctrl++")));
        bar.addMenu(QStringLiteral("Empty"))->addAction(QStringLiteral("None"));
        const ShortcutSheet sheet(shortcutsOf(bar));
        const QString text = allText(sheet);
        QVERIFY2(text.contains(QStringLiteral("File|Save & close|")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("Random")));
        QVERIFY(text.contains(QStringLiteral("Zoom in")));
        QVERIFY(text.contains(QStringLiteral("Ctrl|+")));
        QVERIFY(!text.contains(QStringLiteral("No key")));
        QVERIFY(!text.contains(QStringLiteral("Empty")));
    }
};

QTEST_MAIN(SmallWidgetsTest)
#include "smallwidgetstest.moc"
