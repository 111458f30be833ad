// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/backendoption.h"

#include "core/config/keys.h"
#include "core/config/text.h"

#include <algorithm>
#include <array>

namespace lbfy {

namespace {

struct Attribute {
    std::string_view name;
    std::string_view key; ///< of [[service.backend]]
};

constexpr std::array attributes {
        Attribute {"weight", "weight"},
        Attribute {"max", "max_connections"},
        Attribute {"backup", "backup"},
};

class Parser
{
public:
    BackendOption parse(std::string_view text)
    {
        std::size_t comma = text.find(',');
        parseAddress(text.substr(0, comma));
        while (comma != std::string_view::npos) {
            const std::size_t begin = comma + 1;
            comma = text.find(',', begin);
            parseAttribute(text.substr(begin, comma == std::string_view::npos ? comma : comma - begin));
        }
        return std::move(m_result);
    }

private:
    void parseAddress(std::string_view text)
    {
        const std::size_t equals = text.find('=');
        if (equals != std::string_view::npos) {
            assign("name", Value {std::string(text.substr(0, equals))}, {});
            text.remove_prefix(equals + 1);
        }
        assign("address", Value {std::string(text)}, {});
    }

    void parseAttribute(std::string_view text)
    {
        const std::size_t equals = text.find('=');
        const std::string_view name = text.substr(0, equals);
        const auto attribute = std::ranges::find(attributes, name, &Attribute::name);
        if (attribute == attributes.end())
            return reportUnknown(name);
        const bool takesValue = findKey<BackendConfig>(attribute->key)->type != KeyType::Boolean;
        if (takesValue != (equals != std::string_view::npos))
            return report(quoted(name)
                          + (takesValue ? " needs a value, as in " + std::string(name) + "=2" : " takes no value"));
        if (std::ranges::find(m_result.given, attribute->key) != m_result.given.end())
            return report(quoted(name) + " is given twice");
        assignText(attribute->key, takesValue ? text.substr(equals + 1) : "true", std::string(name) + ' ');
    }

    void assignText(std::string_view key, std::string_view text, const std::string &label)
    {
        const auto *row = findKey<BackendConfig>(key);
        const auto value = valueFromText(row->type, row->min, row->max, text);
        if (value)
            return assign(key, *value, label + quotedShort(text) + ": ");
        m_result.given.push_back(row->name);
        report(label + quotedShort(text) + ": " + value.message());
    }

    void assign(std::string_view key, const Value &value, const std::string &label)
    {
        const auto *row = findKey<BackendConfig>(key);
        m_result.given.push_back(row->name);
        if (const auto done = row->assign(*row, m_result.backend, value); !done)
            report(label + done.message());
    }

    void reportUnknown(std::string_view name)
    {
        std::vector<std::string_view> known;
        for (const Attribute &attribute : attributes)
            known.push_back(attribute.name);
        report("unknown attribute " + quotedShort(name) + suggestion(name, known));
    }

    void report(std::string problem) { m_result.problems.push_back(std::move(problem)); }

    BackendOption m_result;
};

} // namespace

BackendOption parseBackendOption(std::string_view text)
{
    return Parser().parse(text);
}

} // namespace lbfy
