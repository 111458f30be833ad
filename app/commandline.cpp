// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/argumentreader.h"
#include "core/config/text.h"
#include "core/config/units.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

namespace lbfy {

namespace {

class CommandLineParser
{
public:
    CommandLineParser(const std::vector<std::string> &arguments, const EnvironmentLookup &environment)
        : m_arguments(arguments)
        , m_environment(environment)
    { }

    CommandLine parse()
    {
        while (const std::optional<Argument> argument = m_arguments.next()) {
            if (argument->kind == Argument::Kind::Positional)
                takePositional(argument->text);
            else
                takeWritten(*argument);
        }
        if (needsConfiguration())
            takeEnvironment();
        judgeDemo();
        if (m_help)
            m_result.action = Action::Help;
        else if (!m_result.errors.empty())
            m_result.action = Action::Error;
        return std::move(m_result);
    }

private:
    void report(std::string message) { m_result.errors.push_back({{}, 0, 0, Severity::Error, std::move(message)}); }

    void takeWritten(const Argument &argument)
    {
        if (const Option *option = findWritten(argument.text))
            return takeOption(*option, argument);
        std::vector<std::string_view> known;
        for (const Option &option : options())
            known.push_back(option.name);
        report(m_arguments.complainAbout(argument, known));
    }

    static const Option *findWritten(std::string_view written)
    {
        if (written.starts_with("--"))
            return findOption(written.substr(2));
        const auto all = options();
        const auto found = std::ranges::find_if(all, [&](const Option &option) {
            return option.letter && written == std::string {'-', option.letter};
        });
        return found == all.end() ? nullptr : &*found;
    }

    static bool isCommand(const std::string &argument)
    {
        return std::ranges::any_of(commandNames(), [&](const CommandName &row) { return row.name == argument; });
    }

    void takePositional(const std::string &argument)
    {
        if (!m_arguments.onlyPositional() && !m_positional && isCommand(argument)) {
            m_arguments.passOverRest(); // it belongs to the command
            return report("the command " + quoted(argument) + " must be the first argument");
        }
        if (m_positional)
            return report("unexpected argument " + quotedShort(argument) + ": CONFIG is already given");
        m_positional = argument;
        takeFile(argument);
    }

    void takeFile(const std::string &file)
    {
        if (file.empty())
            return report("the name of the configuration file is empty");
        if (!m_result.file.empty())
            return report("the configuration file is given twice, as CONFIG and with --config");
        m_result.file = file;
    }

    void takeOption(const Option &option, const Argument &argument)
    {
        const bool isNew = m_seen.insert(&option).second;
        const auto value = m_arguments.valueOf(argument, option.dashed(), option.argument);
        if (!value)
            return report(value.message());
        if (isNew || option.isRepeatable())
            return apply(option, *value, {Origin::Source::Option, option.dashed()});
        if (m_repeated.insert(&option).second)
            report(option.dashed() + " is given twice");
    }

    void apply(const Option &option, const std::string &text, const Origin &origin)
    {
        std::visit([&](const auto &target) { applyTo(target, option, text, origin); }, option.target);
    }

    void applyTo(OptionRole role, const Option &, const std::string &text, const Origin &origin)
    {
        switch (role) {
        case OptionRole::File:
            return takeFile(text);
        case OptionRole::NoGui:
            return takeSwitch(m_result.noGui, text, origin);
        case OptionRole::Backend:
            return takeBackend(text, origin);
        case OptionRole::Demo:
            return takeSwitch(m_result.demo, text, origin);
        case OptionRole::DemoDuration:
            return takeDemoDuration(text, origin);
        }
    }

    void applyTo(Action action, const Option &option, const std::string &, const Origin &)
    {
        if (action == Action::Help)
            m_help = true;
        else if (m_action)
            report(option.dashed() + " and " + m_action->dashed() + " cannot be given together");
        else
            m_action = &option;
        m_result.action = action;
    }

    template<typename Section>
    void applyTo(const Key<Section> *key, const Option &option, const std::string &text, const Origin &origin)
    {
        const std::string prefix = origin.name + ' ' + quotedShort(text) + ": ";
        const auto value = valueFromText(key->type, std::max(key->min, option.min), key->max, text);
        if (!value)
            return report(prefix + value.message());
        Section scratch;
        if (const auto done = key->assign(*key, scratch, *value); !done)
            return report(prefix + done.message());
        m_result.settings.push_back({&option, *value, origin});
    }

