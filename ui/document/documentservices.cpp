// SPDX-License-Identifier: GPL-3.0-or-later
//
// Document's edits of services and of what concerns all of them.

#include "core/config/address.h"
#include "core/config/text.h"
#include "ui/document/document.h"
#include "ui/text/coretext.h"
#include "ui/text/strategywords.h"

#include <utility>

namespace lbfy {

EditResult Document::setStrategy(ServiceId id, StrategyKind strategy)
{
    const auto index = m_state->find(id);
    if (!index)
        return {};
    DocumentState next = *m_state;
    next.config.services[*index].strategy = strategy;
    return commit(std::move(next),
                  {tr("Switch to %1").arg(strategyTitle(strategy)),
                   TimelineEvent::Kind::Strategy,
                   QString::fromStdString(config().services[*index].name),
                   {},
                   {}});
}

EditResult Document::setListen(ServiceId id, const QString &address)
{
    const auto index = m_state->find(id);
    if (!index)
        return {};
    const auto parsed = parseListenAddress(address.trimmed().toStdString());
    if (!parsed)
        return {{tr("The listen address: %1").arg(coreText(parsed.message()))}, {}};
    DocumentState next = *m_state;
    next.config.services[*index].listen = *parsed;
    return commit(std::move(next),
                  {tr("Listen on %1").arg(QString::fromStdString(parsed->toString())),
                   TimelineEvent::Kind::Edit,
                   QString::fromStdString(config().services[*index].name),
                   {},
                   {}});
}

EditResult Document::renameService(ServiceId id, const QString &name)
{
    const auto index = m_state->find(id);
    if (!index)
        return {};
    const auto checked = checkName(name.trimmed().toStdString());
    if (!checked)
        return {{tr("The name of a service: %1").arg(coreText(checked.message()))}, {}};
    DocumentState next = *m_state;
    ServiceConfig &service = next.config.services[*index];
    const QString old = QString::fromStdString(std::exchange(service.name, *checked));
    return commit(std::move(next),
                  {tr("Rename service %1 to %2").arg(old, name.trimmed()),
                   TimelineEvent::Kind::Edit,
                   QString::fromStdString(*checked),
                   {},
                   {}});
}

EditResult Document::setServiceSettings(ServiceId id, const ServiceConfig &wanted)
{
    const auto index = m_state->find(id);
    if (!index)
        return {};
    DocumentState next = *m_state;
    ServiceConfig &service = next.config.services[*index];
    auto backends = std::exchange(service.backends, {});
    service = wanted;
    service.backends = std::move(backends);
    const QString name = QString::fromStdString(service.name);
    return commit(std::move(next), {tr("Change settings of %1").arg(name), TimelineEvent::Kind::Edit, name, {}, {}});
}

EditResult Document::addService(const ServiceConfig &service)
{
    DocumentState next = *m_state;
    next.config.services.push_back(service);
    ServiceIds ids {m_ids.next(), {}};
    for (std::size_t i = 0; i < service.backends.size(); ++i)
        ids.backends.push_back(m_ids.next());
    next.ids.push_back(std::move(ids));
    if (const QStringList problems = completeAndCheck(next.config); !problems.isEmpty())
        return {problems, {}};
    const QString name = QString::fromStdString(next.config.services.back().name);
    return commit(std::move(next), {tr("Add service %1").arg(name), TimelineEvent::Kind::Edit, name, {}, {}});
}

EditResult Document::removeService(ServiceId id)
{
    const auto index = m_state->find(id);
    if (!index)
        return {};
    if (config().services.size() == 1)
        return {{tr("A configuration needs at least one service. Stop it instead, or add another one first.")}, {}};
    DocumentState next = *m_state;
    const QString name = QString::fromStdString(config().services[*index].name);
    next.config.services.erase(next.config.services.begin() + static_cast<std::ptrdiff_t>(*index));
    next.ids.erase(next.ids.begin() + static_cast<std::ptrdiff_t>(*index));
    return commit(std::move(next), {tr("Remove service %1").arg(name), TimelineEvent::Kind::Edit, {}, {}, {}});
}

EditResult Document::setGlobalSettings(const Config &wanted)
{
    DocumentState next = *m_state;
    auto services = std::exchange(next.config.services, {});
    next.config = wanted;
    next.config.services = std::move(services);
    return commit(std::move(next), {tr("Change program settings"), TimelineEvent::Kind::Edit, {}, {}, {}});
}

EditResult Document::useProposal(const ListenProposal &proposal)
{
    const auto address = parseListenAddress(proposal.address.toStdString());
    if (!address)
        return {{coreText(address.message())}, {}};
    if (proposal.metrics) {
        Config wanted = config();
        wanted.metrics = *address;
        return setGlobalSettings(wanted);
    }
    for (std::size_t i = 0; i < config().services.size(); ++i) {
        if (QString::fromStdString(config().services[i].listen.toString()) == proposal.wanted)
            return setListen(m_state->ids[i].id, proposal.address);
    }
    return {{tr("No service listens on %1 any more.").arg(proposal.wanted)}, {}};
}

} // namespace lbfy
