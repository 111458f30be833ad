// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandoptions.h"

#include "app/argumentreader.h"
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
        while (const std::optional<Argument> argument = m_arguments.next()) {
            if (argument->kind == Argument::Kind::Positional)
                assign(quotedShort(argument->text), m_positional, argument->text);
            else
                takeWritten(*argument);
        }
        return std::move(m_result);
    }

private:
    void takeWritten(const Argument &argument)
    {
        if (!argument.value && (argument.text == "-h" || argument.text == "--help")) {
            m_result.help = true;
            return;
        }
        const auto option = std::ranges::find_if(
                m_options, [&](const CommandOption &row) { return argument.text == "--" + std::string(row.name); });
        if (option != m_options.end())
            return takeOption(*option, argument);
        std::vector<std::string_view> known {"help"};
        for (const CommandOption &row : m_options)
            known.push_back(row.name);
        m_result.report(m_arguments.complainAbout(argument, known));
    }

    void takeOption(const CommandOption &option, const Argument &argument)
    {
        const std::string &dashed = argument.text;
        const auto value = m_arguments.valueOf(argument, dashed, option.argument);
        if (!value)
            return m_result.report(value.message());
        if (!option.repeatable && !m_seen.insert(&option).second) {
            if (m_repeated.insert(&option).second)
                m_result.report(dashed + " is given twice");
            return;
        }
        assign(option.argument.empty() ? dashed : dashed + ' ' + quotedShort(*value), option.assign, *value);
    }

    void assign(const std::string &what, const AssignText &target, const std::string &text)
    {
        if (const auto done = target(text); !done)
            m_result.report(what + ": " + done.message());
    }

    ArgumentReader m_arguments;
    std::span<const CommandOption> m_options;
    const AssignText &m_positional;
    ParsedArguments m_result;
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
