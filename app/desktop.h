// SPDX-License-Identifier: GPL-3.0-or-later
//
// The desktop front end: the same core as headless, with the window on top. Starts with the configuration named on the
// command line, else the file of the last session, else the built-in service. Thread: main.

#pragma once

#include "app/commandline.h"

namespace lbfy {

/// The whole life of the desktop program, from arguments to exit code. Without a display: one line and exit code 69.
int runDesktop(int argc, char **argv, const CommandLine &commandLine);

} // namespace lbfy
