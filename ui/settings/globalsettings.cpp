// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/globalsettings.h"

#include "core/config/address.h"
#include "core/config/text.h"

namespace lbfy {

GlobalSettings::GlobalSettings(QWidget *parent) : SettingsForm(parent)
{
    setTitle(tr("Program settings"));
    startGroup(tr("Engine"), tr("For all services. “off” as the metrics address: no endpoint."));
    addFields<Config>("");
    startGroup(tr("Log"), tr("Lines on standard error; the window's own log shows the same."));
    addFields<LogConfig>("log");
    edit(defaultConfig());
}

void GlobalSettings::edit(const Config &config)
{
    setErrors({});
    show(config, Fill::Anew);
}

void GlobalSettings::follow(const Config &config)
{
    show(config, Fill::AroundChanges);
}

void GlobalSettings::show(const Config &config, Fill fill)
{
    m_config = config;
    load("", m_config, fill);
    load("log", m_config.log, fill);
    refresh();
}

Config GlobalSettings::value() const
{
    Config config = stored<Config>("");
    config.log = stored<LogConfig>("log");
    config.services = m_config.services;
    return config;
}

/// The one thing that can be wrong beside others: the endpoint on the address of a service.
std::vector<Diagnostic> GlobalSettings::checkTogether() const
{
    const Config config = value();
    std::vector<Diagnostic> found;
    for (const ServiceConfig &service : config.services) {
        if (config.metrics && collides(*config.metrics, service.listen))
            found.push_back(
                    {{},
                     0,
                     0,
                     Severity::Error,
                     "metrics: collides with service " + quoted(service.name) + " on " + service.listen.toString()});
    }
    return found;
}

std::string GlobalSettings::pathOf(const KeyField &field) const
{
    const KeySpec &spec = field.spec();
    return spec.section.empty() ? spec.name : spec.section + '.' + spec.name;
}

QString GlobalSettings::shortened(const KeyField &, const QString &message) const
{
    return message;
}

void GlobalSettings::commit()
{
    Q_EMIT applied(value());
}

} // namespace lbfy
