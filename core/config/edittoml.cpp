// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/edittoml.h"

#include "core/config/configfile.h"
#include "core/config/configmatch.h"
#include "core/config/filetext.h"
#include "core/config/newkeys.h"
#include "core/config/tomlchain.h"
#include "core/config/tomlparts.h"
#include "core/config/units.h"
#include "core/config/validate.h"

#include <algorithm>

namespace lbfy {

namespace {

Failure cannotChange(const std::string &why)
{
    return {"the file cannot be changed in place: " + why + R"(; use "Save as" to write a new one)"};
}

std::string firstError(const std::vector<Diagnostic> &diagnostics)
{
    const auto error = std::ranges::find(diagnostics, Severity::Error, &Diagnostic::severity);
    if (error == diagnostics.end())
        return {};
    return (error->line > 0 ? "line " + std::to_string(error->line) + ": " : "") + error->message;
}

ConfigDraft readCompletely(std::string_view text)
{
    ConfigDraft draft = readConfigText(text, {});
    completeConfig(draft);
    return draft;
}

class Editor
{
public:
    Editor(TomlLayout layout, const ConfigDraft &draft, const Config &wanted)
        : m_layout(std::move(layout))
        , m_draft(draft)
        , m_wanted(wanted)
        , m_root(viewOf(m_layout))
    { }

    Result<std::string> run()
    {
        const TomlList *services = m_root.list("service");
        const bool isOther = m_root.keys.contains("service") || m_root.table("service");
        if (isOther || (services ? services->elements.size() : 0) != m_draft.config.services.size())
            return cannotChange("its services are not written as [[service]] tables");
        m_parts = TomlParts(std::move(m_layout.pieces));
        m_order = matchServices(m_draft.config.services, m_wanted.services);
        findNames();
        editKeys(m_root, m_draft.config, m_wanted, {});
        editSection(m_root, "log", m_draft.config.log, m_wanted.log, {},
                    [this](const NewKeys &keys) { m_parts.addLog(keys, m_layout.lineEnd); });
        for (std::size_t i = 0; i < m_order.size(); ++i) {
            if (m_order[i])
                editService(*services->elements[*m_order[i]], i);
        }
        if (!isUnchanged(m_order, m_draft.config.services.size()))
            arrangeServices(services);
        if (!m_problem.empty())
            return cannotChange(m_problem);
        m_layout.pieces = std::move(m_parts).pieces(m_layout.lineEnd);
        return toText(m_layout);
    }

private:
    /// Which names have to stand in the file: those that do, and those that would not follow from addresses.
    void findNames()
    {
        const TomlList *services = m_root.list("service");
        NameFlags given;
        for (std::size_t i = 0; i < m_order.size(); ++i) {
            const ServiceConfig &wanted = m_wanted.services[i];
            m_backendOrders.emplace_back(wanted.backends.size());
            given.services.push_back(false);
            given.backends.emplace_back(wanted.backends.size(), false);
            if (!m_order[i])
                continue;
            const TomlTable &service = *services->elements[*m_order[i]];
            const TomlList *backends = service.list("backend");
            m_backendOrders[i] = matchBackends(m_draft.config.services[*m_order[i]].backends, wanted.backends);
            given.services[i] = service.keys.contains("name");
            for (std::size_t b = 0; backends && b < wanted.backends.size(); ++b) {
                const auto old = m_backendOrders[i][b];
                given.backends[i][b] = old && *old < backends->elements.size()
                        && backends->elements[*old]->keys.contains("name");
            }
        }
        m_names = namesToWrite(m_wanted, std::move(given));
    }

    WriteName writesName(std::size_t service) const
    {
        return m_names.services[service] ? WriteName::Yes : WriteName::No;
    }

    WriteName writesName(std::size_t service, std::size_t backend) const
    {
        return m_names.backends[service][backend] ? WriteName::Yes : WriteName::No;
    }

