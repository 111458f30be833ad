// SPDX-License-Identifier: GPL-3.0-or-later
//
// lbfy: the desktop program, or with --no-gui the same front end as lbfyd.

#include "app/commandline.h"
#include "app/commands.h"
#include "app/desktop.h"
#include "app/failure.h"
#include "app/headless.h"
#include "app/shutdownsignals.h"
#include "app/usage.h"

#include <exception>
#include <iostream>

int main(int argc, char **argv)
try {
    lbfy::ShutdownSignals::block();
    if (const auto code = lbfy::runCommand(argc, argv, "lbfy"))
        return *code;
    const auto commandLine = lbfy::parseCommandLine({argv + 1, argv + argc}, lbfy::processEnvironment);
    if (const auto code = lbfy::answer(commandLine, "lbfy", std::cout, std::cerr))
        return *code;
    return commandLine.noGui ? lbfy::runHeadless(argc, argv, commandLine) : lbfy::runDesktop(argc, argv, commandLine);
} catch (const std::exception &error) {
    return lbfy::failed(error);
}
