// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/backendcontrol.h"

#include "core/config/names.h"
#include "core/proxy/monotonic.h"

#include <cmath>
#include <utility>

namespace lbfy {

namespace {

std::string milliseconds(Nanoseconds duration)
{
    const double ms = toSeconds(duration) * 1e3;
    const double rounded = ms < 10 ? std::round(ms * 100) / 100 : std::round(ms);
    std::string text = std::to_string(rounded);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.')
        text.pop_back();
    return text + " ms";
}

} // namespace

BackendControl::BackendControl(Context context, const BackendConfig &config, const ServiceConfig &service)
    : m_context(std::move(context))
    , m_config(config)
    , m_identity(++m_context.lastIdentity)
    , m_health(service.health)
    , m_latency(service.latency)
    , m_runtime(std::make_shared<BackendRuntime>(config.name, m_context.workers))
    , m_counter(service.health.fall, service.health.rise)
    , m_since(std::chrono::system_clock::now())
{
    m_restore.setSingleShot(true);
    connect(&m_restore, &QTimer::timeout, this, &BackendControl::restoreWhenDue);
    startResolving();
    startChecking(service);
}

BackendControl::~BackendControl() = default;

void BackendControl::startResolving()
{
    const auto failed = [this](const std::string &why) {
        const bool known = !addresses().empty();
        m_context.events.tell(LogLevel::Warn, "resolve_failed", m_context.service, m_config.name,
                              "cannot resolve " + m_config.address.host + ": " + why
                                      + (known ? "; keeping the last good answer" : ""));
    };
    const auto resolved = [this] {
        if (m_checks)
            m_checks->setAddresses(addresses());
        m_context.changed();
    };
    m_resolver = std::make_unique<Resolver>(m_config.address, resolved, failed);
}

void BackendControl::startChecking(const ServiceConfig &service)
{
    const HealthConfig &health = service.health;
    m_health = health;
    m_sendProxy = service.sendProxy;
    m_checks.reset();
    if (health.check == CheckKind::Off || m_config.mode == BackendMode::Disabled)
        return;
    const auto seed = std::hash<std::string>()(m_context.service + '/' + m_config.name);
    m_checks = std::make_unique<CheckSchedule>(health, m_config.address.toString(), service.sendProxy, seed,
                                               [this](const CheckResult &result) { checked(result); });
    m_checks->setAddresses(addresses());
}

void BackendControl::apply(const BackendConfig &config, const ServiceConfig &service)
{
    const bool moved = config.address != m_config.address;
    const bool recheck = moved || service.health != m_health || service.sendProxy != m_sendProxy
            || config.mode != m_config.mode;
    const BackendState before = state();
    if (config.name != m_config.name)
        rename(config.name);
    m_config = config;
    m_context.service = service.name;
    m_latency = service.latency;
    m_counter.setThresholds(service.health.fall, service.health.rise);
    if (moved) {
        // Another program answers there: what was learnt about the old one does not hold.
        m_identity = ++m_context.lastIdentity;
        m_counter = HealthCounter(service.health.fall, service.health.rise);
        for (std::size_t i = 0; i < latencySignalCount; ++i)
            m_runtime->load.estimate(static_cast<LatencySignal>(i)).reset();
        m_runtime->load.clearFailures();
        m_ejection.ejected = false;
        m_restore.stop();
        startResolving();
    }
    if (service.health.check == CheckKind::Off)
        m_counter = HealthCounter(service.health.fall, service.health.rise);
    if (recheck)
        startChecking(service);
    if (m_ejection.ejected && service.ejection.failures == 0)
        return restore("ejection is off");
    if (state() != before)
        changeReason(config.mode == BackendMode::Ready ? "made ready by the operator"
                                                       : "set to " + std::string(nameOf(config.mode)));
}

void BackendControl::rename(const std::string &name)
{
    m_runtime->name.set(name);
    m_context.events.tell(LogLevel::Info, "backend_renamed", m_context.service, name,
                          "backend " + m_config.name + " is now called " + name,
                          {{"old", m_config.name}, {"new", name}});
}

BackendCondition BackendControl::condition() const
{
    return {m_counter.up() && !addresses().empty(), m_ejection.ejected};
}

BackendState BackendControl::state() const
{
    switch (m_config.mode) {
    case BackendMode::Drain:
        return BackendState::Drain;
    case BackendMode::Disabled:
        return BackendState::Disabled;
    case BackendMode::Ready:
        break;
    }
    if (m_ejection.ejected)
        return BackendState::Ejected;
    return condition().up ? BackendState::Up : BackendState::Down;
}

void BackendControl::changeReason(std::string reason)
{
    m_reason = std::move(reason);
    m_since = std::chrono::system_clock::now();
}

void BackendControl::recordLatency(const CheckResult &result)
{
    m_checkStats.duration.record(result.duration);
    if (result.outcome == CheckResult::Outcome::Passed)
        addSample(m_runtime->load, LatencySignal::Check, toSeconds(result.duration), *m_context.rotation, m_latency,
                  monotonicNow());
}

void BackendControl::checked(const CheckResult &result)
{
    if (result.outcome == CheckResult::Outcome::NotTold) {
        m_context.events.tell(LogLevel::Warn, "check_not_told", m_context.service, m_config.name,
                              "health check not counted: " + result.cause);
        return;
    }
    const bool passed = result.outcome == CheckResult::Outcome::Passed;
    (passed ? m_checkStats.successes : m_checkStats.failures).add();
    recordLatency(result);

    const std::string name = "backend " + m_config.name;
    const HealthCounter::Change change = m_counter.observe(passed);
    const auto fields = [&](std::string_view old, std::string_view now) {
        return std::vector<LogField> {{"address", m_config.address.toString()},
                                      {"old", std::string(old)},
                                      {"new", std::string(now)},
                                      {"reason", result.cause}};
    };
    switch (change) {
    case HealthCounter::Change::None:
        return;
    case HealthCounter::Change::ConfirmedUp:
        changeReason(result.cause);
        m_context.events.tell(LogLevel::Info, "backend_up", m_context.service, m_config.name,
                              name + " is up: " + result.cause + " in " + milliseconds(result.duration),
                              fields("unknown", "up"));
        return;
    case HealthCounter::Change::WentUp:
        changeReason(result.cause);
        m_context.changed(); // before it is told: who acts on the event finds it so
        m_context.events.tell(LogLevel::Info, "backend_up", m_context.service, m_config.name,
                              name + " is up again: " + result.cause + " in " + milliseconds(result.duration),
                              fields("down", "up"));
        // The check saw the failure and sees that it is over: nothing is left to sit out. An ejection for what the check
        // cannot see never comes here, because then the check never failed.
        if (m_ejection.ejected)
            restore("its health check passes again");
        return;
    case HealthCounter::Change::WentDown:
        changeReason(result.cause);
        m_context.changed();
        m_context.events.tell(LogLevel::Warn, "backend_down", m_context.service, m_config.name,
                              name + " is down: " + result.cause, fields("up", "down"));
        return;
    }
}

void BackendControl::failureLimitReached(const EjectionPolicy &policy, std::size_t ejectedNow, std::size_t poolSize)
{
    const MonoTime now = monotonicNow();
    const std::uint32_t failures = m_runtime->load.failures();
    // Successes may have come while the report was on its way.
    if (failures < static_cast<std::uint32_t>(policy.config().failures) || m_config.mode != BackendMode::Ready)
        return;
    const auto verdict = policy.eject(m_ejection, ejectedNow, poolSize, now);
    if (verdict != EjectionPolicy::Verdict::Ejected)
        return;
    ++m_ejectionsTotal;
    m_runtime->load.clearFailures();
    const auto length = std::chrono::ceil<std::chrono::milliseconds>(m_ejection.until - now);
    m_restore.start(length);
    const std::string cause = std::to_string(failures) + " failures in a row";
    changeReason(cause);
    m_context.changed();
    m_context.events.tell(LogLevel::Warn, "backend_ejected", m_context.service, m_config.name,
                          "backend " + m_config.name + " is ejected: " + cause,
                          {{"reason", cause},
                           {"for_s", toSeconds(length)},
                           {"ejections", std::int64_t {m_ejection.ejections}},
                           {"old", std::string(condition().up ? "up" : "down")},
                           {"new", std::string("ejected")}});
}

void BackendControl::restoreWhenDue()
{
    const MonoTime now = monotonicNow();
    if (!m_ejection.ejected)
        return;
    if (now < m_ejection.until)
        m_restore.start(std::chrono::ceil<std::chrono::milliseconds>(m_ejection.until - now));
    else
        restore("ejection time is over");
}

void BackendControl::restore(const std::string &reason)
{
    m_restore.stop();
    m_ejection.ejected = false;
    m_runtime->load.clearFailures();
    changeReason(reason);
    m_context.changed();
    m_context.events.tell(LogLevel::Info, "backend_restored", m_context.service, m_config.name,
                          "backend " + m_config.name + " is back after its ejection: " + reason,
                          {{"reason", reason},
                           {"old", std::string("ejected")},
                           {"new", std::string(condition().up ? "up" : "down")}});
}

} // namespace lbfy
