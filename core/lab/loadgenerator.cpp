// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/loadgenerator.h"

#include "core/lab/loadthread.h"
#include "core/lab/targetlookup.h"
#include "core/proxy/monotonic.h"
#include "core/proxy/sockets.h"

#include <pthread.h>

#include <algorithm>
#include <memory>
#include <system_error>
#include <thread>

namespace lbfy {

namespace {

/// A connection to a service of this program has both its ends here, and goes on to a backend.
constexpr std::size_t descriptorsEach = 3;
constexpr std::size_t descriptorsKept = 256;

} // namespace

int connectionsBesideABalancer()
{
    const std::size_t limit = raiseDescriptorLimit();
    const std::size_t most = limit > descriptorsKept ? (limit - descriptorsKept) / descriptorsEach : 0;
    return static_cast<int>(std::min<std::size_t>(most, loadlimits::maxConnections));
}

class LoadGenerator::Run
{
public:
    Run(const LoadPlan &plan, std::vector<LoadTarget> targets);
    ~Run() { stop(); }

    void change(LoadPlan plan);
    void stop();
    bool finished() const;
    LoadFigures figures() const;
    LoadPlan plan() const;

private:
    MonoTime countedUntil() const;

    LoadOrders m_orders;
    std::atomic<MonoTime::rep> m_stopped {MonoTime::max().count()};
    std::vector<std::unique_ptr<LoadThread>> m_threads;
    std::vector<std::thread> m_running;
};

LoadGenerator::Run::Run(const LoadPlan &plan, std::vector<LoadTarget> targets)
{
    m_orders.targets = std::move(targets);
    m_orders.plan = plan;
    const int count = std::min(plan.threads, plan.connections);
    m_orders.begin = monotonicNow();
    m_orders.countFrom = m_orders.begin + plan.warmUp;
    m_orders.end = plan.duration.count() > 0 ? m_orders.countFrom + plan.duration : MonoTime::max();
    for (int i = 0; i < count; ++i)
        m_threads.push_back(std::make_unique<LoadThread>(m_orders, i, count));
    try {
        for (int i = 0; i < count; ++i) {
            m_running.emplace_back([thread = m_threads[static_cast<std::size_t>(i)].get()] { thread->run(); });
            pthread_setname_np(m_running.back().native_handle(), ("lbfy-load-" + std::to_string(i)).c_str());
        }
    } catch (const std::system_error &) {
        stop(); // those that did start
        throw;
    }
}

void LoadGenerator::Run::change(LoadPlan plan)
{
    {
        const std::lock_guard lock(m_orders.mutex);
        const LoadPlan &old = m_orders.plan;
        plan.targets = old.targets;
        plan.threads = old.threads;
        plan.seed = old.seed;
        plan.warmUp = old.warmUp;
        plan.duration = old.duration;
        m_orders.plan = std::move(plan);
        m_orders.changes.fetch_add(1, std::memory_order_release);
    }
    for (const auto &thread : m_threads)
        thread->wake();
}

void LoadGenerator::Run::stop()
{
    if (!finished()) {
        m_stopped.store(monotonicNow().count(), std::memory_order_relaxed);
        m_orders.stop.store(true, std::memory_order_relaxed);
        for (const auto &thread : m_threads)
            thread->wake();
    }
    for (std::thread &thread : m_running) {
        if (thread.joinable())
            thread.join();
    }
}

bool LoadGenerator::Run::finished() const
{
    return std::ranges::all_of(m_threads, [](const auto &thread) { return thread->isOver(); });
}

MonoTime LoadGenerator::Run::countedUntil() const
{
    return std::min({monotonicNow(), MonoTime(m_stopped.load(std::memory_order_relaxed)), m_orders.end});
}

LoadFigures LoadGenerator::Run::figures() const
{
    LoadFigures figures;
    // The time first: a rate is then never too low because its turns were counted before its time was read.
    const bool over = finished();
    const MonoTime until = countedUntil();
    figures.seconds = toSeconds(std::max(until - m_orders.countFrom, Nanoseconds(0)));
    for (const auto &thread : m_threads)
        thread->statistics().addTo(figures);
    figures.phase = over                 ? LoadPhase::Finished
            : until >= m_orders.end      ? LoadPhase::Draining
            : until < m_orders.countFrom ? LoadPhase::WarmUp
                                         : LoadPhase::Running;
    return figures;
}

LoadPlan LoadGenerator::Run::plan() const
{
    const std::lock_guard lock(m_orders.mutex);
    return m_orders.plan;
}

LoadGenerator::LoadGenerator() = default;

LoadGenerator::~LoadGenerator() = default;

Result<Done> LoadGenerator::start(const LoadPlan &plan)
{
    if (const auto checked = checkPlan(plan); !checked)
        return checked;
    stop();
    std::vector<LoadTarget> targets;
    for (const Address &target : plan.targets) {
        const auto address = resolve(target);
        if (!address)
            return address.failure();
        targets.push_back({*address, target.toString()});
    }
    try {
        m_run = std::make_unique<Run>(plan, std::move(targets));
    } catch (const std::system_error &error) {
        return Failure {"cannot start the load: " + error.code().message()};
    }
    return Done {};
}

Result<Done> LoadGenerator::change(const LoadPlan &plan)
{
    if (const auto checked = checkPlan(plan); !checked)
        return checked;
    if (m_run)
        m_run->change(plan);
    return Done {};
}

void LoadGenerator::stop()
{
    if (m_run)
        m_run->stop();
}

bool LoadGenerator::finished() const
{
    return !m_run || m_run->finished();
}

LoadFigures LoadGenerator::figures() const
{
    return m_run ? m_run->figures() : LoadFigures {};
}

LoadPlan LoadGenerator::plan() const
{
    return m_run ? m_run->plan() : LoadPlan {};
}

} // namespace lbfy