    void takeSwitch(bool &on, const std::string &text, const Origin &origin)
    {
        if (origin.source == Origin::Source::Option) {
            on = true;
            return;
        }
        const auto value = valueFromText(KeyType::Boolean, 0, 0, text);
        if (!value)
            return report(origin.name + ' ' + quotedShort(text) + ": " + value.message());
        on = std::get<bool>(*value);
    }

    void takeDemoDuration(const std::string &text, const Origin &origin)
    {
        const auto duration = parseDuration(text, ZeroDuration::Refused);
        if (!duration)
            return report(origin.name + ' ' + quotedShort(text) + ": " + duration.message());
        m_result.demoDuration = *duration;
    }

    bool isGiven(std::string_view name) const { return m_seen.contains(findOption(name)); }

    /// The demo brings its own service and backends. An option that names others contradicts it; a variable may be there
    /// for lbfy's daily work, and is not read.
    void judgeDemo()
    {
        if (!m_result.demo) {
            if (isGiven("demo-duration"))
                report("--demo-duration needs --demo");
            return;
        }
        const auto refuse = [this](const std::string &other) {
            report((isGiven("demo") ? "--demo and " : "LBFY_DEMO and ") + other
                   + " cannot be given together: the demo brings a service and backends of its own");
        };
        if (m_positional)
            refuse("CONFIG");
        for (const std::string_view name : contradictions) {
            if (isGiven(name))
                refuse("--" + std::string(name));
        }
        if (m_result.action == Action::CheckConfig || m_result.action == Action::PrintConfig)
            refuse(m_action->dashed());
    }

    bool isForAnotherService(const Option &option) const
    {
        return m_result.demo && std::ranges::count(contradictions, option.name) > 0;
    }

    void takeBackend(const std::string &text, const Origin &origin)
    {
        BackendOption backend = parseBackendOption(text);
        for (const std::string &problem : backend.problems)
            report(origin.name + ' ' + quotedShort(text) + ": " + problem);
        m_result.backends.push_back({std::move(backend), origin});
    }

    bool needsConfiguration() const
    {
        const Action action = m_result.action;
        return !m_help && (action == Action::Run || action == Action::CheckConfig || action == Action::PrintConfig);
    }

    void takeEnvironment()
    {
        // Whether it is the demo decides what else is read.
        const Option &demo = *findOption("demo");
        takeVariable(demo);
        for (const Option &option : options()) {
            if (&option != &demo && !isForAnotherService(option))
                takeVariable(option);
        }
    }

    void takeVariable(const Option &option)
    {
        if (option.isAction() || m_seen.contains(&option))
            return;
        if (option.target == OptionTarget {OptionRole::File} && m_positional)
            return;
        const std::string variable = option.variable();
        const auto text = m_environment(variable);
        if (!text || text->empty())
            return;
        const Origin origin {Origin::Source::Environment, variable};
        if (!option.isRepeatable())
            apply(option, *text, origin);
        else
            applyList(option, *text, origin);
    }

    void applyList(const Option &option, const std::string &text, const Origin &origin)
    {
        constexpr std::string_view separators = " ;\t\n";
        std::size_t begin = text.find_first_not_of(separators);
        while (begin != std::string::npos) {
            // The name of a backend may stand in quotes, with blanks between them.
            const std::size_t name = quotedNameLength(std::string_view(text).substr(begin));
            const std::size_t end = std::min(text.find_first_of(separators, begin + name), text.size());
            apply(option, text.substr(begin, end - begin), origin);
            begin = text.find_first_not_of(separators, end);
        }
    }

    static constexpr std::array<std::string_view, 3> contradictions {"config", "listen", "backend"};

    ArgumentReader m_arguments;
    const EnvironmentLookup &m_environment;
    CommandLine m_result;
    bool m_help = false;
    const Option *m_action = nullptr;
    std::optional<std::string> m_positional;
    std::set<const Option *> m_seen;
    std::set<const Option *> m_repeated;
};

} // namespace

std::optional<std::string> processEnvironment(const std::string &name)
{
    const char *const value = std::getenv(name.c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
}

CommandLine parseCommandLine(const std::vector<std::string> &arguments, const EnvironmentLookup &environment)
{
    return CommandLineParser(arguments, environment).parse();
}

} // namespace lbfy
