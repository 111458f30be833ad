// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/origin.h"

#include "core/config/text.h"

namespace lbfy {

std::string Origin::toString() const
{
    switch (source) {
    case Source::Default:
        return "default";
    case Source::File:
        return oneLine(name) + ':' + std::to_string(line);
    case Source::Option:
    case Source::Environment:
        break;
    }
    return name;
}

const Origin &Origins::of(const std::string &path) const
{
    static const Origin byDefault;
    const auto found = m_origins.find(path);
    return found == m_origins.end() ? byDefault : found->second;
}

void Origins::forget(std::string_view prefix)
{
    const auto first = m_origins.lower_bound(prefix);
    auto last = first;
    while (last != m_origins.end() && last->first.starts_with(prefix))
        ++last;
    m_origins.erase(first, last);
}

std::string servicePath(std::size_t service)
{
    return "service[" + std::to_string(service) + ']';
}

std::string backendPath(std::size_t service, std::size_t backend)
{
    return servicePath(service) + ".backend[" + std::to_string(backend) + ']';
}

} // namespace lbfy
