// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bars: their order, taking each other's place, actions, and toasts that wait while somebody is at them.

#include "ui/widgets/infobarstack.h"

#include <QAccessible>
#include <QApplication>
#include <QEnterEvent>
#include <QLabel>
#include <QLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

InfoContent content(InfoKind kind, const char *text, const char *id = "")
{
    return {kind, QString::fromLatin1(text), {}, {}, QString::fromLatin1(id)};
}

InfoContent toast(std::chrono::milliseconds life)
{
    return {InfoKind::Info, QStringLiteral("b3 removed"), {{QStringLiteral("&Undo"), {}}}, life, {}};
}

QStringList textsOf(const InfoBarStack &stack)
{
    QStringList texts;
    for (const InfoBar *bar : stack.bars())
        texts.append(bar->content().text);
    return texts;
}

/// As if the pointer had come or gone.
void point(InfoBar &bar, bool at)
{
    bar.setAttribute(Qt::WA_UnderMouse, at);
    if (at) {
        QEnterEvent enter(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1));
        QApplication::sendEvent(&bar, &enter);
    } else {
        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(&bar, &leave);
    }
}

/// Every timer that is due has fired when this returns: one of the same length that was started later has.
void passTheTimeOf(std::chrono::milliseconds life)
{
    QTimer later;
    later.setSingleShot(true);
    QSignalSpy passed(&later, &QTimer::timeout);
    later.start(life);
    QVERIFY(passed.wait());
}

} // namespace

class InfoBarTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void errorsComeFirstThenWarningsEachInTheirOrder()
    {
        InfoBarStack stack;
        QVERIFY(stack.isHidden());
        stack.show(content(InfoKind::Info, "i1"));
        stack.show(content(InfoKind::Warning, "w1"));
        stack.show(content(InfoKind::Error, "e1"));
        stack.show(content(InfoKind::Info, "i2"));
        stack.show(content(InfoKind::Error, "e2"));
        stack.show(content(InfoKind::Warning, "w2"));
        QCOMPARE(textsOf(stack).join(u' '), QStringLiteral("e1 e2 w1 w2 i1 i2"));
        // What is seen is in that order too.
        stack.resize(400, 400);
        for (qsizetype i = 1; i < stack.bars().size(); ++i)
            QVERIFY(stack.layout()->indexOf(stack.bars()[i - 1]) < stack.layout()->indexOf(stack.bars()[i]));
        stack.clear();
        QVERIFY(stack.bars().isEmpty());
        QVERIFY(stack.isHidden());
    }

    void aBarOfTheSameNameTakesTheOldOnesPlace()
    {
        InfoBarStack stack;
        InfoBar *first = stack.show(content(InfoKind::Info, "changed on disk", "disk"));
        stack.show(content(InfoKind::Warning, "other"));
        InfoBar *second = stack.show(content(InfoKind::Error, "gone from disk", "disk"));
        QCOMPARE(first, second);
        QCOMPARE(textsOf(stack).join(u'|'), QStringLiteral("gone from disk|other"));
        stack.dismiss(QStringLiteral("disk"));
        QCOMPARE(textsOf(stack).join(u'|'), QStringLiteral("other"));
        // Bars without a name are never taken for one another.
        stack.show(content(InfoKind::Info, "a"));
        stack.show(content(InfoKind::Info, "b"));
        QCOMPARE(stack.bars().size(), 3);
    }

    void anActionClosesTheBarAndMayShowAnother()
    {
        InfoBarStack stack;
        QSignalSpy changes(&stack, &InfoBarStack::changed);
        InfoContent asks = content(InfoKind::Error, "port taken", "port");
        asks.actions.append(
                {QStringLiteral("&Retry"), [&stack] { stack.show(content(InfoKind::Error, "still taken", "port")); }});
        stack.show(asks);
        QTest::mouseClick(stack.bars().first()->findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(textsOf(stack).join(u'|'), QStringLiteral("still taken"));
        QVERIFY(stack.isVisibleTo(nullptr));
        QTest::mouseClick(stack.bars().first()->findChild<QToolButton *>(), Qt::LeftButton);
        QVERIFY(stack.bars().isEmpty());
        QCOMPARE(changes.size(), 4);
    }

    void escapeInABarClosesIt()
    {
        InfoBarStack stack;
        stack.show(content(InfoKind::Info, "hint"));
        QTest::keyClick(stack.bars().first(), Qt::Key_Escape);
        QVERIFY(stack.bars().isEmpty());
    }

    void aToastGoesByItselfAndABarDoesNot()
    {
        QWidget window;
        auto *stack = new InfoBarStack(&window);
        stack->show(toast(0ms));
        stack->show(content(InfoKind::Info, "stays"));
        QTRY_COMPARE(textsOf(*stack).join(u'|'), QStringLiteral("stays"));
        passTheTimeOf(1ms);
        QCOMPARE(stack->bars().size(), 1);
    }

    void aToastWaitsWhilePointedAt()
    {
        QWidget window;
        auto *stack = new InfoBarStack(&window);
        auto *elsewhere = new QPushButton(&window);
        window.show();
        QApplication::setActiveWindow(&window);
        elsewhere->setFocus();
        InfoBar *bar = stack->show(toast(0ms));
        point(*bar, true);
        QVERIFY(bar->isHeld());
        passTheTimeOf(1ms);
        QCOMPARE(stack->bars().size(), 1);
        point(*bar, false);
        QTRY_VERIFY(stack->bars().isEmpty());
    }

    void aToastWaitsWhileItsUndoHasTheFocus()
    {
        QWidget window;
        auto *stack = new InfoBarStack(&window);
        auto *elsewhere = new QPushButton(&window);
        window.show();
        QApplication::setActiveWindow(&window);
        InfoBar *bar = stack->show(toast(0ms));
        bar->findChild<QPushButton *>()->setFocus();
        QVERIFY(bar->isHeld());
        passTheTimeOf(1ms);
        QCOMPARE(stack->bars().size(), 1);
        elsewhere->setFocus();
        QTRY_VERIFY(stack->bars().isEmpty());
    }

    void aToastAreaLiesOverItsWidgetAndPushesNothing()
    {
        QWidget window;
        window.resize(900, 500);
        auto *below = new QLabel(QStringLiteral("table"), &window);
        below->setGeometry(0, 0, 900, 500);
        ToastArea area(&window);
        window.show();
        QVERIFY(area.isHidden());
        area.show(content(InfoKind::Info, "b3 draining"));
        QVERIFY(area.isVisible());
        QCOMPARE(below->geometry(), QRect(0, 0, 900, 500));
        QVERIFY(window.rect().contains(area.geometry()));
        QVERIFY(area.geometry().top() > 400);
        window.resize(500, 300);
        QVERIFY(window.rect().contains(area.geometry()));
        area.stack().clear();
        QVERIFY(area.isHidden());
    }

    void aScreenReaderIsTold()
    {
        InfoBarStack stack;
        InfoBar *bar = stack.show(content(InfoKind::Error, "cannot listen"));
        QAccessibleInterface *spoken = QAccessible::queryAccessibleInterface(bar);
        QCOMPARE(spoken->role(), QAccessible::AlertMessage);
        QCOMPARE(spoken->text(QAccessible::Name), QStringLiteral("cannot listen"));
    }
};

QTEST_MAIN(InfoBarTest)
#include "infobartest.moc"
