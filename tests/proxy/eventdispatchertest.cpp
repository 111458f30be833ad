// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Qt promises to code in a thread with our dispatcher: timers, queued calls, socket notifiers, nested loops; and
// what bare sinks are promised beside them.

#include "core/proxy/eventdispatcher.h"

#include <QEventLoop>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <memory>
#include <semaphore>
#include <vector>

namespace lbfy {

using namespace std::chrono_literals;

class EventDispatcherTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dispatcher = new EventDispatcher;
        m_thread = std::make_unique<QThread>();
        m_thread->setEventDispatcher(m_dispatcher);
        m_context = new QObject;
        m_context->moveToThread(m_thread.get());
        connect(m_thread.get(), &QThread::finished, m_context, &QObject::deleteLater);
        m_thread->start();
    }
    void cleanup()
    {
        m_thread->quit();
        QVERIFY(m_thread->wait(20'000));
        m_thread.reset();
    }

    void queuedCallsArriveInOrder()
    {
        std::vector<int> seen;
        for (int i = 0; i < 1000; ++i)
            QMetaObject::invokeMethod(
                    m_context, [&seen, i] { seen.push_back(i); }, Qt::QueuedConnection);
        inThread([] {});
        QCOMPARE(seen.size(), 1000u);
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(seen[static_cast<std::size_t>(i)], i);
    }

    void callsFromManyThreadsAllArrive()
    {
        std::atomic<int> count {0};
        std::vector<std::unique_ptr<QThread>> callers;
        for (int t = 0; t < 4; ++t) {
            callers.emplace_back(QThread::create([&] {
                for (int i = 0; i < 5000; ++i)
                    QMetaObject::invokeMethod(
                            m_context, [&count] { ++count; }, Qt::QueuedConnection);
            }));
            callers.back()->start();
        }
        for (const auto &caller : callers)
            QVERIFY(caller->wait(60'000));
        QTRY_COMPARE_WITH_TIMEOUT(count.load(), 20'000, 60'000);
    }

    void timersFireStopAndRestart()
    {
        std::atomic<int> repeated {0};
        std::atomic<int> once {0};
        std::atomic<int> stopped {0};
        inThread([&] {
            auto *timer = new QTimer(m_context);
            QObject::connect(timer, &QTimer::timeout, m_context, [&, timer] {
                if (++repeated == 5)
                    timer->stop();
            });
            timer->start(1ms);
            QTimer::singleShot(2ms, m_context, [&] { ++once; });
            auto *never = new QTimer(m_context);
            QObject::connect(never, &QTimer::timeout, m_context, [&] { ++stopped; });
            never->start(1ms);
            never->stop();
        });
        QTRY_COMPARE(repeated.load(), 5);
        QTRY_COMPARE(once.load(), 1);
        inThread([] {});
        QCOMPARE(stopped.load(), 0);
    }

    void aTimerMayDeleteItselfAndOthers()
    {
        std::atomic<bool> done {false};
        inThread([&] {
            auto *first = new QTimer(m_context);
            auto *second = new QTimer(m_context);
            QObject::connect(first, &QTimer::timeout, m_context, [&, first, second] {
                delete second;
                delete first;
                done = true;
            });
            second->setInterval(0);
            first->start(0);
            second->start();
        });
        QTRY_VERIFY(done.load());
        inThread([] {});
    }

    void remainingTimeIsKnown()
    {
        int left = -2;
        int unknown = 0;
        inThread([&] {
            auto *timer = new QTimer(m_context);
            timer->start(1h);
            left = timer->remainingTime();
            unknown = m_dispatcher->remainingTime(-5);
        });
        QVERIFY(left > 3'500'000 && left <= 3'600'000);
        QCOMPARE(unknown, -1);
    }

    void qtSocketsWorkInTheThread()
    {
        // A QTcpServer and a QTcpSocket talk to one another through the dispatcher's notifiers.
        std::atomic<bool> echoed {false};
        inThread([&] {
            auto *server = new QTcpServer(m_context);
            QVERIFY(server->listen(QHostAddress::LocalHost));
            QObject::connect(server, &QTcpServer::newConnection, m_context, [server] {
                QTcpSocket *peer = server->nextPendingConnection();
                QObject::connect(peer, &QTcpSocket::readyRead, peer, [peer] { peer->write(peer->readAll()); });
            });
            auto *client = new QTcpSocket(m_context);
            QObject::connect(client, &QTcpSocket::connected, m_context, [client] { client->write("hello"); });
            QObject::connect(client, &QTcpSocket::readyRead, m_context, [&echoed, client] {
                echoed = client->bytesAvailable() == 5;
                client->abort();
            });
            client->connectToHost(QHostAddress::LocalHost, server->serverPort());
        });
        QTRY_VERIFY_WITH_TIMEOUT(echoed.load(), 20'000);
    }

    void aNestedLoopServesTimersAndCalls()
    {
        bool reached = false;
        inThread([&] {
            QEventLoop loop;
            QTimer::singleShot(1ms, &loop, [&] {
                reached = true;
                loop.quit();
            });
            loop.exec();
        });
        QVERIFY(reached);
    }

    void aSinkSeesEdgesNotLevels()
    {
        struct Counting final : EventSink {
            void ready(std::uint32_t events) override
            {
                readable += (events & EPOLLIN) ? 1 : 0;
                hangup += (events & EPOLLRDHUP) ? 1 : 0;
            }
            std::atomic<int> readable {0};
            std::atomic<int> hangup {0};
        } sink;
        std::array<int, 2> fds {};
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds.data()), 0);
        inThread([&] { QVERIFY(m_dispatcher->watch(fds[0], &sink, EventDispatcher::Interest::Read)); });
        QCOMPARE(::send(fds[1], "a", 1, 0), 1);
        QTRY_COMPARE(sink.readable.load(), 1);
        // Unread bytes are no new edge, however often the loop turns.
        for (int i = 0; i < 50; ++i)
            inThread([] {});
        QCOMPARE(sink.readable.load(), 1);
        QCOMPARE(::send(fds[1], "b", 1, 0), 1);
        QTRY_COMPARE(sink.readable.load(), 2);
        ::close(fds[1]);
        QTRY_VERIFY(sink.hangup.load() >= 1);
        inThread([&] { ::close(fds[0]); });
    }

    /// A change told to the world before somebody connects holds for who connects, however late this thread looks.
    void aCallPostedWhileGoingToWaitComesBeforeWhatHappenedAfterIt()
    {
        struct Noting final : EventSink {
            void ready(std::uint32_t) override { sawCall.store(called ? 1 : 0); }
            bool called = false; ///< of the thread
            std::atomic<int> sawCall {-1};
        } sink;
        std::array<int, 2> fds {};
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds.data()), 0);
        std::binary_semaphore waiting {0};
        std::binary_semaphore goOn {0};
        inThread([&] {
            // The socket is in epoll's list of candidates already when the call is posted.
            QVERIFY(m_dispatcher->watch(fds[0], &sink, EventDispatcher::Interest::ReadAndWrite));
            connect(m_dispatcher, &QAbstractEventDispatcher::aboutToBlock, m_context, [&] {
                disconnect(m_dispatcher, &QAbstractEventDispatcher::aboutToBlock, m_context, nullptr);
                waiting.release();
                goOn.acquire();
            });
        });
        waiting.acquire();
        QMetaObject::invokeMethod(m_context, [&] { sink.called = true; });
        QCOMPARE(::send(fds[1], "a", 1, 0), 1);
        goOn.release();
        QTRY_VERIFY(sink.sawCall.load() != -1);
        QCOMPARE(sink.sawCall.load(), 1);
        inThread([&] { ::close(fds[0]); });
        ::close(fds[1]);
    }

    void aNotifierMayBeDeletedInItsOwnHandler()
    {
        std::array<int, 2> fds {};
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, fds.data()), 0);
        std::atomic<int> calls {0};
        inThread([&] {
            auto *notifier = new QSocketNotifier(fds[0], QSocketNotifier::Read, m_context);
            auto *writer = new QSocketNotifier(fds[0], QSocketNotifier::Write, m_context);
            writer->setEnabled(false);
            QObject::connect(notifier, &QSocketNotifier::activated, m_context, [&calls, notifier, writer] {
                ++calls;
                delete writer;
                delete notifier;
            });
        });
        QCOMPARE(::send(fds[1], "a", 1, 0), 1);
        QTRY_COMPARE(calls.load(), 1);
        for (int i = 0; i < 20; ++i)
            inThread([] {});
        QCOMPARE(calls.load(), 1);
        ::close(fds[0]);
        ::close(fds[1]);
    }

    void theObserverIsAskedEveryRoundAndCanAskForAnother()
    {
        struct Observer final : LoopObserver {
            void roundBegins() override { ++begun; }
            void roundEnds() override { ++ended; }
            bool hasMore() const override { return ended < 100; }
            std::atomic<int> begun {0};
            std::atomic<int> ended {0};
        } observer;
        inThread([&] { m_dispatcher->setObserver(&observer); });
        // It asked for more 99 times; nothing else wakes the loop.
        QTRY_VERIFY(observer.ended.load() >= 100);
        inThread([&] { m_dispatcher->setObserver(nullptr); });
        QCOMPARE(observer.begun.load(), observer.ended.load());
    }

    void whatATimerPutsOffIsNotWaitedFor()
    {
        struct Observer final : LoopObserver {
            void roundBegins() override { }
            void roundEnds() override { done = done || putOff; }
            bool hasMore() const override { return putOff && !done; }
            std::atomic<bool> putOff {false};
            std::atomic<bool> done {false};
        } observer;
        inThread([&] {
            m_dispatcher->setObserver(&observer);
            QTimer::singleShot(1, m_context, [&] { observer.putOff = true; });
        });
        // Timers fire after the end of their round, and nothing else wakes the loop.
        QTRY_VERIFY(observer.done.load());
        inThread([&] { m_dispatcher->setObserver(nullptr); });
    }

private:
    template<typename Call>
    void inThread(Call call)
    {
        QMetaObject::invokeMethod(m_context, call, Qt::BlockingQueuedConnection);
    }

    EventDispatcher *m_dispatcher = nullptr; ///< owned by the thread
    std::unique_ptr<QThread> m_thread;
    QObject *m_context = nullptr; ///< deleted when the thread ends
};

} // namespace lbfy

QTEST_GUILESS_MAIN(lbfy::EventDispatcherTest)
#include "eventdispatchertest.moc"
