// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/livedata.h"

#include <algorithm>

namespace lbfy {

LiveData::LiveData(QObject *parent) : QObject(parent), m_timeline(this) { }

void LiveData::take(const SnapshotPtr &snapshot)
{
    m_snapshot = snapshot;
    m_history.record(*snapshot, snapshot->made);
    m_timeline.follow(*snapshot);
    for (const ServiceSnapshot &service : snapshot->services)
        m_effects[service.name].follow(service, snapshot->made, snapshot->at);
    std::erase_if(m_effects, [this](const auto &entry) { return !service(entry.first); });
}

const ServiceSnapshot *LiveData::service(const std::string &name) const
{
    if (!m_snapshot)
        return nullptr;
    const auto &services = m_snapshot->services;
    const auto it = std::find_if(services.begin(), services.end(), [&](const auto &s) { return s.name == name; });
    return it == services.end() ? nullptr : &*it;
}

const SwitchEffect::Effect *LiveData::effect(const std::string &service) const
{
    const auto it = m_effects.find(service);
    return it == m_effects.end() || !it->second.effect() ? nullptr : &*it->second.effect();
}

void LiveData::dismissEffect(const std::string &service)
{
    if (const auto it = m_effects.find(service); it != m_effects.end())
        it->second.dismiss();
}

} // namespace lbfy
