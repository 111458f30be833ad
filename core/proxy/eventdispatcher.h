// SPDX-License-Identifier: GPL-3.0-or-later
//
// An event dispatcher for worker threads in which a wake-up costs O(ready) instead of O(open). Qt's own rebuilds and
// scans its list of descriptors at every round, which at 3000 connections is five times the work of the proxying
// itself (docs/architecture.md). Here epoll is the thread's one wait: Qt's timers, queued calls and QSocketNotifiers
// work as everywhere, and relay sockets sit edge-triggered in the same epoll set as bare EventSinks, without a QObject.
//
// Thread: created by the owner of the QThread, given to it by setEventDispatcher(), from then on that thread's alone;
// only wakeUp() and interrupt() may be called from others.

#pragma once

#include "core/proxy/descriptor.h"
#include "core/proxy/timertable.h"

#include <QAbstractEventDispatcher>

#include <atomic>
#include <cstdint>
#include <memory>
#include <unordered_map>

struct epoll_event;

namespace lbfy {

/// Something that waits for a descriptor. It must stay valid until the round in which it stopped watching is over:
/// events already fetched may still name it.
class EventSink
{
public:
    /// `events`: EPOLLIN and others, as epoll reports them.
    virtual void ready(std::uint32_t events) = 0;

protected:
    ~EventSink() = default;
};

/// Called by the dispatcher round by round. A round is: wait, handle what is ready, fire timers.
class LoopObserver
{
public:
    /// Just after the wait, before anything is handled.
    virtual void roundBegins() = 0;
    /// After the ready descriptors: do what was put off.
    virtual void roundEnds() = 0;
    /// True if something is put off, so that the next round does not wait. Asked at the last moment: timers and queued
    /// calls come after the end of a round.
    virtual bool hasMore() const = 0;

protected:
    ~LoopObserver() = default;
};

class EventDispatcher final : public QAbstractEventDispatcher
{
    Q_OBJECT
public:
    /// Throws std::system_error if the kernel gives no descriptors.
    explicit EventDispatcher(QObject *parent = nullptr);
    ~EventDispatcher() override;

    enum class Interest : std::uint8_t { Read, ReadAndWrite };
    /// Adds `fd`, edge-triggered, hang-up included; closing the descriptor ends it.
    /// False with errno set if the kernel refuses (ENOMEM, ENOSPC).
    bool watch(int fd, EventSink *sink, Interest interest);
    /// From reading only to reading and writing. What is ready already is reported in the next round.
    bool watchWritingToo(int fd, EventSink *sink);
    /// Null: none. Not owned.
    void setObserver(LoopObserver *observer) { m_observer = observer; }

    bool processEvents(QEventLoop::ProcessEventsFlags flags) override;
    void registerSocketNotifier(QSocketNotifier *notifier) override;
    void unregisterSocketNotifier(QSocketNotifier *notifier) override;
    void registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object) override;
    bool unregisterTimer(int id) override;
    bool unregisterTimers(QObject *object) override;
    QList<TimerInfo> registeredTimers(QObject *object) const override;
    int remainingTime(int id) override;
    void wakeUp() override;
    void interrupt() override;

private:
    class WakeSink;
    class NotifierSink;
    struct Batch;

    int waitTimeout(QEventLoop::ProcessEventsFlags flags) const;
    void sendLatePosts(Batch &batch);
    int handle(Batch &batch);
    void updateNotifiers(NotifierSink *sink);

    Descriptor m_epoll;
    Descriptor m_wake;
    std::unique_ptr<WakeSink> m_wakeSink;
    std::unordered_map<int, std::unique_ptr<NotifierSink>> m_notifiers;
    TimerTable m_timers;
    LoopObserver *m_observer = nullptr;
    Batch *m_batch = nullptr; ///< innermost batch being handled
    std::atomic<bool> m_wakePending {false};
    std::atomic<bool> m_interrupted {false};
};

} // namespace lbfy
