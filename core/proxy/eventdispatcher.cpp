// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/eventdispatcher.h"

#include "core/proxy/monotonic.h"

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QThread>

#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <limits>
#include <system_error>
#include <vector>

namespace lbfy {

/// The events fetched by one epoll_wait; a nested event loop has its own, linked to the outer one's.
struct EventDispatcher::Batch {
    std::array<epoll_event, 256> events;
    int count = 0;
    int next = 0;
    Batch *outer = nullptr;

    /// Forgets events not handled yet for a sink about to be destroyed.
    void forget(const EventSink *sink)
    {
        for (int i = next; i < count; ++i) {
            if (events[static_cast<std::size_t>(i)].data.ptr == sink)
                events[static_cast<std::size_t>(i)].data.ptr = nullptr;
        }
    }
};

/// Another thread posted an event or asked for attention.
class EventDispatcher::WakeSink final : public EventSink
{
public:
    explicit WakeSink(EventDispatcher *dispatcher) : m_dispatcher(dispatcher) { }
    void ready(std::uint32_t) override
    {
        std::uint64_t count = 0;
        [[maybe_unused]] const auto got = ::read(m_dispatcher->m_wake.get(), &count, sizeof count);
        // Whatever is posted from here on writes again; what was posted before is sent at the start of the next round:
        // an exchange, so that this thread sees it whatever the processor's order of memory.
        m_dispatcher->m_wakePending.exchange(false, std::memory_order_acq_rel);
    }

private:
    EventDispatcher *m_dispatcher;
};

/// The up to three QSocketNotifiers of one descriptor, level-triggered as Qt expects.
class EventDispatcher::NotifierSink final : public EventSink
{
public:
    explicit NotifierSink(int descriptor) : fd(descriptor) { }

    std::uint32_t wanted() const
    {
        return (notifiers[QSocketNotifier::Read] ? EPOLLIN : 0u) | (notifiers[QSocketNotifier::Write] ? EPOLLOUT : 0u)
                | (notifiers[QSocketNotifier::Exception] ? EPOLLPRI : 0u);
    }

    void ready(std::uint32_t events) override
    {
        constexpr std::array<std::uint32_t, 3> triggers {EPOLLIN | EPOLLHUP | EPOLLERR | EPOLLRDHUP,
                                                         EPOLLOUT | EPOLLHUP | EPOLLERR, EPOLLPRI};
        // A handler may unregister notifiers, this sink's last one included: work on what the dispatcher keeps alive.
        for (std::size_t type = 0; type < triggers.size() && !retired; ++type) {
            if ((events & triggers[type]) == 0 || !notifiers[type])
                continue;
            QEvent event(QEvent::SockAct);
            QCoreApplication::sendEvent(notifiers[type], &event);
        }
    }

    int fd;
    std::array<QSocketNotifier *, 3> notifiers {};
    bool inEpoll = false;
    bool retired = false;
};

EventDispatcher::EventDispatcher(QObject *parent)
    : QAbstractEventDispatcher(parent)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_wakeSink(std::make_unique<WakeSink>(this))
{
    epoll_event event {};
    event.events = EPOLLIN;
    event.data.ptr = static_cast<EventSink *>(m_wakeSink.get());
    if (!m_epoll || !m_wake || epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, m_wake.get(), &event) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot set up an event loop");
}

EventDispatcher::~EventDispatcher() = default;

bool EventDispatcher::watch(int fd, EventSink *sink, Interest interest)
{
    epoll_event event {};
    event.events = EPOLLIN | EPOLLRDHUP | EPOLLET;
    if (interest == Interest::ReadAndWrite)
        event.events |= EPOLLOUT;
    event.data.ptr = sink;
    return epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, fd, &event) == 0;
}

bool EventDispatcher::watchWritingToo(int fd, EventSink *sink)
{
    epoll_event event {};
    event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
    event.data.ptr = sink;
    return epoll_ctl(m_epoll.get(), EPOLL_CTL_MOD, fd, &event) == 0;
}

bool EventDispatcher::processEvents(QEventLoop::ProcessEventsFlags flags)
{
    m_interrupted.store(false, std::memory_order_relaxed);
    Q_EMIT awake();
    QCoreApplication::sendPostedEvents();

    const int timeout = waitTimeout(flags);
    if (timeout != 0)
        Q_EMIT aboutToBlock();
    if (m_interrupted.load(std::memory_order_relaxed))
        return false;

    Batch batch;
    batch.count = epoll_wait(m_epoll.get(), batch.events.data(), static_cast<int>(batch.events.size()), timeout);
    if (m_wakePending.load(std::memory_order_acquire))
        sendLatePosts(batch);
    if (m_observer)
        m_observer->roundBegins();
    int handled = 0;
    if (batch.count > 0 && !(flags & QEventLoop::ExcludeSocketNotifiers))
        handled += handle(batch);
    if (m_observer)
        m_observer->roundEnds();
    if (!(flags & QEventLoop::X11ExcludeTimers))
        handled += m_timers.fireDue(monotonicNow());
    return handled > 0;
}

