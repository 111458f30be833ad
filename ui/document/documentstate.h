// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one step of the undo stack leads to: the whole configuration and the identity of its parts. A configuration
// knows services and backends by names and positions, which edits change; ids stay for the program's life, so that a
// selection, a colour or a line in a chart follows its backend through every rename, move, undo and redo. Plain values.

#pragma once

#include "core/config/config.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace lbfy {

using ServiceId = std::uint32_t;
using BackendId = std::uint32_t;

/// The ids of a service and of its backends, in the order of the configuration.
struct ServiceIds {
    ServiceId id = 0;
    std::vector<BackendId> backends;

    bool operator==(const ServiceIds &) const = default;
};

/// Where a backend is in the configuration.
struct BackendPlace {
    std::size_t service = 0;
    std::size_t backend = 0;
};

struct DocumentState {
    Config config;
    std::vector<ServiceIds> ids; ///< one for each service of config

    bool operator==(const DocumentState &) const = default;

    std::optional<std::size_t> find(ServiceId id) const;
    std::optional<BackendPlace> findBackend(BackendId id) const;

    BackendConfig &at(BackendPlace place) { return config.services[place.service].backends[place.backend]; }
    const BackendConfig &at(BackendPlace place) const { return config.services[place.service].backends[place.backend]; }
};

/// Steps share their states: what one ends with, the next begins with.
using DocumentStatePtr = std::shared_ptr<const DocumentState>;

/// Hands out ids, each once.
class IdSource
{
public:
    std::uint32_t next() { return m_next++; }

private:
    std::uint32_t m_next = 1;
};

/// The configuration with an id for each part: that of the part of the same name in `old`, else a new one.
DocumentState identify(Config config, const DocumentState &old, IdSource &ids);

} // namespace lbfy
