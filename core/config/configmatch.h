// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which part of an old configuration a part of a new one is, though it may have been renamed, changed or moved; and
// which names a file has to spell out, since the others follow from addresses anyway.

#pragma once

#include "core/config/config.h"

#include <optional>
#include <span>
#include <vector>

namespace lbfy {

/// For each wanted one the number of the old one that it is, or nothing. By name; then by equal content; then by
/// address; then by standing next to one that is known. No old one is taken twice.
std::vector<std::optional<std::size_t>> matchServices(std::span<const ServiceConfig> old,
                                                      std::span<const ServiceConfig> wanted);
std::vector<std::optional<std::size_t>> matchBackends(std::span<const BackendConfig> old,
                                                      std::span<const BackendConfig> wanted);

/// One flag for each service and each backend.
struct NameFlags {
    std::vector<bool> services;
    std::vector<std::vector<bool>> backends;
};

/// Those whose names must be written for a configuration to read back equal, if those given are written anyway.
NameFlags namesToWrite(const Config &wanted, NameFlags given);

} // namespace lbfy
