// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/backendoption.h"

#include "core/config/keys.h"
#include "core/config/text.h"

#include <QString>

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

/// In quotes where the name would else be cut, or be taken for a comment, or lose the blanks around it.
std::string writtenName(const std::string &name)
{
    const QString text = QString::fromStdString(name);
    bool plain = text == text.trimmed() && name.find_first_of("=,\"") == std::string::npos;
    for (qsizetype i = 0; i < text.size(); ++i)
        plain = plain && (text[i] != u'#' || (i > 0 && !text[i - 1].isSpace()));
    return plain ? name : quoted(name);
}

class Parser
{
public:
    BackendOption parse(std::string_view text)
    {
        if (text.starts_with('"') && !takeQuotedName(text))
            return std::move(m_result);
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
    /// Takes `"name"=` off the front; false, with the problem reported, if it is not whole.
    bool takeQuotedName(std::string_view &text)
    {
        const std::size_t length = quotedNameLength(text);
        if (length == 0) {
            report(R"(the closing quote of the name is missing, as in "a=b"=127.0.0.1:8080)");
            return false;
        }
        if (!text.substr(length).starts_with('=')) {
            report(R"("=" and an address must follow the name in quotes, as in "a=b"=127.0.0.1:8080)");
            return false;
        }
        std::string name;
        for (std::size_t i = 1; i + 1 < length; ++i) {
            i += text[i] == '\\' ? 1 : 0;
            name += text[i];
        }
        assign("name", Value {name}, {});
        text.remove_prefix(length + 1);
        return true;
    }

    void parseAddress(std::string_view text)
    {
        const std::size_t equals = text.find('=');
        if (m_result.given.empty() && equals != std::string_view::npos) {
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

std::size_t quotedNameLength(std::string_view text)
{
    if (!text.starts_with('"'))
        return 0;
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '"')
            return i + 1;
        i += text[i] == '\\' ? 1 : 0;
    }
    return 0;
}

BackendOption parseBackendOption(std::string_view text)
{
    return Parser().parse(text);
}

std::string writeBackendOption(const BackendConfig &backend)
{
    const std::string address = backend.address.toString();
    std::string text;
    if (!backend.name.empty() && backend.name != address)
        text = writtenName(backend.name) + '=';
    text += address;
    if (backend.weight != 1)
        text += ",weight=" + std::to_string(backend.weight);
    if (backend.maxConnections != 0)
        text += ",max=" + std::to_string(backend.maxConnections);
    if (backend.backup)
        text += ",backup";
    return text;
}

} // namespace lbfy
