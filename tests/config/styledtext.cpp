// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/config/styledtext.h"

#include "core/config/text.h"
#include "core/config/tomlparts.h"

#include <algorithm>

namespace lbfy {

StyledText::StyledText(const Config &config, const NameFlags &names, unsigned seed) : m_random(seed), m_names(names)
{
    m_lineEnd = chance(30) ? "\r\n" : "\n";
    m_indent = chance(60) ? "" : chance(50) ? "  " : "\t";
    m_equals = chance(70) ? " = " : "=";
    m_column = chance(30) ? 16 : 0;
    m_commented = chance(70) ? 30 : 0;
    m_dense = chance(30);
    write(config);
    std::string text;
    for (const char c : m_text)
        text += c == '\n' ? m_lineEnd : std::string(1, c);
    if (chance(20) && text.ends_with(m_lineEnd))
        text.resize(text.size() - m_lineEnd.size());
    m_text = text;
}

template<typename Section>
NewKeys StyledText::rowsOf(const Section &section, WriteName writeName)
{
    NewKeys rows = newKeysOf(section, writeName);
    for (const Key<Section> &key : keysOf<Section>()) {
        const bool missing = key.name != "name" && std::ranges::find(rows, key.name, &NewKey::name) == rows.end();
        const Value value = key.fetch(section);
        if (missing && !std::holds_alternative<std::monostate>(value) && chance(20))
            rows.push_back({std::string(key.name), value});
    }
    std::ranges::shuffle(rows, m_random);
    return rows;
}

std::string StyledText::spelled(const Value &value)
{
    const auto *text = std::get_if<std::string>(&value);
    if (!text || chance(50))
        return toToml(value);
    // Line ends inside strings are what they are only where the file's are single characters.
    const std::string opening = m_lineEnd == "\n" && chance(50) ? "\n" : "";
    const std::string quotes = chance(50) ? "'" : chance(50) ? "'''" : "\"\"\"";
    return spellLike(quotes + (quotes.size() == 3 ? opening : "") + quotes, value, m_lineEnd);
}

std::string StyledText::comment(const Owner &owner)
{
    const std::string text = "# c" + std::to_string(m_comments.size()) + ";" + (chance(50) ? " \xe2\x82\xac = [[" : "");
    m_comments.push_back({text, owner.service, owner.backend});
    return text;
}

std::string StyledText::commentLines(const Owner &owner)
{
    std::string text;
    while (chance(m_commented))
        text += m_indent + comment(owner) + '\n';
    return text;
}

std::string StyledText::line(const std::string &key, const std::string &value, const Owner &owner)
{
    std::string text = chance(10) ? "\n" : "";
    text += commentLines(owner) + m_indent + key;
    text += std::string(m_column > key.size() ? m_column - key.size() : 0, ' ') + m_equals + value;
    if (chance(m_commented))
        text += (chance(50) ? " " : "\t") + comment(owner);
    return text + '\n';
}

std::string StyledText::lines(const NewKeys &rows, const std::string &prefix, const Owner &owner)
{
    std::string text;
    for (const NewKey &row : rows)
        text += line(prefix + (chance(10) ? quoted(row.name) : row.name), spelled(row.value), owner);
    return text;
}

std::string StyledText::inlineTable(const NewKeys &rows)
{
    const std::string pad = chance(50) ? " " : "";
    std::string text;
    for (const NewKey &row : rows)
        text += (text.empty() ? "{" + pad : ", ") + row.name + m_equals + spelled(row.value);
    return (text.empty() ? "{" : text) + pad + '}';
}

/// around: who owns what stands between blank lines before it.
std::string StyledText::block(const std::string &header, const std::string &lines, const Owner &owner,
                              const Owner &around)
{
    std::string text = m_dense ? "" : "\n";
    if (chance(m_commented / 2))
        text += '\n' + comment(around) + "\n\n";
    text += commentLines(owner) + m_indent + header + (chance(m_commented) ? " " + comment(owner) : "") + '\n' + lines;
    if (chance(m_commented / 2))
        text += comment(owner) + "\n\n";
    return text;
}

std::string StyledText::inlineBackends(const ServiceConfig &service, const std::vector<bool> &names, const Owner &owner)
{
    const bool inLines = !owner.service.empty() && chance(50);
    std::string text = "[";
    for (std::size_t b = 0; b < service.backends.size(); ++b) {
        const Owner backend {owner.service, service.backends[b].name};
        const bool last = b + 1 == service.backends.size();
        text += inLines ? "\n" + commentLines(backend) + "  " : last && chance(50) ? "" : " ";
        text += inlineTable(rowsOf(service.backends[b], names[b] ? WriteName::Yes : WriteName::No));
        text += !last || (inLines && chance(50)) ? "," : "";
        text += inLines && chance(m_commented) ? " " + comment(backend) : "";
    }
    return text + (inLines ? "\n" + commentLines(owner) : "") + ']';
}

std::string StyledText::inlineService(const ServiceConfig &service, std::size_t number)
{
    std::string text = inlineTable(rowsOf(service, m_names.services[number] ? WriteName::Yes : WriteName::No));
    text.pop_back();
    for (const auto &[name, keys] : newSectionsOf(service))
        text += ", " + name + " = " + inlineTable(keys);
    return text + ", backend = " + inlineBackends(service, m_names.backends[number], {}) + '}';
}

void StyledText::section(const std::string &name, const NewKeys &rows, std::string &ownLines,
                         std::vector<std::string> &blocks, const Owner &owner)
{
    if (rows.empty())
        return;
    const std::string header = owner.service.empty() ? name : "service." + name;
    if (chance(50))
        blocks.push_back(block('[' + header + ']', lines(rows, {}, owner), owner, owner));
    else if (chance(50))
        ownLines += lines(rows, name + ".", owner);
    else
        ownLines += line(name, inlineTable(rows), owner);
}

void StyledText::sections(const ServiceConfig &service, std::string &ownLines, std::vector<std::string> &blocks,
                          const Owner &owner)
{
    section("health", rowsOf(service.health, WriteName::No), ownLines, blocks, owner);
    section("ejection", rowsOf(service.ejection, WriteName::No), ownLines, blocks, owner);
    section("latency", rowsOf(service.latency, WriteName::No), ownLines, blocks, owner);
}

std::string StyledText::serviceBlocks(const ServiceConfig &service, std::size_t number)
{
    const Owner owner {service.name, {}};
    const std::vector<bool> &names = m_names.backends[number];
    std::string ownLines = lines(rowsOf(service, m_names.services[number] ? WriteName::Yes : WriteName::No), {}, owner);
    std::vector<std::string> blocks;
    sections(service, ownLines, blocks, owner);
    if (chance(30)) {
        ownLines += line("backend", inlineBackends(service, names, owner), owner);
    } else {
        auto position = blocks.begin() + static_cast<std::ptrdiff_t>(m_random() % (blocks.size() + 1));
        for (std::size_t b = 0; b < service.backends.size(); ++b) {
            const Owner backend {service.name, service.backends[b].name};
            const NewKeys rows = rowsOf(service.backends[b], names[b] ? WriteName::Yes : WriteName::No);
            position = blocks.insert(position, block("[[service.backend]]", lines(rows, {}, backend), backend, owner));
            position += 1 + (position + 1 != blocks.end() && chance(20) ? 1 : 0);
        }
    }
    std::string text = block("[[service]]", ownLines, owner, {});
    for (const std::string &part : blocks)
        text += part;
    return text;
}

void StyledText::write(const Config &config)
{
    const Owner nobody;
    std::vector<std::string> blocks;
    std::string rootLines = lines(rowsOf(config, WriteName::No), {}, nobody);
    section("log", rowsOf(config.log, WriteName::No), rootLines, blocks, nobody);
    const bool inlined = chance(10);
    if (inlined) {
        std::string list;
        for (std::size_t i = 0; i < config.services.size(); ++i)
            list += (i > 0 ? ", " : "[ ") + inlineService(config.services[i], i);
        rootLines += line("service", list + "]", nobody);
    }
    for (std::size_t i = 0; !inlined && i < config.services.size(); ++i)
        blocks.push_back(serviceBlocks(config.services[i], i));
    // The log's table anywhere among the services.
    if (blocks.size() > config.services.size())
        std::rotate(blocks.begin(), blocks.begin() + 1,
                    blocks.begin() + 1 + static_cast<std::ptrdiff_t>(m_random() % blocks.size()));
    m_text = (chance(30) ? comment(nobody) + "\n\n" : "") + rootLines;
    for (const std::string &part : blocks)
        m_text += part;
}

} // namespace lbfy
