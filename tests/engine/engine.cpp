// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine.h"

#include <QtGlobal>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

namespace lbfy::test {

using namespace std::chrono_literals;

Config configFor(std::initializer_list<Address> backends)
{
    Config config;
    config.metrics.reset();
    config.workers = 2;
    config.drainTimeout = 20s;
    ServiceConfig service;
    service.name = "web";
    service.listen = {"127.0.0.1", 0};
    service.health.check = CheckKind::Off;
    service.health.interval = 20ms;
    service.health.timeout = 500ms;
    char name = 'a';
    for (const Address &address : backends) {
        BackendConfig backend;
        backend.name = std::string(1, name++);
        backend.address = address;
        service.backends.push_back(backend);
    }
    config.services.push_back(service);
    return config;
}

Engine::Engine()
    : m_nowhere(::open("/dev/null", O_WRONLY | O_CLOEXEC))
    , m_log(std::make_unique<Log>(m_nowhere, LogFormat::Logfmt, LogLevel::Info))
    , m_balancer(std::make_unique<Balancer>(*m_log))
{ }

Engine::~Engine()
{
    m_balancer.reset();
    m_log.reset();
    ::close(m_nowhere);
}

void Engine::apply(const Config &config)
{
    const ApplyResult result = m_balancer->apply(config);
    if (!result.ok())
        qFatal("the test's configuration was refused: %s", result.errors.front().c_str());
}

std::uint16_t Engine::port(std::size_t index) const
{
    const std::string &listen = service(index).listen;
    std::uint16_t port = 0;
    std::from_chars(listen.data() + listen.rfind(':') + 1, listen.data() + listen.size(), port);
    return port;
}

std::vector<std::string> Engine::events() const
{
    std::vector<std::string> result;
    for (const Event &event : snapshot().events)
        result.push_back(event.backend.empty() ? event.kind : event.kind + ' ' + event.backend);
    return result;
}

bool Engine::happened(std::string_view kind, std::string_view words) const
{
    return std::ranges::any_of(snapshot().events, [&](const Event &event) {
        return event.kind == kind && event.text.find(words) != std::string::npos;
    });
}

} // namespace lbfy::test
