// SPDX-License-Identifier: GPL-3.0-or-later
//
// lbfy: the desktop program, or with --no-gui the same front end as lbfyd.

#include "app/commandline.h"
#include "app/exitcode.h"
#include "app/headless.h"
#include "app/shutdownsignals.h"
#include "app/usage.h"

#include <cstdlib>
#include <iostream>

namespace {

bool set(const char *variable)
{
    const char *value = std::getenv(variable);
    return value && *value;
}

/// Qt would abort without a display; asked first, it can be said in one line.
bool displayIsThere()
{
    return set("DISPLAY") || set("WAYLAND_DISPLAY") || set("QT_QPA_PLATFORM");
}

} // namespace

int main(int argc, char **argv)
{
    lbfy::ShutdownSignals::block();
    const auto commandLine = lbfy::parseCommandLine({argv + 1, argv + argc}, lbfy::processEnvironment);
    if (const auto code = lbfy::answer(commandLine, "lbfy", std::cout, std::cerr))
        return *code;
    if (commandLine.noGui)
        return lbfy::runHeadless(argc, argv, commandLine);
    std::cerr << (displayIsThere() ? "error: this version has no window; start it with --no-gui"
                                   : "error: no display for a window; start with --no-gui, or set DISPLAY or "
                                     "WAYLAND_DISPLAY")
              << std::endl;
    return lbfy::toInt(lbfy::ExitCode::Unavailable);
}
