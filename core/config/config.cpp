// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/config.h"

namespace lbfy {

Config defaultConfig()
{
    ServiceConfig service;
    service.name = "default";
    service.listen = {"127.0.0.1", 8080};
    for (const std::uint16_t port : {std::uint16_t {9000}, std::uint16_t {9001}}) {
        BackendConfig backend;
        backend.address = {"127.0.0.1", port};
        backend.name = backend.address.toString();
        service.backends.push_back(backend);
    }
    Config config;
    config.services.push_back(service);
    return config;
}

} // namespace lbfy
