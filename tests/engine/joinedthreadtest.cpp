// SPDX-License-Identifier: GPL-3.0-or-later
//
// A thread that has ended does nothing more, not even on its way out of the process.

#include "core/engine/joinedthread.h"

#include <QDeadlineTimer>
#include <QTest>

#include <atomic>
#include <memory>

#include <pthread.h>

using namespace lbfy;

namespace {

std::atomic<bool> wayOutIsOver {false};

/// What a library may do with what it kept for a thread; it takes its time.
void clearAway(void *)
{
    const QDeadlineTimer slow(50);
    while (!slow.hasExpired()) { }
    wayOutIsOver = true;
}

} // namespace

class JoinedThreadTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { wayOutIsOver = false; }
    void itsLibrariesHaveClearedAwayWhenItHasEnded();
    void endBeforeBeginIsHarmless();
};

void JoinedThreadTest::itsLibrariesHaveClearedAwayWhenItHasEnded()
{
    pthread_key_t key {};
    QCOMPARE(pthread_key_create(&key, clearAway), 0);
    JoinedThread thread;
    auto inThread = std::make_unique<QObject>();
    inThread->moveToThread(&thread);
    thread.begin();
    QMetaObject::invokeMethod(
            inThread.get(), [key] { pthread_setspecific(key, &wayOutIsOver); }, Qt::BlockingQueuedConnection);
    QVERIFY(!wayOutIsOver);
    thread.end();
    QVERIFY(wayOutIsOver);
    pthread_key_delete(key);
}

void JoinedThreadTest::endBeforeBeginIsHarmless()
{
    JoinedThread thread;
    thread.end();
    QVERIFY(!thread.isRunning());
}

QTEST_GUILESS_MAIN(JoinedThreadTest)
#include "joinedthreadtest.moc"
