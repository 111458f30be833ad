// SPDX-License-Identifier: GPL-3.0-or-later
//
// The blocks of a configuration file, grouped by the services they belong to, so that a service can be moved with all
// its tables, and so that a new table finds its place.

#pragma once

#include "core/config/newkeys.h"
#include "core/config/tomlchain.h"

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace lbfy {

/// All that has to be written for a service.
struct NewService {
    NewKeys keys;
    std::vector<std::pair<std::string, NewKeys>> sections;
    std::vector<NewKeys> backends;
};

/// The sections that have something to say.
std::vector<std::pair<std::string, NewKeys>> newSectionsOf(const ServiceConfig &service);

class TomlParts
{
public:
    TomlParts() = default;
    explicit TomlParts(TomlPieces pieces);

    /// A table for the log, before the services.
    void addLog(const NewKeys &keys, const std::string &lineEnd);

    /// A table of a service, before its backends.
    void addSection(std::size_t service, const std::string &name, const NewKeys &keys, const std::string &lineEnd);

    /// Of a service. Both makers get the number of the wanted element.
    void arrangeBackends(std::size_t service, const ElementOrder &order, const std::string &lineEnd,
                         const std::function<NewKeys(std::size_t)> &makeKeys);
    void arrangeServices(const ElementOrder &order, const std::string &lineEnd,
                         const std::function<NewService(std::size_t)> &makeService);

    TomlPieces pieces(const std::string &lineEnd) &&;

private:
    struct Part {
        TomlPieces own; ///< from the [[service]] to the last of its tables, and what stands between them
        TomlPieces after; ///< what follows and belongs to no service
    };

    BlockStyle backendStyle(std::size_t service) const;
    void separateForeign();
    void spaceRoot(const std::string &lineEnd);

    TomlPieces m_head; ///< before the first service
    std::vector<Part> m_parts;
    bool m_rootWasEmpty = false; ///< nothing before the first header
};

} // namespace lbfy