    /// Changes the keys that are there, and returns those that have to be added.
    template<typename Section>
    NewKeys changeKeys(TomlTable &table, const Section &old, const Section &wanted, const std::string &path,
                       WriteName writeName)
    {
        NewKeys missing = newKeysOf(wanted, writeName);
        std::erase_if(missing, [&](const NewKey &key) { return table.keys.contains(key.name); });
        for (const Key<Section> &key : keysOf<Section>()) {
            const std::string name(key.name);
            const auto found = table.keys.find(name);
            const Value value = key.fetch(wanted);
            if (found == table.keys.end() || (value == key.fetch(old) && m_draft.origins.isAccepted(path + name)))
                continue;
            TomlValue &written = found->second.item->value;
            if (std::holds_alternative<std::monostate>(value)) {
                removeKey(table, name);
                continue;
            }
            TomlValue changed;
            changed.text = spellLike(written.text, value, m_layout.lineEnd);
            written = std::move(changed);
        }
        return missing;
    }

    template<typename Section>
    void editKeys(TomlTable &table, const Section &old, const Section &wanted, const std::string &path,
                  WriteName writeName = WriteName::No)
    {
        for (const NewKey &key : changeKeys(table, old, wanted, path, writeName))
            insertKey(table, key, m_layout.lineEnd);
    }

    /// addSection(keys) writes a section that is not there.
    template<typename Section, typename Function>
    void editSection(TomlTable &parent, const std::string &name, const Section &old, const Section &wanted,
                     const std::string &path, Function &&addSection)
    {
        if (TomlTable *table = parent.table(name); table && !table->places.empty())
            return editKeys(*table, old, wanted, path + name + '.');
        const NewKeys keys = newKeysOf(wanted, WriteName::No);
        if (!keys.empty())
            addSection(keys);
    }

    /// i: of the wanted one.
    void editService(TomlTable &table, std::size_t i)
    {
        const std::size_t number = *m_order[i];
        const ServiceConfig &old = m_draft.config.services[number];
        const ServiceConfig &wanted = m_wanted.services[i];
        const std::string path = servicePath(number) + '.';
        editKeys(table, old, wanted, path, writesName(i));
        const auto adder = [&](const std::string &name) {
            return [&, name](const NewKeys &keys) { addSection(table, number, name, keys); };
        };
        editSection(table, "health", old.health, wanted.health, path, adder("health"));
        editSection(table, "ejection", old.ejection, wanted.ejection, path, adder("ejection"));
        editSection(table, "latency", old.latency, wanted.latency, path, adder("latency"));
        editBackends(table, i);
    }

    /// In the form that the service's other sections have.
    void addSection(TomlTable &service, std::size_t number, const std::string &name, const NewKeys &keys)
    {
        const auto hasHeader = [](const auto &section) {
            const auto &places = section.second->places;
            return !places.empty() && places.front().block && places.front().prefix.empty();
        };
        const bool noHeaders = !service.tables.empty() && std::ranges::none_of(service.tables, hasHeader);
        TomlPlace place = service.places.front();
        if (place.block && !noHeaders)
            return m_parts.addSection(number, name, keys, m_layout.lineEnd);
        place.prefix = {name};
        auto &table = service.tables[name];
        table = std::make_unique<TomlTable>();
        table->places.push_back(place);
        for (const NewKey &key : keys)
            insertKey(*table, key, m_layout.lineEnd);
    }

