// SPDX-License-Identifier: GPL-3.0-or-later
//
// lbfyd: always headless; links no Gui, Widgets or Charts library.

#include "app/commandline.h"
#include "app/commands.h"
#include "app/failure.h"
#include "app/headless.h"
#include "app/shutdownsignals.h"
#include "app/usage.h"

#include <exception>
#include <iostream>

int main(int argc, char **argv)
try {
    lbfy::ShutdownSignals::block();
    if (const auto code = lbfy::runCommand(argc, argv, "lbfyd"))
        return *code;
    const auto commandLine = lbfy::parseCommandLine({argv + 1, argv + argc}, lbfy::processEnvironment);
    if (const auto code = lbfy::answer(commandLine, "lbfyd", std::cout, std::cerr))
        return *code;
    return lbfy::runHeadless(argc, argv, commandLine);
} catch (const std::exception &error) {
    return lbfy::failed(error);
}
