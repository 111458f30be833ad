// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/argumentreader.h"

#include "core/config/text.h"

namespace lbfy {

std::optional<Argument> ArgumentReader::next()
{
    if (m_next == m_arguments.size())
        return std::nullopt;
    const std::string &argument = m_arguments[m_next++];
    if (m_onlyPositional || argument == "-" || !argument.starts_with('-'))
        return Argument {Argument::Kind::Positional, argument, std::nullopt};
    if (argument == "--") {
        m_onlyPositional = true;
        return next();
    }
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos)
        return Argument {Argument::Kind::Option, argument, std::nullopt};
    return Argument {Argument::Kind::Option, argument.substr(0, equals), argument.substr(equals + 1)};
}

Result<std::string> ArgumentReader::valueOf(const Argument &option, const std::string &dashed,
                                            std::string_view placeholder)
{
    if (placeholder.empty())
        return option.value ? Result<std::string>(Failure {dashed + " takes no value"}) : std::string();
    if (option.value)
        return *option.value;
    // Values never begin so; a forgotten one must not swallow the next option.
    if (m_next == m_arguments.size() || m_arguments[m_next].starts_with("--"))
        return Failure {dashed + " needs a value: " + dashed + ' ' + std::string(placeholder)};
    return m_arguments[m_next++];
}

std::string ArgumentReader::complainAbout(const Argument &unknown, const std::vector<std::string_view> &known)
{
    if (!unknown.value && m_next < m_arguments.size() && !m_arguments[m_next].starts_with('-'))
        ++m_next;
    const auto nearest = nearestWord(unknown.text.substr(unknown.text.starts_with("--") ? 2 : 1), known);
    return "unknown option " + oneLine(unknown.text)
            + (nearest ? "; did you mean --" + std::string(*nearest) + '?' : "; see --help");
}

} // namespace lbfy
