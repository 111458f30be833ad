// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandoptions.h"

#include "app/exitcode.h"
#include "app/helprow.h"

#include <algorithm>
#include <ostream>
#include <set>

namespace lbfy {

namespace {

class ArgumentParser
{
public:
    ArgumentParser(const std::vector<std::string> &arguments, std::span<const CommandOption> options,
                   const AssignText &positional)
        : m_arguments(arguments)
        , m_options(options)
        , m_positional(positional)
    { }

    ParsedArguments parse()
    {
        while (m_next < m_arguments.size())
            takeArgument(m_arguments[m_next++]);
        return std::move(m_result);
    }

private:
    void takeArgument(const std::string &argument)
    {
        if (m_onlyPositional || argument == "-" || !argument.starts_with('-'))
            return assign(quotedShort(argument), m_positional, argument);
        if (argument == "--") {
            m_onlyPositional = true;
            return;
        }
        if (argument == "-h" || argument == "--help") {
            m_result.help = true;
            return;
        }
        const std::size_t equals = argument.find('=');
        const std::string written = argument.substr(0, equals);
        const auto option = std::ranges::find_if(
                m_options, [&](const CommandOption &row) { return written == "--" + std::string(row.name); });
        if (option == m_options.end())
            return takeUnknown(written, equals != std::string::npos);
        std::optional<std::string> value;
        if (equals != std::string::npos)
            value = argument.substr(equals + 1);
        takeOption(*option, written, std::move(value));
    }

    void takeUnknown(const std::string &written, bool withValue)
    {
        // What follows would have been its value: to complain about that as well would be noise.
        if (!withValue && m_next < m_arguments.size() && !m_arguments[m_next].starts_with('-'))
            ++m_next;
        std::vector<std::string_view> known {"help"};
        for (const CommandOption &option : m_options)
            known.push_back(option.name);
        const auto nearest = nearestWord(written.substr(written.starts_with("--") ? 2 : 1), known);
        m_result.report("unknown option " + oneLine(written)
                        + (nearest ? "; did you mean --" + std::string(*nearest) + '?' : "; see --help"));
    }

    void takeOption(const CommandOption &option, const std::string &dashed, std::optional<std::string> value)
    {
        if (option.argument.empty() && value)
            return m_result.report(dashed + " takes no value");
        if (!option.argument.empty() && !value) {
            // Values never begin so; a forgotten one must not swallow the next option.
            if (m_next == m_arguments.size() || m_arguments[m_next].starts_with("--"))
                return m_result.report(dashed + " needs a value: " + dashed + ' ' + std::string(option.argument));
            value = m_arguments[m_next++];
        }
        if (!option.repeatable && !m_seen.insert(&option).second) {
            if (m_repeated.insert(&option).second)
                m_result.report(dashed + " is given twice");
            return;
        }
        const std::string text = value.value_or(std::string());
        assign(option.argument.empty() ? dashed : dashed + ' ' + quotedShort(text), option.assign, text);
    }

    void assign(const std::string &what, const AssignText &target, const std::string &text)
    {
        if (const auto done = target(text); !done)
            m_result.report(what + ": " + done.message());
    }

    const std::vector<std::string> &m_arguments;
    std::span<const CommandOption> m_options;
    const AssignText &m_positional;
    ParsedArguments m_result;
    std::size_t m_next = 0;
    bool m_onlyPositional = false;
    std::set<const CommandOption *> m_seen;
    std::set<const CommandOption *> m_repeated;
};

} // namespace

ParsedArguments parseArguments(const std::vector<std::string> &arguments, std::span<const CommandOption> options,
                               const AssignText &positional)
{
    return ArgumentParser(arguments, options, positional).parse();
}

std::string optionsHelp(std::span<const CommandOption> options)
{
    std::string text;
    for (const CommandOption &option : options) {
        std::string left = "  --" + std::string(option.name);
        if (!option.argument.empty())
            left += ' ' + std::string(option.argument);
        text += helpRow(std::move(left), option.help);
    }
    return text + helpRow("  -h, --help", "print this text, exit");
}

std::optional<int> answer(const ParsedArguments &parsed, const std::string &help, std::ostream &output,
                          std::ostream &errors)
{
    if (parsed.help) {
        output << help;
        return toInt(ExitCode::Fine);
    }
    for (const Diagnostic &diagnostic : parsed.errors)
        errors << diagnostic.toString() << '\n';
    return parsed.errors.empty() ? std::nullopt : std::optional<int>(toInt(ExitCode::BadCommandLine));
}

} // namespace lbfy
