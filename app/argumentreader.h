// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a command line is cut into options, their values and other arguments, and what is said of options that are not
// written as they must be. Shared by the program's own options (commandline.cpp) and those of its commands
// (commandoptions.cpp); what a name means is theirs. Pure.

#pragma once

#include "core/config/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

struct Argument {
    enum class Kind : std::uint8_t {
        Option,
        Positional, ///< "-" and everything behind "--" among them
    };
    Kind kind = Kind::Positional;
    std::string text; ///< of an option: with its dashes, without its value
    std::optional<std::string> value; ///< what stands behind an option's "="
};

class ArgumentReader
{
public:
    /// `arguments` must outlive the reader.
    explicit ArgumentReader(const std::vector<std::string> &arguments) : m_arguments(arguments) { }

    /// Nothing when all are read.
    std::optional<Argument> next();
    /// True once "--" has been read.
    bool onlyPositional() const { return m_onlyPositional; }
    /// Leaves the rest to somebody else.
    void passOverRest() { m_next = m_arguments.size(); }

    /// The value of the option just read, from behind its "=" or from the next argument; empty if it takes none, which is
    /// where `placeholder` (what stands for the value in the help) is empty. `dashed` is its name for the message.
    Result<std::string> valueOf(const Argument &option, const std::string &dashed, std::string_view placeholder);
    /// What is wrong with the option just read, which is none of `known` (names without dashes). Passes over what would
    /// have been its value: to complain about that as well would be noise.
    std::string complainAbout(const Argument &unknown, const std::vector<std::string_view> &known);

private:
    const std::vector<std::string> &m_arguments;
    std::size_t m_next = 0;
    bool m_onlyPositional = false;
};

} // namespace lbfy
