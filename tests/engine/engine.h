// SPDX-License-Identifier: GPL-3.0-or-later
//
// A live Balancer in the test's process, with a log that goes nowhere, and what tests ask it again and again.

#pragma once

#include "core/engine/balancer.h"
#include "network.h"

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

namespace lbfy::test {

/// One service, "web", on a free port before backends "a", "b", …; no checks, two workers, times that suit a test.
Config configFor(std::initializer_list<Address> backends);

class Engine final
{
public:
    Engine();
    ~Engine();

    Balancer &balancer() { return *m_balancer; }
    /// Applies, and fails the program if that does not go well.
    void apply(const Config &config);
    const Snapshot &snapshot() const { return *m_balancer->latest(); }
    const ServiceSnapshot &service(std::size_t index = 0) const { return snapshot().services.at(index); }
    const BackendSnapshot &backend(std::size_t index) const { return service().backends.at(index); }
    const Activity *activity() const { return snapshot().activity.get(); }
    std::uint16_t port(std::size_t service = 0) const;
    /// Those that happened, oldest first: "backend_down b".
    std::vector<std::string> events() const;
    /// Whether one of this kind has happened, and its text holds `words`.
    bool happened(std::string_view kind, std::string_view words = {}) const;

private:
    int m_nowhere;
    std::unique_ptr<Log> m_log;
    std::unique_ptr<Balancer> m_balancer;
};

} // namespace lbfy::test
