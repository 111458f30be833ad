// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/configmatch.h"
#include "core/config/edittoml.h"
#include "core/config/newkeys.h"
#include "core/config/textlines.h"
#include "core/config/tomlparts.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

namespace lbfy {

namespace {

constexpr std::string_view introduction =
        "# A configuration of lbfy, a TCP load balancer. What is not mentioned has its default;\n"
        "# \"lbfyd --print-config FILE\" lists every key, \"lbfyd --check-config FILE\" finds mistakes.\n";

/// Comments stand in one column, unless a line is longer than this.
constexpr std::size_t widestColumn = 48;

class NewText
{
public:
    explicit NewText(std::string_view beginning) : m_text(beginning) { }

    /// A table, if there is anything in it. An empty header: the keys before all headers.
    template<typename Section>
    void keys(const std::string &header, const NewKeys &keys)
    {
        if (keys.empty())
            return;
        m_text += header.empty() ? "\n" : '\n' + header + '\n';
        std::size_t longest = 0;
        for (const NewKey &key : keys)
            longest = std::max(longest, key.name.size());
        std::vector<std::string> lines;
        std::size_t column = 0;
        for (const NewKey &key : keys) {
            lines.push_back(key.name + std::string(longest - key.name.size(), ' ') + " = " + toToml(key.value));
            if (widthOf(lines.back()) <= widestColumn)
                column = std::max(column, widthOf(lines.back()));
        }
        for (std::size_t i = 0; i < keys.size(); ++i)
            m_text += lines[i] + comment<Section>(header, keys[i].name, column, widthOf(lines[i])) + '\n';
    }

    std::string text() && { return std::move(m_text); }

private:
    /// What a key is for, where it is mentioned for the first time.
    template<typename Section>
    std::string comment(const std::string &header, const std::string &name, std::size_t column, std::size_t width)
    {
        if (!m_explained.insert(header + ' ' + name).second)
            return {};
        return std::string(std::max(column, width) - width, ' ') + "  # " + std::string(findKey<Section>(name)->doc);
    }

    std::string m_text;
    std::set<std::string> m_explained;
};

/// Strategies are what people change first, so the one in force is always shown.
NewKeys serviceKeysOf(const ServiceConfig &service, WriteName writeName)
{
    NewKeys keys = newKeysOf(service, writeName);
    if (service.strategy != ServiceConfig {}.strategy)
        return keys;
    const auto listen = std::ranges::find(keys, "listen", &NewKey::name);
    keys.insert(listen == keys.end() ? listen : std::next(listen),
                {"strategy", findKey<ServiceConfig>("strategy")->fetch(service)});
    return keys;
}

void addService(NewText &text, const ServiceConfig &service, WriteName writeName, const std::vector<bool> &backendNames)
{
    text.keys<ServiceConfig>("[[service]]", serviceKeysOf(service, writeName));
    text.keys<HealthConfig>("[service.health]", newKeysOf(service.health, WriteName::No));
    text.keys<EjectionConfig>("[service.ejection]", newKeysOf(service.ejection, WriteName::No));
    text.keys<LatencyConfig>("[service.latency]", newKeysOf(service.latency, WriteName::No));
    for (std::size_t b = 0; b < service.backends.size(); ++b) {
        const WriteName writeBackend = backendNames[b] ? WriteName::Yes : WriteName::No;
        text.keys<BackendConfig>("[[service.backend]]", newKeysOf(service.backends[b], writeBackend));
    }
}

} // namespace

std::string newToml(const Config &config)
{
    NameFlags names;
    for (const ServiceConfig &service : config.services) {
        names.services.push_back(false);
        names.backends.emplace_back(service.backends.size(), false);
    }
    names = namesToWrite(config, std::move(names));
    NewText text(introduction);
    text.keys<Config>({}, newKeysOf(config, WriteName::No));
    text.keys<LogConfig>("[log]", newKeysOf(config.log, WriteName::No));
    for (std::size_t i = 0; i < config.services.size(); ++i)
        addService(text, config.services[i], names.services[i] ? WriteName::Yes : WriteName::No, names.backends[i]);
    return std::move(text).text();
}

} // namespace lbfy
