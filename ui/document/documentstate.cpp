// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/document/documentstate.h"

#include <algorithm>
#include <utility>

namespace lbfy {

namespace {

/// The position of the item of that name.
template<typename Items>
std::optional<std::size_t> positionOf(const Items &items, const std::string &name)
{
    const auto found = std::find_if(items.begin(), items.end(),
                                    [&name](const auto &item) { return item.name == name; });
    if (found == items.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - items.begin());
}

} // namespace

std::optional<std::size_t> DocumentState::find(ServiceId id) const
{
    const auto found = std::ranges::find(ids, id, &ServiceIds::id);
    if (found == ids.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - ids.begin());
}

std::optional<BackendPlace> DocumentState::findBackend(BackendId id) const
{
    for (std::size_t service = 0; service < ids.size(); ++service) {
        const auto &backends = ids[service].backends;
        const auto found = std::ranges::find(backends, id);
        if (found != backends.end())
            return BackendPlace {service, static_cast<std::size_t>(found - backends.begin())};
    }
    return std::nullopt;
}

DocumentState identify(Config config, const DocumentState &old, IdSource &ids)
{
    DocumentState state;
    for (const ServiceConfig &service : config.services) {
        const auto known = positionOf(old.config.services, service.name);
        ServiceIds &given = state.ids.emplace_back();
        given.id = known ? old.ids[*known].id : ids.next();
        for (const BackendConfig &backend : service.backends) {
            const auto same = known ? positionOf(old.config.services[*known].backends, backend.name) : std::nullopt;
            given.backends.push_back(same ? old.ids[*known].backends[*same] : ids.next());
        }
    }
    state.config = std::move(config);
    return state;
}

} // namespace lbfy
