// SPDX-License-Identifier: GPL-3.0-or-later
//
// The options of a command such as `serve` or `load`: a table of rows, from which parsing, messages, --help and the
// suggestion for a mistyped name follow. They have no variables in the environment and set no keys of the
// configuration, unlike those in options.h. Pure: nothing is printed or ended here.

#pragma once

#include "core/config/diagnostic.h"
#include "core/config/result.h"
#include "core/config/text.h"
#include "core/config/units.h"

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lbfy {

/// Takes a value as written; the failure's message goes behind `--name "value": `.
using AssignText = std::function<Result<Done>(const std::string &)>;

struct CommandOption {
    std::string_view name; ///< without dashes
    std::string_view argument; ///< what stands for the value in messages and help; empty: takes none
    AssignText assign; ///< called with an empty text if it takes no value
    std::string help;
    bool repeatable = false;
};

struct ParsedArguments {
    bool help = false; ///< --help or -h stood somewhere
    std::vector<Diagnostic> errors; ///< every mistake, in the order of the arguments

    void report(std::string message) { errors.push_back({{}, 0, 0, Severity::Error, std::move(message)}); }
};

/// Gives each argument to its row, others to `positional`, whose failures' messages go behind the quoted argument.
/// "--name value" and "--name=value"; -h and --help are known by themselves; after "--" all is positional.
ParsedArguments parseArguments(const std::vector<std::string> &arguments, std::span<const CommandOption> options,
                               const AssignText &positional);

/// One row an option, --help last.
std::string optionsHelp(std::span<const CommandOption> options);

/// The exit code if the arguments ask for help, which is printed, or are wrong, which is told; nothing: go on.
std::optional<int> answer(const ParsedArguments &parsed, const std::string &help, std::ostream &output,
                          std::ostream &errors);

// What rows are made of. Each writes to its target, which must outlive the row.

/// A decimal integer from min to max.
template<typename Integer>
AssignText integerTo(Integer &target, std::int64_t min, std::int64_t max)
{
    return [&target, min, max](const std::string &text) -> Result<Done> {
        const auto value = parseInteger(text, min, max);
        if (!value)
            return value.failure();
        target = static_cast<Integer>(*value);
        return Done {};
    };
}

/// What a function of the form Result<Value>(std::string_view) reads.
template<typename Value, typename Parser>
AssignText parsedTo(Value &target, Parser parser)
{
    return [&target, parser](const std::string &text) -> Result<Done> {
        auto value = parser(text);
        if (!value)
            return value.failure();
        target = std::move(*value);
        return Done {};
    };
}

/// One of the words in a table of names (see core/config/names.h).
template<typename Value, typename Names>
AssignText wordTo(Value &target, const Names &names)
{
    return [&target, &names](const std::string &text) -> Result<Done> {
        std::vector<std::string_view> words;
        for (const auto &row : names) {
            if (row.name == text) {
                target = row.value;
                return Done {};
            }
            words.push_back(row.name);
        }
        return Failure {"must be " + alternatives(words)};
    };
}

} // namespace lbfy
