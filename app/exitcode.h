// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the programs hand to the shell. The numbers above 2 are those of sysexits.h.

#pragma once

namespace lbfy {

enum class ExitCode {
    Fine = 0,
    Failed = 1, ///< while running
    BadCommandLine = 2,
    Unavailable = 69, ///< address in use, or no display
    NoPermission = 77,
    BadConfiguration = 78,
};

constexpr int toInt(ExitCode code)
{
    return static_cast<int>(code);
}

} // namespace lbfy