/// Milliseconds for epoll_wait: 0 not to wait, -1 for ever.
int EventDispatcher::waitTimeout(QEventLoop::ProcessEventsFlags flags) const
{
    if (!(flags & QEventLoop::WaitForMoreEvents) || (m_observer && m_observer->hasMore()))
        return 0;
    const auto next = m_timers.untilNext(monotonicNow());
    if (!next)
        return -1;
    const auto ms = std::chrono::ceil<std::chrono::milliseconds>(*next).count();
    return static_cast<int>(std::min<std::int64_t>(ms, std::numeric_limits<int>::max()));
}

/// What was posted while this thread was on its way to wait comes before the events fetched, some of which may follow
/// from it: who connects after a change was told meets the change.
void EventDispatcher::sendLatePosts(Batch &batch)
{
    batch.outer = m_batch;
    m_batch = &batch;
    QCoreApplication::sendPostedEvents();
    m_batch = batch.outer;
}

int EventDispatcher::handle(Batch &batch)
{
    batch.outer = m_batch;
    m_batch = &batch;
    for (batch.next = 0; batch.next < batch.count;) {
        const epoll_event &event = batch.events[static_cast<std::size_t>(batch.next++)];
        if (auto *sink = static_cast<EventSink *>(event.data.ptr))
            sink->ready(event.events);
    }
    m_batch = batch.outer;
    return batch.count;
}

void EventDispatcher::registerSocketNotifier(QSocketNotifier *notifier)
{
    const int fd = static_cast<int>(notifier->socket());
    auto &sink = m_notifiers[fd];
    if (!sink)
        sink = std::make_unique<NotifierSink>(fd);
    sink->notifiers[static_cast<std::size_t>(notifier->type())] = notifier;
    updateNotifiers(sink.get());
}

void EventDispatcher::unregisterSocketNotifier(QSocketNotifier *notifier)
{
    const auto it = m_notifiers.find(static_cast<int>(notifier->socket()));
    if (it == m_notifiers.end())
        return;
    NotifierSink *sink = it->second.get();
    auto &slot = sink->notifiers[static_cast<std::size_t>(notifier->type())];
    if (slot != notifier)
        return;
    slot = nullptr;
    updateNotifiers(sink);
    if (sink->wanted() != 0)
        return;
    for (Batch *batch = m_batch; batch; batch = batch->outer)
        batch->forget(sink);
    // ready() of this very sink may be on the stack.
    sink->retired = true;
    auto retired = std::shared_ptr<NotifierSink>(it->second.release());
    m_notifiers.erase(it);
    QMetaObject::invokeMethod(
            this, [retired] {}, Qt::QueuedConnection);
}

void EventDispatcher::updateNotifiers(NotifierSink *sink)
{
    epoll_event event {};
    event.events = sink->wanted();
    event.data.ptr = static_cast<EventSink *>(sink);
    if (event.events == 0) {
        // The descriptor may be closed already, then it has left the set by itself.
        epoll_ctl(m_epoll.get(), EPOLL_CTL_DEL, sink->fd, &event);
        sink->inEpoll = false;
        return;
    }
    const int operation = sink->inEpoll ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    int result = epoll_ctl(m_epoll.get(), operation, sink->fd, &event);
    if (result != 0 && errno == ENOENT)
        result = epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, sink->fd, &event);
    if (result != 0)
        qWarning("cannot watch descriptor %d: %s", sink->fd, std::strerror(errno));
    sink->inEpoll = result == 0;
}

void EventDispatcher::registerTimer(int id, qint64 interval, Qt::TimerType type, QObject *object)
{
    m_timers.add(id, interval, type, object, monotonicNow());
}

bool EventDispatcher::unregisterTimer(int id)
{
    return m_timers.remove(id);
}

bool EventDispatcher::unregisterTimers(QObject *object)
{
    return m_timers.removeAllOf(object);
}

QList<QAbstractEventDispatcher::TimerInfo> EventDispatcher::registeredTimers(QObject *object) const
{
    return m_timers.timersOf(object);
}

int EventDispatcher::remainingTime(int id)
{
    return m_timers.remaining(id, monotonicNow());
}

void EventDispatcher::wakeUp()
{
    if (m_wakePending.exchange(true, std::memory_order_acq_rel))
        return;
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto put = ::write(m_wake.get(), &one, sizeof one);
}

void EventDispatcher::interrupt()
{
    m_interrupted.store(true, std::memory_order_relaxed);
    wakeUp();
}

} // namespace lbfy
