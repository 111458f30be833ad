// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/configfile.h"

#include "core/config/filetext.h"
#include "core/config/keys.h"
#include "core/config/text.h"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <vector>

namespace lbfy {

namespace {

std::string_view foreignTypeName(toml::node_type type)
{
    switch (type) {
    case toml::node_type::table:
        return "a table";
    case toml::node_type::array:
        return "an array";
    case toml::node_type::floating_point:
        return "a float";
    case toml::node_type::date:
        return "a date";
    case toml::node_type::time:
        return "a time";
    case toml::node_type::date_time:
        return "a date and time";
    case toml::node_type::string:
        return "a string";
    case toml::node_type::integer:
        return "an integer";
    case toml::node_type::boolean:
        return "a boolean";
    case toml::node_type::none:
        break;
    }
    return "nothing";
}

Value valueOfNode(const toml::node &node)
{
    if (const auto *text = node.as_string())
        return text->get();
    if (const auto *number = node.as_integer())
        return std::int64_t {number->get()};
    if (const auto *truth = node.as_boolean())
        return truth->get();
    return ForeignValue {foreignTypeName(node.type())};
}

/// The value as a message shows it; values without a short form are named by their type alone.
std::string shownValue(const Value &value)
{
    if (const auto *text = std::get_if<std::string>(&value))
        return ' ' + quotedShort(*text);
    const std::string text = toToml(value);
    return text.empty() ? text : ' ' + text;
}

/// Where in the configuration a table is: for messages, and for the paths of origins.
struct Place {
    std::string context; ///< `service "web": backend "a": `
    std::string path; ///< "service[0].backend[0]."
};

class ConfigReader
{
public:
    explicit ConfigReader(ConfigDraft &draft) : m_draft(draft) { }

    void read(const toml::table &root)
    {
        readKeys(root, m_draft.config, {}, std::array<std::string_view, 2> {"log", "service"});
        readSection(root, "log", m_draft.config.log, {});
        readTables(root, "service", {}, [this](const toml::table &table) { readService(table); });
    }

private:
    void report(const toml::source_position &at, std::string message)
    {
        m_draft.diagnostics.push_back({m_draft.file, static_cast<int>(at.line), static_cast<int>(at.column),
                                       Severity::Error, std::move(message)});
    }

    Origin originOf(const toml::node &node) const
    {
        const auto at = node.source().begin;
        return {Origin::Source::File, m_draft.file, static_cast<int>(at.line), static_cast<int>(at.column)};
    }

    template<typename Section>
    void readKeys(const toml::table &table, Section &section, const Place &place,
                  std::span<const std::string_view> children = {})
    {
        for (const auto &[key, node] : table) {
            if (const auto *row = findKey<Section>(key.str()))
                readValue(*row, node, section, place);
            else if (std::ranges::find(children, key.str()) == children.end())
                reportUnknown<Section>(table, key, place, children);
        }
    }

    template<typename Section>
    void readValue(const Key<Section> &row, const toml::node &node, Section &section, const Place &place)
    {
        const Value value = valueOfNode(node);
        Origin origin = originOf(node);
        const auto result = row.assign(row, section, value);
        if (!result) {
            origin.accepted = false;
            report(node.source().begin,
                   place.context + std::string(row.name) + shownValue(value) + ": " + result.message());
        }
        m_draft.origins.set(place.path + std::string(row.name), std::move(origin));
    }

    template<typename Section>
    void reportUnknown(const toml::table &table, const toml::key &key, const Place &place,
                       std::span<const std::string_view> children)
    {
        std::vector<std::string_view> known(children.begin(), children.end());
        for (const Key<Section> &row : keysOf<Section>())
            known.push_back(row.name);
        report(key.source().begin,
               place.context + "unknown key " + quotedShort(key.str()) + suggestion(key.str(), known));
        // What was meant is then not missing as well: one mistake, one message.
        const auto meant = nearestWord(key.str(), known);
        if (!meant || table.contains(*meant))
            return;
        Origin origin = originOf(*table.get(key.str()));
        origin.accepted = false;
        m_draft.origins.set(place.path + std::string(*meant), std::move(origin));
    }

    /// [name] inside a table.
    template<typename Section>
    void readSection(const toml::table &table, std::string_view name, Section &section, const Place &parent)
    {
        const toml::node *node = table.get(name);
        if (!node)
            return;
        const std::string key(name);
        if (const auto *inner = node->as_table())
            return readKeys(*inner, section, {parent.context + key + ": ", parent.path + key + '.'});
        const std::string type(node->is_array_of_tables() ? "an array of tables" : foreignTypeName(node->type()));
        report(node->source().begin, parent.context + key + ": must be a table, not " + type);
    }

