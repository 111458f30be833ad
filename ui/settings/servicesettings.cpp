// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/servicesettings.h"

#include "core/config/text.h"
#include "core/config/validate.h"

#include <algorithm>
#include <array>
#include <optional>

namespace lbfy {

namespace {

constexpr std::array<std::string_view, 3> identity {"name", "listen", "strategy"};
constexpr std::array<std::string_view, 2> proxy {"send_proxy", "accept_proxy"};

constexpr auto isIn = [](const auto &names) {
    return [&names](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
};

/// What only one kind of check asks; the other keys of health are for all kinds but "off".
std::optional<CheckKind> checkThatNeeds(std::string_view key)
{
    if (key == "http_path")
        return CheckKind::Http;
    if (key == "send" || key == "expect")
        return CheckKind::SendExpect;
    return std::nullopt;
}

} // namespace

ServiceSettings::ServiceSettings(QWidget *parent) : SettingsForm(parent)
{
    addGroups();
    edit(defaultConfig(), 0);
}

void ServiceSettings::addGroups()
{
    startGroup(tr("Service"), {});
    addFields<ServiceConfig>("", isIn(identity));
    startGroup(tr("Limits"), tr("When to refuse, retry and give up."));
    // All that is in no other group: a new key appears here by itself.
    addFields<ServiceConfig>("", [](std::string_view name) { return !isIn(identity)(name) && !isIn(proxy)(name); });
    startGroup(tr("PROXY protocol"), tr("A header with the client's address, ahead of its bytes."));
    addFields<ServiceConfig>("", isIn(proxy));
    startGroup(tr("Health check"), tr("Asks each backend at intervals whether it works."));
    addFields<HealthConfig>("health");
    startGroup(tr("Ejection"), tr("Takes a backend that fails real connections out for a while."));
    addFields<EjectionConfig>("ejection");
    startGroup(tr("Latency"), tr("What the strategy “latency-aware” goes by."));
    addFields<LatencyConfig>("latency");
}

void ServiceSettings::edit(const Config &config, std::size_t service)
{
    setErrors({});
    show(config, service, Fill::Anew);
}

void ServiceSettings::follow(const Config &config, std::size_t service)
{
    show(config, service, Fill::AroundChanges);
}

void ServiceSettings::show(const Config &config, std::size_t service, Fill fill)
{
    m_config = config;
    m_index = service;
    const ServiceConfig &shown = m_config.services.at(service);
    setTitle(tr("Service “%1”").arg(QString::fromStdString(shown.name)));
    load("", shown, fill);
    load("health", shown.health, fill);
    load("ejection", shown.ejection, fill);
    load("latency", shown.latency, fill);
    refresh();
}

ServiceConfig ServiceSettings::value() const
{
    ServiceConfig service = stored<ServiceConfig>("");
    service.health = stored<HealthConfig>("health");
    service.ejection = stored<EjectionConfig>("ejection");
    service.latency = stored<LatencyConfig>("latency");
    service.backends = m_config.services.at(m_index).backends;
    return service;
}

void ServiceSettings::adapt()
{
    const CheckKind check = stored<HealthConfig>("health").check;
    for (const Key<HealthConfig> &key : keysOf<HealthConfig>()) {
        const auto needed = checkThatNeeds(key.name);
        const bool applies = key.name == "check" || (needed ? check == *needed : check != CheckKind::Off);
        field("health", key.name)->setApplies(applies);
    }
}

std::vector<Diagnostic> ServiceSettings::checkTogether() const
{
    ConfigDraft draft;
    draft.config = m_config;
    // Last of all: of two with one name or address it is the later that is told, and this is the one being edited.
    auto &services = draft.config.services;
    services.erase(services.begin() + static_cast<std::ptrdiff_t>(m_index));
    services.push_back(value());
    for (const KeyField *at : fields()) {
        Origin origin {Origin::Source::Option, pathOf(*at)};
        origin.accepted = at->isValid();
        draft.origins.set(pathOf(*at), origin);
    }
    // That a service needs backends is for their table to say.
    Origin unchecked;
    unchecked.accepted = false;
    draft.origins.set(servicePath(services.size() - 1) + ".backend", unchecked);
    completeConfig(draft);
    std::erase_if(draft.diagnostics, [this, own = "service " + quoted(services.back().name) + ": "](const auto &found) {
        const auto isPath = [&](const KeyField *at) { return found.message.starts_with(pathOf(*at) + ": "); };
        return !found.message.starts_with(own) && std::ranges::none_of(fields(), isPath);
    });
    return draft.diagnostics;
}

std::string ServiceSettings::pathOf(const KeyField &field) const
{
    const KeySpec &spec = field.spec();
    const std::string section = spec.section.empty() ? std::string() : spec.section + '.';
    return servicePath(m_config.services.size() - 1) + '.' + section + spec.name;
}

/// `service "web": ejection: max_time "5s": must not …` stands below the field max_time of ejection already.
QString ServiceSettings::shortened(const KeyField &field, const QString &message) const
{
    const KeySpec &spec = field.spec();
    QString rest = message;
    const auto drop = [&rest](const std::string &prefix) {
        const QString text = QString::fromStdString(prefix);
        if (rest.startsWith(text))
            rest.remove(0, text.size());
    };
    drop("service " + quoted(value().name) + ": ");
    if (!spec.section.empty())
        drop(spec.section + ": ");
    drop(spec.name + ' ' + toToml(field.value()) + ": ");
    return rest;
}

void ServiceSettings::commit()
{
    Q_EMIT applied(value());
}

} // namespace lbfy
