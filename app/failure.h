// SPDX-License-Identifier: GPL-3.0-or-later
//
// The end of a program that the system refused what it cannot go on without: a thread, a descriptor, memory. Told in one
// line and by the exit code, not by a core dump.

#pragma once

#include "app/exitcode.h"

#include <exception>
#include <iostream>

namespace lbfy {

/// For main() to return.
inline int failed(const std::exception &error)
{
    std::cerr << "error: " << error.what() << std::endl;
    return toInt(ExitCode::Failed);
}

} // namespace lbfy