    /// [[name]] inside a table.
    template<typename Function>
    void readTables(const toml::table &table, std::string_view name, const Place &parent, Function &&readOne)
    {
        const toml::node *node = table.get(name);
        if (!node)
            return;
        const std::string key(name);
        const std::string wanted = ": must be an array of tables, as in [["
                + (parent.path.empty() ? key : "service." + key) + "]], not ";
        const auto *array = node->as_array();
        if (!array)
            return refuse(*node, parent, key, wanted + std::string(foreignTypeName(node->type())));
        for (const toml::node &element : *array) {
            if (const auto *inner = element.as_table())
                readOne(*inner);
            else
                refuse(element, parent, key, wanted + "an array with " + std::string(foreignTypeName(element.type())));
        }
    }

    /// Something is there, though not what is wanted, so the key is not reported as missing as well.
    void refuse(const toml::node &node, const Place &place, const std::string &key, const std::string &message)
    {
        Origin origin = originOf(node);
        origin.accepted = false;
        m_draft.origins.set(place.path + key, std::move(origin));
        report(node.source().begin, place.context + key + message);
    }

    /// What a table is called in messages: its name, else its address, else its number, whichever is good.
    template<typename Section>
    static std::string labelOf(const toml::table &table, std::string_view kind, std::string_view addressKey,
                               std::size_t i)
    {
        Section scratch;
        for (const std::string_view name : {std::string_view("name"), addressKey}) {
            const auto *row = findKey<Section>(name);
            const toml::node *node = table.get(name);
            if (node && row->assign(*row, scratch, valueOfNode(*node)))
                return std::string(kind) + ' ' + toToml(row->fetch(scratch));
        }
        return std::string(kind) + ' ' + std::to_string(i + 1);
    }

    void readService(const toml::table &table)
    {
        const std::size_t index = m_draft.config.services.size();
        auto &service = m_draft.config.services.emplace_back();
        const std::string path = servicePath(index);
        m_draft.origins.set(path, originOf(table));
        const Place place {labelOf<ServiceConfig>(table, "service", "listen", index) + ": ", path + '.'};
        readKeys(table, service, place, std::array<std::string_view, 4> {"health", "ejection", "latency", "backend"});
        readSection(table, "health", service.health, place);
        readSection(table, "ejection", service.ejection, place);
        readSection(table, "latency", service.latency, place);
        readTables(table, "backend", place, [&](const toml::table &inner) {
            const std::size_t number = service.backends.size();
            const std::string inside = backendPath(index, number);
            m_draft.origins.set(inside, originOf(inner));
            const std::string label = labelOf<BackendConfig>(inner, "backend", "address", number);
            readKeys(inner, service.backends.emplace_back(), {place.context + label + ": ", inside + '.'});
        });
    }

    ConfigDraft &m_draft;
};

/// The parser's own words, in the style of the other messages.
std::string notToml(std::string_view description)
{
    constexpr std::string_view prefix = "Error while parsing ";
    if (description.ends_with("could not determine value type"))
        return "not valid TOML: not a value; a text needs quotes";
    if (description.starts_with(prefix))
        return "not valid TOML: in " + oneLine(description.substr(prefix.size()));
    return "not valid TOML: " + oneLine(description);
}

} // namespace

ConfigDraft readConfigText(std::string_view text, const std::string &file)
{
    ConfigDraft draft;
    draft.file = file;
    if (const auto problem = checkConfigText(text)) {
        draft.diagnostics.push_back({file, problem->line, problem->column, Severity::Error, problem->message});
        draft.readable = false;
        return draft;
    }
    try {
        const toml::table root = toml::parse(text, file);
        ConfigReader(draft).read(root);
    } catch (const toml::parse_error &error) {
        const auto at = error.source().begin;
        draft.diagnostics.push_back({file, static_cast<int>(at.line), static_cast<int>(at.column), Severity::Error,
                                     notToml(error.description())});
        draft.readable = false;
    }
    return draft;
}

ConfigDraft readConfigFile(const std::string &path)
{
    const auto text = readRegularFile(path);
    if (text)
        return readConfigText(*text, path);
    ConfigDraft draft;
    draft.file = path;
    draft.readable = false;
    draft.diagnostics.push_back({path, 0, 0, Severity::Error, text.message()});
    return draft;
}

} // namespace lbfy
