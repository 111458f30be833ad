// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lies on the way of a byte: a wake-up of the dispatcher beside any number of quiet descriptors, a call from
// another object, a value for a histogram, and the life of a whole connection through a Worker, from accept to its one
// reason for the end. The connection is real, so its time is mostly the kernel's: "connection/worker" less
// "connection/direct" (the same client and backend without lbfy) is what the proxy adds, its two sockets included.

#include "core/proxy/worker.h"

#include "tests/bench/load/sockets.h"

#include <QCoreApplication>

#include <benchmark/benchmark.h>

#include <sys/eventfd.h>
#include <sys/socket.h>

#include <cerrno>

namespace {

using namespace lbfy;
using bench::Descriptor;

/// A descriptor that becomes ready as often as it is told to.
class Bell final : public EventSink
{
public:
    explicit Bell(EventDispatcher &dispatcher) : m_fd(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    {
        if (!dispatcher.watch(m_fd.get(), this, EventDispatcher::Interest::Read))
            bench::fail("epoll_ctl");
    }
    void ring()
    {
        const std::uint64_t one = 1;
        if (::write(m_fd.get(), &one, sizeof one) != sizeof one)
            bench::fail("eventfd");
    }
    void ready(std::uint32_t) override { ++heard; }

    std::size_t heard = 0;

private:
    Descriptor m_fd;
};

void wakeUp(benchmark::State &state)
{
    EventDispatcher dispatcher;
    std::vector<std::unique_ptr<Bell>> quiet;
    for (std::int64_t i = 0; i < state.range(0); ++i)
        quiet.push_back(std::make_unique<Bell>(dispatcher));
    Bell bell(dispatcher);
    for (auto _ : state) {
        bell.ring();
        dispatcher.processEvents(QEventLoop::WaitForMoreEvents);
    }
    if (bell.heard != static_cast<std::size_t>(state.iterations()))
        state.SkipWithError("not every ring was heard");
}

void queuedCall(benchmark::State &state)
{
    QObject receiver;
    std::size_t called = 0;
    for (auto _ : state) {
        QMetaObject::invokeMethod(
                &receiver, [&called] { ++called; }, Qt::QueuedConnection);
        QCoreApplication::processEvents();
    }
    if (called != static_cast<std::size_t>(state.iterations()))
        state.SkipWithError("not every call arrived");
}

void record(benchmark::State &state)
{
    Histogram histogram;
    Nanoseconds value(1);
    for (auto _ : state) {
        value = Nanoseconds((value.count() * 7919) & 0xffffff);
        histogram.record(value);
    }
    benchmark::DoNotOptimize(histogram.count());
}

struct NoEvents final : WorkerEvents {
    void failureLimitReached(const std::shared_ptr<ServiceRuntime> &, const std::shared_ptr<BackendRuntime> &) override
    { }
    void acceptPaused(const std::string &, const std::string &) override { }
    void activityTold(WorkerActivity) override { }
};

/// A service with one backend on a Worker of this thread.
class Proxy
{
public:
    Proxy(EventDispatcher *dispatcher, std::uint16_t backendPort)
        : m_budget(descriptorLimit())
        , m_log(STDERR_FILENO, LogFormat::Text, LogLevel::Error)
        , m_worker(0, dispatcher, WorkerShared {m_budget, m_log, m_events}, 1)
    {
        auto service = std::make_shared<ServiceRuntime>("bench", 1);
        auto backend = std::make_shared<BackendRuntime>("only", 1);
        PoolMember member;
        member.name = "only";
        member.load = std::shared_ptr<BackendLoad>(backend, &backend->load);
        auto route = std::make_shared<Route>();
        route->runtime = service;
        route->pool = std::make_shared<Pool>(std::vector {member}, StrategyKind::LatencyAware, LatencyConfig(), 50,
                                             service->rotation);
        route->targets = {{backend, {*SocketAddress::fromLiteral("127.0.0.1", backendPort)}}};
        m_worker.setRoute(std::move(route));
        ListenSockets ears = listenOn(*SocketAddress::fromLiteral("127.0.0.1", 0), 1);
        if (ears.descriptors.empty())
            bench::fail("listen");
        m_port = ears.address.port();
        m_worker.listen(service, std::move(ears.descriptors.front()), nullptr);
    }

    std::uint16_t port() const { return m_port; }
    void turn() { QCoreApplication::processEvents(); }
    bool idle() const { return m_worker.loopStats().sessions.value() == 0; }

private:
    NoEvents m_events;
    DescriptorBudget m_budget;
    Log m_log;
    Worker m_worker;
    std::uint16_t m_port = 0;
};

/// One turn of 64 bytes on a connection of its own. `turn` gives the proxy, if there is one, its time.
template<typename Turn>
void converse(std::uint16_t port, const Descriptor &listener, Turn turn)
{
    std::array<char, 64> bytes {};
    const auto receive = [&](const Descriptor &socket) {
        ssize_t got = 0;
        while ((got = ::recv(socket.get(), bytes.data(), bytes.size(), 0)) < 0 && errno == EAGAIN)
            turn();
        return got;
    };
    Descriptor client = bench::connectToLoopback(port);
    ::send(client.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    Descriptor server;
    while (!server.isOpen()) {
        turn();
        server = Descriptor(::accept4(listener.get(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    }
    receive(server);
    ::send(server.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    receive(client);
    client.close();
    receive(server); // the end
}

/// Few enough for the ports that a client which closes first keeps for a minute.
constexpr int connections = 4000;

void connectionDirect(benchmark::State &state)
{
    const Descriptor listener = bench::listenOnLoopback(0);
    for (auto _ : state)
        converse(bench::portOf(listener), listener, [] {});
}

void connectionThroughWorker(benchmark::State &state, EventDispatcher *dispatcher)
{
    const Descriptor listener = bench::listenOnLoopback(0);
    Proxy proxy(dispatcher, bench::portOf(listener));
    proxy.turn();
    for (auto _ : state) {
        converse(proxy.port(), listener, [&] { proxy.turn(); });
        while (!proxy.idle())
            proxy.turn();
    }
}

} // namespace

int main(int argc, char **argv)
{
    auto *dispatcher = new EventDispatcher; // the application's from here on
    QCoreApplication::setEventDispatcher(dispatcher);
    const QCoreApplication application(argc, argv);
    benchmark::RegisterBenchmark("dispatcher/wake-up beside", wakeUp)->Arg(0)->Arg(1000)->Arg(9000);
    benchmark::RegisterBenchmark("dispatcher/queued call", queuedCall);
    benchmark::RegisterBenchmark("histogram/record", record);
    benchmark::RegisterBenchmark("connection/direct", connectionDirect)->Iterations(connections);
    benchmark::RegisterBenchmark("connection/worker", connectionThroughWorker, dispatcher)->Iterations(connections);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 2;
    bench::raiseDescriptorLimit();
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
