// SPDX-License-Identifier: GPL-3.0-or-later
//
// One choice out of a few, by keys alone, by mouse, in little room, and as a screen reader meets it.

#include "ui/widgets/segmentedcontrol.h"
#include "ui/text/strategywords.h"
#include "ui/widgets/choices.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>

using namespace lbfy;

class SegmentedControlTest : public QObject
{
    Q_OBJECT
private:
    static SegmentedControl *make(QWidget *parent = nullptr)
    {
        return new SegmentedControl(QStringLiteral("Strategy"), strategyChoices(), parent);
    }

    static QList<QRadioButton *> segmentsOf(const SegmentedControl &control)
    {
        return control.findChildren<QRadioButton *>();
    }

private Q_SLOTS:
    void arrowsMoveTheChoiceAndTabEntersAndLeaves()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *before = new QLineEdit(&window);
        SegmentedControl *control = make(&window);
        auto *after = new QLineEdit(&window);
        for (QWidget *widget :
             {static_cast<QWidget *>(before), static_cast<QWidget *>(control), static_cast<QWidget *>(after)})
            layout->addWidget(widget);
        window.resize(900, 200);
        window.show();
        QApplication::setActiveWindow(&window);
        before->setFocus();
        QSignalSpy chosen(control, &SegmentedControl::chosen);

        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), segmentsOf(*control).at(0));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
        QCOMPARE(control->currentIndex(), 2);
        QCOMPARE(chosen.size(), 2);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
        QCOMPARE(control->currentIndex(), 1);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget(), after);
        // And back to the one that is chosen.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
        QCOMPARE(QApplication::focusWidget(), segmentsOf(*control).at(1));
    }

    void theMouseChoosesAnywhereInASegment()
    {
        const std::unique_ptr<SegmentedControl> control(make());
        control->resize(control->sizeHint());
        control->show();
        QSignalSpy chosen(control.get(), &SegmentedControl::chosen);
        QRadioButton *last = segmentsOf(*control).last();
        QTest::mouseClick(last, Qt::LeftButton, {}, QPoint(last->width() - 2, 2));
        QCOMPARE(control->currentIndex(), 4);
        QCOMPARE(chosen.size(), 1);
        QTest::mouseClick(last, Qt::LeftButton);
        QCOMPARE(chosen.size(), 1);
    }

    void beingSetIsNotBeingChosen()
    {
        const std::unique_ptr<SegmentedControl> control(make());
        QSignalSpy chosen(control.get(), &SegmentedControl::chosen);
        control->setCurrentIndex(3);
        QVERIFY(segmentsOf(*control).at(3)->isChecked());
        control->setCurrentIndex(-1);
        control->setCurrentIndex(5);
        QCOMPARE(control->currentIndex(), 3);
        QVERIFY(chosen.isEmpty());
    }

    void inLittleRoomIsAComboBoxOfTheSameChoicesAndKeepsTheFocus()
    {
        const std::unique_ptr<SegmentedControl> control(make());
        control->resize(control->sizeHint());
        control->show();
        QApplication::setActiveWindow(control.get());
        control->setCurrentIndex(1);
        QVERIFY(!control->isNarrow());
        segmentsOf(*control).at(1)->setFocus();
        control->resize(control->sizeHint().width() - 1, control->height());
        QVERIFY(control->isNarrow());
        auto *combo = control->findChild<QComboBox *>();
        QVERIFY(combo->hasFocus());
        QCOMPARE(combo->currentIndex(), 1);
        QCOMPARE(combo->count(), 5);
        QSignalSpy chosen(control.get(), &SegmentedControl::chosen);
        QTest::keyClick(combo, Qt::Key_Down);
        QCOMPARE(control->currentIndex(), 2);
        QCOMPARE(chosen.size(), 1);
        control->resize(control->sizeHint());
        QVERIFY(!control->isNarrow());
        QVERIFY(segmentsOf(*control).at(2)->isChecked());
        QVERIFY(segmentsOf(*control).at(2)->hasFocus());
        QVERIFY(control->minimumSizeHint().width() < control->sizeHint().width() / 2);
    }

    void aScreenReaderMeetsANamedGroupOfRadioButtons()
    {
        const std::unique_ptr<SegmentedControl> control(make());
        control->resize(control->sizeHint());
        control->show();
        QAccessibleInterface *group = QAccessible::queryAccessibleInterface(
                segmentsOf(*control).first()->parentWidget());
        QVERIFY(group);
        QCOMPARE(group->role(), QAccessible::Grouping);
        QCOMPARE(group->text(QAccessible::Name), QStringLiteral("Strategy"));
        QCOMPARE(group->childCount(), 5);
        QCOMPARE(group->child(2)->role(), QAccessible::RadioButton);
        QCOMPARE(group->child(2)->text(QAccessible::Name), QStringLiteral("Latency-aware"));
        QVERIFY(group->child(0)->state().checked);
        QVERIFY(!group->child(1)->state().checked);
    }

    void aNumberIsSeenAndSpokenAndItsRoomNeverShrinks()
    {
        SegmentedControl control(QStringLiteral("Pages"),
                                 {{QStringLiteral("Open"), {}, {}, {}}, {QStringLiteral("Closed"), {}, {}, {}}});
        const int bare = control.sizeHint().width();
        control.setNumber(0, QStringLiteral("1,284"));
        QCOMPARE(segmentsOf(control).first()->accessibleName(), QStringLiteral("Open 1,284"));
        QCOMPARE(control.findChild<QComboBox *>()->itemText(0), QStringLiteral("Open 1,284"));
        const int wide = control.sizeHint().width();
        QVERIFY(wide > bare);
        control.resize(bare, control.height());
        control.show();
        QTRY_VERIFY(control.isNarrow());
        control.resize(control.sizeHint());
        QVERIFY(!control.isNarrow());
        control.setNumber(0, QStringLiteral("7"));
        QCOMPARE(control.sizeHint().width(), wide);
        control.setNumber(0, {});
        QCOMPARE(segmentsOf(control).first()->accessibleName(), QStringLiteral("Open"));
    }

    void eachStrategySaysWhatItDoesAndItsKey()
    {
        const std::unique_ptr<SegmentedControl> control(make());
        int number = 0;
        for (QRadioButton *segment : segmentsOf(*control)) {
            QVERIFY(segment->toolTip().contains(QStringLiteral("Ctrl+%1").arg(++number)));
            QVERIFY(segment->toolTip().size() > 20);
        }
        QCOMPARE(number, 5);
        QCOMPARE(strategyTitle(StrategyKind::SourceHash), segmentsOf(*control).last()->text());
    }

    void timeWindowsAreFoundByTheirLength()
    {
        for (int i = 0; i < timeWindowChoices().size(); ++i)
            QCOMPARE(indexOfTimeWindow(timeWindowAt(i)), i);
        QCOMPARE(indexOfTimeWindow(std::chrono::seconds(7)), 0);
        QCOMPARE(timeWindowAt(99), timeWindowAt(0));
    }
};

QTEST_MAIN(SegmentedControlTest)
#include "segmentedcontroltest.moc"
