// SPDX-License-Identifier: GPL-3.0-or-later
//
// Document's edits of backends.

#include "core/config/address.h"
#include "core/config/names.h"
#include "core/config/text.h"
#include "core/config/units.h"
#include "ui/document/backendtext.h"
#include "ui/document/document.h"
#include "ui/text/format.h"

#include <algorithm>
#include <utility>

namespace lbfy {

namespace {

/// Whether the name is the one given by default to a backend at that address: "127.0.0.1:9000" or "127.0.0.1:9000#2".
bool isNamedAfterAddress(const BackendConfig &backend)
{
    const std::string address = backend.address.toString();
    return backend.name == address || backend.name.starts_with(address + '#');
}

QString fieldEditText(const BackendConfig &old, BackendField field, const QString &value)
{
    const QString name = QString::fromStdString(old.name);
    switch (field) {
    case BackendField::Name:
        return Document::tr("Rename %1 to %2").arg(name, value);
    case BackendField::Backup:
        return value == u"true" ? Document::tr("Make %1 a backup").arg(name)
                                : Document::tr("Make %1 a primary").arg(name);
    case BackendField::Mode:
        return value == u"drain"    ? Document::tr("Drain %1").arg(name)
                : value == u"ready" ? Document::tr("Enable %1").arg(name)
                                    : Document::tr("Disable %1").arg(name);
    case BackendField::MaxConnections:
        return value == u"0" ? Document::tr("Lift the limit of %1").arg(name)
                             : Document::tr("Limit %1 to %n connections", nullptr, value.toInt()).arg(name);
    case BackendField::Address:
    case BackendField::Weight:
        break;
    }
    return Document::tr("Change %1 of %2 to %3").arg(fieldName(field), name, value);
}

QString fieldEditTextOfSeveral(BackendField field, const QString &value, int count)
{
    if (field != BackendField::Mode)
        return Document::tr("Change %1 of %n backends to %2", nullptr, count).arg(fieldName(field), value);
    return value == u"drain"    ? Document::tr("Drain %n backends", nullptr, count)
            : value == u"ready" ? Document::tr("Enable %n backends", nullptr, count)
                                : Document::tr("Disable %n backends", nullptr, count);
}

/// "b3" → "b3-copy", "b3-copy-2" …: the first that is free in the service.
std::string copyName(const ServiceConfig &service, const std::string &name)
{
    for (int number = 1;; ++number) {
        const std::string wish = name + "-copy" + (number > 1 ? '-' + std::to_string(number) : std::string());
        if (std::ranges::find(service.backends, wish, &BackendConfig::name) == service.backends.end())
            return wish;
    }
}

} // namespace

Document::Edit Document::editOf(const std::vector<BackendId> &ids, QString one, QString several) const
{
    Edit edit;
    if (ids.empty())
        return edit;
    const auto place = m_state->findBackend(ids.front());
    if (place)
        edit.service = QString::fromStdString(config().services[place->service].name);
    if (ids.size() == 1 && place)
        edit.backend = QString::fromStdString(m_state->at(*place).name);
    edit.text = ids.size() == 1 ? std::move(one) : std::move(several);
    return edit;
}

EditResult Document::checkField(BackendId id, BackendField field, const QString &text) const
{
    DocumentState next = *m_state;
    const auto place = next.findBackend(id);
    if (!place)
        return {};
    if (const QString problem = assignField(next.at(*place), field, text); !problem.isEmpty())
        return {{problem}, {}};
    return {completeAndCheck(next.config), {}};
}

EditResult Document::setField(const std::vector<BackendId> &ids, BackendField field, const QString &text,
                              Merging merging)
{
    DocumentState next = *m_state;
    QString one;
    QString several;
    std::string mergeKey;
    for (const BackendId id : ids) {
        const auto place = next.findBackend(id);
        if (!place)
            continue;
        BackendConfig &backend = next.at(*place);
        const BackendConfig old = backend;
        if (const QString problem = assignField(backend, field, text); !problem.isEmpty())
            return {{problem}, {}};
        // A name that only repeats the address would lie once the address is another.
        if (field == BackendField::Address && backend.address != old.address && isNamedAfterAddress(old))
            backend.name.clear();
        const QString value = fieldText(backend, field);
        one = fieldEditText(old, field, value);
        several = fieldEditTextOfSeveral(field, value, pluralOf(ids.size()));
        mergeKey += std::to_string(id) + ',';
    }
    Edit edit = editOf(ids, one, several);
    if (merging == Merging::WithPrevious)
        edit.mergeKey = mergeKey + std::to_string(static_cast<int>(field));
    return commit(std::move(next), std::move(edit));
}

EditResult Document::insertBackends(DocumentState next, std::size_t service, std::size_t at,
                                    std::vector<BackendConfig> added, const QString &duplicateOf)
{
    std::vector<BackendId> ids;
    for (std::size_t i = 0; i < added.size(); ++i)
        ids.push_back(m_ids.next());
    auto &list = next.config.services[service].backends;
    auto &known = next.ids[service].backends;
    const std::size_t count = added.size();
    list.insert(list.begin() + static_cast<std::ptrdiff_t>(at), std::make_move_iterator(added.begin()),
                std::make_move_iterator(added.end()));
    known.insert(known.begin() + static_cast<std::ptrdiff_t>(at), ids.begin(), ids.end());
    if (const QStringList problems = completeAndCheck(next.config); !problems.isEmpty())
        return {problems, {}};
    Edit edit;
    edit.service = QString::fromStdString(next.config.services[service].name);
    const QString name = QString::fromStdString(list[at].name);
    if (count == 1)
        edit.backend = name;
    if (!duplicateOf.isEmpty())
        edit.text = tr("Duplicate %1").arg(duplicateOf);
    else
        edit.text = count == 1 ? tr("Add %1").arg(name) : tr("Add %n backends", nullptr, pluralOf(count));
    EditResult result = commit(std::move(next), std::move(edit));
    if (result.ok())
        result.added = std::move(ids);
    return result;
}

EditResult Document::addBackends(ServiceId service, const QString &text)
{
    const auto index = m_state->find(service);
    if (!index)
        return {};
    ReadBackends read = readBackends(text);
    if (!read.problems.isEmpty())
        return {read.problems, {}};
    return insertBackends(*m_state, *index, config().services[*index].backends.size(), std::move(read.backends), {});
}

/// Copies stand behind the last of the originals, in their order.
EditResult Document::duplicateBackends(const std::vector<BackendId> &ids)
{
    std::vector<std::size_t> positions;
    std::size_t service = 0;
    for (const BackendId id : ids) {
        if (const auto place = m_state->findBackend(id)) {
            service = place->service;
            positions.push_back(place->backend);
        }
    }
    if (positions.empty())
        return {};
    std::ranges::sort(positions);
    ServiceConfig named = config().services[service];
    std::vector<BackendConfig> copies;
    for (const std::size_t position : positions) {
        BackendConfig copy = named.backends[position];
        copy.name = copyName(named, copy.name);
        named.backends.push_back(copy);
        copies.push_back(std::move(copy));
    }
    const QString originals = positions.size() == 1 ? QString::fromStdString(named.backends[positions.front()].name)
                                                    : tr("%n backends", nullptr, pluralOf(positions.size()));
    return insertBackends(*m_state, service, positions.back() + 1, std::move(copies), originals);
}

EditResult Document::removeBackends(const std::vector<BackendId> &ids)
{
    DocumentState next = *m_state;
    std::size_t removed = 0;
    for (const BackendId id : ids) {
        const auto place = next.findBackend(id);
        if (!place)
            continue;
        auto &list = next.config.services[place->service].backends;
        auto &known = next.ids[place->service].backends;
        if (list.size() == 1)
            return {{tr("A service needs at least one backend. Disable it instead, or add another one first.")}, {}};
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(place->backend));
        known.erase(known.begin() + static_cast<std::ptrdiff_t>(place->backend));
        ++removed;
    }
    if (removed == 0)
        return {};
    const BackendConfig *first = backend(ids.front());
    const QString name = first ? QString::fromStdString(first->name) : QString();
    const auto wait = QString::fromStdString(formatDuration(config().drainTimeout));
    const int count = pluralOf(ids.size());
    const bool drains = config().drainTimeout.count() > 0;
    return commit(
            std::move(next),
            editOf(ids,
                   drains ? tr("Remove %1 (open connections may finish within %2)").arg(name, wait)
                          : tr("Remove %1").arg(name),
                   drains ? tr("Remove %n backends (open connections may finish within %1)", nullptr, count).arg(wait)
                          : tr("Remove %n backends", nullptr, count)));
}

