// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/configprinter.h"

#include "core/config/keys.h"

#include <algorithm>
#include <vector>

namespace lbfy {

namespace {

/// Comments of a section stand in one column, unless a value is longer than this.
constexpr std::size_t widestColumn = 48;

class Printer
{
public:
    explicit Printer(const Origins &origins) : m_origins(origins) { }

    void header(const std::string &line) { m_text += (m_text.empty() ? "" : "\n") + line + '\n'; }

    /// path: of the section, with the final dot.
    template<typename Section>
    void keys(const Section &section, const std::string &path)
    {
        std::size_t column = 0;
        std::vector<std::string> lines;
        for (const Key<Section> &key : keysOf<Section>()) {
            const std::string value = toToml(key.fetch(section));
            const std::string name(key.name);
            // A value that is not set has no spelling in the file: a comment alone says so.
            lines.push_back(value.empty() ? "# " + name + " is not set" : name + " = " + value);
            if (lines.back().size() <= widestColumn)
                column = std::max(column, lines.back().size());
        }
        auto line = lines.begin();
        for (const Key<Section> &key : keysOf<Section>()) {
            line->resize(std::max(column, line->size()), ' ');
            m_text += *line + "  # " + m_origins.of(path + std::string(key.name)).toString() + '\n';
            ++line;
        }
    }

    std::string text() && { return std::move(m_text); }

private:
    const Origins &m_origins;
    std::string m_text;
};

} // namespace

std::string printConfig(const Config &config, const Origins &origins)
{
    Printer printer(origins);
    printer.keys(config, {});
    printer.header("[log]");
    printer.keys(config.log, "log.");
    for (std::size_t i = 0; i < config.services.size(); ++i) {
        const ServiceConfig &service = config.services[i];
        const std::string path = servicePath(i) + '.';
        printer.header("[[service]]");
        printer.keys(service, path);
        printer.header("[service.health]");
        printer.keys(service.health, path + "health.");
        printer.header("[service.ejection]");
        printer.keys(service.ejection, path + "ejection.");
        printer.header("[service.latency]");
        printer.keys(service.latency, path + "latency.");
        for (std::size_t b = 0; b < service.backends.size(); ++b) {
            printer.header("[[service.backend]]");
            printer.keys(service.backends[b], backendPath(i, b) + '.');
        }
    }
    return std::move(printer).text();
}

} // namespace lbfy
