// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/demo.h"

#include "core/lab/loadgenerator.h"

#include <algorithm>
#include <cassert>
#include <mutex>
#include <string>
#include <system_error>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

struct Character {
    std::string_view name;
    Delay delay;
};

/// Jittery is fast on average and yet a risk: what an average alone would not show.
const std::array<Character, Demo::backendCount> &characters()
{
    static const std::array<Character, Demo::backendCount> table {
            Character {"fast", ConstantDelay {2ms}},
            Character {"medium", ConstantDelay {8ms}},
            Character {"slow", ConstantDelay {40ms}},
            Character {"jittery", TwoPointDelay {5ms, 80ms, 0.005}},
    };
    return table;
}

/// Answers at a time, each: at the usual rate nobody waits long, but who is slowed is short of them at a higher one.
constexpr std::uint32_t servers = 6;

/// With the usual two, the slow one is at times drawn beside one that is busy, and wins: one pick in a hundred (measured),
/// which is just what a p99 shows.
constexpr int latencyChoices = 3;

BackendBehaviour usualBehaviour(const Character &character)
{
    BackendBehaviour behaviour;
    behaviour.concurrency = servers;
    behaviour.delay = character.delay;
    return behaviour;
}

/// Later by Demo::slowing; of a skewed distribution that is the median.
Delay slowed(Delay delay)
{
    const auto later = [](Nanoseconds time) { return std::min<Nanoseconds>(time + Demo::slowing, longestDelay); };
    if (auto *constant = std::get_if<ConstantDelay>(&delay)) {
        constant->value = later(constant->value);
    } else if (auto *normal = std::get_if<NormalDelay>(&delay)) {
        normal->mean = later(normal->mean);
    } else if (auto *logNormal = std::get_if<LogNormalDelay>(&delay)) {
        logNormal->median = later(logNormal->median);
    } else if (auto *twoPoint = std::get_if<TwoPointDelay>(&delay)) {
        twoPoint->usual = later(twoPoint->usual);
        twoPoint->rare = later(twoPoint->rare);
    }
    return delay;
}

LoadPlan planFor(const Address &service, int rate)
{
    LoadPlan plan;
    plan.targets = {service};
    plan.loop = LoadLoop::Open;
    plan.rate = rate;
    plan.connections = 256;
    plan.maxWaiting = 1000;
    plan.turnsPerConnection = 1;
    plan.duration = 0ms;
    plan.connectTimeout = 2s;
    plan.turnTimeout = 2s;
    return plan;
}

std::string reason(int error)
{
    return std::generic_category().message(error);
}

} // namespace

struct Demo::Parts {
    struct Backend {
        std::unique_ptr<TestBackend> server;
        BackendBehaviour usual;
        DemoSpeed speed = DemoSpeed::Usual;

        void behave()
        {
            BackendBehaviour behaviour = usual;
            if (speed == DemoSpeed::Slowed)
                behaviour.delay = slowed(behaviour.delay);
            server->setBehaviour(behaviour);
        }
    };

    mutable std::mutex mutex;
    std::array<Backend, backendCount> backends;
    LoadGenerator load;
    int rate = usualRate;
};

Demo::Demo() : m_parts(std::make_unique<Parts>())
{
    for (std::size_t i = 0; i < backendCount; ++i) {
        Parts::Backend &backend = m_parts->backends[i];
        backend.usual = usualBehaviour(characters()[i]);
        backend.server = std::make_unique<TestBackend>(backend.usual, std::uint64_t {i + 1});
    }
}

/// The load first: backends that go before it would be errors in its figures.
Demo::~Demo()
{
    stopLoad();
}

Result<Done> Demo::open()
{
    for (std::size_t i = 0; i < backendCount; ++i) {
        const SocketAddress anyPort = *SocketAddress::fromLiteral("127.0.0.1", 0);
        if (const int error = m_parts->backends[i].server->start(anyPort))
            return Failure {"the demo's backend " + std::string(characters()[i].name)
                            + " cannot listen on 127.0.0.1: " + reason(error)};
    }
    return Done {};
}

Config Demo::config() const
{
    Config config;
    config.metrics = Address {"127.0.0.1", 0};
    ServiceConfig service;
    service.name = serviceName;
    service.listen = {"127.0.0.1", 0};
    service.latency.choices = latencyChoices;
    for (const DemoBackend &backend : backends()) {
        BackendConfig row;
        row.name = backend.name;
        row.address = backend.address;
        service.backends.push_back(std::move(row));
    }
    config.services.push_back(std::move(service));
    return config;
}

std::array<DemoBackend, Demo::backendCount> Demo::backends() const
{
    const std::lock_guard lock(m_parts->mutex);
    std::array<DemoBackend, backendCount> result;
    for (std::size_t i = 0; i < backendCount; ++i) {
        const auto &[server, usual, speed] = m_parts->backends[i];
        result[i] = {characters()[i].name, {"127.0.0.1", server->address().port()}, speed, server->alive(), usual,
                     server->figures()};
    }
    return result;
}

void Demo::setSpeed(std::size_t backend, DemoSpeed speed)
{
    const std::lock_guard lock(m_parts->mutex);
    Parts::Backend &changed = m_parts->backends.at(backend);
    changed.speed = speed;
    changed.behave();
}

Result<Done> Demo::setBehaviour(std::size_t backend, const BackendBehaviour &behaviour)
{
    if (const auto checked = checkBehaviour(behaviour); !checked)
        return checked;
    const std::lock_guard lock(m_parts->mutex);
    Parts::Backend &changed = m_parts->backends.at(backend);
    changed.usual = behaviour;
    changed.behave();
    return Done {};
}

void Demo::kill(std::size_t backend)
{
    const std::lock_guard lock(m_parts->mutex);
    m_parts->backends.at(backend).server->kill();
}

Result<Done> Demo::revive(std::size_t backend)
{
    const std::lock_guard lock(m_parts->mutex);
    TestBackend &server = *m_parts->backends.at(backend).server;
    if (const int error = server.revive())
        return Failure {std::string(characters()[backend].name) + " cannot listen on its port again: " + reason(error)};
    return Done {};
}

Result<Done> Demo::aim(const Address &service)
{
    const std::lock_guard lock(m_parts->mutex);
    if (!m_parts->load.finished() && m_parts->load.plan().targets.front() == service)
        return Done {};
    return m_parts->load.start(planFor(service, m_parts->rate));
}

void Demo::stopLoad()
{
    const std::lock_guard lock(m_parts->mutex);
    m_parts->load.stop();
}

bool Demo::isLoading() const
{
    const std::lock_guard lock(m_parts->mutex);
    return !m_parts->load.finished();
}

void Demo::setRate(int rate)
{
    assert(std::ranges::count(rates, rate) == 1);
    const std::lock_guard lock(m_parts->mutex);
    m_parts->rate = rate;
    if (m_parts->load.finished())
        return;
    LoadPlan plan = m_parts->load.plan();
    plan.rate = rate;
    // Nothing but the rate changes, and rates are within its range.
    [[maybe_unused]] const Result<Done> done = m_parts->load.change(plan);
    assert(done.ok());
}

int Demo::rate() const
{
    const std::lock_guard lock(m_parts->mutex);
    return m_parts->rate;
}

LoadFigures Demo::figures() const
{
    const std::lock_guard lock(m_parts->mutex);
    return m_parts->load.figures();
}

LoadPlan Demo::plan() const
{
    const std::lock_guard lock(m_parts->mutex);
    return m_parts->load.plan();
}

} // namespace lbfy