    void editBackends(TomlTable &service, std::size_t i)
    {
        const auto &old = m_draft.config.services[*m_order[i]].backends;
        const auto &wanted = m_wanted.services[i].backends;
        const ElementOrder &order = m_backendOrders[i];
        const TomlList *list = service.list("backend");
        if ((list ? list->elements.size() : 0) != old.size()) {
            m_problem = "its backends are not written as [[service.backend]] tables";
            return;
        }
        for (std::size_t b = 0; b < order.size(); ++b) {
            if (order[b])
                editKeys(*list->elements[*order[b]], old[*order[b]], wanted[b],
                         backendPath(*m_order[i], *order[b]) + '.', writesName(i, b));
        }
        if (isUnchanged(order, old.size()))
            return;
        if (list && list->item) {
            const TomlValue *like = list->elements.empty() ? nullptr : list->elements.back()->places.front().body;
            rearrange(list->item->value, order,
                      [&](std::size_t b) { return makeInlineTable(newKeysOf(wanted[b], writesName(i, b)), like); });
        } else if (service.places.front().block) {
            m_parts.arrangeBackends(*m_order[i], order, m_layout.lineEnd,
                                    [&](std::size_t b) { return newKeysOf(wanted[b], writesName(i, b)); });
        } else {
            appendInline(*service.places.front().body, "backend", inlineBackends(i));
        }
    }

    TomlValue inlineBackends(std::size_t i) const
    {
        TomlValue array;
        array.kind = TomlKind::Array;
        for (std::size_t b = 0; b < m_wanted.services[i].backends.size(); ++b) {
            auto item = std::make_unique<TomlItem>();
            item->lead = b > 0 ? " " : "";
            item->value = makeInlineTable(newKeysOf(m_wanted.services[i].backends[b], writesName(i, b)), nullptr);
            item->comma = b + 1 < m_wanted.services[i].backends.size();
            array.items.push_back(std::move(item));
        }
        return array;
    }

    NewService newService(std::size_t i) const
    {
        const ServiceConfig &wanted = m_wanted.services[i];
        NewService service {newKeysOf(wanted, writesName(i)), newSectionsOf(wanted), {}};
        for (std::size_t b = 0; b < wanted.backends.size(); ++b)
            service.backends.push_back(newKeysOf(wanted.backends[b], writesName(i, b)));
        return service;
    }

    void arrangeServices(const TomlList *list)
    {
        if (!list || !list->item) {
            m_parts.arrangeServices(m_order, m_layout.lineEnd, [this](std::size_t i) { return newService(i); });
            return;
        }
        const TomlValue *like = list->elements.empty() ? nullptr : list->elements.back()->places.front().body;
        rearrange(list->item->value, m_order, [&](std::size_t i) {
            const NewService service = newService(i);
            TomlValue table = makeInlineTable(service.keys, like);
            for (const auto &[name, keys] : service.sections)
                appendInline(table, name, makeInlineTable(keys, nullptr));
            appendInline(table, "backend", inlineBackends(i));
            return table;
        });
    }

    TomlLayout m_layout;
    const ConfigDraft &m_draft; ///< of the original
    const Config &m_wanted;
    TomlTable m_root;
    TomlParts m_parts;
    ElementOrder m_order; ///< of the services
    std::vector<ElementOrder> m_backendOrders; ///< for each wanted service
    NameFlags m_names;
    std::string m_problem;
};

Result<std::string> checkedAgainst(const Config &wanted, std::string text)
{
    if (text.size() > largestConfigFile)
        return cannotChange("it would be larger than " + formatSize(largestConfigFile));
    const ConfigDraft draft = readCompletely(text);
    if (hasErrors(draft.diagnostics))
        return cannotChange("it would not be valid (" + firstError(draft.diagnostics) + ')');
    if (draft.config != wanted)
        return cannotChange("it would read back differently");
    return text;
}

} // namespace

Result<std::string> editToml(std::string_view original, const Config &wanted)
{
    const ConfigDraft draft = readCompletely(original);
    if (!draft.readable)
        return cannotChange("it cannot be read (" + firstError(draft.diagnostics) + ')');
    if (draft.config == wanted && !hasErrors(draft.diagnostics))
        return std::string(original);
    auto layout = parseLayout(original);
    if (!layout)
        return cannotChange(layout.message());
    auto text = Editor(std::move(layout.value()), draft, wanted).run();
    if (!text)
        return text;
    return checkedAgainst(wanted, std::move(text.value()));
}

} // namespace lbfy
