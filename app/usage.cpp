// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/usage.h"

#include "app/helprow.h"
#include "app/loadconfiguration.h"
#include "core/config/configprinter.h"
#include "core/config/names.h"
#include "version.h"

#include <QtGlobal>

#include <ostream>
#include <type_traits>

namespace lbfy {

namespace {

/// What a row says about itself: its own help or that of its key, then the key's words and default.
std::string describe(const Option &option)
{
    return std::visit(
            [&](const auto &target) {
                std::string text(option.help);
                if constexpr (std::is_pointer_v<std::decay_t<decltype(target)>>) {
                    Config defaults = defaultConfig();
                    if (text.empty())
                        text = target->doc;
                    const char *separator = ": ";
                    for (const std::string_view word :
                         target->words ? target->words() : std::vector<std::string_view>()) {
                        text += separator + std::string(word);
                        separator = ", ";
                    }
                    const Value value = target->fetch(sectionOf(defaults, target));
                    if (const auto *string = std::get_if<std::string>(&value))
                        text += " [" + *string + ']';
                    else if (const auto *number = std::get_if<std::int64_t>(&value); number && *number >= option.min)
                        text += " [" + std::to_string(*number) + ']';
                }
                return text;
            },
            option.target);
}

std::string optionRow(const Option &option)
{
    std::string left = "  ";
    if (option.letter)
        left += std::string {'-', option.letter} + ", ";
    left += option.dashed();
    if (!option.argument.empty())
        left += ' ' + std::string(option.argument);
    return helpRow(std::move(left), describe(option));
}

void print(std::ostream &stream, const std::vector<Diagnostic> &diagnostics)
{
    for (const Diagnostic &diagnostic : diagnostics)
        stream << diagnostic.toString() << '\n';
}

/// What a script reads must be whole, or the exit code says that it is not.
int written(std::ostream &output, std::ostream &errors)
{
    if (output.flush())
        return toInt(ExitCode::Fine);
    errors << "error: cannot write to standard output\n";
    return toInt(ExitCode::Failed);
}

int answerWithConfiguration(const CommandLine &commandLine, std::ostream &output, std::ostream &errors)
{
    const LoadedConfiguration loaded = loadConfiguration(commandLine);
    print(errors, loaded.diagnostics);
    if (!loaded.ok())
        return toInt(loaded.exitCode);
    if (commandLine.action == Action::PrintConfig)
        output << printConfig(loaded.config, loaded.origins);
    else
        output << (commandLine.file.empty() ? "built-in configuration" : commandLine.file) << ": valid\n";
    return written(output, errors);
}

} // namespace

std::string helpText(std::string_view program)
{
    std::string text = "Usage: " + std::string(program)
            + " [CONFIG] [OPTION]...\n"
              "       "
            + std::string(program)
            + " COMMAND [ARGUMENT]...\n"
              "\n"
              "Balances TCP connections over backends, checks their health, and says what it does.\n"
              "\n";
    text += helpRow("  CONFIG",
                    "configuration file (TOML); without one, a service on 127.0.0.1:8080 before 127.0.0.1:9000 "
                    "and 127.0.0.1:9001");
    for (const Option &option : options())
        text += optionRow(option);
    text += "\nCommands, each with a --help of its own:\n";
    for (const CommandName &command : commandNames())
        text += helpRow("  " + std::string(command.name), std::string(command.help));
    text += R"(
--listen, --backend, --strategy and --max-connections change the first service of CONFIG.
What an option sets can be set in the environment as well: LBFY_LISTEN for --listen, LBFY_LOG_LEVEL for --log-level,
LBFY_BACKEND with blanks between backends. An option counts before the environment, that before the file.

SIGTERM and SIGINT let connections finish for drain_timeout; a second one ends at once. SIGHUP reads CONFIG again.
Exit codes: 0 fine, 1 failed while running, 2 bad command line, 69 address in use or no display, 77 no permission,
78 bad configuration.
)";
    return text;
}

std::string versionText()
{
    return "lbfy " + std::string(version) + " (Qt " + qVersion() + ')';
}

std::optional<int> answer(const CommandLine &commandLine, std::string_view program, std::ostream &output,
                          std::ostream &errors)
{
    switch (commandLine.action) {
    case Action::Run:
        return std::nullopt;
    case Action::CheckConfig:
    case Action::PrintConfig:
        return answerWithConfiguration(commandLine, output, errors);
    case Action::ListStrategies:
        for (const auto &strategy : strategyNames)
            output << strategy.name << '\n';
        break;
    case Action::Version:
        output << versionText() << '\n';
        break;
    case Action::Help:
        output << helpText(program);
        break;
    case Action::Error:
        print(errors, commandLine.errors);
        return toInt(ExitCode::BadCommandLine);
    }
    return written(output, errors);
}

} // namespace lbfy
