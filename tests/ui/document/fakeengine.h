// SPDX-License-Identifier: GPL-3.0-or-later
//
// An engine for tests: keeps what it was given, and refuses when told to.

#pragma once

#include "ui/document/document.h"

#include <vector>

namespace lbfy::test {

struct FakeEngine {
    std::vector<Config> applied;
    std::vector<std::string> refusal; ///< not empty: every Config is refused with this

    Document::Apply function()
    {
        return [this](const Config &config) -> ApplyResult {
            if (!refusal.empty())
                return {ApplyResult::Kind::AddressUnavailable, refusal, {}};
            applied.push_back(config);
            return {};
        };
    }
};

inline BackendConfig backendAt(const std::string &name, std::uint16_t port)
{
    BackendConfig backend;
    backend.name = name;
    backend.address = {"127.0.0.1", port};
    return backend;
}

/// One service "web" with a, b and c.
inline Config threeBackends()
{
    Config config;
    ServiceConfig service;
    service.name = "web";
    service.listen = {"127.0.0.1", 8080};
    service.backends = {backendAt("a", 9001), backendAt("b", 9002), backendAt("c", 9003)};
    config.services.push_back(service);
    return config;
}

} // namespace lbfy::test