EditResult Document::moveBackends(const std::vector<BackendId> &ids, Move direction)
{
    DocumentState next = *m_state;
    std::vector<BackendPlace> places;
    for (const BackendId id : ids) {
        if (const auto place = next.findBackend(id))
            places.push_back(*place);
    }
    // The one that goes first makes room for those behind it; at the edge they stop and keep their order.
    const int step = direction == Move::Up ? -1 : 1;
    std::ranges::sort(places, [step](const BackendPlace &a, const BackendPlace &b) {
        return step < 0 ? a.backend < b.backend : a.backend > b.backend;
    });
    std::optional<std::size_t> blocked;
    for (const BackendPlace &place : places) {
        auto &list = next.config.services[place.service].backends;
        auto &known = next.ids[place.service].backends;
        const bool atEdge = step < 0 ? place.backend == 0 : place.backend + 1 == list.size();
        const std::size_t target = atEdge ? place.backend : place.backend + static_cast<std::size_t>(step);
        if (atEdge || blocked == target) {
            blocked = place.backend;
            continue;
        }
        std::swap(list[place.backend], list[target]);
        std::swap(known[place.backend], known[target]);
    }
    const BackendConfig *first = ids.empty() ? nullptr : backend(ids.front());
    const QString name = first ? QString::fromStdString(first->name) : QString();
    return commit(std::move(next),
                  editOf(ids, step < 0 ? tr("Move %1 up").arg(name) : tr("Move %1 down").arg(name),
                         step < 0 ? tr("Move %n backends up", nullptr, pluralOf(ids.size()))
                                  : tr("Move %n backends down", nullptr, pluralOf(ids.size()))));
}

} // namespace lbfy
